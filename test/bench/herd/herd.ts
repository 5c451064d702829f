/**
 * Thousands of kiosks come back at once. The real service process, real HTTP, real signatures and chains; the kiosks are sampled to fit the machine, and
 * their jitter is scaled with their number. 5,000 and 20,000 kiosks are played as discrete events on the same admission code.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { discard, freshCopy, measureBeside, say, serve, workDir } from '../children.ts'
import type { Answer, Server } from '../children.ts'
import { median, rounded } from '../figures.ts'
import { runModel } from './model.ts'
import { startKiosks } from './start-kiosks.ts'

const KIOSKS = 120
const ENTRIES = 300
const BATCH = 100
const LANES = 16
const SECONDS = 4
const LOADS = [1, 2, 5, 10] as const
const PEAK_RUNS = 3
const DRAIN_RUNS = 10
const NAIVE_RUNS = 3
/** The sample stands for so many; what they wait at random is shorter by the same part. */
const STANDS_FOR = 5_000
const CAP_MS = 60_000
/** Past this many times the ideal a run counts as not drained. */
const IDEALS_MAX = 10
const SERVICE = '../../src/service/main.ts'

async function withService<T>(fleet: string, act: (service: Server, dir: string) => Promise<T>): Promise<T> {
  const dir = freshCopy(fleet)
  const service = await serve(SERVICE, ['--port=0', `--data=${join(dir, 'ledger')}`, '--json'])
  try { return await act(service, dir) } finally {
    await service.stop()
    discard(dir)
  }
}

async function prepare(): Promise<string> {
  const dir = join(workDir, 'herd')
  mkdirSync(dir, { recursive: true })
  const service = await serve(SERVICE, ['--port=0', `--data=${join(dir, 'ledger')}`, '--json'])
  await measureBeside('herd/prepare.ts', { url: service.ready.url, token: service.ready.adminToken ?? '', dir, kiosks: KIOSKS, entries: ENTRIES })
  await service.stop()
  return dir
}

const load = (fleet: string, rate: number): Promise<Answer & { readonly recoverS: number }> => withService(fleet, async (service, dir) => {
  const answer = await measureBeside('herd/load.ts', { url: service.ready.url, dir, rate: Math.round(rate), seconds: SECONDS, batch: BATCH, lanes: LANES })
  return { ...answer, recoverS: await recovered(service.ready.url) }
})

/** Seconds after the load until an operator's call is answered quickly again, five times in a row. */
async function recovered(url: string): Promise<number> {
  const since = performance.now()
  for (let good = 0; good < 5;) {
    const asked = performance.now()
    const answer = await fetch(`${url}/v1/ready`)
    good = answer.ok && performance.now() - asked < 100 ? good + 1 : 0
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
  return (performance.now() - since) / 1_000
}

async function drains(fleet: string, runs: number, peak: number, naive: boolean): Promise<Answer[]> {
  const idealS = (KIOSKS * ENTRIES) / peak
  const answers: Answer[] = []
  for (let run = 0; run < runs; run++) {
    const told = await withService(fleet, (service, dir) => startKiosks({ url: service.ready.url, dir, cap: Math.round((CAP_MS * KIOSKS) / STANDS_FOR), limit: Math.round(idealS * 1_000 * IDEALS_MAX), naive }))
    const answer: Answer = { ...told, vsIdeal: (told.seconds ?? 0) / idealS }
    say(`  ${naive ? 'naive' : 'product'}: ${answer.drained} of ${KIOSKS} kiosks drained in ${rounded(answer.seconds ?? 0, 1)} s = ${rounded(answer.vsIdeal ?? 0, 2)} of the ideal, ${rounded((answer.drainRequests ?? 0) / KIOSKS, 2)} requests each to drain (${rounded((answer.requests ?? 0) / KIOSKS, 2)} in all), refused ${answer.refused}`)
    answers.push(answer)
  }
  return answers
}

async function models(peak: number, random: () => number): Promise<void> {
  for (const [kiosks, nodes] of [[5_000, 1], [20_000, 1], [5_000, 2]] as const) {
    const told = await runModel({ kiosks, nodes, entries: ENTRIES, entryBytes: 1_324, msPerEntry: 1_000 / peak, random })
    say(`  events, ${kiosks} kiosks, ${nodes} node${nodes > 1 ? 's' : ''}: ${told.drained} drained in ${rounded(told.seconds)} s = ${rounded(told.vsIdeal, 2)} of the ideal, ${rounded(told.drainRequests, 2)} requests each, refused ${told.refused}`)
  }
}

export async function benchHerd(random: () => number): Promise<Record<string, unknown>> {
  const fleet = await prepare()
  const rateOf = ({ accepted = 0, seconds = 1 }: Answer): number => accepted / seconds
  const peaks: number[] = []
  for (let run = 0; run < PEAK_RUNS; run++) peaks.push(rateOf(await load(fleet, 0)))
  const peak = median(peaks)
  say(`herd: peak ${peaks.map((rate) => rounded(rate)).join(', ')} durable entries/s`)
  const at = new Map<number, Answer & { readonly recoverS: number }>()
  for (const times of LOADS) {
    const answer = await load(fleet, peak * times)
    at.set(times, answer)
    say(`  offered ${times}x: ${rounded(rateOf(answer))} entries/s, p99 ${rounded(answer.p99Ms ?? 0)} ms, refused ${answer.refused}, starved ${answer.starved}`)
  }
  const own = await drains(fleet, DRAIN_RUNS, peak, false)
  const naive = await drains(fleet, NAIVE_RUNS, peak, true)
  await models(peak, random)
  const goodput = (times: number): number => rounded(rateOf(at.get(times) ?? {}) / peak, 2)
  const late = [...at.values(), ...own].reduce((sum, answer) => sum + (answer.acceptedThenTimedOut ?? 0), 0)
  return {
    peakEntriesPerS: rounded(peak), goodputAt2x: goodput(2), goodputAt10x: goodput(10), acceptedThenTimedOut: late, p99MsAt2x: rounded(at.get(2)?.p99Ms ?? 0),
    runs: own.length, runsDrained: own.filter(({ drained }) => drained === KIOSKS).length, drainVsIdeal: rounded(median(own.map(({ vsIdeal = 0 }) => vsIdeal)), 2),
    requestsPerKiosk: rounded(median(own.map(({ drainRequests = 0 }) => drainRequests)) / KIOSKS, 2), naiveDrainVsIdeal: rounded(median(naive.map(({ vsIdeal = 0 }) => vsIdeal)), 2),
    recoverS: rounded(at.get(10)?.recoverS ?? 0, 2),
  }
}
