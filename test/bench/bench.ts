/** `npm run bench -- [--json] [--only=commit,drain,herd] [--rounds=3] [--seed=N] [--full] [--patients=500]`: figures beside their baselines, measured in one run. */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { withDisplay } from '../../scripts/display.mjs'
import { say, whatElseRan, workDir } from './children.ts'
import { benchCommit } from './commit.ts'
import { benchDesk } from './desk.ts'
import { benchDrain } from './drain.ts'
import { benchHerd } from './herd/herd.ts'
import { chanceOf } from '../simulation/chance.ts'
import { benchPostgres } from './postgres.ts'
import { benchStart } from './start.ts'
import { benchTouch } from './touch.ts'

const { values } = parseArgs({ options: {
  json: { type: 'boolean', default: false }, only: { type: 'string', default: 'commit,drain' }, rounds: { type: 'string', default: '3' },
  seed: { type: 'string' }, patients: { type: 'string', default: '500' },
  full: { type: 'boolean', default: false },
} })
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
const random = chanceOf(seed).next
const benches: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  commit: () => benchCommit(Number(values.rounds), random),
  postgres: () => benchPostgres(Number(values.rounds), random),
  drain: () => benchDrain(Number(values.rounds), random, values.full),
  herd: () => benchHerd(random),
}

/** The real windows: what is measured there has names of its own. */
const onScreen: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  start: async () => ({ start: await benchStart(Number(values.rounds)) }),
  touch: () => benchTouch(Number(values.patients)),
  desk: benchDesk,
}

const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`
say(`bench: order from seed ${seed}, ${values.rounds} rounds, files in ${workDir}; ${machine}`)
say(`before: ${whatElseRan()}`)
const results: Record<string, unknown> = {}
const names = values.only.split(',')
const screen = names.some((name) => name in onScreen) ? await withDisplay() : null
for (const name of names) {
  const bench = benches[name]
  const windows = onScreen[name]
  if (!bench && !windows) throw new Error(`--only takes ${Object.keys({ ...benches, ...onScreen }).join(' and ')}, not ${name}`)
  if (bench) results[name] = await bench()
  if (windows) Object.assign(results, await windows())
  say(`after ${name}: ${whatElseRan()}`)
}
screen?.stop()
process.stdout.write(`${values.json ? JSON.stringify(results) : JSON.stringify(results, null, 2)}\n`)
