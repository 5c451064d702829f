/**
 * Thousands of kiosks come back at once. The real service process, real HTTP, real signatures and chains; the kiosks are sampled to fit the machine, and
 * their jitter is scaled with their number. 5,000 and 20,000 kiosks are played as discrete events on the same admission code.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { discard, freshCopy, measureBeside, say, serve, workDir } from '../children.ts'
import type { Answer, Server } from '../children.ts'
import { median, rounded } from '../figures.ts'
import { benchPostgres } from '../postgres.ts'
import { runModel } from './model.ts'
import { startKiosks } from './start-kiosks.ts'

const KIOSKS = 160
const ENTRIES = 300
const BATCH = 100
const LANES = 16
const SECONDS = 4
/** Times the peak of the same round: a machine that is faster or slower for a while is so for both. */
const LOADS = [2, 10] as const
const LOADS_ONCE = [1, 5] as const
const ROUNDS = 3
const DRAIN_RUNS = 10
const NAIVE_RUNS = 2
/** Kiosks of their own warm every service up: a process that has just started knows neither its code nor its costs. */
const WARM_KIOSKS = 20
const WARM_SECONDS = 2
/** So much of a herd is drained that a service at its peak takes this long: a slow machine drains less, not longer. */
const IDEAL_S_MAX = 7
const ENTRIES_MIN = 10
/** The sample stands for so many with as many entries; what they wait at random is shorter by the same part as their drain. */
const STANDS_FOR = 5_000
const CAP_MS = 60_000
/** Past this many times the ideal a run counts as not drained. */
const IDEALS_MAX = 10
const NAIVE_IDEALS_MAX = 4
const RECOVER_S_MAX = 15
const QUICK_MS = 100
const BENCH_MS_MAX = 7.5 * 60_000
/** What a run of discrete events may take. */
const MODEL_MS = 30_000
const SERVICE = '../../src/service/main.ts'

/** What is left of the bench's time. */
type Budget = { readonly leftMs: () => number }
type Herd = { readonly fleet: string; readonly budget: Budget }

async function withService<T>({ fleet }: Herd, act: (service: Server, dir: string) => Promise<T>): Promise<T> {
  const dir = freshCopy(fleet)
  const service = await serve(SERVICE, ['--port=0', `--data=${join(dir, 'ledger')}`, '--json'])
  try {
    await measureBeside('herd/load.ts', { url: service.ready.url, dir: join(dir, 'warm'), rate: 0, seconds: WARM_SECONDS, batch: BATCH, lanes: LANES / 2, warm: 0 })
    return await act(service, dir)
  } finally {
    await service.stop()
    discard(dir)
  }
}

async function prepare(): Promise<string> {
  const dir = join(workDir, 'herd')
  mkdirSync(join(dir, 'warm'), { recursive: true })
  const service = await serve(SERVICE, ['--port=0', `--data=${join(dir, 'ledger')}`, '--json'])
  const who = { url: service.ready.url, token: service.ready.adminToken ?? '', entries: ENTRIES }
  await measureBeside('herd/prepare.ts', { ...who, dir, kiosks: KIOSKS })
  await measureBeside('herd/prepare.ts', { ...who, dir: join(dir, 'warm'), kiosks: WARM_KIOSKS })
  await service.stop()
  return dir
}

type LoadAnswer = Answer & { readonly recoverS: number }
const load = (herd: Herd, rate: number): Promise<LoadAnswer> => withService(herd, async (service, dir) => {
  const answer = await measureBeside('herd/load.ts', { url: service.ready.url, dir, rate: Math.round(rate), seconds: SECONDS, batch: BATCH, lanes: LANES })
  return { ...answer, recoverS: await recovered(service) }
})

/** Seconds after the load until an operator's call, which has to pass the door like all others, is answered quickly again, five times in a row; at most `RECOVER_S_MAX`. */
async function recovered({ ready }: Server): Promise<number> {
  const since = performance.now()
  const seconds = (): number => (performance.now() - since) / 1_000
  for (let good = 0; good < 5 && seconds() < RECOVER_S_MAX;) {
    const asked = performance.now()
    const answer = await fetch(`${ready.url}/v1/admin/clinics`, { headers: { authorization: `Bearer ${ready.adminToken ?? ''}` } })
    await answer.arrayBuffer()
    good = answer.ok && performance.now() - asked < QUICK_MS ? good + 1 : 0
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
  return seconds()
}

async function drains(herd: Herd, runs: number, peak: number, naive: boolean): Promise<Answer[]> {
  const entries = Math.max(ENTRIES_MIN, Math.min(ENTRIES, Math.floor((IDEAL_S_MAX * peak) / KIOSKS)))
  const idealS = (KIOSKS * entries) / peak
  const answers: Answer[] = []
  for (let run = 0; run < runs; run++) {
    // A machine that is far too slow cuts its runs short, and they count as not drained: none is left out.
    const limit = Math.max(2 * idealS * 1_000, Math.min(idealS * 1_000 * (naive ? NAIVE_IDEALS_MAX : IDEALS_MAX), herd.budget.leftMs() / (runs - run)))
    const told = await withService(herd, (service, dir) => startKiosks({ url: service.ready.url, dir, entries, cap: Math.round((CAP_MS * KIOSKS * entries) / (STANDS_FOR * ENTRIES)), limit: Math.round(limit), naive }))
    const answer: Answer = { ...told, vsIdeal: (told.seconds ?? 0) / idealS }
    say(`  ${naive ? 'naive' : 'product'} ${run + 1} of ${runs}: ${answer.drained} of ${KIOSKS} kiosks with ${entries} entries drained in ${rounded(answer.seconds ?? 0, 1)} s = ${rounded(answer.vsIdeal ?? 0, 2)} of the ideal, ${rounded((answer.drainRequests ?? 0) / KIOSKS, 2)} requests each to drain (${rounded((answer.requests ?? 0) / KIOSKS, 2)} in all), refused ${answer.refused}`)
    answers.push(answer)
  }
  return answers
}

async function models({ budget }: Herd, peak: number, random: () => number): Promise<void> {
  for (const [kiosks, nodes] of [[5_000, 1], [20_000, 1], [5_000, 2]] as const) {
    if (budget.leftMs() < MODEL_MS) { say(`  events, ${kiosks} kiosks: left out, the bench's time is over`); continue }
    const told = await runModel({ kiosks, nodes, entries: ENTRIES, entryBytes: 1_324, msPerEntry: 1_000 / peak, random })
    say(`  events, ${kiosks} kiosks, ${nodes} node${nodes > 1 ? 's' : ''}: ${told.drained} drained in ${rounded(told.seconds)} s = ${rounded(told.vsIdeal, 2)} of the ideal, ${rounded(told.drainRequests, 2)} requests each, refused ${told.refused}`)
  }
}

type Round = { readonly peak: number; readonly at: ReadonlyMap<number, LoadAnswer> }
const rateOf = ({ accepted = 0, seconds = 1 }: Answer): number => accepted / seconds

async function playRound(herd: Herd, loads: readonly number[], seconds: () => string): Promise<Round> {
  const peak = rateOf(await load(herd, 0))
  say(`  peak: ${rounded(peak)} durable entries/s (${seconds()})`)
  const at = new Map<number, LoadAnswer>()
  for (const times of loads) {
    const answer = await load(herd, peak * times)
    at.set(times, answer)
    say(`  offered ${times}x: ${rounded(rateOf(answer))} entries/s, p99 ${rounded(answer.p99Ms ?? 0)} ms, refused ${answer.refused}, starved ${answer.starved}, an operator is answered again after ${rounded(answer.recoverS, 2)} s (${seconds()})`)
  }
  return { peak, at }
}

export async function benchHerd(random: () => number): Promise<Record<string, unknown>> {
  const since = performance.now()
  const seconds = (): string => `${rounded((performance.now() - since) / 1_000)} s`
  say(`herd: ${KIOSKS} kiosks with ${ENTRIES} entries are made`)
  const herd: Herd = { fleet: await prepare(), budget: { leftMs: () => Math.max(0, BENCH_MS_MAX - (performance.now() - since)) } }
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await playRound(herd, round === 0 ? [...LOADS, ...LOADS_ONCE] : LOADS, seconds))
  const peak = median(rounds.map((round) => round.peak))
  const own = await drains(herd, DRAIN_RUNS, peak, false)
  const naive = await drains(herd, NAIVE_RUNS, peak, true)
  say(`  drained (${seconds()})`)
  await models(herd, peak, random)
  const postgres = await benchPostgres(1, random)
  say(`  PostgreSQL beside SQLite (${seconds()}): ${JSON.stringify(postgres)}`)
  const of = (times: number, figure: (answer: LoadAnswer, peak: number) => number): number => median(rounds.flatMap((round) => { const answer = round.at.get(times); return answer ? [figure(answer, round.peak)] : [] }))
  const goodput = (times: number): number => rounded(of(times, (answer, ownPeak) => rateOf(answer) / ownPeak), 2)
  const late = [...rounds.flatMap(({ at }) => [...at.values()]), ...own].reduce((sum, answer) => sum + (answer.acceptedThenTimedOut ?? 0), 0)
  return {
    peakEntriesPerS: rounded(peak), goodputAt2x: goodput(2), goodputAt10x: goodput(10), acceptedThenTimedOut: late, p99MsAt2x: rounded(of(2, ({ p99Ms = 0 }) => p99Ms)),
    runs: own.length, runsDrained: own.filter(({ drained }) => drained === KIOSKS).length, drainVsIdeal: rounded(median(own.map(({ vsIdeal = 0 }) => vsIdeal)), 2),
    requestsPerKiosk: rounded(median(own.map(({ drainRequests = 0 }) => drainRequests)) / KIOSKS, 2), naiveDrainVsIdeal: rounded(median(naive.map(({ vsIdeal = 0 }) => vsIdeal)), 2),
    recoverS: rounded(of(10, ({ recoverS }) => recoverS), 2), postgres,
  }
}
