/** The wait as this clinic's own last hours tell it. */
import { addDays, localMinuteOf, MINUTE_MS } from '../../base/time.ts'
import { paceOf, QUIET_DAYS, quietWindow, waitRange } from '../../domain/waiting.ts'
import type { Call, Pace } from '../../domain/waiting.ts'
import { today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { PromiseRow } from '../repositories/promises.ts'

const HALF_HOUR_MINUTES = 30
/** Longer than the days that quiet hours are counted over, so that figures of a clinic that closes for a week remain. */
const PROMISES_KEPT_DAYS = 28

const paces = new WeakMap<readonly Call[], { readonly at: number; readonly pace: Pace }>()

/** Counted again when somebody is called, and once a minute. */
export function paceNow(context: StoreContext): Pace {
  const now = context.clock()
  const calls = context.repos.callsOf(today(context))
  const known = paces.get(calls)
  if (known && Math.abs(now - known.at) < MINUTE_MS) return known.pace
  const pace = paceOf(calls, now)
  paces.set(calls, { at: now, pace })
  return pace
}

const halfHourOf = (context: StoreContext, at: number): number => Math.floor(localMinuteOf(at, context.repos.meta.timeZone()) / HALF_HOUR_MINUTES)

export type Promised = Pick<PromiseRow, 'at' | 'ahead' | 'low' | 'high'>

/** Said once, at the moment somebody joins the line, and kept beside the booking in the same transaction. */
export function promiseWait(context: StoreContext, bookingId: string, ahead: number): Promised {
  const { repos } = context
  const now = context.clock()
  const date = today(context)
  const [low, high] = waitRange(ahead, paceNow(context))
  repos.keepPromise({ bookingId, date, halfHour: halfHourOf(context, now), at: now, ahead, low, high })
  return { at: now, ahead, low, high }
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
