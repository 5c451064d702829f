/** The wait as this clinic's own last hours tell it. */
import { addDays, HOUR_MS, localMinuteOf } from '../../base/time.ts'
import { PACE_HOURS, paceOf, QUIET_DAYS, quietWindow, waitRange } from '../../domain/waiting.ts'
import type { Pace } from '../../domain/waiting.ts'
import { today } from '../context.ts'
import type { StoreContext } from '../context.ts'

const HALF_HOUR_MINUTES = 30
/** Longer than the days that quiet hours are counted over, so that figures of a clinic that closes for a week remain. */
const PROMISES_KEPT_DAYS = 28

export function paceNow(context: StoreContext): Pace {
  const now = context.clock()
  return paceOf(context.repos.callsSince(today(context), now - PACE_HOURS * HOUR_MS), now)
}

const halfHourOf = (context: StoreContext, at: number): number => Math.floor(localMinuteOf(at, context.repos.meta.timeZone()) / HALF_HOUR_MINUTES)

/** Said once, at the moment somebody joins the line, and kept beside the booking in the same transaction. */
export function promiseWait(context: StoreContext, bookingId: string, ahead: number): readonly [number, number] {
  const { repos } = context
  const now = context.clock()
  const date = today(context)
  const [low, high] = waitRange(ahead, paceNow(context))
  repos.keepPromise({ bookingId, date, halfHour: halfHourOf(context, now), at: now, ahead, low, high })
  return [low, high]
}

/** Once a day is enough; asked with the first number of a day. */
export const forgetOldPromises = (context: StoreContext): void => context.repos.dropPromisesBefore(addDays(today(context), -PROMISES_KEPT_DAYS))

export function quietToday(context: StoreContext, later: readonly { readonly slotId: string; readonly start: number }[]): string | null {
  if (later.length === 0) return null
  const { repos } = context
  const date = today(context)
  const windows = later.map(({ slotId, start }) => ({ slotId, halfHour: halfHourOf(context, start), booked: repos.spentIn(slotId) }))
  return quietWindow(windows, repos.arrivals(addDays(date, -QUIET_DAYS), date), halfHourOf(context, context.clock()))
}
