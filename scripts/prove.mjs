/**
 * `npm run prove [-- --share=0.1] [--seed=N]`: the full programme with new seeds, one table at the end, JSON last. `--share` runs a part of it.
 * Exit code 1 when anything that must be 0 is not.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, script, Stop } from './steps.mjs'

const { values } = parseArgs({ options: { share: { type: 'string', default: '1' }, seed: { type: 'string' } } })
const FULL = { model: 50_000, schedules: 10_000, kills: 1_000, cuts: 5_000 }
const say = (line) => process.stderr.write(`${line}\n`)

const programme = (part, seed) => [
  { name: 'schedules of the pure model', file: 'simulate.mjs', args: ['--model', `--schedules=${part.model}`, `--seed=${seed}`, '--json'] },
  { name: 'schedules of the real code', file: 'simulate.mjs', args: [`--schedules=${part.schedules}`, `--seed=${seed}`, '--json'] },
  { name: 'bugs on purpose', file: 'mutants.mjs', args: ['--json'] },
  { name: 'kills of real processes', file: 'crash.mjs', args: [`--kills=${part.kills}`, '--json'] },
  { name: 'power cuts', file: 'crash.mjs', args: [`--power-cuts=${part.cuts}`, '--json'] },
]

/** The last line of a command is its JSON. */
const play = ({ file, args }) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'scripts', file), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (chunk) => { text = (text + chunk).slice(-1_000_000) })
    child.on('close', (code) => {
      const last = text.trim().split('\n').at(-1) ?? ''
      resolve({ code, figures: last.startsWith('{') ? JSON.parse(last) : null })
    })
  })

/** Plain figures, without lists and without what is told per kind. */
const plain = (figures) => Object.entries(figures ?? {}).map(([name, value]) => (typeof value === 'number' ? `${name} ${value}` : Array.isArray(value) ? `${name} ${value.length}` : '')).filter(Boolean).join(' · ')

await script(async () => {
  const share = Number(values.share)
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed)
  if (!(share > 0 && share <= 1) || !Number.isSafeInteger(seed)) throw new Stop('--share takes more than 0 up to 1, --seed a whole number')
  const part = Object.fromEntries(Object.entries(FULL).map(([name, count]) => [name, Math.ceil(count * share)]))
  const rows = []
  for (const one of programme(part, seed)) {
    say(`${one.name}: ${one.file} ${one.args.join(' ')}`)
    const since = performance.now()
    rows.push({ ...one, ...(await play(one)), seconds: Math.round((performance.now() - since) / 1000) })
  }
  const width = Math.max(...rows.map(({ name }) => name.length))
  for (const { name, code, figures, seconds } of rows) process.stdout.write(`${code === 0 ? 'held  ' : 'BROKEN'} ${name.padEnd(width)} ${String(seconds).padStart(5)} s  ${plain(figures)}\n`)
  process.stdout.write(`${JSON.stringify({ share, seed, held: rows.every(({ code }) => code === 0), rows: rows.map(({ name, code, seconds, figures }) => ({ name, held: code === 0, seconds, figures })) })}\n`)
  process.exit(rows.every(({ code }) => code === 0) ? 0 : 1)
})
