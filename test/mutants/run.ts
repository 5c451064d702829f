/** Plays every mutant until it is caught, two at a time, and the code as it is over the same seeds. Last line: JSON. */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Mutant } from './mutant.ts'
import { mutants } from './mutants.ts'
import type { Played } from './play.ts'
import { cutPower } from './power-cut.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } })
const CONTROL_SCHEDULES = 80
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const say = (line: string): void => { process.stderr.write(`${line}\n`) }
const seedsFrom = (from: number, count: number): string => Array.from({ length: count }, (_, i) => from + i).join(',')

type Found = { readonly played: number; readonly first: Played | null; readonly broken: string | null }

/** A child with the mutant loaded in place of the real text; without a name, the code as it is. */
function play(mutant: string | null, args: readonly string[]): Promise<Found> {
  const loader = ['--import', here('./mutating-loader.ts')]
  const child = spawn(process.execPath, [...loader, here('./play.ts'), ...(mutant ? [`--mutant=${mutant}`] : ['--all']), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [played, said] = [0, '']
  let first: Played | null = null
  child.stderr.on('data', (text: Buffer) => { said = (said + text.toString()).slice(-2_000) })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const one = JSON.parse(line) as Played
    played++
    if (one.violation !== null && first === null) first = one
  })
  return new Promise((resolve) => { child.once('close', (code) => resolve({ played, first, broken: code === 0 ? null : said.trim().slice(-600) })) })
}

async function caughtBy(mutant: Mutant): Promise<string | null> {
  if (mutant.kind === 'power-cut') return cutPower(mutant.cuts)
  const args = mutant.kind === 'scenario' ? [`--scenarios=${mutant.scenario}`] : [`--seeds=${seedsFrom(mutant.from ?? 1, mutant.within)}`]
  const { played, first, broken } = await play(mutant.name, args)
  if (first) {
    say(`caught   ${mutant.name} at ${first.seed}, schedule ${played} of ${mutant.kind === 'schedules' ? mutant.within : 1}: ${first.violation?.slice(0, 110)}`)
    return null
  }
  return broken ? `could not be played: ${broken}` : `${played} schedules saw nothing`
}

const chosen = mutants.filter(({ name }) => !values.only || values.only.split(',').includes(name))
const uncaught: { readonly name: string; readonly reason: string }[] = []
const judge = async (mutant: Mutant): Promise<void> => {
  const reason = await caughtBy(mutant)
  if (reason === null) return
  uncaught.push({ name: mutant.name, reason })
  say(`UNCAUGHT ${mutant.name}: ${reason}`)
}
let control: Found = { played: 0, first: null, broken: 'never played' }
// The control is the longest: begun first, it leaves neither hand idle at the end.
const queue = [async () => { control = await play(null, [`--seeds=${seedsFrom(1, CONTROL_SCHEDULES)}`]) }, ...chosen.map((mutant) => () => judge(mutant))]
const hand = async (): Promise<void> => { for (let next = queue.shift(); next; next = queue.shift()) await next() }
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, hand))
const violations = control.first ? [control.first] : []
if (control.first ?? control.broken) say(`CONTROL ${JSON.stringify(control.first)} ${control.broken ?? ''}`)
process.stdout.write(`${JSON.stringify({ mutants: chosen.length, caught: chosen.length - uncaught.length, uncaught, control: { schedules: control.played, violations } })}\n`)
process.exit(uncaught.length > 0 || violations.length > 0 || control.broken !== null ? 1 : 0)
