/** The reader: a thread with connections of its own that can only read. Long reports run here while the writer goes on. */
import { parentPort, workerData } from 'node:worker_threads'
import { readCalls } from '../field/read-calls.ts'
import type { ReadCalls } from '../field/read-calls.ts'
import { isAway } from './postgres/open-postgres.ts'
import { connectToRead, createPostgresFieldReads } from './postgres/postgres-field-reads.ts'
import { createSqliteFieldReads, openFieldReads } from './sqlite-field-reads.ts'

export type ToReader = { readonly id: number; readonly name: string; readonly args: readonly unknown[] }
export type ReaderStart = { readonly path: string } | { readonly database: string }

/** A report that the database gave up. */
const QUERY_CANCELED = '57014'

const port = parentPort
const start = workerData as ReaderStart
const reads = 'database' in start ? createPostgresFieldReads(connectToRead(start.database)) : createSqliteFieldReads(openFieldReads(start.path))
const calls = readCalls({ reads, clock: Date.now })

/** A database that is away, or took too long, is busy to whoever asked; what nobody expected ends the process. */
async function answer({ id, name, args }: ToReader): Promise<void> {
  try {
    port?.postMessage({ id, value: await (calls[name as keyof ReadCalls] as (...a: readonly unknown[]) => Promise<unknown>)(...args) })
  } catch (cause) {
    if (!isAway(cause) && (cause as { code?: unknown }).code !== QUERY_CANCELED) throw cause
    port?.postMessage({ id, value: 'overloaded' })
  }
}
port?.on('message', (message: ToReader) => void answer(message))
