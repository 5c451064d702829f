/** The least a durable batch endpoint can be: Fastify and plain SQLite, one transaction a batch, nothing is judged. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import Fastify from 'fastify'

const BODY_BYTES_MAX = 16 * 1024 * 1024

const { values } = parseArgs({ options: { dir: { type: 'string', default: '' } } })
const db = new Database(join(values.dir, 'bare.db'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('CREATE TABLE IF NOT EXISTS entry (entry_id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT')
const insert = db.prepare('INSERT OR IGNORE INTO entry VALUES (?, ?)')

const app = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX })
app.post<{ Body: { entries: { entryId: string }[] } }>('/entries', (request) => {
  const { entries } = request.body
  db.transaction(() => { for (const entry of entries) insert.run(entry.entryId, JSON.stringify(entry)) })()
  return { stored: entries.length }
})
const url = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${JSON.stringify({ url })}\n`)
process.once('SIGTERM', () => {
  db.close()
  process.exit(0)
})
