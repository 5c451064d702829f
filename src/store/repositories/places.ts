import type { VaccineCode } from '../../contract/sync-protocol.ts'
import type { Holding } from '../../domain/allotment.ts'
import type { Slot } from '../../domain/session.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type FreePlace = { readonly slotId: string; readonly n: number; readonly allotmentId: string; readonly start: number; readonly end: number }
export type HeldPlace = { readonly slotId: string; readonly n: number; readonly allotmentId: string; readonly state: 'free' | 'spent' }
export type SlotFree = Slot & { readonly free: number }

const slotColumns = 'slot.slot_id AS slotId, slot.session_id AS sessionId, slot.date, slot.start_at AS start, slot.end_at AS end, slot.capacity'

type Window = { readonly slotId: string; readonly start: number; readonly end: number }

/** A day's windows of one vaccine, soonest first. */
const windowsOf = ({ all, kept }: Rows, vaccine: VaccineCode, date: string): readonly Window[] => kept.of(`windows/${date}/${vaccine.system}/${vaccine.code}`, () =>
  all<Window>(`SELECT slot_id AS slotId, start_at AS start, end_at AS end FROM slot JOIN session USING (session_id)
    WHERE slot.date = ? AND vaccine_system = ? AND vaccine_code = ? ORDER BY start_at, slot_id`, date, vaccine.system, vaccine.code))

export const placeTables = (rows: Rows, { one, all, run, kept }: Rows = rows) => ({
  putSession: (s: { sessionId: string; date: string; vaccine: VaccineCode }) => {
    kept.clear()
    run('INSERT INTO session VALUES (?, ?, ?, ?) ON CONFLICT (session_id) DO UPDATE SET date = excluded.date', s.sessionId, s.date, s.vaccine.system, s.vaccine.code)
  },
  putSlot: (s: Slot) => {
    kept.clear()
    run(`INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (slot_id) DO UPDATE SET start_at = excluded.start_at, end_at = excluded.end_at, capacity = excluded.capacity`,
      s.slotId, s.sessionId, s.date, s.start, s.end, s.capacity)
  },
  vaccineOf: (sessionId: string) => one<VaccineCode>('SELECT vaccine_system AS system, vaccine_code AS code FROM session WHERE session_id = ?', sessionId),
  /** Mean bookings made here in one window of each session's vaccine, over the past `days` that had any; sessions with fewer than `daysMin` of them are left out. */
  demandBySession: (date: string, days: number, daysMin: number): ReadonlyMap<string, number> => new Map(
    all<{ sessionId: string; mean: number }>(`SELECT session_id AS sessionId, d.per_day * 1.0 / (SELECT count(*) FROM slot WHERE slot.session_id = session.session_id) AS mean
      FROM session JOIN (SELECT vaccine_system, vaccine_code, count(*) * 1.0 / count(DISTINCT date) AS per_day FROM booking
        WHERE made_by IS NULL AND date < ? AND date >= date(?, '-' || ? || ' days') GROUP BY vaccine_system, vaccine_code HAVING count(DISTINCT date) >= ?) d
      USING (vaccine_system, vaccine_code) WHERE session.date >= ?`, date, date, days, daysMin, date).filter((row) => row.mean !== null).map((row) => [row.sessionId, row.mean] as const),
  ),
  slot: (slotId: string) => one<Slot>(`SELECT ${slotColumns} FROM slot WHERE slot_id = ?`, slotId),
  hasSessions: (date: string): boolean => one('SELECT 1 AS found FROM session WHERE date = ?', date) !== null,
  /** Slots of a vaccine that are not over, soonest first, with the places that may still be promised. */
  slotsOf: (vaccine: VaccineCode, date: string, now: number) =>
    all<SlotFree>(`SELECT ${slotColumns}, (SELECT count(*) FROM place p WHERE p.slot_id = slot.slot_id AND p.state = 'free' AND p.sell_by > ?) AS free
      FROM slot JOIN session USING (session_id) WHERE session.vaccine_system = ? AND session.vaccine_code = ? AND slot.date = ? AND slot.end_at > ? ORDER BY slot.start_at, slot.slot_id`,
      now, vaccine.system, vaccine.code, date, now),
  /** The first free place of the first window that has one, among those that begin by `startBy`. */
  soonestPlace: (vaccine: VaccineCode, date: string, now: number, startBy: number): FreePlace | null => {
    for (const { slotId, start, end } of windowsOf(rows, vaccine, date)) {
      if (end <= now || start > startBy) continue
      const free = one<{ n: number; allotmentId: string }>("SELECT n, allotment_id AS allotmentId FROM place WHERE slot_id = ? AND state = 'free' AND sell_by > ? ORDER BY n LIMIT 1", slotId, now)
      if (free) return { slotId, ...free, start, end }
    }
    return null
  },
  freePlace: (slotId: string, now: number) =>
    one<FreePlace>(`SELECT place.slot_id AS slotId, n, allotment_id AS allotmentId, slot.start_at AS start, slot.end_at AS end FROM place JOIN slot USING (slot_id)
      WHERE place.slot_id = ? AND state = 'free' AND sell_by > ? ORDER BY n LIMIT 1`, slotId, now),
  /** False when it was not free: nothing is sold twice. */
  spend: (slotId: string, n: number, bookingId: string): boolean =>
    run("UPDATE place SET state = 'spent', booking_id = ? WHERE slot_id = ? AND n = ? AND state = 'free'", bookingId, slotId, n) === 1,
  /**
   * Free again only in the epoch it was granted in; the centre holds one of an earlier epoch as in doubt. One that the centre gave to a single booking
   * (never for sale: sell_by 0) is no stock of this device.
   */
  release: (slotId: string, n: number, bookingId: string, epoch: number): boolean =>
    run("UPDATE place SET state = CASE WHEN sell_by = 0 THEN 'returned' WHEN epoch = ? THEN 'free' ELSE 'perished' END, booking_id = NULL WHERE slot_id = ? AND n = ? AND booking_id = ?", epoch, slotId, n, bookingId) === 1,
  allotmentOf: (slotId: string, n: number) => one<{ id: string }>('SELECT allotment_id AS id FROM place WHERE slot_id = ? AND n = ?', slotId, n)?.id ?? null,
  /** A fresh grant revives a place that was given back; one that is held already stays as it is. */
  addPlace: (p: { slotId: string; n: number; allotmentId: string; sellBy: number; epoch: number }) => {
    run(`INSERT INTO place VALUES (?, ?, ?, ?, 'free', NULL, ?) ON CONFLICT (slot_id, n) DO UPDATE SET state = 'free', allotment_id = excluded.allotment_id, sell_by = excluded.sell_by,
      epoch = excluded.epoch WHERE state IN ('returned', 'perished') AND allotment_id <> excluded.allotment_id`, p.slotId, p.n, p.allotmentId, p.sellBy, p.epoch)
  },
  /** A place that the centre gave to one booking, not to the stock. False when this device has it already, in whatever state. */
  addDecided: (p: { slotId: string; n: number; allotmentId: string; epoch: number; bookingId: string | null }): boolean =>
    run(`INSERT INTO place VALUES (?, ?, ?, 0, ?, ?, ?) ON CONFLICT (slot_id, n) DO UPDATE SET state = excluded.state, allotment_id = excluded.allotment_id, sell_by = 0, epoch = excluded.epoch,
      booking_id = excluded.booking_id WHERE state IN ('returned', 'perished')`, p.slotId, p.n, p.allotmentId, p.bookingId === null ? 'returned' : 'spent', p.bookingId, p.epoch) === 1,
  placeState: (slotId: string, n: number) => one<{ state: string }>('SELECT state FROM place WHERE slot_id = ? AND n = ?', slotId, n)?.state ?? null,
  /** Nothing of before is sold any more: the file was rolled back or copied, or the device was replaced. */
  perishFree: (): number => run("UPDATE place SET state = 'perished' WHERE state = 'free'"),
  /** Free places of windows that ended before `at`. */
  freeOver: (at: number) => all<{ slotId: string; n: number; allotmentId: string }>(`SELECT place.slot_id AS slotId, n, allotment_id AS allotmentId FROM place JOIN slot USING (slot_id)
    WHERE place.state = 'free' AND slot.end_at <= ? ORDER BY slot_id, n`, at),
  perish: (slotId: string, n: number) => { run("UPDATE place SET state = 'perished' WHERE slot_id = ? AND n = ? AND state = 'free'", slotId, n) },
  /** Takes `count` free places of a slot, the highest numbers first, and marks them given back. */
  giveBack: (slotId: string, count: number): readonly { readonly n: number; readonly allotmentId: string }[] => {
    const taken = all<{ n: number; allotmentId: string }>("SELECT n, allotment_id AS allotmentId FROM place WHERE slot_id = ? AND state = 'free' ORDER BY n DESC LIMIT ?", slotId, count)
    for (const { n } of taken) run("UPDATE place SET state = 'returned' WHERE slot_id = ? AND n = ?", slotId, n)
    return taken
  },
  holdings: (fromDate: string, now: number) =>
    all<Holding>(`SELECT ${slotColumns}, count(*) FILTER (WHERE p.state = 'free') AS free, count(*) FILTER (WHERE p.state = 'spent') AS spent
      FROM slot LEFT JOIN place p ON p.slot_id = slot.slot_id WHERE slot.date >= ? AND slot.end_at > ? GROUP BY slot.slot_id ORDER BY slot.start_at`, fromDate, now),
  /** What is held of this epoch in windows that are not long over. */
  held: (epoch: number, endAfter: number) => all<HeldPlace>(`SELECT place.slot_id AS slotId, n, allotment_id AS allotmentId, state FROM place JOIN slot USING (slot_id)
    WHERE state IN ('free', 'spent') AND epoch = ? AND slot.end_at > ? ORDER BY place.slot_id, n`, epoch, endAfter),
  freeBySlot: (now: number) => all<{ slotId: string; free: number }>("SELECT slot_id AS slotId, count(*) AS free FROM place WHERE state = 'free' AND sell_by > ? GROUP BY slot_id", now),
  freeToday: (date: string, now: number): number =>
    one<{ free: number }>("SELECT count(*) AS free FROM place JOIN slot USING (slot_id) WHERE state = 'free' AND sell_by > ? AND date = ?", now, date)?.free ?? 0,
})
