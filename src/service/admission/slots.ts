/**
 * Who sends when, after an outage: one virtual clock gives each device the time for its backlog, `slot = max(slot, now) + cost x 1.05` (PROTOCOL 6; why not 1.1: decision 14).
 * Pure: time and costs come in. Each node has a clock of its own and costs that it measured itself, which grow where nodes share a database;
 * a device may bring its entries to any node, in its slot or not: what comes unannounced pushes the clock on.
 */
const MARGIN = 1.05
const DEVICES_MAX = 50_000
/** A device with more than this sends the rest in later slots, so that one giant does not hold up the others. */
const ENTRIES_PER_SLOT_MAX = 2_000
/** A device that did not come within this time after its slot has lost it. */
const LATE_MS_MAX = 30_000

type Held = { readonly at: number; readonly until: number; left: number; readonly beyond: number }
export type Slots = ReturnType<typeof createSlots>

/** `costMs`: of so many entries, as measured now. */
export function createSlots(costMs: (entries: number) => number) {
  const held = new Map<string, Held>()
  let slot = 0

  const advance = (now: number, entries: number): number => {
    const at = Math.max(slot, now)
    slot = at + costMs(entries) * MARGIN
    return at
  }
  const assign = (now: number, deviceId: string, backlog: number): number => {
    const left = Math.min(backlog, ENTRIES_PER_SLOT_MAX)
    const at = advance(now, left)
    held.delete(deviceId)
    const [oldest] = held.size >= DEVICES_MAX ? held.keys() : []
    if (oldest !== undefined) held.delete(oldest)
    held.set(deviceId, { at, until: slot, left, beyond: backlog - left })
    return at - now
  }

  return {
    /** A device tells its backlog: milliseconds until it may send. Asked again before its time, it keeps its place. */
    hello: (now: number, deviceId: string, backlog: number): number => {
      const kept = held.get(deviceId)
      if (backlog > 0 && kept && now < kept.until + LATE_MS_MAX) return Math.max(0, kept.at - now)
      held.delete(deviceId)
      return backlog === 0 ? 0 : assign(now, deviceId, backlog)
    },
    /** A batch was taken: milliseconds until the device may send the next. Within its slot that is at once. */
    taken: (now: number, deviceId: string, entries: number): number => {
      const kept = held.get(deviceId)
      if (!kept) { advance(now, entries); return 0 }
      kept.left -= entries
      if (kept.left > 0) return 0
      held.delete(deviceId)
      return kept.beyond > 0 ? assign(now, deviceId, kept.beyond) : 0
    },
    /** How far ahead the clock is: work that was promised a time and has not come yet. */
    aheadMs: (now: number): number => Math.max(0, slot - now),
  }
}
