import type { Arrivals, Call } from '../../domain/waiting.ts'
import { HALF_HOURS, PACE_CALLS_MAX } from '../../domain/waiting.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type PromiseRow = { readonly bookingId: string; readonly date: string; readonly halfHour: number; readonly at: number; readonly ahead: number; readonly low: number; readonly high: number; readonly calledAt: number | null }

/** Kept until a call of the day is written or taken back. */
export const callsKept = (date: string): string => `calls/${date}`

export const promiseTable = ({ one, all, run, kept }: Rows) => ({
  /** The first promise counts: whoever asks again does not get another. */
  keepPromise: (p: Omit<PromiseRow, 'calledAt'>) => {
    run('INSERT OR IGNORE INTO promise VALUES (?, ?, ?, ?, ?, ?, ?, NULL)', p.bookingId, p.date, p.halfHour, p.at, p.ahead, p.low, p.high)
  },
  promiseOf: (bookingId: string) =>
    one<PromiseRow>('SELECT booking_id AS bookingId, date, half_hour AS halfHour, at, ahead, low_minutes AS low, high_minutes AS high, called_at AS calledAt FROM promise WHERE booking_id = ?', bookingId),
  promiseCalled: (bookingId: string, at: number) => { run('UPDATE promise SET called_at = ? WHERE booking_id = ? AND called_at IS NULL', at, bookingId) },
  /** Milliseconds from joining the line to the first call, of everybody called that day. */
  waitsOf: (date: string): readonly number[] => all<{ ms: number }>('SELECT called_at - at AS ms FROM promise WHERE date = ? AND called_at IS NOT NULL', date).map(({ ms }) => ms),
  dropPromisesBefore: (date: string) => { run('DELETE FROM promise WHERE date < ?', date) },
  /** The newest calls of a day. The same array until somebody else is called. */
  callsOf: (date: string): readonly Call[] => kept.of(callsKept(date), () =>
    all<Call>('SELECT since, called_at AS calledAt FROM queue_entry WHERE date = ? AND called_at IS NOT NULL ORDER BY called_at DESC LIMIT ?', date, PACE_CALLS_MAX)),
  /** Full days only: the running one is not over. Read once a day. */
  arrivals: (from: string, before: string): Arrivals => kept.of(`arrivals/${from}/${before}`, () => {
    const byHalfHour = Array.from({ length: HALF_HOURS }, () => 0)
    for (const { halfHour, n } of all<{ halfHour: number; n: number }>('SELECT half_hour AS halfHour, count(*) AS n FROM promise WHERE date >= ? AND date < ? GROUP BY half_hour', from, before)) byHalfHour[halfHour] = n
    return { days: one<{ n: number }>('SELECT count(DISTINCT date) AS n FROM promise WHERE date >= ? AND date < ?', from, before)?.n ?? 0, byHalfHour }
  }),
  spentIn: (slotId: string): number => one<{ n: number }>("SELECT count(*) AS n FROM place WHERE slot_id = ? AND state = 'spent'", slotId)?.n ?? 0,
})
