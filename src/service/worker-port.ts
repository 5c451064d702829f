import { Worker } from 'node:worker_threads'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Failure } from '../contract/errors.ts'
import type { Log } from '../base/log.ts'
import type { Worked, Writer, WriterCall } from './admission/writer.ts'
import type { ToWorker, WorkerStart } from './ledger/ledger-worker.ts'
import type { PostgresStart } from './ledger/postgres/postgres-worker.ts'

type Demo = { readonly clinicId: string; readonly enrolmentCodes: readonly string[] }
/** Groups under way on a database: enough to keep its connections busy. */
const DATABASE_LANES = 6
type Group = { readonly answers: readonly Worked[]; readonly ms: number }
type FromWorker =
  | { readonly kind: 'ready'; readonly demo: Demo | null }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'log'; readonly event: string; readonly facts: Record<string, unknown> }
  | { readonly kind: 'closed' }
  | ({ readonly kind: 'worked'; readonly id: number } & Group)

/** Bodies are handed over, not copied: nobody here looks at them again. A small one shares its memory with others and is copied. */
const handedOver = (calls: readonly WriterCall[]): ArrayBuffer[] =>
  calls.flatMap(({ args }) => args.flatMap((arg) => (arg instanceof Uint8Array && arg.buffer instanceof ArrayBuffer && arg.byteLength === arg.buffer.byteLength ? [arg.buffer] : [])))

/** Starts the writer's thread. An error it did not expect ends the process: the answer was not durable. */
export function startWorker(start: WorkerStart | PostgresStart, log: Log): Promise<Result<{ writer: Writer; demo: Demo | null; stop: () => Promise<void> }, Failure>> {
  const file = 'database' in start ? './ledger/postgres/postgres-worker.ts' : './ledger/ledger-worker.ts'
  const worker = new Worker(new URL(file, import.meta.url), { workerData: start })
  const waiting = new Map<number, (group: Group) => void>()
  let nextId = 1
  let closed = (): void => {}
  const tell = (message: ToWorker, transfer: ArrayBuffer[] = []): void => worker.postMessage(message, transfer)
  const writer: Writer = { ...('database' in start ? { lanes: DATABASE_LANES } : {}), run: (calls) => new Promise((resolve) => {
    const id = nextId++
    waiting.set(id, resolve)
    tell({ kind: 'work', id, calls }, handedOver(calls))
  }) }
  const stop = async (): Promise<void> => {
    await new Promise<void>((resolve) => { closed = resolve; tell({ kind: 'close' }) })
    await worker.terminate()
  }
  return new Promise((resolve) => {
    worker.on('error', (cause) => { throw cause })
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'failed') resolve(err(message.failure))
      if (message.kind === 'ready') resolve(ok({ writer, demo: message.demo, stop }))
      if (message.kind === 'log') log.warn(message.event, message.facts)
      if (message.kind === 'closed') closed()
      if (message.kind === 'worked') {
        waiting.get(message.id)?.(message)
        waiting.delete(message.id)
      }
    })
  })
}
