/** Writes what a decision left in its unit: at most two statements a table, in an order that every foreign key can bear. */
import { assert } from '../../../base/assert.ts'
import { ask, columns, insertAll, upsert } from './columns.ts'
import type { Columns, Tx } from './columns.ts'
import { CHANGES_PER_TRANSACTION_MAX } from './fetch-entries.ts'
import type { Rows } from './unit-rows.ts'
import type { Unit } from './unit.ts'

const written = <Row>(rows: Rows<Row>): Row[] => rows.changes().flatMap(({ row }) => row ?? [])

export async function flush(tx: Tx, unit: Unit): Promise<void> {
  const { tables } = unit
  assertInScope(unit)
  const done: Promise<unknown>[] = []
  // Sent without waiting: statements of one connection are answered in order, and the first failure is the transaction's.
  const save = <Row extends object>(table: string, of: Columns, rows: Row[], onConflict: string): void => { if (rows.length > 0) done.push(insertAll(tx, table, of, rows, onConflict)) }
  save('clinic', columns.clinic, written(tables.clinic), '')
  save('setting', columns.setting, written(tables.setting), upsert(columns.setting, ['clinicId', 'key']))
  save('enrolment_code', columns.code, written(tables.code), upsert(columns.code, ['clinicId', 'code']))
  save('device', columns.device, written(tables.device), upsert(columns.device, ['clinicId', 'deviceId']))
  save('device_key', columns.deviceKey, written(tables.deviceKey), 'ON CONFLICT DO NOTHING')
  save('device_contact', columns.contact, written(tables.contact), upsert(columns.contact, ['clinicId', 'deviceId', 'epoch']))
  save('learning', columns.learner, written(tables.learner), upsert(columns.learner, ['clinicId', 'deviceId']))
  const gone = tables.learner.changes().flatMap(({ before, row }) => (before && !row ? [before] : []))
  if (gone.length > 0) done.push(ask(tx, 'DELETE FROM learning WHERE (clinic_id, device_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))', gone.map((l) => l.clinicId), gone.map((l) => l.deviceId)))
  save('session', columns.session, written(tables.session).map(({ vaccine, ...s }) => ({ ...s, vaccineSystem: vaccine.system, vaccineCode: vaccine.code })), '')
  save('slot', columns.slot, written(tables.slot), upsert(columns.slot, ['clinicId', 'slotId']))
  done.push(...flushPlaces(tx, unit))
  save('allotment_request', columns.request, written(tables.request), upsert(columns.request, ['clinicId', 'deviceId', 'requestId']))
  save('entry', columns.entry, written(tables.entry), '')
  save('watermark', columns.watermark, written(tables.watermark), upsert(columns.watermark, ['clinicId', 'deviceId', 'epoch']))
  save('booking', columns.booking, written(tables.booking), upsert(columns.booking, ['clinicId', 'bookingId']))
  save('immunization', columns.immunization, [...tables.immunization.all()], 'ON CONFLICT DO NOTHING')
  save('settlement', columns.settlement, written(tables.settlement), '')
  save('device_report', columns.deviceReport, written(tables.deviceReport), upsert(columns.deviceReport, ['clinicId', 'deviceId']))
  save('device_drill', columns.drill, written(tables.drill), `${upsert(columns.drill, ['clinicId', 'deviceId'])} WHERE excluded.at >= device_drill.at`)
  save('case_closed', columns.closedCase, written(tables.closedCase), 'ON CONFLICT DO NOTHING')
  save('message', columns.message, written(tables.message), 'ON CONFLICT DO NOTHING')
  save('audit', columns.audit, [...tables.audit.all()], '')
  if (tables.change.all().length > 0) done.push(flushChanges(tx, unit))
  await Promise.all(done)
}

/** A place that changes its booking lets go first: between the rows of one statement no booking may stand twice. */
function flushPlaces(tx: Tx, unit: Unit): Promise<unknown>[] {
  const changes = unit.tables.place.changes()
  const clinicOf = (slotId: string): string => unit.scope.clinicId ?? unit.tables.slot.get(slotId)?.clinicId ?? ''
  const freed = changes.flatMap(({ before, row }) => (before?.bookingId && before.bookingId !== row?.bookingId ? [before] : []))
  const rows = changes.flatMap(({ row }) => (row ? [{ ...row, clinicId: clinicOf(row.slotId) }] : []))
  const letGo = freed.length === 0 ? [] : [ask(tx, `UPDATE place SET state = 'limbo', booking_id = NULL FROM unnest($1::text[], $2::text[], $3::text[]::bigint[]) AS freed (clinic_id, slot_id, n)
    WHERE place.clinic_id = freed.clinic_id AND place.slot_id = freed.slot_id AND place.n = freed.n`, freed.map((p) => clinicOf(p.slotId)), freed.map((p) => p.slotId), freed.map((p) => p.n))]
  return rows.length === 0 ? letGo : [...letGo, insertAll(tx, 'place', columns.place, rows, upsert(columns.place, ['clinicId', 'slotId', 'n']))]
}

async function flushChanges(tx: Tx, unit: Unit): Promise<void> {
  const rows = unit.tables.change.all()
  assert(rows.length < CHANGES_PER_TRANSACTION_MAX, `a transaction has fewer than ${CHANGES_PER_TRANSACTION_MAX} changes`)
  await ask(tx, `INSERT INTO change_feed (clinic_id, by_device, content, id)
    SELECT clinic_id, by_device, content, pg_current_xact_id()::text::bigint * ${CHANGES_PER_TRANSACTION_MAX} + nth FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS told (clinic_id, by_device, content, nth)`,
    rows.map((r) => r.clinicId), rows.map((r) => r.byDevice), rows.map((r) => r.content))
}

/** What is written is what was locked: rows of the unit's clinic, of one it made, or of none where the unit has the centre. */
function assertInScope({ scope, tables }: Unit): void {
  const made = new Set(tables.clinic.changes().map(({ row }) => row?.clinicId))
  const mayWrite = (clinicId: string): boolean => (clinicId === '' ? scope.centre === true : clinicId === scope.clinicId || made.has(clinicId))
  const { setting, code, device, contact, learner, session, slot, request, entry, watermark, booking, settlement, immunization, audit, change, deviceReport, drill, closedCase, message } = tables
  const changed = [setting, code, device, contact, learner, session, slot, request, entry, watermark, booking, settlement, deviceReport, drill, closedCase, message].flatMap((rows): { readonly clinicId: string }[] => rows.changes().flatMap(({ row }) => row ?? []))
  for (const { clinicId } of [...changed, ...immunization.all(), ...audit.all(), ...change.all()]) assert(mayWrite(clinicId) && scope.mode !== 'read', `a unit of ${scope.clinicId ?? 'no clinic'} writes rows of ${clinicId || 'the centre'}`)
}
