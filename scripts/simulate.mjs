/**
 * `npm run simulate -- --schedules=N --seed=S --json [--model] [--trace]`: seeds S..S+N-1 through the real code, or with --model through the pure model.
 * The last line is JSON; exit code 1 when anything is not zero. Seeds that failed once are kept in test/simulation/kept-seeds.json and run first.
 */
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { node24, root, script, Stop } from './steps.mjs'

const { values } = parseArgs({ options: { schedules: { type: 'string', default: '200' }, seed: { type: 'string' }, json: { type: 'boolean' }, model: { type: 'boolean', default: false }, trace: { type: 'boolean', default: false } } })
const WORKERS_MAX = 4
const SHRUNK_MAX = 3
const TRACE_LINES = 40
const say = (line) => process.stderr.write(`${line}\n`)

/** Asks one worker one schedule after another. */
function worker() {
  const child = fork(join(root, 'test/simulation/worker.ts'), { execPath: node24, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return {
    run: (task) => new Promise((resolve, reject) => {
      const ended = (code) => reject(new Stop(`a worker ended with ${code} at seed ${task.seed}`))
      child.once('exit', ended)
      child.once('message', (outcome) => { child.off('exit', ended); resolve(outcome) })
      child.send(task)
    }),
    end: () => child.kill(),
  }
}

/** Fewer steps, then fewer kinds of faults, as long as it still fails. */
async function shrink(hand, seed, outcome) {
  const fails = async (part) => (await hand.run({ seed, model: values.model, ...part })).violations.length > 0
  let [low, high] = [1, outcome.steps]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (await fails({ steps: middle })) high = middle
    else low = middle + 1
  }
  const without = []
  for (const kind of Object.keys(outcome.faults)) if (outcome.faults[kind] > 0 && (await fails({ steps: high, without: [...without, kind] }))) without.push(kind)
  const last = await hand.run({ seed, model: values.model, steps: high, without, trace: true })
  say(`  shrunk to ${high} steps, without ${without.join(', ') || 'nothing'}`)
  for (const line of last.trace.slice(-TRACE_LINES)) say(`  ${line}`)
}

async function main() {
  const count = Number(values.schedules)
  const first = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed)
  if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(first)) throw new Stop('--schedules and --seed take whole numbers')
  const kept = JSON.parse(readFileSync(join(root, 'test/simulation/kept-seeds.json'), 'utf8'))
  const seeds = [...(values.seed !== undefined && count === 1 ? [] : values.model ? kept.model : kept.seeds), ...Array.from({ length: count }, (_, i) => first + i)]
  say(`${values.model ? 'model' : 'real code'}: ${seeds.length} schedules, seed ${first}`)
  const total = { schedules: 0, steps: 0, faults: {}, lost: 0, duplicated: 0, oversold: 0, falseConfirmations: 0, undrained: 0, invariantViolations: 0, failedSeeds: [] }
  const add = (seed, outcome) => {
    total.schedules++
    total.steps += outcome.steps
    for (const [kind, times] of Object.entries(outcome.faults)) total.faults[kind] = (total.faults[kind] ?? 0) + times
    for (const [kind, times] of Object.entries(outcome.end)) total[kind] += times
    total.invariantViolations += outcome.violations.length
    if (outcome.violations.length > 0) total.failedSeeds.push(seed)
  }
  const queue = [...seeds]
  const failed = []
  await Promise.all(Array.from({ length: Math.min(WORKERS_MAX, availableParallelism(), seeds.length) }, async () => {
    const hand = worker()
    for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) {
      const outcome = await hand.run({ seed, model: values.model, trace: values.trace })
      add(seed, outcome)
      if (values.trace) for (const line of outcome.trace) say(line)
      if (outcome.violations.length > 0) failed.push({ seed, outcome })
    }
    hand.end()
  }))
  const hand = worker()
  for (const { seed, outcome } of failed.slice(0, SHRUNK_MAX)) {
    say(`seed ${seed}: ${outcome.violations[0]}\n  npm run simulate -- --schedules=1 --seed=${seed} --trace${values.model ? ' --model' : ''}   (keep it in test/simulation/kept-seeds.json)`)
    await shrink(hand, seed, outcome)
  }
  hand.end()
  process.stdout.write(`${JSON.stringify(total)}\n`)
  process.exit(total.invariantViolations + total.lost + total.duplicated + total.oversold + total.falseConfirmations + total.undrained > 0 ? 1 : 0)
}

await script(main)
