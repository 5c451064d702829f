/** Power cuts at random instants of a recorded run, each with a random fate of what no fsync covered; and the same for a control that must lose. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { scratchRoot } from '../kills/integrity.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import { buildShim } from '../shim.ts'
import { diskOf } from './disk.ts'
import type { Fate } from './disk.ts'
import { judge, withMarker } from './judge.ts'
import { record } from './record.ts'
import type { Recording } from './record.ts'
import { readTrace } from './trace.ts'
import type { Step } from './trace.ts'

/** The control needs no more to prove that the replay sees a loss. */
const CONTROL_STATES_MAX = 200
const DETAILS_SHOWN = 8
/** This share of the cuts comes just after a ticket was shown, where a missing fsync shows best. */
const AFTER_TICKET = 0.3

export type Counts = { readonly states: number; readonly lost: number; readonly corrupt: number }
export type PowerResult = Counts & { readonly control: Counts; readonly skipped?: string }

const say = (text: string): void => { process.stderr.write(`${text}\n`) }

const fateOf = (random: Random): Fate => {
  const dice = random.next()
  return dice < 0.2 ? 'dropped' : dice < 0.3 ? 'kept' : dice < 0.6 ? 'mixed' : 'torn'
}

/** How many cuts come after how many steps; together `count`. */
function cutsOf(steps: readonly Step[], count: number, random: Random): Map<number, number> {
  const tickets = steps.flatMap((step, index) => (step.kind === 'marker' ? [index] : []))
  const cuts = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const at = random.next() < AFTER_TICKET && tickets.length > 0 ? random.pick(tickets) : random.below(steps.length)
    cuts.set(at, (cuts.get(at) ?? 0) + 1)
  }
  return cuts
}

/** `lost` and `corrupt` count states. */
export function replay({ folder, trace }: Pick<Recording, 'folder' | 'trace'>, count: number, random: Random, tell: (text: string) => void): Counts {
  const steps = readTrace(trace)
  const cuts = cutsOf(steps, count, random)
  const disk = diskOf(folder)
  const people = new Map()
  const scratch = mkdtempSync(join(scratchRoot(), 'crash-state-'))
  let [lost, corrupt] = [0, 0]
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'marker') withMarker(people, step.marker)
    else disk.take(step)
    for (let left = cuts.get(index) ?? 0; left > 0; left--) {
      const fate = fateOf(random)
      const found = judge(join(scratch, 'kiosk'), disk.cut(fate, random), people)
      if (found.corrupt !== null) corrupt++
      if (found.lost.length > 0) lost++
      if (found.corrupt !== null) tell(`cut after step ${index} of ${steps.length} (${step.kind}, ${fate}): ${found.corrupt}`)
      else if (found.lost.length > 0) tell(`cut after step ${index} of ${steps.length} (${step.kind}, ${fate}): ${found.lost.length} lost, ${found.lost[0]}`)
    }
  }
  rmSync(scratch, { recursive: true, force: true })
  return { states: count, lost, corrupt }
}

async function recorded(library: string, normal: boolean, count: number, seed: number): Promise<Counts> {
  const since = Date.now()
  const recording = await record(library, normal)
  const steps = readTrace(recording.trace)
  const number = (kind: Step['kind']): number => steps.filter((s) => s.kind === kind).length
  say(`  ${normal ? 'control (synchronous=NORMAL)' : 'the store'}: ${steps.length} steps recorded, ${number('write')} writes, ${number('sync')} fsyncs, ${number('marker')} markers (${((Date.now() - since) / 1_000).toFixed(1)} s)`)
  let told = 0
  const started = Date.now()
  const counts = replay(recording, count, randomOf(seed), (text) => { if (told++ < (normal ? 2 : DETAILS_SHOWN)) say(`    ${text}`) })
  say(`  ${counts.states} states: ${counts.lost} lost, ${counts.corrupt} corrupt (${((Date.now() - started) / 1_000).toFixed(1)} s)`)
  if (normal || isSound(counts)) rmSync(recording.base, { recursive: true, force: true })
  else say(`  the recording is kept in ${recording.base}`)
  return counts
}

const isSound = (counts: Counts): boolean => counts.lost + counts.corrupt === 0

/** Sound, and the control lost something: a replay that sees no loss under NORMAL is blind. */
export const isProof = (r: PowerResult): boolean => r.skipped !== undefined || (isSound(r) && r.control.lost > 0)

export async function runPowerCuts(count: number, seed: number): Promise<PowerResult> {
  const shim = buildShim()
  const none: Counts = { states: 0, lost: 0, corrupt: 0 }
  if (shim.library === null) {
    say(`  SKIPPED: ${shim.missing}`)
    return { ...none, control: none, skipped: shim.missing }
  }
  const full = await recorded(shim.library, false, count, seed)
  return { ...full, control: await recorded(shim.library, true, Math.min(count, CONTROL_STATES_MAX), seed) }
}
