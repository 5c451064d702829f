/** What console and field read, on PostgreSQL: one statement each, of one moment. Connections of their own that can only read, so that a report takes none from the intake. */
import { ENTERED_IN_ERROR } from '../../../domain/entered-in-error.ts'
import { keyOf } from '../field-reads.ts'
import type { CountedSlot, DoseRow, FieldReads, HeldWindow, PageFilter } from '../field-reads.ts'
import type { DeviceReport, Drill, MessageRow } from '../field-rows.ts'
import type { ClinicRow, DeviceRow, SessionRow } from '../ledger.ts'
import { ask, columns, listOf } from './columns.ts'
import type { Tx } from './columns.ts'
import { connect } from './open-postgres.ts'
import type { Sql } from './open-postgres.ts'
import { caseReads } from './postgres-case-reads.ts'
import { listIn, ofClinic, PLACED, placed, PROBLEM } from './report-sql.ts'
import type { Read } from './report-sql.ts'

const CONNECTIONS_MAX = 3
/** A report that takes longer is given up: it holds back the horizon below which changes are told. */
const STATEMENT_MS_MAX = 60_000

export const connectToRead = (url: string): Sql =>
  connect(url, { max: CONNECTIONS_MAX, connection: { application_name: 'vaccination-reports', default_transaction_read_only: true, statement_timeout: STATEMENT_MS_MAX } })

export function createPostgresFieldReads(sql: Sql): FieldReads {
  const read: Read = (text, ...parameters) => ask(sql as unknown as Tx, text, ...parameters)
  return { ...fleetReads(read), ...pageReads(read), ...caseReads(read), ...actReads(read) }
}

type Counted = { readonly name: string; readonly count: number }
const counts = (rows: readonly Counted[]): Record<string, number> => Object.fromEntries(rows.map(({ name, count }) => [name, count]))
const countOf = async (rows: Promise<readonly { readonly count: number }[]>): Promise<number> => (await rows)[0]?.count ?? 0

const fleetReads = (read: Read) => ({
  clinics: () => read<ClinicRow>(`SELECT ${listOf(columns.clinic)} FROM clinic ORDER BY name, clinic_id`),
  devices: (clinicId: string | null) => read<DeviceRow>(`SELECT ${listOf(columns.device)} FROM device WHERE ${ofClinic('clinic_id', clinicId)} ORDER BY station_letter, device_id`, clinicId),
  deviceReports: (clinicId: string | null) => read<DeviceReport>(`SELECT ${listOf(columns.deviceReport)} FROM device_report WHERE ${ofClinic('clinic_id', clinicId)}`, clinicId),
  drills: (clinicId: string | null) => read<Drill>(`SELECT ${listOf(columns.drill)} FROM device_drill WHERE ${ofClinic('clinic_id', clinicId)}`, clinicId),
  unusedCodes: async (clinicId: string, now: number) =>
    (await read<{ code: string }>('SELECT code FROM enrolment_code WHERE clinic_id = $1 AND used_by IS NULL AND expires_at > $2::text::bigint ORDER BY expires_at, code', clinicId, now)).map((row) => row.code),
  isLearning: async (clinicId: string) => (await read("SELECT 1 FROM learning WHERE clinic_id = $1 AND state = 'pending' LIMIT 1", clinicId)).length > 0,
  bookingCounts: async (date: string) =>
    new Map((await read<Counted>("SELECT clinic_id AS name, count(*) AS count FROM booking WHERE date = $1 AND status <> 'cancelled' GROUP BY clinic_id", date)).map(({ name, count }) => [name, count])),
  totals: async (fromDate: string) => {
    const [places, bookings, entries, problems, doses] = await Promise.all([
      read<Counted>('SELECT state AS name, count(*) AS count FROM place JOIN slot USING (clinic_id, slot_id) WHERE date >= $1 GROUP BY state', fromDate),
      read<Counted>('SELECT status AS name, count(*) AS count FROM booking WHERE date >= $1 GROUP BY status', fromDate),
      countOf(read('SELECT count(*) AS count FROM entry')), countOf(read(`SELECT count(*) AS count FROM entry WHERE ${PROBLEM}`)), countOf(read('SELECT count(*) AS count FROM immunization WHERE given')),
    ])
    return { places: counts(places), bookings: counts(bookings), entries, problems, doses }
  },
  messages: (limit: number) =>
    read<MessageRow & { clinics: number }>(`SELECT min(clinic_id) AS "clinicId", count(*) AS clinics, message_id AS "messageId", min(at) AS at, min(kind) AS kind, min(lot_number) AS "lotNumber", min(text) AS text,
      min(who) AS who FROM message GROUP BY message_id ORDER BY min(at) DESC, message_id DESC LIMIT $1::text::bigint`, limit),
})

/** What is not asked for is not in the statement, so that each filter meets its index. Two clinics may have rows of one id: a page goes on by both. The page's end is the last parameter. */
function page(table: string, key: string, filter: PageFilter, after: string, limit: number): { readonly rest: string; readonly values: (string | number)[] } {
  const wanted: [string, string | undefined][] = [
    [`${key} =`, filter.id], ['clinic_id =', filter.clinicId], ['date =', filter.date], ['date >=', filter.fromDate], ['session_id =', filter.sessionId],
  ]
  const asked = wanted.filter((pair): pair is [string, string] => pair[1] !== undefined)
  const last = keyOf(after)
  const values = [...asked.map(([, value]) => value), last.clinicId, last.id, limit]
  const where = [...asked.map(([sql], i) => `${table}.${sql} $${i + 1}`), `(${table}.clinic_id, ${table}.${key}) > ($${values.length - 2}, $${values.length - 1})`].join(' AND ')
  return { rest: `WHERE ${where} ORDER BY ${table}.clinic_id, ${table}.${key} LIMIT $${values.length}::text::bigint`, values }
}

type SlotRecord = Omit<CountedSlot, 'vaccine' | 'places'> & { readonly system: string; readonly code: string; readonly places: string | null }
const SLOTS = `SELECT ${listIn('slot', columns.slot)}, vaccine_system AS system, vaccine_code AS code,
  (SELECT json_object_agg(state, count)::text FROM (SELECT state, count(*) AS count FROM place WHERE place.clinic_id = slot.clinic_id AND place.slot_id = slot.slot_id GROUP BY state) AS counted) AS places
  FROM slot JOIN session ON session.clinic_id = slot.clinic_id AND session.session_id = slot.session_id`
type SessionRecord = Omit<SessionRow, 'vaccine'> & { readonly vaccineSystem: string; readonly vaccineCode: string }

const pageReads = (read: Read) => ({
  clinicsPage: ({ id }: PageFilter, after: string, limit: number) => {
    const { rest, values } = page('clinic', 'clinic_id', { id }, after, limit)
    return read<ClinicRow>(`SELECT ${listOf(columns.clinic)} FROM clinic ${rest}`, ...values)
  },
  bookingsPage: (filter: PageFilter, after: string, limit: number) => {
    const { rest, values } = page('booking', 'booking_id', filter, after, limit)
    return placed(read(`${PLACED} ${rest}`, ...values))
  },
  sessionsPage: async (filter: PageFilter, after: string, limit: number) => {
    const { rest, values } = page('session', 'session_id', filter, after, limit)
    const rows = await read<SessionRecord>(`SELECT ${listOf(columns.session)} FROM session ${rest}`, ...values)
    return rows.map(({ vaccineSystem, vaccineCode, ...row }): SessionRow => ({ ...row, vaccine: { system: vaccineSystem, code: vaccineCode } }))
  },
  slotsPage: async (filter: PageFilter, after: string, limit: number) => {
    const { rest, values } = page('slot', 'slot_id', filter, after, limit)
    const rows = await read<SlotRecord>(`${SLOTS} ${rest}`, ...values)
    return rows.map(({ system, code, places, ...row }): CountedSlot => ({ ...row, vaccine: { system, code }, places: JSON.parse(places ?? '{}') as CountedSlot['places'] }))
  },
  dosesPage: ({ id, clinicId }: PageFilter, after: string, limit: number) => {
    const { rest, values } = page('immunization', 'entry_id', { id, clinicId }, after, limit)
    return read<DoseRow>(`SELECT ${listIn('immunization', columns.immunization)}, booking.date, booking.body AS "bookingBody", EXISTS (SELECT 1 FROM immunization e WHERE e.clinic_id = immunization.clinic_id
        AND e.booking_id = immunization.booking_id AND NOT e.given AND e.body::jsonb ->> 'reason' = '${ENTERED_IN_ERROR}' || immunization.entry_id) AS "enteredInError" FROM immunization
      LEFT JOIN booking ON booking.clinic_id = immunization.clinic_id AND booking.booking_id = immunization.booking_id ${rest}`, ...values)
  },
})

const actReads = (read: Read) => ({
  dosesOfLot: (lotNumber: string) => read<{ clinicId: string; count: number }>(
    'SELECT clinic_id AS "clinicId", count(*) AS count FROM immunization WHERE given AND lot_of(body) = $1 GROUP BY clinic_id ORDER BY clinic_id', JSON.stringify(lotNumber)),
  heldWindows: (deviceId: string) => read<HeldWindow>(`SELECT slot_id AS "slotId", start_at AS "startAt", end_at AS "endAt", state, count(*) AS count FROM place JOIN slot USING (clinic_id, slot_id)
    WHERE clinic_id = (SELECT clinic_id FROM device WHERE device_id = $1 ORDER BY clinic_id LIMIT 1) AND device_id = $1 GROUP BY slot_id, start_at, end_at, state ORDER BY start_at, slot_id, state`, deviceId),
  bookedAt: (slotId: string) => read<{ bookingId: string; ticketNumber: string; n: number }>(`SELECT booking.booking_id AS "bookingId", ticket_number AS "ticketNumber", place.n FROM place
    JOIN booking ON booking.clinic_id = place.clinic_id AND booking.booking_id = place.booking_id
    WHERE place.clinic_id = (SELECT clinic_id FROM slot WHERE slot_id = $1 ORDER BY clinic_id LIMIT 1) AND place.slot_id = $1 AND place.state = 'booked' ORDER BY place.n`, slotId),
})
