/** How many places a device holds, tops up and gives back. Pure policy, PROTOCOL 2 in its simple form. */
import type { Instant, LocalDate } from '../base/time.ts'
import { HOUR_MS, addDays } from '../base/time.ts'
import type { Slot } from './session.ts'

/** A one-kiosk clinic holds at least 4 h of places; ours holds the rest of today, an outage may last as long. */
export const HOLD_AHEAD_MS = 24 * HOUR_MS
/** From this local minute on the next day's places are asked for: an outage from opening time must find them here. */
export const EVENING_FROM_MINUTE = 17 * 60

export type Holding = Slot & { readonly free: number; readonly spent: number }
export type PolicyInput = {
  readonly now: Instant; readonly today: LocalDate; readonly minuteOfDay: number
  readonly devices: number; readonly holdings: readonly Holding[]
}

/** A device's fair part of a slot; rounded up, so that a slot of one place can still be held. */
export const shareOf = (capacity: number, devices: number): number => Math.ceil(capacity / Math.max(1, devices))

const inReach = (slot: Slot, p: PolicyInput): boolean => {
  if (slot.end <= p.now) return false
  if (slot.date === p.today) return slot.start <= p.now + HOLD_AHEAD_MS
  return slot.date === addDays(p.today, 1) && p.minuteOfDay >= EVENING_FROM_MINUTE
}

/** What to ask the centre for, soonest slot first. */
export function wants(p: PolicyInput): readonly { readonly slotId: string; readonly count: number }[] {
  return p.holdings
    .filter((h) => inReach(h, p))
    .map((h) => ({ slotId: h.slotId, start: h.start, count: shareOf(h.capacity, p.devices) - h.free - h.spent }))
    .filter((w) => w.count > 0)
    .sort((a, b) => a.start - b.start)
    .map(({ slotId, count }) => ({ slotId, count }))
}

/** What to give back while online: free places above the device's share, e.g. after another kiosk enrolled. */
export function excess(p: PolicyInput): readonly { readonly slotId: string; readonly count: number }[] {
  return p.holdings
    .filter((h) => h.end > p.now)
    .map((h) => ({ slotId: h.slotId, count: Math.min(h.free, h.free + h.spent - shareOf(h.capacity, p.devices)) }))
    .filter((e) => e.count > 0)
}
