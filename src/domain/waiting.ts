/** How long a line takes, from how it went in the last hours, and when today will be quiet. Pure figures, nothing of a person. */
import type { Instant } from '../base/time.ts'
import { HOUR_MS, MINUTE_MS } from '../base/time.ts'

/** Minutes from one call to the next while somebody waits: all rooms together. */
export type Pace = { readonly meanMinutes: number; readonly spreadMinutes: number }
export type Call = { readonly since: Instant; readonly calledAt: Instant }

/** Before a clinic has figures of its own. */
export const usualPace: Pace = { meanMinutes: 4, spreadMinutes: 3 }
/** The usual pace counts as this many calls: three calls after opening do not make a forecast. */
const USUAL_COUNTS_AS = 4
export const PACE_HOURS = 3
export const PACE_CALLS_MAX = 200
/** A longer gap is a break, not a pace. */
const GAP_MINUTES_MAX = 20

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** Only time in which somebody waited counts: an empty room says nothing of how long a person takes. */
export function paceOf(calls: readonly Call[], now: Instant): Pace {
  const heard = calls.filter(({ calledAt }) => calledAt > now - PACE_HOURS * HOUR_MS && calledAt <= now).sort((a, b) => a.calledAt - b.calledAt)
  const gaps = heard.slice(1).map((call, i) => (call.calledAt - Math.max(heard[i]?.calledAt ?? 0, call.since)) / MINUTE_MS).map((gap) => Math.min(GAP_MINUTES_MAX, Math.max(0, gap)))
  const weight = USUAL_COUNTS_AS + gaps.length
  const meanMinutes = (USUAL_COUNTS_AS * usualPace.meanMinutes + sum(gaps)) / weight
  const squares = USUAL_COUNTS_AS * (usualPace.spreadMinutes ** 2 + (usualPace.meanMinutes - meanMinutes) ** 2) + sum(gaps.map((gap) => (gap - meanMinutes) ** 2))
  return { meanMinutes, spreadMinutes: Math.sqrt(squares / weight) }
}

/** Four in five waits lie within this many spreads of the mean. */
const FOUR_IN_FIVE = 1.28
const STEP_MINUTES = 5
/** Beyond this nobody believes a figure; it is also the wire's limit. */
const WAIT_MINUTES_MAX = 600

/** An honest range in steps of five minutes for somebody with `ahead` people before them. */
export function waitRange(ahead: number, pace: Pace = usualPace): readonly [number, number] {
  const middle = ahead * pace.meanMinutes
  const margin = FOUR_IN_FIVE * pace.spreadMinutes * Math.sqrt(ahead)
  const low = Math.floor(Math.max(0, middle - margin) / STEP_MINUTES) * STEP_MINUTES
  const high = Math.max(low + STEP_MINUTES, Math.ceil((middle + margin + pace.meanMinutes) / STEP_MINUTES) * STEP_MINUTES)
  return [Math.min(WAIT_MINUTES_MAX - STEP_MINUTES, low), Math.min(WAIT_MINUTES_MAX, high)]
}

export const HALF_HOURS = 48
export const QUIET_DAYS = 14
/** Fewer days of its own and a clinic cannot say when it is quiet. */
const QUIET_DAYS_MIN = 3
/** Quiet is well below what it is now, or it is not worth coming back for. */
const QUIET_BELOW = 0.6

export type Arrivals = { readonly days: number; /** People who came, by half hour of the day, over all those days. */ readonly byHalfHour: readonly number[] }
type Window = { readonly slotId: string; readonly halfHour: number; readonly booked: number }

/** The quietest of the windows later today, if one is clearly quieter than now. */
export function quietWindow(windows: readonly Window[], arrivals: Arrivals, halfHourNow: number): string | null {
  if (arrivals.days < QUIET_DAYS_MIN) return null
  const usual = (halfHour: number): number => (arrivals.byHalfHour[halfHour] ?? 0) / arrivals.days
  const loads = windows.map(({ slotId, halfHour, booked }) => ({ slotId, load: usual(halfHour) + booked }))
  const least = loads.reduce<{ slotId: string; load: number } | null>((best, one) => (best === null || one.load < best.load ? one : best), null)
  return least !== null && least.load <= QUIET_BELOW * usual(halfHourNow) ? least.slotId : null
}
