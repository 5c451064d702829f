import type { BookingStatus } from '../../domain/booking.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type HeldAct = { readonly bookingId: string; readonly actId: number; readonly at: number; readonly act: 'cancel' | 'no-show' | 'not-given'; readonly status: BookingStatus; readonly body: string }

const columns = 'booking_id AS bookingId, act_id AS actId, at, act, status, body'

export const heldActTable = ({ one, all, run }: Rows) => ({
  hold: (h: HeldAct) => { run('INSERT INTO held_act VALUES (?, ?, ?, ?, ?, ?)', h.bookingId, h.actId, h.at, h.act, h.status, h.body) },
  heldOf: (bookingId: string) => one<HeldAct>(`SELECT ${columns} FROM held_act WHERE booking_id = ?`, bookingId),
  /** Older than that, or of a time that has not come: the clock was put back meanwhile. */
  heldOutside: (from: number, to: number) => all<HeldAct>(`SELECT ${columns} FROM held_act WHERE at < ? OR at > ? ORDER BY act_id`, from, to),
  letHeldGo: (bookingId: string) => { run('DELETE FROM held_act WHERE booking_id = ?', bookingId) },
  countHeld: (): number => one<{ n: number }>('SELECT count(*) AS n FROM held_act')?.n ?? 0,
  isNotDuplicate: (one_: string, other: string): boolean => one('SELECT 1 AS found FROM not_duplicate WHERE one = ? AND other = ?', ...[one_, other].sort()) !== null,
  keepApart: (one_: string, other: string, at: number) => { run('INSERT OR IGNORE INTO not_duplicate VALUES (?, ?, ?)', ...[one_, other].sort(), at) },
})
