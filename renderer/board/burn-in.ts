/** A board stands still all day, and what stands still is burnt into glass: everything moves a little, so slowly that nobody sees it, and rests dark when nobody waits. */
import { MINUTE_MS } from '../../src/base/time.ts'

/** Units of 1,920 to the width: the board is this much larger than its screen on every side. */
export const DRIFT_UNITS = 12
const STEPS_ROUND = 48
const RESTS_AFTER_MS = 30 * MINUTE_MS

/** Where the board lies in this minute: once around a small ring in 48 minutes, at most 1.6 units a step. */
export function driftAt(now: number): { readonly x: number; readonly y: number } {
  const angle = ((Math.floor(now / MINUTE_MS) % STEPS_ROUND) / STEPS_ROUND) * 2 * Math.PI
  return { x: DRIFT_UNITS * Math.cos(angle), y: DRIFT_UNITS * Math.sin(angle) }
}

/** Nobody waits and nothing changed for half an hour. */
export const rests = (waiting: number, quietSince: number, now: number): boolean => waiting === 0 && now - quietSince > RESTS_AFTER_MS
