/** PouchDB's own server: express-pouchdb over LevelDB. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { couchApp, pouchMaker } from './pouch.ts'

const { values } = parseArgs({ options: { dir: { type: 'string', default: '' }, durable: { type: 'string', default: 'true' } } })
process.chdir(values.dir)
const maker = pouchMaker(values.durable === 'true').defaults({ prefix: `${join(values.dir, 'server')}-` })
const server = couchApp(maker, { inMemoryConfig: true, logPath: join(values.dir, 'express-pouchdb.log') }).listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })}\n`)
})
process.once('SIGTERM', () => process.exit(0))
