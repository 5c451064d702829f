/** A node's thread: decides on many units at once, each with a transaction of its own; what is shared with other nodes is the database and nothing else. */
import { randomBytes } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { uuidV7 } from '../../../base/ids.ts'
import { createTogether } from '../../admission/writer.ts'
import type { Worked, WriterCall } from '../../admission/writer.ts'
import type { ToWorker } from '../ledger-worker.ts'
import { SEED_EVERY_MS } from '../../demo-clinic.ts'
import type { DemoClinic } from '../../demo-clinic.ts'
import { newCode } from '../new-code.ts'
import { isAway, openPostgres } from './open-postgres.ts'
import { createPostgresCentre } from './postgres-centre.ts'
import { createPostgresLedger } from './postgres-ledger.ts'

export type PostgresStart = { readonly database: string; readonly helloMs: number; readonly demoClinic: DemoClinic | null; readonly restored: boolean }

const port = parentPort
const start = workerData as PostgresStart
const log = (event: string, facts: Record<string, unknown>): void => port?.postMessage({ kind: 'log', event, facts })
const opened = await openPostgres(start.database)
if (!opened.ok) port?.postMessage({ kind: 'failed', failure: opened.error })
else {
  const deps = { clock: Date.now, newId: () => uuidV7(Date.now(), randomBytes), newCode, helloMs: start.helloMs, log }
  const { port: centre, seedDemo } = await createPostgresCentre(createPostgresLedger(opened.value), deps, start)
  const { demoClinic } = start
  const demo = demoClinic === null ? null : await seedDemo(demoClinic)
  if (demoClinic !== null) setInterval(() => { seedDemo(demoClinic).catch((cause) => log('seed-failed', { cause: String(cause) })) }, SEED_EVERY_MS).unref()
  const ask = async ({ name, args }: WriterCall): Promise<Omit<Worked, 'ms'>> => {
    try {
      return { value: await (centre as unknown as Record<string, (...a: readonly unknown[]) => Promise<unknown>>)[name]?.(...args) }
    } catch (cause) {
      // A database that is away for a while is "not now": the devices keep what they have and come again.
      log('unit-failed', { name, cause: String(cause) })
      return isAway(cause) ? { value: 'overloaded' } : { value: null, refused: String(cause) }
    }
  }
  const workTogether = createTogether(ask, () => performance.now())
  port?.on('message', (message: ToWorker) => {
    if (message.kind === 'close') void centre.close().then(() => port.postMessage({ kind: 'closed' }))
    else void workTogether(message.calls).then((group) => port.postMessage({ kind: 'worked', id: message.id, ...group }))
  })
  port?.postMessage({ kind: 'ready', demo })
}
