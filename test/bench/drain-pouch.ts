/** Child of the bench: the same entries as PouchDB documents; with `--fill` they are only put into the local database. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { tell } from './figures.ts'
import { pouchMaker } from './pouch.ts'

const BATCH = 500
const WARM = 1_000

const { values } = parseArgs({ options: {
  dir: { type: 'string', default: '' }, url: { type: 'string', default: '' }, durable: { type: 'string', default: 'true' },
  fill: { type: 'boolean', default: false }, entries: { type: 'string', default: '' },
} })
const Pouch = pouchMaker(values.durable === 'true')

async function fill(name: string, docs: readonly object[]): Promise<void> {
  const db = new Pouch(join(values.dir, name))
  for (let from = 0; from < docs.length; from += BATCH) await db.bulkDocs(docs.slice(from, from + BATCH))
  await db.close()
}

async function replicate(name: string): Promise<{ entries: number; seconds: number }> {
  const db = new Pouch(join(values.dir, name))
  const { doc_count: entries } = await db.info()
  const since = performance.now()
  const done = await db.replicate.to(`${values.url}/${name}`, { batch_size: BATCH })
  const seconds = (performance.now() - since) / 1_000
  if (!done.ok || done.docs_written !== entries) throw new Error(`${done.docs_written} of ${entries} written`)
  await db.close()
  return { entries, seconds }
}

if (values.fill) {
  const docs = readFileSync(values.entries, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { entryId: string })
    .map(({ entryId, ...rest }) => ({ _id: entryId, ...rest }))
  await fill('warm', docs.slice(0, WARM))
  await fill('docs', docs)
  tell({ entries: docs.length })
} else {
  await replicate('warm')
  tell(await replicate('docs'))
}
process.exit(0)
