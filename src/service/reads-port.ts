import { Worker } from 'node:worker_threads'
import type { ReadPort } from './field/read-calls.ts'
import type { ReaderStart } from './ledger/reads-worker.ts'

/** More than this many reports waiting are turned away: each may take long. */
const READS_WAITING_MAX = 64

/** Starts the reader's thread over the ledger. What it did not expect ends the process, as at the writer. */
export function startReads(start: ReaderStart): { readonly port: ReadPort; readonly stop: () => Promise<void> } {
  const worker = new Worker(new URL('./ledger/reads-worker.ts', import.meta.url), { workerData: start })
  const waiting = new Map<number, (value: never) => void>()
  let nextId = 1
  worker.on('error', (cause) => { throw cause })
  worker.on('message', ({ id, value }: { readonly id: number; readonly value: unknown }) => {
    waiting.get(id)?.(value as never)
    waiting.delete(id)
  })
  const port = new Proxy({} as ReadPort, {
    get: (_target, name: string) => (...args: unknown[]) => {
      if (waiting.size >= READS_WAITING_MAX) return Promise.resolve('overloaded')
      const id = nextId++
      return new Promise((resolve) => {
        waiting.set(id, resolve)
        worker.postMessage({ id, name, args })
      })
    },
  })
  return { port, stop: async () => { await worker.terminate() } }
}
