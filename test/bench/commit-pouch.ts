/** Child of the bench: one booking's body into PouchDB, written through to the disk. */
import { randomBytes } from 'node:crypto'
import { unlinkSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { uuidV7 } from '../../src/base/ids.ts'
import { bodyOf, MEASURED_FROM } from './clinic-day.ts'
import { microsecondsSince, percentile, tell, turn } from './figures.ts'
import { MARK_BEGIN, MARK_END } from './marks.ts'
import { pouchMaker } from './pouch.ts'

const { values } = parseArgs({ options: {
  path: { type: 'string', default: '' }, warm: { type: 'string', default: '300' }, count: { type: 'string', default: '700' },
  marked: { type: 'boolean', default: false },
} })
const db = new (pouchMaker(true))(values.path)
const mark = (name: string): void => { try { unlinkSync(name) } catch { /* It never exists: the call itself is the mark. */ } }

const times: number[] = []
const warm = Number(values.warm)
const count = Number(values.count)
for (let i = 0; i < warm + count; i++) {
  if (values.marked && i === warm) mark(MARK_BEGIN)
  const doc = { _id: uuidV7(MEASURED_FROM + i, randomBytes), ...bodyOf(i, MEASURED_FROM, `A-${i}`) }
  await turn()
  const since = process.hrtime.bigint()
  await db.put(doc)
  if (i >= warm) times.push(microsecondsSince(since))
}
if (values.marked) mark(MARK_END)
await db.close()
tell({ p50Us: percentile(times, 0.5), p99Us: percentile(times, 0.99), count })
