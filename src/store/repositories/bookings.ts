import type { BookingBody, VaccineCode } from '../../contract/sync-protocol.ts'
import type { BookingStatus } from '../../domain/booking.ts'
import type { QueueState } from '../../domain/queue.ts'
import { callsKept } from './promises.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type BookingRow = {
  readonly bookingId: string; readonly status: BookingStatus; readonly version: number; readonly ticketNumber: string; readonly date: string; readonly vaccine: VaccineCode
  readonly slotId: string | null; readonly n: number | null; readonly createdAt: number
  /** Null for a booking that another device made: only its number and state are known here. */
  readonly body: BookingBody | null
  /** The device that made it; null: this one. */
  readonly madeBy: string | null
}
export type LineRow = BookingRow & {
  readonly queue: QueueState | null; readonly standby: boolean; readonly since: number | null; readonly room: string | null; readonly calledAt: number | null; readonly slotStart: number | null; readonly slotEnd: number | null
}
export type LineRecord = Omit<LineRow, 'body' | 'vaccine' | 'standby'> & { readonly body: string; readonly system: string; readonly code: string; readonly standby: number | null }

export const lineColumns = `b.booking_id AS bookingId, b.status, b.version, b.ticket_number AS ticketNumber, b.date, b.vaccine_system AS system, b.vaccine_code AS code,
  b.slot_id AS slotId, b.n, b.body, b.made_by AS madeBy, b.created_at AS createdAt, q.state AS queue, q.standby, q.since, q.room, q.called_at AS calledAt, s.start_at AS slotStart, s.end_at AS slotEnd`
export const lineJoined = 'FROM booking b LEFT JOIN queue_entry q USING (booking_id) LEFT JOIN slot s ON s.slot_id = b.slot_id'

export const lineOf = ({ system, code, body, standby, ...rest }: LineRecord): LineRow => ({ ...rest, vaccine: { system, code }, body: JSON.parse(body) as BookingBody | null, standby: standby === 1 })

export const bookingTables = ({ one, all, run, kept }: Rows) => ({
  /** `bodyText` is the body as JSON, where the caller has it. */
  addBooking: (b: BookingRow & { personKey: string; phoneLast4: string; birthDate: string }, bodyText: string = JSON.stringify(b.body)) => {
    run('INSERT INTO booking VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', b.bookingId, b.status, b.version, b.ticketNumber, b.date, b.vaccine.system, b.vaccine.code,
      b.slotId, b.n, b.personKey, b.phoneLast4, b.birthDate, bodyText, b.createdAt, b.madeBy)
  },
  setStatus: (bookingId: string, status: BookingStatus, version: number, keepsPlace: boolean) => {
    run(`UPDATE booking SET status = ?, version = ?${keepsPlace ? '' : ', slot_id = NULL, n = NULL'} WHERE booking_id = ?`, status, version, bookingId)
  },
  /** The next number of a station's own series of a day, from 1: one more than the bookings have, which are asked once, or than a salvaged file may have had. */
  nextTicketCount: (date: string, letter: string, atLeast: number): number => {
    const name = `ticketCount/${date}/${letter}`
    const digitsFrom = letter.length + 2
    const last = kept.of(name, () => one<{ last: number | null }>('SELECT max(CAST(substr(ticket_number, ?) AS INTEGER)) AS last FROM booking WHERE date = ? AND substr(ticket_number, 1, ?) = ?',
      digitsFrom, date, digitsFrom - 1, `${letter}-`)?.last ?? 0)
    const count = Math.max(last, atLeast) + 1
    kept.put(name, count)
    return count
  },
  hasTicket: (date: string, ticketNumber: string): boolean => one('SELECT 1 AS found FROM booking WHERE date = ? AND ticket_number = ?', date, ticketNumber) !== null,
  /** What another device, or the centre, says of a booking. */
  setFacts: (bookingId: string, status: BookingStatus, version: number, place: { readonly slotId: string; readonly n: number } | null) => {
    run('UPDATE booking SET status = ?, version = ?, slot_id = ?, n = ? WHERE booking_id = ?', status, version, place?.slotId ?? null, place?.n ?? null, bookingId)
  },
  setStandby: (bookingId: string, standby: boolean) => { run('UPDATE queue_entry SET standby = ? WHERE booking_id = ?', standby ? 1 : 0, bookingId) },
  addPeer: (p: { deviceId: string; epoch: number; stationLetter: string; publicKey: string }) => {
    run('INSERT INTO peer_device VALUES (?, ?, ?, ?) ON CONFLICT (device_id, epoch) DO UPDATE SET public_key = excluded.public_key', p.deviceId, p.epoch, p.stationLetter, p.publicKey)
  },
  peerKey: (deviceId: string, epoch: number): string | null => one<{ key: string }>('SELECT public_key AS key FROM peer_device WHERE device_id = ? AND epoch = ?', deviceId, epoch)?.key ?? null,
  booking: (bookingId: string): LineRow | null => {
    const found = one<LineRecord>(`SELECT ${lineColumns} ${lineJoined} WHERE b.booking_id = ?`, bookingId)
    return found && lineOf(found)
  },
  activeOfPerson: (p: { personKey: string; phoneLast4: string; birthDate: string }, date: string, vaccine: VaccineCode): LineRow | null => {
    const found = one<LineRecord>(`SELECT ${lineColumns} ${lineJoined} WHERE b.phone_last4 = ? AND b.birth_date = ? AND b.person_key = ? AND b.date = ? AND b.vaccine_system = ? AND b.vaccine_code = ?
      AND b.status IN ('booked', 'waitlist', 'arrived', 'checked-in') LIMIT 1`, p.phoneLast4, p.birthDate, p.personKey, date, vaccine.system, vaccine.code)
    return found && lineOf(found)
  },
  byDigits: (phoneLast4: string, birthDate: string, fromDate: string, limit: number) =>
    all<LineRecord>(`SELECT ${lineColumns} ${lineJoined} WHERE b.phone_last4 = ? AND b.birth_date = ? AND b.date >= ? ORDER BY b.created_at DESC LIMIT ?`, phoneLast4, birthDate, fromDate, limit).map(lineOf),
  ofDay: (date: string, limit: number) => all<LineRecord>(`SELECT ${lineColumns} ${lineJoined} WHERE b.date = ? ORDER BY b.created_at LIMIT ?`, date, limit).map(lineOf),
  enqueue: (q: { bookingId: string; date: string; standby: boolean; since: number }) => {
    run(`INSERT INTO queue_entry VALUES (?, ?, 'waiting', ?, ?, NULL, NULL) ON CONFLICT (booking_id) DO UPDATE SET state = 'waiting', room = NULL`, q.bookingId, q.date, q.standby ? 1 : 0, q.since)
  },
  setQueue: (bookingId: string, state: QueueState, room: string | null, calledAt: number | null) => {
    if (calledAt !== null) kept.drop(callsKept(one<{ date: string }>('SELECT date FROM queue_entry WHERE booking_id = ?', bookingId)?.date ?? ''))
    run('UPDATE queue_entry SET state = ?, room = coalesce(?, room), called_at = coalesce(?, called_at) WHERE booking_id = ?', state, room, calledAt, bookingId)
  },
  countWaiting: (date: string): number => one<{ n: number }>("SELECT count(*) AS n FROM queue_entry WHERE date = ? AND state = 'waiting'", date)?.n ?? 0,
  countBookings: (): number => one<{ n: number }>('SELECT count(*) AS n FROM booking WHERE made_by IS NULL')?.n ?? 0,
  countAhead: (date: string, since: number, standby: boolean): number =>
    one<{ n: number }>(`SELECT count(*) AS n FROM queue_entry WHERE date = ? AND state = 'waiting' AND ((standby = ? AND since < ?) OR standby < ?)`, date, Number(standby), since, Number(standby))?.n ?? 0,
  called: (date: string, limit: number) =>
    all<{ ticketNumber: string; room: string; at: number }>(`SELECT b.ticket_number AS ticketNumber, q.room, q.called_at AS at FROM queue_entry q JOIN booking b USING (booking_id)
      WHERE q.date = ? AND q.called_at IS NOT NULL AND q.room IS NOT NULL ORDER BY q.called_at DESC LIMIT ?`, date, limit),
  note: (bookingId: string, at: number, what: string) => { run('INSERT OR IGNORE INTO event VALUES (?, ?, ?)', bookingId, at, what) },
  /** That it was made stands in the booking itself. */
  notes: (bookingId: string) => all<{ at: number; what: string }>(`SELECT created_at AS at, 'created-' || json_extract(body, '$.channel') AS what FROM booking WHERE booking_id = ? AND json_extract(body, '$.channel') IS NOT NULL
    UNION SELECT at, what FROM event WHERE booking_id = ? ORDER BY at LIMIT 100`, bookingId, bookingId),
})
