import type { VaccineCode } from '../../contract/sync-protocol.ts'
import type { Holding } from '../../domain/allotment.ts'
import type { Slot } from '../../domain/session.ts'
import type { Rows } from './rows.ts'

export type FreePlace = { readonly slotId: string; readonly n: number; readonly allotmentId: string; readonly start: number; readonly end: number }
export type HeldPlace = { readonly slotId: string; readonly n: number; readonly allotmentId: string; readonly state: 'free' | 'spent' }
export type SlotFree = Slot & { readonly free: number }

const slotColumns = 'slot.slot_id AS slotId, slot.session_id AS sessionId, slot.date, slot.start_at AS start, slot.end_at AS end, slot.capacity'

export const placeTables = ({ one, all, run }: Rows) => ({
  putSession: (s: { sessionId: string; date: string; vaccine: VaccineCode }) => {
    run('INSERT INTO session VALUES (?, ?, ?, ?) ON CONFLICT (session_id) DO UPDATE SET date = excluded.date', s.sessionId, s.date, s.vaccine.system, s.vaccine.code)
  },
  putSlot: (s: Slot) => {
    run(`INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (slot_id) DO UPDATE SET start_at = excluded.start_at, end_at = excluded.end_at, capacity = excluded.capacity`,
      s.slotId, s.sessionId, s.date, s.start, s.end, s.capacity)
  },
  slot: (slotId: string) => one<Slot>(`SELECT ${slotColumns} FROM slot WHERE slot_id = ?`, slotId),
  hasSessions: (date: string): boolean => one('SELECT 1 AS found FROM session WHERE date = ?', date) !== null,
  /** Slots of a vaccine that are not over, soonest first, with the places that may still be promised. */
  slotsOf: (vaccine: VaccineCode, date: string, now: number) =>
    all<SlotFree>(`SELECT ${slotColumns}, (SELECT count(*) FROM place p WHERE p.slot_id = slot.slot_id AND p.state = 'free' AND p.sell_by > ?) AS free
      FROM slot JOIN session USING (session_id) WHERE session.vaccine_system = ? AND session.vaccine_code = ? AND slot.date = ? AND slot.end_at > ? ORDER BY slot.start_at, slot.slot_id`,
      now, vaccine.system, vaccine.code, date, now),
  freePlace: (slotId: string, now: number) =>
    one<FreePlace>(`SELECT place.slot_id AS slotId, n, allotment_id AS allotmentId, slot.start_at AS start, slot.end_at AS end FROM place JOIN slot USING (slot_id)
      WHERE place.slot_id = ? AND state = 'free' AND sell_by > ? ORDER BY n LIMIT 1`, slotId, now),
  /** False when it was not free: nothing is sold twice. */
  spend: (slotId: string, n: number, bookingId: string): boolean =>
    run("UPDATE place SET state = 'spent', booking_id = ? WHERE slot_id = ? AND n = ? AND state = 'free'", bookingId, slotId, n) === 1,
  release: (slotId: string, n: number, bookingId: string): boolean =>
    run("UPDATE place SET state = 'free', booking_id = NULL WHERE slot_id = ? AND n = ? AND booking_id = ?", slotId, n, bookingId) === 1,
  allotmentOf: (slotId: string, n: number) => one<{ id: string }>('SELECT allotment_id AS id FROM place WHERE slot_id = ? AND n = ?', slotId, n)?.id ?? null,
  /** A fresh grant revives a place that was given back; one that is held already stays as it is. */
  addPlace: (p: { slotId: string; n: number; allotmentId: string; sellBy: number }) => {
    run(`INSERT INTO place VALUES (?, ?, ?, ?, 'free', NULL) ON CONFLICT (slot_id, n) DO UPDATE SET state = 'free', allotment_id = excluded.allotment_id, sell_by = excluded.sell_by
      WHERE state IN ('returned', 'perished') AND allotment_id <> excluded.allotment_id`, p.slotId, p.n, p.allotmentId, p.sellBy)
  },
  /** Takes `count` free places of a slot, the highest numbers first, and marks them given back. */
  giveBack: (slotId: string, count: number): readonly { readonly n: number; readonly allotmentId: string }[] => {
    const taken = all<{ n: number; allotmentId: string }>("SELECT n, allotment_id AS allotmentId FROM place WHERE slot_id = ? AND state = 'free' ORDER BY n DESC LIMIT ?", slotId, count)
    for (const { n } of taken) run("UPDATE place SET state = 'returned' WHERE slot_id = ? AND n = ?", slotId, n)
    return taken
  },
  holdings: (fromDate: string, now: number) =>
    all<Holding>(`SELECT ${slotColumns}, count(*) FILTER (WHERE p.state = 'free') AS free, count(*) FILTER (WHERE p.state = 'spent') AS spent
      FROM slot LEFT JOIN place p ON p.slot_id = slot.slot_id WHERE slot.date >= ? AND slot.end_at > ? GROUP BY slot.slot_id ORDER BY slot.start_at`, fromDate, now),
  held: () => all<HeldPlace>("SELECT slot_id AS slotId, n, allotment_id AS allotmentId, state FROM place WHERE state IN ('free', 'spent') ORDER BY slot_id, n"),
  freeBySlot: (now: number) => all<{ slotId: string; free: number }>("SELECT slot_id AS slotId, count(*) AS free FROM place WHERE state = 'free' AND sell_by > ? GROUP BY slot_id", now),
  freeToday: (date: string, now: number): number =>
    one<{ free: number }>("SELECT count(*) AS free FROM place JOIN slot USING (slot_id) WHERE state = 'free' AND sell_by > ? AND date = ?", now, date)?.free ?? 0,
})
