/** Child of the bench: the least a durable booking can cost here. One row of a booking's size, plain SQLite, WAL, FULL. */
import { randomBytes } from 'node:crypto'
import { unlinkSync } from 'node:fs'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { uuidV7 } from '../../src/base/ids.ts'
import { bodyOf, MEASURED_FROM } from './clinic-day.ts'
import { microsecondsSince, percentile, tell, turn } from './figures.ts'
import { MARK_BEGIN, MARK_END } from './marks.ts'

const { values } = parseArgs({ options: {
  path: { type: 'string', default: '' }, warm: { type: 'string', default: '300' }, count: { type: 'string', default: '700' },
  marked: { type: 'boolean', default: false },
} })
const db = new Database(values.path)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('CREATE TABLE booking (booking_id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID')
const insert = db.prepare('INSERT INTO booking VALUES (?, ?)')
const mark = (name: string): void => { try { unlinkSync(name) } catch { /* It never exists: the call itself is the mark. */ } }

const times: number[] = []
const warm = Number(values.warm)
const count = Number(values.count)
for (let i = 0; i < warm + count; i++) {
  if (values.marked && i === warm) mark(MARK_BEGIN)
  const body = JSON.stringify(bodyOf(i, MEASURED_FROM, `A-${i}`))
  const id = uuidV7(MEASURED_FROM + i, randomBytes)
  await turn()
  const since = process.hrtime.bigint()
  insert.run(id, body)
  if (i >= warm) times.push(microsecondsSince(since))
}
if (values.marked) mark(MARK_END)
db.close()
tell({ p50Us: percentile(times, 0.5), p99Us: percentile(times, 0.99), count })
