import { Worker } from 'node:worker_threads'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Failure } from '../contract/errors.ts'
import type { Log } from '../base/log.ts'
import type { CentrePort } from './centre-port.ts'
import type { WorkerStart } from './ledger/ledger-worker.ts'
import type { PostgresStart } from './ledger/postgres/postgres-worker.ts'

type Demo = { readonly clinicId: string; readonly enrolmentCodes: readonly string[] }
type FromWorker =
  | { readonly kind: 'ready'; readonly demo: Demo | null }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'log'; readonly event: string; readonly facts: Record<string, unknown> }
  | { readonly kind: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly cause: string }

/** More than this many calls waiting for the writer are turned away with 503 before they cost anything. */
export const WRITER_QUEUE_MAX = 500

/** Starts the writer's thread. An error it did not expect ends the process: the answer was not durable. */
export function startWorker(start: WorkerStart | PostgresStart, log: Log): Promise<Result<{ port: CentrePort; demo: Demo | null; stop: () => Promise<void> }, Failure>> {
  const file = 'database' in start ? './ledger/postgres/postgres-worker.ts' : './ledger/ledger-worker.ts'
  const worker = new Worker(new URL(file, import.meta.url), { workerData: start })
  const waiting = new Map<number, { readonly resolve: (value: never) => void; readonly reject: (cause: Error) => void }>()
  let nextId = 1
  const port = new Proxy({} as CentrePort, {
    get: (_target, name: string) => (...args: unknown[]) => {
      if (waiting.size >= WRITER_QUEUE_MAX) return Promise.resolve('overloaded')
      const id = nextId++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, name, args })
      })
    },
  })
  const stop = async (): Promise<void> => {
    await port.close()
    await worker.terminate()
  }
  return new Promise((resolve) => {
    worker.on('error', (cause) => { throw cause })
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'failed') resolve(err(message.failure))
      if (message.kind === 'ready') resolve(ok({ port, demo: message.demo, stop }))
      if (message.kind === 'log') log.warn(message.event, message.facts)
      if (message.kind === 'reply') {
        waiting.get(message.id)?.resolve(message.value as never)
        waiting.delete(message.id)
      }
      if (message.kind === 'refused') {
        waiting.get(message.id)?.reject(new Error(message.cause))
        waiting.delete(message.id)
      }
    })
  })
}
