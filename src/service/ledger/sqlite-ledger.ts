import type { Ledger, BookingRow, ClinicRow, CodeRow, DeviceRow, PlaceRow, PlaceState, SessionRow, SlotRow } from './ledger.ts'
import type { LedgerFile } from './open-ledger.ts'
import { entryTables } from './sqlite-entries.ts'

const bookingColumns = `booking_id AS bookingId, clinic_id AS clinicId, device_id AS deviceId, epoch, status, version,
  ticket_number AS ticketNumber, slot_id AS slotId, n, overdraft, body`
const deviceColumns = `device_id AS deviceId, clinic_id AS clinicId, public_key AS publicKey, epoch, station_letter AS stationLetter,
  station_name AS stationName, app_version AS appVersion, state, last_seen_at AS lastSeenAt, backlog`
const slotColumns = 'clinic_id AS clinicId, slot_id AS slotId, session_id AS sessionId, date, start_at AS startAt, end_at AS endAt, capacity'
const placeColumns = 'slot_id AS slotId, n, state, device_id AS deviceId, epoch, allotment_id AS allotmentId, booking_id AS bookingId'

type Rows = ReturnType<typeof statements>
type Statement = {
  readonly get: (...values: unknown[]) => unknown
  readonly all: (...values: unknown[]) => unknown[]
  readonly run: (...values: unknown[]) => { readonly changes: number }
}

function statements(db: LedgerFile) {
  const cache = new Map<string, Statement>()
  const prepared = (sql: string): Statement => {
    const known = cache.get(sql)
    if (known) return known
    const made = db.prepare(sql) as unknown as Statement
    cache.set(sql, made)
    return made
  }
  return {
    one: <T>(sql: string, ...values: unknown[]): T | null => (prepared(sql).get(...values) as T | undefined) ?? null,
    all: <T>(sql: string, ...values: unknown[]): T[] => prepared(sql).all(...values) as T[],
    run: (sql: string, ...values: unknown[]): number => prepared(sql).run(...values).changes,
  }
}

/** The SQLite ledger over an open file. Not safe for two callers: the worker gives it one. */
export function createSqliteLedger(db: LedgerFile): Ledger {
  const rows = statements(db)
  return {
    ...clinicTables(rows), ...deviceTables(rows), ...slotTables(rows), ...placeTables(rows), ...bookingTables(rows), ...entryTables(rows),
    atomically: (act) => db.transaction(act).immediate(),
    savepoint: (act) => db.transaction(act)(),
    close: () => { db.close() },
  }
}

const clinicTables = ({ one, all, run }: Rows) => ({
  setting: (key: string) => one<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value ?? null,
  putSetting: (key: string, value: string) => { run('INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value) },
  clinic: (clinicId: string) => one<ClinicRow>('SELECT clinic_id AS clinicId, name, time_zone AS timeZone FROM clinic WHERE clinic_id = ?', clinicId),
  putClinic: (c: ClinicRow) => { run('INSERT INTO clinic VALUES (?, ?, ?)', c.clinicId, c.name, c.timeZone) },
  clinics: () => all<ClinicRow>('SELECT clinic_id AS clinicId, name, time_zone AS timeZone FROM clinic'),
  code: (code: string) => one<CodeRow>('SELECT code, clinic_id AS clinicId, expires_at AS expiresAt, used_by AS usedBy, public_key AS publicKey FROM enrolment_code WHERE code = ?', code),
  putCode: (c: CodeRow) => {
    run('INSERT INTO enrolment_code VALUES (?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET used_by = excluded.used_by, public_key = excluded.public_key', c.code, c.clinicId, c.expiresAt, c.usedBy, c.publicKey)
  },
  unusedCodes: (clinicId: string, now: number) =>
    all<{ code: string }>('SELECT code FROM enrolment_code WHERE clinic_id = ? AND used_by IS NULL AND expires_at > ?', clinicId, now).map((r) => r.code),
})

const deviceTables = ({ one, all, run }: Rows) => ({
  device: (deviceId: string) => one<DeviceRow>(`SELECT ${deviceColumns} FROM device WHERE device_id = ?`, deviceId),
  deviceByKey: (publicKey: string) => one<DeviceRow>(`SELECT ${deviceColumns} FROM device WHERE public_key = ?`, publicKey),
  devices: (clinicId: string | null) => all<DeviceRow>(`SELECT ${deviceColumns} FROM device WHERE clinic_id = coalesce(?, clinic_id) ORDER BY station_letter`, clinicId),
  putDevice: (d: DeviceRow) => {
    run(`INSERT INTO device VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device_id) DO UPDATE SET epoch = excluded.epoch, state = excluded.state,
      station_name = excluded.station_name, app_version = excluded.app_version, last_seen_at = excluded.last_seen_at, backlog = excluded.backlog`,
      d.deviceId, d.clinicId, d.publicKey, d.epoch, d.stationLetter, d.stationName, d.appVersion, d.state, d.lastSeenAt, d.backlog)
  },
})

type SessionRecord = Omit<SessionRow, 'vaccine'> & { readonly system: string; readonly code: string }
const sessionColumns = 'clinic_id AS clinicId, session_id AS sessionId, date, vaccine_system AS system, vaccine_code AS code'
const sessionOf = ({ system, code, ...rest }: SessionRecord): SessionRow => ({ ...rest, vaccine: { system, code } })

const slotTables = ({ one, all, run }: Rows) => ({
  session: (sessionId: string) => {
    const found = one<SessionRecord>(`SELECT ${sessionColumns} FROM session WHERE session_id = ?`, sessionId)
    return found && sessionOf(found)
  },
  sessions: (clinicId: string, fromDate: string, toDate: string) =>
    all<SessionRecord>(`SELECT ${sessionColumns} FROM session WHERE clinic_id = ? AND date BETWEEN ? AND ? ORDER BY session_id`, clinicId, fromDate, toDate).map(sessionOf),
  putSession: (s: SessionRow) => {
    run('INSERT INTO session VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING', s.clinicId, s.sessionId, s.date, s.vaccine.system, s.vaccine.code)
    const kept = one<SessionRecord>(`SELECT ${sessionColumns} FROM session WHERE clinic_id = ? AND date = ? AND vaccine_system = ? AND vaccine_code = ?`, s.clinicId, s.date, s.vaccine.system, s.vaccine.code)
    return kept ? sessionOf(kept) : s
  },
  slot: (slotId: string) => one<SlotRow>(`SELECT ${slotColumns} FROM slot WHERE slot_id = ?`, slotId),
  slots: (clinicId: string | null, fromDate: string, toDate: string) =>
    all<SlotRow>(`SELECT ${slotColumns} FROM slot WHERE clinic_id = coalesce(?, clinic_id) AND date BETWEEN ? AND ? ORDER BY start_at, slot_id`, clinicId, fromDate, toDate),
  putSlot: (s: SlotRow) => {
    const added = run('INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING', s.clinicId, s.slotId, s.sessionId, s.date, s.startAt, s.endAt, s.capacity)
    for (let n = 1; added > 0 && n <= s.capacity; n++) run("INSERT INTO place (slot_id, n, state) VALUES (?, ?, 'pool')", s.slotId, n)
  },
  setCapacity: (slotId: string, capacity: number) => { run('UPDATE slot SET capacity = ? WHERE slot_id = ?', capacity, slotId) },
})

const placeTables = ({ one, all, run }: Rows) => ({
  place: (slotId: string, n: number) => one<PlaceRow>(`SELECT ${placeColumns} FROM place WHERE slot_id = ? AND n = ?`, slotId, n),
  placesOf: (f: { slotId?: string; deviceId?: string; state?: PlaceState }) =>
{
    const wanted = [['slot_id', f.slotId], ['device_id', f.deviceId], ['state', f.state]].filter((pair): pair is [string, string] => pair[1] !== undefined)
    const where = wanted.map(([column]) => `${column} = ?`).join(' AND ')
    return all<PlaceRow>(`SELECT ${placeColumns} FROM place WHERE ${where || 'true'} ORDER BY slot_id, n`, ...wanted.map(([, value]) => value))
  },
  putPlace: (p: PlaceRow) => {
    run(`INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slot_id, n) DO UPDATE SET state = excluded.state, device_id = excluded.device_id,
      epoch = excluded.epoch, allotment_id = excluded.allotment_id, booking_id = excluded.booking_id`, p.slotId, p.n, p.state, p.deviceId, p.epoch, p.allotmentId, p.bookingId)
  },
  takeFromPool: (slotId: string, count: number) =>
    all<{ n: number }>("SELECT n FROM place WHERE slot_id = ? AND state = 'pool' ORDER BY n LIMIT ?", slotId, count).map((r) => r.n),
  placeCounts: (slotId: string) =>
    Object.fromEntries(all<{ state: PlaceState; count: number }>('SELECT state, count(*) AS count FROM place WHERE slot_id = ? GROUP BY state', slotId).map((r) => [r.state, r.count])),
})

type BookingRecord = Omit<BookingRow, 'overdraft'> & { readonly overdraft: number }
const bookingOf = (record: BookingRecord): BookingRow => ({ ...record, overdraft: record.overdraft === 1 })

const bookingTables = ({ one, all, run }: Rows) => ({
  booking: (bookingId: string) => {
    const found = one<BookingRecord>(`SELECT ${bookingColumns} FROM booking WHERE booking_id = ?`, bookingId)
    return found && bookingOf(found)
  },
  putBooking: (b: BookingRow) => {
    run(`INSERT INTO booking VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (booking_id) DO UPDATE SET status = excluded.status, version = excluded.version,
      slot_id = excluded.slot_id, n = excluded.n, overdraft = excluded.overdraft`,
      b.bookingId, b.clinicId, b.deviceId, b.epoch, b.status, b.version, b.ticketNumber, b.slotId, b.n, b.overdraft ? 1 : 0, b.body)
  },
  bookings: (clinicId: string | null) => all<BookingRecord>(`SELECT ${bookingColumns} FROM booking WHERE clinic_id = coalesce(?, clinic_id) ORDER BY ticket_number`, clinicId).map(bookingOf),
  putImmunization: (r: { entryId: string; clinicId: string; bookingId: string; given: boolean; body: string }) => {
    run('INSERT INTO immunization VALUES (?, ?, ?, ?, ?)', r.entryId, r.clinicId, r.bookingId, r.given ? 1 : 0, r.body)
  },
  hasImmunization: (clinicId: string, bookingId: string) => one('SELECT 1 AS found FROM immunization WHERE booking_id = ? AND clinic_id = ?', bookingId, clinicId) !== null,
})
