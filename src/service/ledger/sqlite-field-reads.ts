import { ENTERED_IN_ERROR } from '../../domain/entered-in-error.ts'
import Database from 'better-sqlite3'
import { keyOf } from './field-reads.ts'
import type { CountedSlot, DoseRow, FieldReads, HeldWindow, InDoubt, PageFilter, PlacedBooking, ProblemEntry } from './field-reads.ts'
import type { ClosedCase, DeviceReport, Drill, MessageRow } from './field-rows.ts'
import type { ClinicRow, PlaceState, SessionRow } from './ledger.ts'
import type { LedgerFile } from './open-ledger.ts'
import { rowsOf } from '../../base/prepared-rows.ts'
import type { Rows } from '../../base/prepared-rows.ts'
import { bookingOf, deviceColumns, deviceOf, sessionColumns, sessionOf } from './sqlite-ledger.ts'
import type { BookingRecord, DeviceRecord, SessionRecord } from './sqlite-ledger.ts'

/** Waits for nobody: in WAL mode a reader sees the last commit while the writer writes. */
export const openFieldReads = (path: string): LedgerFile => new Database(path, { readonly: true })

export function createSqliteFieldReads(db: LedgerFile): FieldReads {
  const rows = rowsOf(db)
  return { ...fleetReads(rows), ...pageReads(rows), ...caseReads(rows), ...actReads(rows) }
}

type Counted = { readonly name: string; readonly count: number }
const PROBLEM = 'refused = 1'
const counts = (rows: readonly Counted[]): Record<string, number> => Object.fromEntries(rows.map(({ name, count }) => [name, count]))
const clinicColumns = 'clinic_id AS clinicId, name, time_zone AS timeZone'

const fleetReads = ({ one, all }: Rows) => ({
  clinics: () => all<ClinicRow>(`SELECT ${clinicColumns} FROM clinic ORDER BY name`),
  devices: (clinicId: string | null) => all<DeviceRecord>(`SELECT ${deviceColumns} FROM device WHERE clinic_id = coalesce(?, clinic_id) ORDER BY station_letter`, clinicId).flatMap((record) => deviceOf(record) ?? []),
  deviceReports: (clinicId: string | null) =>
    all<DeviceReport>('SELECT clinic_id AS clinicId, device_id AS deviceId, at, oldest_ms AS oldestMs, free, clock_offset_ms AS clockOffsetMs FROM device_report WHERE clinic_id = coalesce(?, clinic_id)', clinicId),
  drills: (clinicId: string | null) => all<Drill>('SELECT clinic_id AS clinicId, device_id AS deviceId, at, note FROM device_drill WHERE clinic_id = coalesce(?, clinic_id)', clinicId),
  unusedCodes: (clinicId: string, now: number) =>
    all<{ code: string }>('SELECT code FROM enrolment_code WHERE clinic_id = ? AND used_by IS NULL AND expires_at > ? ORDER BY expires_at, code', clinicId, now).map((row) => row.code),
  isLearning: (clinicId: string) => one("SELECT 1 AS found FROM learning WHERE clinic_id = ? AND state = 'pending' LIMIT 1", clinicId) !== null,
  bookingCounts: (date: string) =>
    new Map(all<Counted>("SELECT clinic_id AS name, count(*) AS count FROM booking WHERE date = ? AND status <> 'cancelled' GROUP BY clinic_id", date).map(({ name, count }) => [name, count])),
  totals: (fromDate: string) => ({
    places: counts(all<Counted>('SELECT state AS name, count(*) AS count FROM place WHERE slot_id IN (SELECT slot_id FROM slot WHERE date >= ?) GROUP BY state', fromDate)),
    bookings: counts(all<Counted>('SELECT status AS name, count(*) AS count FROM booking WHERE date >= ? GROUP BY status', fromDate)),
    entries: one<{ count: number }>('SELECT count(*) AS count FROM entry')?.count ?? 0,
    problems: one<{ count: number }>(`SELECT count(*) AS count FROM entry WHERE ${PROBLEM}`)?.count ?? 0,
    doses: one<{ count: number }>('SELECT count(*) AS count FROM immunization WHERE given = 1')?.count ?? 0,
  }),
  messages: (limit: number) =>
    all<MessageRow & { clinics: number }>('SELECT min(clinic_id) AS clinicId, count(*) AS clinics, message_id AS messageId, min(at) AS at, kind, lot_number AS lotNumber, text, who FROM message GROUP BY message_id ORDER BY at DESC, message_id DESC LIMIT ?', limit),
})

/** What is not asked for is not in the statement, so that each filter meets its index. */
function pageWhere(table: string, key: string, filter: PageFilter, after: string): { readonly where: string; readonly values: unknown[] } {
  // Here an id is one row's in all clinics.
  const wanted: [string, unknown][] = [[`${key} = ?`, filter.id], ['clinic_id = ?', filter.clinicId], ['date = ?', filter.date], ['date >= ?', filter.fromDate], ['session_id = ?', filter.sessionId], [`${key} > ?`, keyOf(after).id]]
  const asked = wanted.filter(([, value]) => value !== undefined)
  return { where: asked.map(([sql]) => `${table}.${sql}`).join(' AND '), values: asked.map(([, value]) => value) }
}

const bookingColumns = `booking.booking_id AS bookingId, booking.clinic_id AS clinicId, booking.device_id AS deviceId, booking.epoch, booking.status, booking.version, ticket_number AS ticketNumber,
  booking.slot_id AS slotId, booking.n, overdraft, booking.body, booking.date, start_at AS startAt, end_at AS endAt, vaccine_system AS system, vaccine_code AS code`
const PLACED = 'booking LEFT JOIN slot ON slot.slot_id = booking.slot_id LEFT JOIN session ON session.session_id = slot.session_id'
type PlacedRecord = BookingRecord & { readonly startAt: number | null; readonly endAt: number | null; readonly system: string | null; readonly code: string | null }
const placedOf = ({ startAt, endAt, system, code, ...record }: PlacedRecord): PlacedBooking =>
  ({ ...bookingOf(record as BookingRecord), startAt, endAt, slotVaccine: system !== null && code !== null ? { system, code } : null })

type SlotRecord = Omit<CountedSlot, 'vaccine' | 'places'> & { readonly system: string; readonly code: string; readonly places: string }
const SLOTS = `SELECT slot.clinic_id AS clinicId, slot.slot_id AS slotId, slot.session_id AS sessionId, slot.date, start_at AS startAt, end_at AS endAt, capacity, held_max AS heldMax, cut,
  vaccine_system AS system, vaccine_code AS code,
  (SELECT json_group_object(state, count) FROM (SELECT state, count(*) AS count FROM place WHERE place.slot_id = slot.slot_id GROUP BY state)) AS places
  FROM slot JOIN session ON session.session_id = slot.session_id`

const pageReads = ({ all }: Rows) => ({
  clinicsPage: (filter: PageFilter, after: string, limit: number) => {
    const { where, values } = pageWhere('clinic', 'clinic_id', { id: filter.id }, after)
    return all<ClinicRow>(`SELECT ${clinicColumns} FROM clinic WHERE ${where} ORDER BY clinic_id LIMIT ?`, ...values, limit)
  },
  bookingsPage: (filter: PageFilter, after: string, limit: number) => {
    const { where, values } = pageWhere('booking', 'booking_id', filter, after)
    return all<PlacedRecord>(`SELECT ${bookingColumns} FROM ${PLACED} WHERE ${where} ORDER BY booking.booking_id LIMIT ?`, ...values, limit).map(placedOf)
  },
  sessionsPage: (filter: PageFilter, after: string, limit: number): SessionRow[] => {
    const { where, values } = pageWhere('session', 'session_id', filter, after)
    return all<SessionRecord>(`SELECT ${sessionColumns} FROM session WHERE ${where} ORDER BY session_id LIMIT ?`, ...values, limit).map(sessionOf)
  },
  slotsPage: (filter: PageFilter, after: string, limit: number) => {
    const { where, values } = pageWhere('slot', 'slot_id', filter, after)
    return all<SlotRecord>(`${SLOTS} WHERE ${where} ORDER BY slot.slot_id LIMIT ?`, ...values, limit)
      .map(({ system, code, places, ...slot }): CountedSlot => ({ ...slot, vaccine: { system, code }, places: JSON.parse(places) as CountedSlot['places'] }))
  },
  dosesPage: ({ id, clinicId }: PageFilter, after: string, limit: number) => {
    const { where, values } = pageWhere('immunization', 'entry_id', { id, clinicId }, after)
    return all<Omit<DoseRow, 'given' | 'enteredInError'> & { given: number; enteredInError: number }>(`SELECT immunization.entry_id AS entryId, immunization.clinic_id AS clinicId, immunization.booking_id AS bookingId, given, immunization.body,
      booking.date, booking.body AS bookingBody, EXISTS (SELECT 1 FROM immunization e WHERE e.booking_id = immunization.booking_id AND e.given = 0
        AND json_extract(e.body, '$.reason') = '${ENTERED_IN_ERROR}' || immunization.entry_id) AS enteredInError FROM immunization LEFT JOIN booking ON booking.booking_id = immunization.booking_id WHERE ${where} ORDER BY immunization.entry_id LIMIT ?`,
      ...values, limit).map((row): DoseRow => ({ ...row, given: row.given === 1, enteredInError: row.enteredInError === 1 }))
  },
})

/** Only what a clinic's index holds is asked for when a clinic is named. */
const ofClinic = (column: string, clinicId: string | null): { readonly sql: string; readonly values: readonly string[] } => (clinicId === null ? { sql: '', values: [] } : { sql: ` AND ${column} = ?`, values: [clinicId] })

const SAME_PERSON = `SELECT json_group_array(booking_id) AS ids FROM booking WHERE date >= ? AND body <> '' AND status NOT IN ('cancelled', 'noshow')
  GROUP BY lower(trim(json_extract(body, '$.patient.name'))), json_extract(body, '$.patient.birthDate'), replace(replace(json_extract(body, '$.patient.phone'), '-', ''), ' ', '')
  HAVING count(DISTINCT clinic_id) > 1 LIMIT ?`

const caseReads = ({ all }: Rows) => ({
  problemEntries: (clinicId: string | null, limit: number) => {
    const { sql, values } = ofClinic('entry.clinic_id', clinicId)
    return all<Omit<ProblemEntry, 'verdict'> & { verdict: string }>(`SELECT entry_id AS entryId, entry.clinic_id AS clinicId, entry.device_id AS deviceId, content, verdict, received_at AS receivedAt,
      ticket_number AS ticketNumber, body FROM entry LEFT JOIN booking ON booking.booking_id = json_extract(content, '$.bookingId')
      WHERE ${PROBLEM}${sql} ORDER BY received_at DESC LIMIT ?`, ...values, limit).map((row): ProblemEntry => ({ ...row, verdict: JSON.parse(row.verdict) as ProblemEntry['verdict'] }))
  },
  overdrafts: (clinicId: string | null, limit: number) => {
    const { sql, values } = ofClinic('booking.clinic_id', clinicId)
    return all<PlacedRecord>(`SELECT ${bookingColumns} FROM ${PLACED} WHERE overdraft = 1${sql} ORDER BY booking.booking_id DESC LIMIT ?`, ...values, limit).map(placedOf)
  },
  peopleTwice: (fromDate: string, limit: number) =>
    all<{ ids: string }>(SAME_PERSON, fromDate, limit).map(({ ids }) =>
      all<PlacedRecord>(`SELECT ${bookingColumns} FROM ${PLACED} WHERE booking.booking_id IN (SELECT value FROM json_each(?)) ORDER BY booking.booking_id`, ids).map(placedOf)),
  inDoubt: (clinicId: string | null, limit: number) => {
    const { sql, values } = ofClinic('slot.clinic_id', clinicId)
    return all<Omit<InDoubt, 'places'> & { places: string }>(`SELECT slot.slot_id AS slotId, slot.clinic_id AS clinicId, place.device_id AS deviceId, start_at AS startAt, end_at AS endAt,
      json_group_array(place.n) AS places FROM place JOIN slot ON slot.slot_id = place.slot_id WHERE state = 'in-doubt'${sql} GROUP BY place.slot_id, place.device_id ORDER BY start_at LIMIT ?`,
      ...values, limit).map((row): InDoubt => ({ ...row, places: JSON.parse(row.places) as number[] }))
  },
  closedCases: () => all<ClosedCase>('SELECT clinic_id AS clinicId, case_id AS caseId, at, who, note FROM case_closed'),
})

const actReads = ({ all }: Rows) => ({
  dosesOfLot: (lotNumber: string) =>
    all<{ clinicId: string; count: number }>("SELECT clinic_id AS clinicId, count(*) AS count FROM immunization WHERE given = 1 AND json_extract(body, '$.lotNumber') = ? GROUP BY clinic_id", lotNumber),
  heldWindows: (deviceId: string) =>
    all<HeldWindow & { state: PlaceState }>(`SELECT place.slot_id AS slotId, start_at AS startAt, end_at AS endAt, state, count(*) AS count FROM place JOIN slot ON slot.slot_id = place.slot_id
      WHERE device_id = ? GROUP BY place.slot_id, state ORDER BY start_at`, deviceId),
  bookedAt: (slotId: string) =>
    all<{ bookingId: string; ticketNumber: string; n: number }>(`SELECT booking.booking_id AS bookingId, ticket_number AS ticketNumber, place.n FROM place JOIN booking ON booking.booking_id = place.booking_id
      WHERE place.slot_id = ? AND place.state = 'booked' ORDER BY place.n`, slotId),
})
