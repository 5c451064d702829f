/** The reader: a thread with a read-only connection of its own. Long reports run here while the writer goes on. */
import { parentPort, workerData } from 'node:worker_threads'
import { readCalls } from '../field/read-calls.ts'
import type { ReadCalls } from '../field/read-calls.ts'
import { createSqliteFieldReads, openFieldReads } from './sqlite-field-reads.ts'

export type ToReader = { readonly id: number; readonly name: string; readonly args: readonly unknown[] }

const port = parentPort
const db = openFieldReads((workerData as { readonly path: string }).path)
const calls = readCalls({ reads: createSqliteFieldReads(db), clock: Date.now })
port?.on('message', ({ id, name, args }: ToReader) => {
  void (calls[name as keyof ReadCalls] as (...a: readonly unknown[]) => Promise<unknown>)(...args).then((value) => port.postMessage({ id, value }))
})
