import type { Ledger, BookingRow, ClinicRow, CodeRow, Contact, DeviceRow, Learner, PlaceRow, PlaceState, SessionRow, SlotRow } from './ledger.ts'
import type { LedgerFile } from './open-ledger.ts'
import { entryTables } from './sqlite-entries.ts'
import { fieldWrites } from './sqlite-field-writes.ts'
import { rowsOf } from '../../base/prepared-rows.ts'
import type { Rows } from '../../base/prepared-rows.ts'

const bookingColumns = `booking_id AS bookingId, clinic_id AS clinicId, device_id AS deviceId, epoch, status, version,
  ticket_number AS ticketNumber, slot_id AS slotId, n, overdraft, body, date`
export const deviceColumns = `device_id AS deviceId, clinic_id AS clinicId, public_key AS publicKey, epoch, station_letter AS stationLetter,
  station_name AS stationName, app_version AS appVersion, state, last_seen_at AS lastSeenAt, backlog, lost`
const slotColumns = 'clinic_id AS clinicId, slot_id AS slotId, session_id AS sessionId, date, start_at AS startAt, end_at AS endAt, capacity, held_max AS heldMax, cut'
const placeColumns = 'slot_id AS slotId, n, state, device_id AS deviceId, epoch, allotment_id AS allotmentId, booking_id AS bookingId, incarnation'

export type SqliteLedger = Ledger & {
  /** How many transactions this ledger ever committed. */
  readonly commits: () => number
}

/** The SQLite ledger over an open file. Not safe for two callers: the worker gives it one. */
export function createSqliteLedger(db: LedgerFile, committed: (commits: number) => void = () => {}): SqliteLedger {
  const rows = rowsOf(db)
  let commits = Number(rows.one<{ value: string }>("SELECT value FROM setting WHERE key = 'commits'")?.value ?? 0)
  const counted = <T>(act: () => T): T => {
    const result = act()
    rows.run("INSERT INTO setting VALUES ('commits', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", String(commits + 1))
    return result
  }
  // Made once: to make one takes longer than many a statement.
  const transaction = db.transaction((act: () => unknown) => counted(act))
  return {
    commits: () => commits,
    ...clinicTables(rows), ...deviceTables(rows), ...slotTables(rows), ...placeTables(rows), ...bookingTables(rows), ...entryTables(rows),
    ...fieldWrites(rows),
    atomically: (act) => {
      // Inside a group the group's one commit makes it durable.
      if (db.inTransaction) return act()
      const result = rows.undoing(() => transaction.immediate(act) as ReturnType<typeof act>)
      commits++
      committed(commits)
      return result
    },
    savepoint: savepointOf(db, rows),
    close: () => { db.close() },
  }
}

/** Three statements made once; a batch has one savepoint an entry. */
function savepointOf(db: LedgerFile, { kept }: Rows): Ledger['savepoint'] {
  const [begin, release, undo] = [db.prepare('SAVEPOINT entry'), db.prepare('RELEASE entry'), db.prepare('ROLLBACK TO entry')]
  return (act) => {
    begin.run()
    try {
      const made = act()
      release.run()
      return made
    } catch (cause) {
      kept.clear()
      // A full disk may have undone the whole transaction already.
      if (db.inTransaction) {
        undo.run()
        release.run()
      }
      throw cause
    }
  }
}

const clinicTables = ({ one, all, run, kept }: Rows) => ({
  setting: (key: string) => settingOf({ one, kept }, key),
  putSetting: (key: string, value: string) => {
    kept.drop(`setting/${key}`)
    run('INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value)
  },
  clinic: (clinicId: string) => kept.of(`clinic/${clinicId}`, () => one<ClinicRow>('SELECT clinic_id AS clinicId, name, time_zone AS timeZone FROM clinic WHERE clinic_id = ?', clinicId)),
  putClinic: (c: ClinicRow) => {
    kept.drop(`clinic/${c.clinicId}`)
    run('INSERT INTO clinic VALUES (?, ?, ?)', c.clinicId, c.name, c.timeZone)
  },
  clinics: () => all<ClinicRow>('SELECT clinic_id AS clinicId, name, time_zone AS timeZone FROM clinic'),
  code: (code: string) => one<CodeRow>('SELECT code, clinic_id AS clinicId, expires_at AS expiresAt, used_by AS usedBy, public_key AS publicKey, device_id AS deviceId FROM enrolment_code WHERE code = ?', code),
  putCode: (c: CodeRow) => {
    run(`INSERT INTO enrolment_code (code, clinic_id, expires_at, used_by, public_key, device_id) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (code) DO UPDATE SET used_by = excluded.used_by, public_key = excluded.public_key`, c.code, c.clinicId, c.expiresAt, c.usedBy, c.publicKey, c.deviceId)
  },
  unusedCodes: (clinicId: string, now: number) =>
    all<{ code: string }>('SELECT code FROM enrolment_code WHERE clinic_id = ? AND used_by IS NULL AND expires_at > ?', clinicId, now).map((r) => r.code),
})

export type DeviceRecord = Omit<DeviceRow, 'lost'> & { readonly lost: number }
export const deviceOf = (record: DeviceRecord | null): DeviceRow | null => record && { ...record, lost: record.lost === 1 }

const deviceTables = ({ one, all, run }: Rows) => ({
  device: (deviceId: string) => deviceOf(one<DeviceRecord>(`SELECT ${deviceColumns} FROM device WHERE device_id = ?`, deviceId)),
  deviceByKey: (publicKey: string) =>
    deviceOf(one<DeviceRecord>(`SELECT ${deviceColumns} FROM device WHERE device_id = (SELECT device_id FROM device_key WHERE public_key = ? LIMIT 1)`, publicKey)),
  keyOf: (deviceId: string, epoch: number) => one<{ key: string }>('SELECT public_key AS key FROM device_key WHERE device_id = ? AND epoch = ?', deviceId, epoch)?.key ?? null,
  devices: (clinicId: string | null) =>
    all<DeviceRecord>(`SELECT ${deviceColumns} FROM device WHERE clinic_id = coalesce(?, clinic_id) ORDER BY station_letter`, clinicId).flatMap((record) => deviceOf(record) ?? []),
  putDevice: (d: DeviceRow) => {
    run(`INSERT INTO device (device_id, clinic_id, public_key, epoch, station_letter, station_name, app_version, state, last_seen_at, backlog, lost)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device_id) DO UPDATE SET epoch = excluded.epoch, state = excluded.state, public_key = excluded.public_key, station_letter = excluded.station_letter,
      station_name = excluded.station_name, app_version = excluded.app_version, last_seen_at = excluded.last_seen_at, backlog = excluded.backlog, lost = excluded.lost`,
      d.deviceId, d.clinicId, d.publicKey, d.epoch, d.stationLetter, d.stationName, d.appVersion, d.state, d.lastSeenAt, d.backlog, d.lost ? 1 : 0)
    run('INSERT INTO device_key VALUES (?, ?, ?) ON CONFLICT DO NOTHING', d.deviceId, d.epoch, d.publicKey)
  },
  contact: (deviceId: string, epoch: number) => one<Contact>('SELECT boot, number FROM device_contact WHERE device_id = ? AND epoch = ?', deviceId, epoch),
  putContact: (deviceId: string, epoch: number, c: Contact) => {
    run('INSERT INTO device_contact VALUES (?, ?, ?, ?) ON CONFLICT (device_id, epoch) DO UPDATE SET boot = excluded.boot, number = excluded.number', deviceId, epoch, c.boot, c.number)
  },
  learners: (clinicId: string) => all<Learner>('SELECT device_id AS deviceId, state FROM learning WHERE clinic_id = ?', clinicId),
  putLearner: (clinicId: string, l: Learner) => { run('INSERT INTO learning VALUES (?, ?, ?) ON CONFLICT (clinic_id, device_id) DO UPDATE SET state = excluded.state', clinicId, l.deviceId, l.state) },
  dropLearner: (clinicId: string, deviceId: string) => { run('DELETE FROM learning WHERE clinic_id = ? AND device_id = ?', clinicId, deviceId) },
})

export type SessionRecord = Omit<SessionRow, 'vaccine'> & { readonly system: string; readonly code: string }
export const sessionColumns = 'clinic_id AS clinicId, session_id AS sessionId, date, vaccine_system AS system, vaccine_code AS code'
export const sessionOf = ({ system, code, ...rest }: SessionRecord): SessionRow => ({ ...rest, vaccine: { system, code } })

const slotTables = ({ one, all, run, kept }: Rows) => ({
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
  slot: (slotId: string) => kept.of(`slot/${slotId}`, () => one<SlotRow>(`SELECT ${slotColumns} FROM slot WHERE slot_id = ?`, slotId)),
  slots: (clinicId: string | null, fromDate: string, toDate: string) =>
    all<SlotRow>(`SELECT ${slotColumns} FROM slot WHERE clinic_id = coalesce(?, clinic_id) AND date BETWEEN ? AND ? ORDER BY start_at, slot_id`, clinicId, fromDate, toDate),
  putSlot: (s: SlotRow) => {
    kept.drop(`slot/${s.slotId}`)
    const added = run('INSERT INTO slot (clinic_id, slot_id, session_id, date, start_at, end_at, capacity) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING', s.clinicId, s.slotId, s.sessionId, s.date, s.startAt, s.endAt, s.capacity)
    for (let n = 1; added > 0 && n <= s.capacity; n++) run("INSERT INTO place (slot_id, n, state) VALUES (?, ?, 'pool')", s.slotId, n)
  },
  setCapacity: (slotId: string, capacity: number) => {
    kept.drop(`slot/${slotId}`)
    run('UPDATE slot SET cut = CASE WHEN capacity > ? THEN 1 ELSE cut END, capacity = ? WHERE slot_id = ?', capacity, capacity, slotId)
  },
  cutSlots: (clinicId: string, endAfter: number) => all<SlotRow>(`SELECT ${slotColumns} FROM slot WHERE clinic_id = ? AND cut = 1 AND end_at > ?`, clinicId, endAfter),
  slotsEndedIn: (clinicId: string, after: number, until: number) => all<SlotRow>(`SELECT ${slotColumns} FROM slot WHERE clinic_id = ? AND end_at > ? AND end_at <= ?`, clinicId, after, until),
})

/** Asked for by every entry, written by hardly any. */
const settingOf = ({ one, kept }: Pick<Rows, 'one' | 'kept'>, key: string): string | null => kept.of(`setting/${key}`, () => one<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value ?? null)

const placeTables = ({ one, all, run, kept }: Rows) => ({
  place: (slotId: string, n: number) => one<PlaceRow>(`SELECT ${placeColumns} FROM place WHERE slot_id = ? AND n = ?`, slotId, n),
  placesOf: (f: { slotId?: string; deviceId?: string; state?: PlaceState }) => {
    const wanted = [['slot_id', f.slotId], ['device_id', f.deviceId]].filter((pair): pair is [string, string] => pair[1] !== undefined)
    // The state stands in the text, so that the index of allotted places is found.
    const where = [...wanted.map(([column]) => `${column} = ?`), ...(f.state ? [`state = '${f.state}'`] : [])].join(' AND ')
    return all<PlaceRow>(`SELECT ${placeColumns} FROM place WHERE ${where || 'true'} ORDER BY slot_id, n`, ...wanted.map(([, value]) => value))
  },
  putPlace: (p: PlaceRow) => {
    const values = [p.state, p.deviceId, p.epoch, p.allotmentId, p.bookingId, p.incarnation ?? Number(settingOf({ one, kept }, 'incarnation')), p.slotId, p.n]
    const changed = run('UPDATE place SET state = ?, device_id = ?, epoch = ?, allotment_id = ?, booking_id = ?, incarnation = ? WHERE slot_id = ? AND n = ?', ...values)
    if (changed === 0) run('INSERT INTO place (state, device_id, epoch, allotment_id, booking_id, incarnation, slot_id, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', ...values)
  },
  takeFromPool: (slotId: string, count: number) =>
    all<{ n: number }>("SELECT n FROM place WHERE slot_id = ? AND state = 'pool' ORDER BY n LIMIT ?", slotId, count).map((r) => r.n),
  placeCounts: (slotId: string) =>
    Object.fromEntries(all<{ state: PlaceState; count: number }>('SELECT state, count(*) AS count FROM place WHERE slot_id = ? GROUP BY state', slotId).map((r) => [r.state, r.count])),
})

export type BookingRecord = Omit<BookingRow, 'overdraft'> & { readonly overdraft: number }
export const bookingOf = (record: BookingRecord): BookingRow => ({ ...record, overdraft: record.overdraft === 1 })

const bookingTables = ({ one, all, run }: Rows) => ({
  booking: (bookingId: string) => {
    const found = one<BookingRecord>(`SELECT ${bookingColumns} FROM booking WHERE booking_id = ?`, bookingId)
    return found && bookingOf(found)
  },
  putBooking: (b: BookingRow) => {
    run(`INSERT INTO booking (booking_id, clinic_id, device_id, epoch, status, version, ticket_number, slot_id, n, overdraft, body, date) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (booking_id) DO UPDATE SET status = excluded.status, version = excluded.version, slot_id = excluded.slot_id, n = excluded.n, overdraft = excluded.overdraft,
      body = excluded.body, date = excluded.date`,
      b.bookingId, b.clinicId, b.deviceId, b.epoch, b.status, b.version, b.ticketNumber, b.slotId, b.n, b.overdraft ? 1 : 0, b.body, b.date)
  },
  hasWaiting: (clinicId: string, date: string): boolean =>
    one("SELECT 1 AS found FROM booking INDEXED BY booking_waiting WHERE clinic_id = ? AND date = ? AND slot_id IS NULL AND status IN ('waitlist', 'arrived', 'checked-in') LIMIT 1", clinicId, date) !== null,
  waiting: (clinicId: string, date: string, limit: number) =>
    all<BookingRecord>(`SELECT ${bookingColumns} FROM booking WHERE clinic_id = ? AND date = ? AND slot_id IS NULL AND status IN ('waitlist', 'arrived', 'checked-in') ORDER BY rowid LIMIT ?`,
      clinicId, date, limit).map(bookingOf),
  bookings: (clinicId: string | null) => all<BookingRecord>(`SELECT ${bookingColumns} FROM booking WHERE clinic_id = coalesce(?, clinic_id) ORDER BY ticket_number`, clinicId).map(bookingOf),
  putImmunization: (r: { entryId: string; clinicId: string; bookingId: string; given: boolean; body: string }) => {
    run('INSERT INTO immunization VALUES (?, ?, ?, ?, ?)', r.entryId, r.clinicId, r.bookingId, r.given ? 1 : 0, r.body)
  },
  hasImmunization: (clinicId: string, bookingId: string) => one('SELECT 1 AS found FROM immunization WHERE booking_id = ? AND clinic_id = ?', bookingId, clinicId) !== null,
})
