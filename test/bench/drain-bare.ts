/** Child of the bench: the same entries to the bare endpoint, from memory, one batch after the other. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { tell } from './figures.ts'

const BATCH = 500
const WARM = 1_000

const { values } = parseArgs({ options: { dir: { type: 'string', default: '' }, url: { type: 'string', default: '' } } })
type Entry = { readonly entryId: string }
const all = readFileSync(join(values.dir, 'entries.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Entry)

async function send(entries: readonly Entry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = entries.slice(from, from + BATCH)
    const answer = await fetch(`${values.url}/entries`, { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ entries: batch }) })
    const { stored } = (await answer.json()) as { stored: number }
    if (stored !== batch.length) throw new Error('not stored')
  }
}

await send(all.slice(0, WARM).map((entry) => ({ ...entry, entryId: `warm-${entry.entryId}` })))
const since = performance.now()
await send(all)
tell({ entries: all.length, seconds: (performance.now() - since) / 1_000 })
process.exit(0)
