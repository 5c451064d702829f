/** How many places a device holds, tops up and gives back. Pure policy (PROTOCOL 2). */
import type { Instant, LocalDate } from '../base/time.ts'
import { HOUR_MS, addDays } from '../base/time.ts'
import type { Slot } from './session.ts'

/** An outage may last as long as the day: places are held to its end, fewer of what is far away. */
export const HOLD_AHEAD_MS = 24 * HOUR_MS
/** Demand of this time ahead is held in full. */
export const HOLD_FULL_MS = 2 * HOUR_MS
/** From this local minute on the next day's places are asked for: an outage from opening time must find them here. */
export const EVENING_FROM_MINUTE = 17 * 60
/** Of what lies far ahead this part is held. */
const TAPER_LEAST = 0.5
const TAPER_OVER_MS = 8 * HOUR_MS
/** Of 100 such windows, 99 ask for no more than this. */
const COVERED = 0.99
/** Free places above the target are given back only when they are this many more: no place travels to and fro. */
export const SLACK_PLACES = 2

export type Holding = Slot & {
  readonly free: number; readonly spent: number
  /** Mean bookings of this device in such a window, of its own past days; null before there are enough of them. */
  readonly meanDemand?: number | null
}
export type PolicyInput = {
  readonly now: Instant; readonly today: LocalDate; readonly minuteOfDay: number
  readonly devices: number; readonly holdings: readonly Holding[]
}

/** A device's fair part of a slot; rounded up, so that a slot of one place can still be held. */
export const shareOf = (capacity: number, devices: number): number => Math.ceil(capacity / Math.max(1, devices))

/** Smallest k with P(X <= k) >= p for X ~ Poisson(mean): walk-ins arrive one by one and do not know of each other. */
export function poissonQuantile(mean: number, p: number): number {
  let probability = Math.exp(-mean)
  let sum = probability
  let k = 0
  while (sum < p && k < 10_000) {
    k++
    probability *= mean / k
    sum += probability
  }
  return k
}

/** Free places this device should have of a slot now. A clinic with one kiosk holds all: nobody else could use them. */
export function targetFree(h: Holding, p: PolicyInput): number {
  const rest = h.capacity - h.spent
  if (p.devices <= 1) return Math.max(0, rest)
  if (h.meanDemand === undefined || h.meanDemand === null) return Math.max(0, shareOf(h.capacity, p.devices) - h.spent)
  const ahead = h.start - p.now - HOLD_FULL_MS
  const taper = ahead <= 0 ? 1 : Math.max(TAPER_LEAST, 1 - (1 - TAPER_LEAST) * (ahead / TAPER_OVER_MS))
  return Math.max(0, Math.min(rest, Math.max(1, Math.ceil(poissonQuantile(h.meanDemand, COVERED) * taper))))
}

const inReach = (slot: Slot, p: PolicyInput): boolean => {
  if (slot.end <= p.now) return false
  if (slot.date === p.today) return slot.start <= p.now + HOLD_AHEAD_MS
  return slot.date === addDays(p.today, 1) && p.minuteOfDay >= EVENING_FROM_MINUTE
}

/** What to ask the centre for, soonest slot first. */
export function wants(p: PolicyInput): readonly { readonly slotId: string; readonly count: number }[] {
  return p.holdings
    .filter((h) => inReach(h, p))
    .map((h) => ({ slotId: h.slotId, start: h.start, count: targetFree(h, p) - h.free }))
    .filter((w) => w.count > 0)
    .sort((a, b) => a.start - b.start)
    .map(({ slotId, count }) => ({ slotId, count }))
}

/** What to give back while online: free places well above the target, e.g. after another kiosk enrolled or a quiet hour. */
export function excess(p: PolicyInput): readonly { readonly slotId: string; readonly count: number }[] {
  return p.holdings
    .filter((h) => h.end > p.now)
    .map((h) => ({ slotId: h.slotId, count: Math.min(h.free, h.free - targetFree(h, p)), slack: h.meanDemand == null ? 1 : SLACK_PLACES }))
    .filter((e) => e.count >= e.slack)
    .map(({ slotId, count }) => ({ slotId, count }))
}
