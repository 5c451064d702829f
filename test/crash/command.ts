/** `npm run crash -- --kills=N [--seed=S] [--json]` or `--power-cuts=M`. Human lines on stderr, the result as the last line of stdout. */
import { parseArgs } from 'node:util'
import { isGood, runKills } from './kills/run.ts'
import { isProof, runPowerCuts } from './power/run.ts'

const SEEDS = 1_000_000
const say = (text: string): void => { process.stderr.write(`${text}\n`) }

const { values } = parseArgs({ options: { kills: { type: 'string' }, 'power-cuts': { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean', default: false } } })
const wholeNumber = (name: string, text: string): number => {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0) return value
  say(`--${name} takes a whole number`)
  process.exit(78)
}
const seed = values.seed === undefined ? Math.floor(Math.random() * SEEDS) : wholeNumber('seed', values.seed)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))

async function kills(count: number): Promise<boolean> {
  say(`crash: ${count} kills, seed ${seed}`)
  const { result, died, unexpected } = await runKills(count, seed)
  process.stdout.write(`${JSON.stringify(result)}\n`)
  return isGood(result) && died === 0 && unexpected === 0
}

async function powerCuts(count: number): Promise<boolean> {
  say(`crash: ${count} power cuts, seed ${seed}`)
  const result = await runPowerCuts(count, seed)
  process.stdout.write(`${JSON.stringify(result)}\n`)
  if (!result.skipped && result.control.lost === 0) say('  the control lost nothing: the replay is blind')
  return isProof(result)
}

let good = true
if (values.kills !== undefined || values['power-cuts'] === undefined) good = await kills(wholeNumber('kills', values.kills ?? '50'))
if (values['power-cuts'] !== undefined) good = (await powerCuts(wholeNumber('power-cuts', values['power-cuts']))) && good
process.exit(good ? 0 : 1)
