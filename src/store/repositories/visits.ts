import type { BookingBody, VaccineCode } from '../../contract/sync-protocol.ts'
import type { BookingStatus } from '../../domain/booking.ts'
import type { QueueState } from '../../domain/queue.ts'
import { lineColumns, lineJoined, lineOf } from './bookings.ts'
import type { LineRecord, LineRow } from './bookings.ts'
import type { Rows } from '../../base/prepared-rows.ts'
import { callsKept } from './promises.ts'

/** What the desk keeps of a visit; all zero or null before it acts. */
export type Visit = {
  readonly acts: number; readonly line: number | null; readonly lineAct: number | null; readonly placed: number; readonly skips: number; readonly callAct: number | null
  readonly observeFrom: number | null; readonly observeMinutes: number | null; readonly observed: number; readonly doseInError: number
}
/** Without what was typed: a list is read at every change, the text of a booking is a kilobyte. */
export type DeskLine = Omit<LineRow, 'body'> & { readonly visit: Visit; /** Grows with each booking of this file: the order of coming that no clock decides. */ readonly arrival: number; readonly given: boolean; readonly cautions: string | null }
export type DeskLineRow = DeskLine & Pick<LineRow, 'body'>
type VisitRecord = LineRecord & { [K in keyof Visit]: Visit[K] | null } & { readonly arrival: number; readonly given: number; readonly cautions: string | null }
export type Place = { readonly line: number; readonly lineAct: number; readonly placed: number }
/** The place in line as it stood, for undo; null: not in line. */
export type QueueSnapshot = { readonly state: QueueState; readonly standby: number; readonly since: number; readonly room: string | null; readonly calledAt: number | null }
export type DayPerson = { readonly bookingId: string; readonly birthDate: string; readonly phoneLast4: string; readonly personKey: string; readonly vaccineCode: string }

export const noVisit: Visit = { acts: 0, line: null, lineAct: null, placed: 0, skips: 0, callAct: null, observeFrom: null, observeMinutes: null, observed: 0, doseInError: 0 }
const columns = `${lineColumns}, b.rowid AS arrival, v.acts, v.line, v.line_act AS lineAct, v.placed, v.skips, v.call_act AS callAct, v.observe_from AS observeFrom, v.observe_minutes AS observeMinutes,
  v.observed, v.dose_in_error AS doseInError, EXISTS (SELECT 1 FROM immunization i WHERE i.booking_id = b.booking_id AND i.in_error IS NULL) AS given,
  (SELECT group_concat(i.cautions) FROM immunization i WHERE i.booking_id = b.booking_id AND i.in_error IS NULL AND i.cautions <> '') AS cautions`
/** Doses of a whole day are looked up once, not once a row. */
const withoutBody = columns.replace(' b.body,', '').replace(/, EXISTS[\s\S]*$/, '')
const joined = `${lineJoined} LEFT JOIN visit v ON v.booking_id = b.booking_id`

const OF_DAY = 'SELECT rowid FROM booking WHERE date = ? ORDER BY rowid DESC LIMIT ?'

function deskLineOf({ arrival, acts, line, lineAct, placed, skips, callAct, observeFrom, observeMinutes, observed, doseInError, given, cautions, ...rest }: VisitRecord): DeskLineRow {
  return {
    ...lineOf(rest), arrival, given: given === 1, cautions,
    visit: { acts: acts ?? 0, line, lineAct, placed: placed ?? 0, skips: skips ?? 0, callAct, observeFrom, observeMinutes, observed: observed ?? 0, doseInError: doseInError ?? 0 },
  }
}

export const visitTables = ({ one, all, run, kept }: Rows) => ({
  deskRow: (bookingId: string): DeskLineRow | null => {
    const found = one<VisitRecord>(`SELECT ${columns} ${joined} WHERE b.booking_id = ?`, bookingId)
    return found && deskLineOf(found)
  },
  /** The last that came first, so that a limit cuts the oldest. Sorted by number alone, before anything is read. */
  deskRows: (date: string, limit: number): readonly DeskLineRow[] => all<VisitRecord>(`SELECT ${columns} ${joined} WHERE b.rowid IN (${OF_DAY}) ORDER BY b.rowid DESC`, date, limit).map(deskLineOf),
  deskLines: (date: string, limit: number): readonly DeskLine[] => {
    const doses = new Map(all<{ id: string; cautions: string | null }>("SELECT booking_id AS id, group_concat(nullif(cautions, '')) AS cautions FROM immunization WHERE date = ? AND in_error IS NULL GROUP BY booking_id", date).map(({ id, cautions }) => [id, cautions]))
    return all<Omit<VisitRecord, 'body' | 'given' | 'cautions'>>(`SELECT ${withoutBody} ${joined} WHERE b.rowid IN (${OF_DAY}) ORDER BY b.rowid DESC`, date, limit).map((r) => {
      const { body: _, ...line } = deskLineOf({ ...r, body: 'null', given: doses.has(r.bookingId) ? 1 : 0, cautions: doses.get(r.bookingId) ?? null })
      return line
    })
  },
  bodies: (bookingIds: readonly string[]): readonly { readonly bookingId: string; readonly arrival: number; readonly body: BookingBody | null }[] => (bookingIds.length === 0 ? [] : all<{ bookingId: string; arrival: number; body: string }>(
    'SELECT booking_id AS bookingId, rowid AS arrival, body FROM booking WHERE booking_id IN (SELECT value FROM json_each(?))', JSON.stringify(bookingIds)).map(({ body, ...row }) => ({ ...row, body: JSON.parse(body) as BookingBody | null }))),
  /** Of the last days, newest day first. */
  deskRowsByNumber: (ticketNumber: string, dates: readonly string[]): readonly DeskLineRow[] =>
    dates.flatMap((date) => all<VisitRecord>(`SELECT ${columns} ${joined} WHERE b.date = ? AND b.ticket_number = ?`, date, ticketNumber).map(deskLineOf)),
  deskRowsByDigits: (phoneLast4: string, birthDate: string, from: string, limit: number): readonly DeskLineRow[] =>
    all<VisitRecord>(`SELECT ${columns} ${joined} WHERE b.phone_last4 = ? AND b.birth_date = ? AND b.date >= ? ORDER BY b.date DESC, b.rowid DESC LIMIT ?`, phoneLast4, birthDate, from, limit).map(deskLineOf),
  personOf: (bookingId: string): DayPerson | null =>
    one<DayPerson>('SELECT booking_id AS bookingId, birth_date AS birthDate, phone_last4 AS phoneLast4, person_key AS personKey, vaccine_code AS vaccineCode FROM booking WHERE booking_id = ?', bookingId),
  activePersons: (date: string): readonly DayPerson[] => all<DayPerson>(`SELECT booking_id AS bookingId, birth_date AS birthDate, phone_last4 AS phoneLast4, person_key AS personKey, vaccine_code AS vaccineCode
    FROM booking WHERE date = ? AND birth_date <> '' AND status IN ('booked', 'waitlist', 'arrived', 'checked-in')`, date),
  putVisit: (bookingId: string, date: string, v: Visit) => {
    run(`INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (booking_id) DO UPDATE SET acts = excluded.acts, line = excluded.line, line_act = excluded.line_act, placed = excluded.placed, skips = excluded.skips,
      call_act = excluded.call_act, observe_from = excluded.observe_from, observe_minutes = excluded.observe_minutes, observed = excluded.observed, dose_in_error = excluded.dose_in_error`,
      bookingId, date, v.acts, v.line, v.lineAct, v.placed, v.skips, v.callAct, v.observeFrom, v.observeMinutes, v.observed, v.doseInError)
  },
  setPlace: (bookingId: string, date: string, p: Place) => {
    run(`INSERT INTO visit (booking_id, date, line, line_act, placed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (booking_id) DO UPDATE SET line = excluded.line, line_act = excluded.line_act, placed = excluded.placed`,
      bookingId, date, p.line, p.lineAct, p.placed)
  },
  hasTicketSince: (date: string, ticketNumber: string): boolean => one('SELECT 1 AS found FROM booking WHERE date >= ? AND ticket_number = ? LIMIT 1', date, ticketNumber) !== null,
  /** Which of these are entered; asked for some hundred at most. */
  paperNumbersUsed: (numbers: readonly string[]): ReadonlySet<string> =>
    new Set(all<{ n: string }>("SELECT DISTINCT ticket_number AS n FROM booking WHERE ticket_number IN (SELECT value FROM json_each(?))", JSON.stringify(numbers)).map(({ n }) => n)),
  lastArrival: (): number => one<{ n: number | null }>('SELECT max(rowid) AS n FROM booking')?.n ?? 0,
  queueOf: (bookingId: string) => one<QueueSnapshot>('SELECT state, standby, since, room, called_at AS calledAt FROM queue_entry WHERE booking_id = ?', bookingId),
  putQueue: (bookingId: string, date: string, q: QueueSnapshot | null) => {
    kept.drop(callsKept(date))
    if (q === null) run('DELETE FROM queue_entry WHERE booking_id = ?', bookingId)
    else run(`INSERT INTO queue_entry (booking_id, date, state, standby, since, room, called_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (booking_id) DO UPDATE SET state = excluded.state, standby = excluded.standby,
      since = excluded.since, room = excluded.room, called_at = excluded.called_at`, bookingId, date, q.state, q.standby, q.since, q.room, q.calledAt)
  },
  /** Newest call first, by the order of the acts. */
  calledByOrder: (date: string, limit: number) => all<{ call: number; ticketNumber: string; room: string; standby: number }>(`SELECT v.call_act AS call, b.ticket_number AS ticketNumber, q.room, b.slot_id IS NULL AS standby
    FROM visit v JOIN queue_entry q USING (booking_id) JOIN booking b USING (booking_id) WHERE v.date = ? AND v.call_act IS NOT NULL AND q.room IS NOT NULL ORDER BY v.call_act DESC LIMIT ?`, date, limit),
  setVersion: (bookingId: string, status: BookingStatus, version: number) => { run('UPDATE booking SET status = ?, version = ? WHERE booking_id = ?', status, version, bookingId) },
  setPlaceOfBooking: (bookingId: string, slotId: string, n: number) => { run('UPDATE booking SET slot_id = ?, n = ? WHERE booking_id = ?', slotId, n, bookingId) },
  correctPerson: (bookingId: string, p: { readonly body: string; readonly personKey: string; readonly phoneLast4: string; readonly birthDate: string }) => {
    run('UPDATE booking SET body = ?, person_key = ?, phone_last4 = ?, birth_date = ? WHERE booking_id = ?', p.body, p.personKey, p.phoneLast4, p.birthDate, bookingId)
  },
  vaccineOfBooking: (bookingId: string) => one<VaccineCode>('SELECT vaccine_system AS system, vaccine_code AS code FROM booking WHERE booking_id = ?', bookingId),
})
