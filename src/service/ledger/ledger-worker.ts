/** The one writer: owns the ledger's file in a thread of its own, so that a commit never stops the listening thread. */
import { randomBytes } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { uuidV7 } from '../../base/ids.ts'
import { workOff } from '../admission/writer.ts'
import type { WriterCall } from '../admission/writer.ts'
import { createCentre } from '../centre.ts'
import type { Centre } from '../centre.ts'
import { SEED_EVERY_MS, seedDemoClinic } from '../demo-clinic.ts'
import type { DemoClinic } from '../demo-clinic.ts'
import { incarnationOf } from '../learning.ts'
import { openLifeMark } from './life-mark.ts'
import { newCode } from './new-code.ts'
import { openLedgerFile } from './open-ledger.ts'
import { createSqliteLedger } from './sqlite-ledger.ts'

export type WorkerStart = { readonly path: string; readonly helloMs: number; readonly demoClinic: DemoClinic | null
  /** Said by the operator: the whole folder was restored. */
  readonly restored: boolean
}
export type ToWorker = { readonly kind: 'work'; readonly id: number; readonly calls: readonly WriterCall[] } | { readonly kind: 'close' }

const port = parentPort
const start = workerData as WorkerStart
const opened = openLedgerFile(start.path)
if (!opened.ok) port?.postMessage({ kind: 'failed', failure: opened.error })
else {
  const mark = { note: (_commits: number, _life: number): void => {} }
  const ledger = createSqliteLedger(opened.value, (commits) => mark.note(commits, incarnationOf(ledger)))
  const life = openLifeMark(`${start.path}.mark`, ledger.commits())
  mark.note = life.note
  const deps = {
    ledger, restoredAfter: life.restored || start.restored ? life.life : null, clock: Date.now, newId: () => uuidV7(Date.now(), randomBytes), newCode, helloMs: start.helloMs,
    log: (event: string, facts: Record<string, unknown>) => port?.postMessage({ kind: 'log', event, facts }),
  }
  const centre: Centre = createCentre(deps)
  const { demoClinic } = start
  const demo = demoClinic === null ? null : seedDemoClinic(deps, demoClinic)
  if (demoClinic !== null) setInterval(() => seedDemoClinic(deps, demoClinic), SEED_EVERY_MS).unref()
  port?.on('message', (message: ToWorker) => {
    if (message.kind === 'close') return void port.postMessage({ kind: 'closed', done: centre.close() })
    port.postMessage({ kind: 'worked', id: message.id, ...workOff(centre, ledger.atomically, message.calls, () => performance.now()) })
  })
  port?.postMessage({ kind: 'ready', demo })
}
