import { ask, columns, listOf } from './columns.ts'
import type { Tx } from './columns.ts'
import { inClinic, nth } from './asked.ts'
import type { Asked } from './asked.ts'
import type { BookingRow } from '../ledger.ts'
import { epochKey } from './unit.ts'
import type { RequestRow, SequenceRow, StoredEntry, Unit } from './unit.ts'

/** Changes of one transaction are numbered after it; room for so many. */
export const CHANGES_PER_TRANSACTION_MAX = 16_384
/** Below this no transaction is under way, and none will come: what lies there can be told without a gap. */
const HORIZON = `pg_snapshot_xmin(pg_current_snapshot())::text::bigint * ${CHANGES_PER_TRANSACTION_MAX}`

const requestSelect = `SELECT ${listOf(columns.request)} FROM allotment_request WHERE`
const loadRequests = (unit: Unit, rows: readonly RequestRow[]): void => { for (const row of rows) unit.tables.request.load(row) }
const sequenceSelect = 'SELECT device_id AS "deviceId", epoch, sequence, entry_id AS "entryId" FROM entry WHERE'
const loadSequences = (unit: Unit, rows: readonly SequenceRow[]): void => { for (const row of rows) unit.tables.sequence.load(row) }

type Stored = BookingRow & { readonly arrival: number }
const bookingSelect = `SELECT ${listOf(columns.booking)}, arrival FROM booking WHERE`
function loadBookings(unit: Unit, rows: readonly Stored[]): void {
  for (const { arrival, ...row } of rows) {
    unit.tables.booking.load(row)
    unit.facts.arrival.set(row.bookingId, arrival)
  }
}

export const entryFetchers = {
  request: async (tx: Tx, unit: Unit, asked: Asked) => loadRequests(unit, await ask(tx,
    `${requestSelect} ${inClinic(unit)} AND (device_id, request_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`, unit.scope.clinicId, nth(asked, 0), nth(asked, 1))),
  entry: async (tx: Tx, unit: Unit, asked: Asked) => {
    const rows = await ask<StoredEntry>(tx, `SELECT ${listOf(columns.entry)} FROM entry WHERE ${inClinic(unit)} AND entry_id = ANY($2::text[])`, unit.scope.clinicId, nth(asked, 0))
    for (const row of rows) unit.tables.entry.load(row)
  },
  'entry-at': async (tx: Tx, unit: Unit, asked: Asked) => loadSequences(unit, await ask(tx,
    `${sequenceSelect} ${inClinic(unit)} AND NOT twin AND (device_id, epoch, sequence) IN (SELECT * FROM unnest($2::text[], $3::text[]::bigint[], $4::text[]::bigint[]))`,
    unit.scope.clinicId, nth(asked, 0), nth(asked, 1), nth(asked, 2))),
  sequences: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const range of asked) loadSequences(unit, await ask(tx, `${sequenceSelect} ${inClinic(unit)} AND NOT twin AND device_id = $2 AND epoch = $3::text::bigint AND sequence > $4::text::bigint`, unit.scope.clinicId, ...range))
  },
  /** With it come the sequences above it: what progress is made of. */
  watermark: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [deviceId = null, epoch = null] of asked) {
      const which = `${inClinic(unit)} AND device_id = $2 AND epoch = $3::text::bigint`
      const [marks, above] = await Promise.all([
        ask<{ clinicId: string; sequence: number }>(tx, `SELECT clinic_id AS "clinicId", sequence FROM watermark WHERE ${which}`, unit.scope.clinicId, deviceId, epoch),
        ask<SequenceRow>(tx, `${sequenceSelect} ${which} AND NOT twin AND sequence > coalesce((SELECT sequence FROM watermark WHERE ${which}), 0)`, unit.scope.clinicId, deviceId, epoch),
      ])
      const id = { deviceId: String(deviceId), epoch: Number(epoch) }
      for (const mark of marks) {
        unit.tables.watermark.load({ ...id, ...mark })
        unit.facts.watermark.set(epochKey(id.deviceId, id.epoch), mark.sequence)
      }
      loadSequences(unit, above)
    }
  },
  booking: async (tx: Tx, unit: Unit, asked: Asked) => loadBookings(unit, await ask(tx, `${bookingSelect} ${inClinic(unit)} AND booking_id = ANY($2::text[])`, unit.scope.clinicId, nth(asked, 0))),
  bookings: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [clinicId = null] of asked) loadBookings(unit, await ask(tx, `${bookingSelect} ${clinicId === null ? '$1::text IS NULL' : 'clinic_id = $1'}`, clinicId))
  },
  'waiting-exists': async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [clinicId = null, date = null] of asked) {
      const found = await ask(tx, "SELECT 1 FROM booking WHERE clinic_id = $1 AND date = $2 AND slot_id IS NULL AND status IN ('waitlist', 'arrived', 'checked-in') LIMIT 1", clinicId, date)
      if (found.length > 0) unit.facts.waiting.add(`${clinicId}/${date}`)
    }
  },
  /** As many more as this unit may have changed already: those may not be waiting any longer. */
  waiting: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [clinicId = null, date = null, limit = null] of asked) {
      const changed = unit.tables.booking.filter(() => true).length
      loadBookings(unit, await ask(tx, `${bookingSelect} clinic_id = $1 AND date = $2 AND slot_id IS NULL AND status IN ('waitlist', 'arrived', 'checked-in') ORDER BY arrival LIMIT $3::text::bigint`,
        clinicId, date, Number(limit) + changed))
    }
  },
  immunized: async (tx: Tx, unit: Unit, asked: Asked) => {
    const rows = await ask<{ bookingId: string }>(tx, `SELECT booking_id AS "bookingId" FROM immunization WHERE ${inClinic(unit)} AND booking_id = ANY($2::text[])`, unit.scope.clinicId, nth(asked, 0))
    for (const { bookingId } of rows) unit.facts.immunized.add(bookingId)
  },
  settlement: async (tx: Tx, unit: Unit, asked: Asked) => {
    const rows = await ask(tx, `SELECT ${listOf(columns.settlement)} FROM settlement WHERE ${inClinic(unit)} AND settlement_id = ANY($2::text[])`, unit.scope.clinicId, nth(asked, 0))
    for (const row of rows) unit.tables.settlement.load(row as never)
  },
  'changes-above': async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const range of asked) unit.facts.feed.set(range.join('/'), await ask(tx,
      `SELECT id, by_device AS "byDevice", content FROM change_feed WHERE clinic_id = $1 AND id > $2::text::bigint AND id < ${HORIZON} ORDER BY id LIMIT $3::text::bigint`, ...range))
  },
  'last-change': async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [clinicId = null] of asked) {
      const [last] = await ask<{ id: number | null }>(tx, `SELECT max(id) AS id FROM change_feed WHERE clinic_id = $1 AND id < ${HORIZON}`, clinicId)
      unit.facts.lastChange.set(clinicId === null ? '' : String(clinicId), last?.id ?? 0)
    }
  },
}
