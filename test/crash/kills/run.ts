/** Kills at random instants: a store, the whole kiosk core, or the centre; starts again what died; compares at the end. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import { keepCentral } from './central.ts'
import type { Central } from './central.ts'
import { compare } from './compare.ts'
import { keepCore } from './kiosk-core.ts'
import type { Core } from './kiosk-core.ts'
import type { Device } from './lines.ts'
import { receipts } from './receipts.ts'

const DEVICES = 2
const GAP_MS_MIN = 20
const GAP_MS_MAX = 300
/** Most kills hit processes at work, the rest whatever is there: also one that is just starting. */
const AT_WORK = 0.75
/** On a busy machine starting takes long; from this average on nobody is waited for, so that 200 kills stay under two minutes. */
const MS_A_KILL_MAX = 480
const LOOK_MS = 10
const START_MS_MAX = 30_000
const DETAILS_SHOWN = 12

export type KillResult = { readonly kills: number; readonly shownAsBooked: number; readonly lost: number; readonly duplicated: number; readonly oversold: number; readonly corrupted: number; readonly stuck: number }

const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })
const say = (text: string): void => { process.stderr.write(`${text}\n`) }

type Victim = 'store' | 'core' | 'centre'

/** Store one half, core and centre a quarter each. */
function victimOf(random: Random): Victim {
  const dice = random.next()
  return dice < 0.5 ? 'store' : dice < 0.75 ? 'core' : 'centre'
}

async function killAll(kills: number, random: Random, core: Core, central: Central): Promise<Record<Victim, number>> {
  const killed = { store: 0, core: 0, centre: 0 }
  const since = Date.now()
  for (let count = 0; count < kills; count++) {
    const victim = victimOf(random)
    const device = random.below(DEVICES)
    const atWork = random.next() < AT_WORK
    const isLate = (): boolean => Date.now() - since > (count + 1) * MS_A_KILL_MAX
    while (atWork && !isLate() && !(core.isUp() && central.isReady())) await sleep(LOOK_MS)
    await sleep(random.between(GAP_MS_MIN, isLate() ? GAP_MS_MAX / 2 : GAP_MS_MAX))
    while (!(victim === 'store' ? core.killStore(device) : victim === 'core' ? core.killWhole() : central.kill())) await sleep(LOOK_MS)
    killed[victim]++
  }
  return killed
}

async function bothHoldPlaces(core: Core): Promise<void> {
  const until = Date.now() + START_MS_MAX
  while (Date.now() < until) {
    if (core.overviews().length === DEVICES && core.overviews().every((o) => o?.enrolled && o.placesLeft > 0)) return
    await sleep(20)
  }
  throw new Error('the kiosks did not enrol and receive places')
}

function devicesIn(folder: string, seed: number, codes: readonly string[]): Device[] {
  return Array.from({ length: DEVICES }, (_, i) => {
    const dataDir = join(folder, `kiosk-${i}`)
    mkdirSync(dataDir)
    return { dataDir, key: createHash('sha256').update(`${seed} ${i}`).digest('hex'), code: codes[i] ?? '', name: `kiosk-${i}` }
  })
}

function report(folder: string, kept: ReturnType<typeof receipts>, devices: readonly Device[], ledger: string, damaged: readonly string[], kills: number): KillResult {
  const verdict = compare(devices, ledger, kept)
  const corrupted = [...damaged, ...verdict.corrupted]
  for (const [name, found] of Object.entries({ ...verdict, corrupted })) for (const text of found.slice(0, DETAILS_SHOWN)) say(`  ${name}: ${text}`)
  for (const text of kept.unexpected.slice(0, DETAILS_SHOWN)) say(`  refused: ${text}`)
  const result = {
    kills, shownAsBooked: [...kept.shown.values()].filter((s) => s.status === 'booked').length, lost: verdict.lost.length, duplicated: verdict.duplicated.length,
    oversold: verdict.oversold.length, corrupted: corrupted.length, stuck: verdict.stuck.length + kept.unansweredCount(),
  }
  if (isGood(result) && kept.unexpected.length === 0) rmSync(folder, { recursive: true, force: true })
  else say(`  files and logs are kept in ${folder}`)
  return result
}

export const isGood = (r: KillResult): boolean => r.lost + r.duplicated + r.oversold + r.corrupted + r.stuck === 0 && r.shownAsBooked > 0

/** `died` counts processes that ended without being killed: a bug of the product even where nothing was lost. */
export async function runKills(kills: number, seed: number): Promise<{ readonly result: KillResult; readonly died: number; readonly unexpected: number }> {
  const random = randomOf(seed)
  const folder = mkdtempSync(join(tmpdir(), 'crash-'))
  const damaged: string[] = []
  const died: string[] = []
  const onDamage = (what: string): void => { damaged.push(what); say(`  damaged: ${what}`) }
  const onDied = (what: string): void => { died.push(what); say(`  ${what}`) }
  const central = keepCentral(folder, onDamage, (code) => onDied(`the centre ended by itself with exit code ${code}`))
  const { url, enrolmentCodes } = await central.ready()
  const devices = devicesIn(folder, seed, enrolmentCodes)
  const kept = receipts()
  const core = keepCore(devices, url, seed, kept, { onDamage, onDied })
  process.once('exit', () => { core.end(); central.kill() })
  await bothHoldPlaces(core)
  const since = Date.now()
  const killed = await killAll(kills, random, core, central)
  say(`  ${kills} kills in ${((Date.now() - since) / 1_000).toFixed(1)} s: ${Object.entries(killed).map(([who, n]) => `${who} ${n}`).join(', ')}; ${kept.shown.size} tickets shown`)
  await central.ready()
  const healing = Date.now()
  const left = await core.quiesce()
  say(`  healed and drained in ${((Date.now() - healing) / 1_000).toFixed(1)} s; ${left.reduce((sum, o) => sum + o.unsent, 0)} unsent, ${left.reduce((sum, o) => sum + o.problems, 0)} in the problem trays`)
  core.end()
  await central.stop()
  return { result: report(folder, kept, devices, central.ledger, damaged, kills), died: died.length, unexpected: kept.unexpected.length }
}
