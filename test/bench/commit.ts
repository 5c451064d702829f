/** How long a durable booking takes at the kiosk, beside a bare insert and PouchDB; at 0 and at 100,000 bookings. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { discard, freshCopy, freshPath, measure, say, workDir } from './children.ts'
import type { Answer } from './children.ts'
import { median, rounded, shuffled } from './figures.ts'
import { MARK_BEGIN, MARK_END } from './marks.ts'

const BOOKINGS_BEFORE = 100_000
const TRACED = 900
const WARM = 300
const COUNT = 700

type Variant = { readonly name: string; readonly run: () => Answer }

const store = (folder: string, service: string): Answer => {
  const copy = freshCopy(folder)
  try { return measure('commit-store.ts', { path: join(copy, 'kiosk.db'), service, warm: WARM, count: COUNT }) } finally { discard(copy) }
}
const onFresh = (script: string, more: Record<string, boolean> = {}, before: readonly string[] = [], count = COUNT): Answer => {
  const path = freshPath()
  try { return measure(script, { path, warm: WARM, count, ...more }, before) } finally { discard(path) }
}

/** fsync and fdatasync between the two marks of the trace. */
function fsyncsOf(script: string, path: string): number | null {
  if (spawnSync('strace', ['-V'], { stdio: 'ignore' }).status !== 0) return null
  const trace = join(workDir, `trace-${script}`)
  // An afternoon has time for 1,000 walk-ins; the warm-up is only what opens the file.
  const { count = TRACED } = measure(script, { path, warm: 20, count: TRACED, marked: true }, ['strace', '-f', '-qq', '-e', 'trace=fsync,fdatasync,unlink',
    '-o', trace])
  const lines = readFileSync(trace, 'utf8').split('\n')
  const from = lines.findIndex((line) => line.includes(MARK_BEGIN))
  const to = lines.findIndex((line) => line.includes(MARK_END))
  if (from < 0 || to < 0) throw new Error('the trace has no marks')
  return lines.slice(from, to).filter((line) => /\b(fsync|fdatasync)\(/.test(line)).length / count
}

export async function benchCommit(rounds: number, random: () => number): Promise<Record<string, unknown>> {
  const empty = join(workDir, 'empty')
  const busy = join(workDir, 'busy')
  measure('prepare-file.ts', { path: join(empty, 'kiosk.db'), bookings: 0 })
  say(`commit: made the file with ${BOOKINGS_BEFORE} bookings in ${rounded(measure('prepare-file.ts', { path: join(busy, 'kiosk.db'),
    bookings: BOOKINGS_BEFORE }).seconds ?? 0, 1)} s`)
  const variants: Variant[] = [
    ...['down', 'slow', 'garbage'].flatMap((service) => [
      { name: `store at 0, service ${service}`, run: () => store(empty, service) },
      { name: `store at 100k, service ${service}`, run: () => store(busy, service) },
    ]),
    { name: 'bare insert', run: () => onFresh('commit-bare.ts') }, { name: 'bare insert again', run: () => onFresh('commit-bare.ts') },
    { name: 'PouchDB durable', run: () => onFresh('commit-pouch.ts') }, { name: 'PouchDB durable again', run: () => onFresh('commit-pouch.ts') },
  ]
  const runs = Array.from({ length: rounds }, () => shuffled(variants, random)).flat().map((variant) => {
    const answer = variant.run()
    say(`  ${variant.name}: p50 ${rounded(answer.p50Us ?? 0)} us, p99 ${rounded(answer.p99Us ?? 0)} us, ${answer.count} bookings`)
    return { name: variant.name, answer }
  })
  return summary(runs, empty)
}

function summary(runs: readonly { readonly name: string; readonly answer: Answer }[], empty: string): Record<string, unknown> {
  const of = (start: string, figure: string, end = ''): number => rounded(median(runs.filter((r) => r.name.startsWith(start) && r.name.endsWith(end)).map((r) => r.answer[figure] ?? Number.NaN)))
  const [p50Us, bareP50Us, pouchDurableP50Us, p50UsAt100k] = [of('store at 0', 'p50Us'), of('bare', 'p50Us'), of('PouchDB', 'p50Us'),
    of('store at 100k', 'p50Us')]
  const ratio = rounded(p50Us / bareP50Us, 2)
  const fsyncsPerBooking = fsyncsOf('commit-store.ts', join(freshCopy(empty), 'kiosk.db'))
  const pouchFsyncsPerPut = fsyncsOf('commit-pouch.ts', freshPath())
  const result = {
    p50Us, p99Us: of('store at 0', 'p99Us'), bareP50Us, ratio, pouchDurableP50Us, p50UsAt100k, p99UsAt100k: of('store at 100k', 'p99Us'),
      bareP99Us: of('bare', 'p99Us'),
    pouchDurableP99Us: of('PouchDB', 'p99Us'), toPouch: rounded(p50Us / pouchDurableP50Us, 2), p99WithWaitUs: of('store', 'p99WithWaitUs'),
    worstUs: rounded(Math.max(...runs.map((r) => r.answer.maxUs ?? 0))),
    fsyncsPerBooking, pouchFsyncsPerPut, runs: runs.length,
    byService: Object.fromEntries(['down', 'slow', 'garbage'].map((service) => [service, [of('store at 0', 'p50Us', service),
      of('store at 100k', 'p50Us', service)]])),
  }
  say(`commit: p50 ${p50Us} us = ${ratio} x a bare insert of ${bareP50Us} us (goal <= 1.7); p99 ${result.p99Us} us (goal <= 50,000); at 100,000 bookings ${p50UsAt100k} us (goal: flat)`)
  say(`commit: ${result.toPouch} of PouchDB's durable ${pouchDurableP50Us} us (goal <= 0.65); fsyncs a booking ${fsyncsPerBooking ?? 'not counted: no strace here'} (goal <= 1.02), a PouchDB put ${pouchFsyncsPerPut ?? 'not counted'}`)
  return result
}
