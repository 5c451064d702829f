/** `npm run bench -- [--json] [--only=commit,drain] [--rounds=3] [--seed=N] [--full]`: figures beside their baselines, measured in one run. */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { say, whatElseRan, workDir } from './children.ts'
import { benchCommit } from './commit.ts'
import { benchDrain } from './drain.ts'
import { randomOf } from './figures.ts'
import { benchPostgres } from './postgres.ts'

const { values } = parseArgs({ options: {
  json: { type: 'boolean', default: false }, only: { type: 'string', default: 'commit,drain' }, rounds: { type: 'string', default: '3' },
  seed: { type: 'string' },
  full: { type: 'boolean', default: false },
} })
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
const random = randomOf(seed)
const benches: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  commit: () => benchCommit(Number(values.rounds), random),
  postgres: () => benchPostgres(Number(values.rounds), random),
  drain: () => benchDrain(Number(values.rounds), random, values.full),
}

const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`
say(`bench: order from seed ${seed}, ${values.rounds} rounds, files in ${workDir}; ${machine}`)
say(`before: ${whatElseRan()}`)
const results: Record<string, unknown> = {}
for (const name of values.only.split(',')) {
  const bench = benches[name]
  if (!bench) throw new Error(`--only takes ${Object.keys(benches).join(' and ')}, not ${name}`)
  results[name] = await bench()
  say(`after ${name}: ${whatElseRan()}`)
}
process.stdout.write(`${values.json ? JSON.stringify(results) : JSON.stringify(results, null, 2)}\n`)
