/** Brings the rows that a unit asked for: one statement a kind, however many were asked for, all on their way at once. */
import { ask, columns, listOf } from './columns.ts'
import type { Columns, Tx } from './columns.ts'
import { inClinic, nth } from './asked.ts'
import type { Asked } from './asked.ts'
import { auditFetchers } from './fetch-audits.ts'
import { entryFetchers } from './fetch-entries.ts'
import { placeFetchers } from './fetch-places.ts'
import type { SessionRow } from '../ledger.ts'
import type { NeedKind } from '../unit-scope.ts'
import type { Unit } from './unit.ts'

type Fetcher = (tx: Tx, unit: Unit, asked: Asked) => Promise<void>

type SessionRecord = Omit<SessionRow, 'vaccine'> & { readonly vaccineSystem: string; readonly vaccineCode: string }
const loadSessions = (unit: Unit, rows: readonly SessionRecord[]): void => {
  for (const { vaccineSystem: system, vaccineCode: code, ...rest } of rows) unit.tables.session.load({ ...rest, vaccine: { system, code } })
}

const clinicFetchers = {
  crew: async (tx: Tx, unit: Unit, asked: Asked) => { await Promise.all(nth(asked, 0).map((clinicId) => fetchCrew(tx, unit, String(clinicId)))) },
  clinics: async (tx: Tx, unit: Unit) => { for (const row of await ask(tx, `SELECT ${listOf(columns.clinic)} FROM clinic`)) unit.tables.clinic.load(row as never) },
  devices: async (tx: Tx, unit: Unit) => { for (const row of await ask(tx, `SELECT ${listOf(columns.device)} FROM device`)) unit.tables.device.load(row as never) },
  device: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const row of await ask(tx, `SELECT ${listOf(columns.device)} FROM device WHERE device_id = ANY($1::text[])`, nth(asked, 0))) unit.tables.device.load(row as never)
    for (const row of await ask(tx, `SELECT ${listOf(columns.deviceKey)} FROM device_key WHERE device_id = ANY($1::text[])`, nth(asked, 0))) unit.tables.deviceKey.load(row as never)
  },
  'device-by-key': async (tx: Tx, unit: Unit, asked: Asked) => {
    const keys = await ask<{ deviceId: string }>(tx, `SELECT ${listOf(columns.deviceKey)} FROM device_key WHERE public_key = ANY($1::text[])`, nth(asked, 0))
    for (const row of keys) unit.tables.deviceKey.load(row as never)
    const devices = await ask(tx, `SELECT ${listOf(columns.device)} FROM device WHERE device_id = ANY($1::text[])`, keys.map((k) => k.deviceId))
    for (const row of devices) unit.tables.device.load(row as never)
  },
  code: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const row of await ask(tx, `SELECT ${listOf(columns.code)} FROM enrolment_code WHERE code = ANY($1::text[])`, nth(asked, 0))) unit.tables.code.load(row as never)
  },
  messages: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [clinicId = null, limit = null] of asked)
      for (const row of await ask(tx, `SELECT ${listOf(columns.message)} FROM message WHERE clinic_id = $1 ORDER BY at DESC, message_id DESC LIMIT $2::text::bigint`, clinicId, limit)) unit.tables.message.load(row as never)
  },
  'unused-codes': async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const row of await ask(tx, `SELECT ${listOf(columns.code)} FROM enrolment_code WHERE clinic_id = ANY($1::text[]) AND used_by IS NULL`, nth(asked, 0))) unit.tables.code.load(row as never)
  },
}

const crewTables: readonly (readonly [name: 'device' | 'deviceKey' | 'contact' | 'learner', table: string, of: Columns])[] = [
  ['device', 'device', columns.device], ['deviceKey', 'device_key', columns.deviceKey], ['contact', 'device_contact', columns.contact], ['learner', 'learning', columns.learner],
]
/** Few rows that every unit of a clinic looks at. */
async function fetchCrew(tx: Tx, unit: Unit, clinicId: string): Promise<void> {
  await Promise.all([
    ask(tx, `SELECT ${listOf(columns.clinic)} FROM clinic WHERE clinic_id = $1`, clinicId).then((rows) => { for (const row of rows) unit.tables.clinic.load(row as never) }),
    ask(tx, `SELECT ${listOf(columns.setting)} FROM setting WHERE clinic_id = $1`, clinicId).then((rows) => { for (const row of rows) unit.tables.setting.load(row as never) }),
    ...crewTables.map(([name, table, of]) => ask(tx, `SELECT ${listOf(of)} FROM ${table} WHERE clinic_id = $1`, clinicId)
      .then((rows) => { for (const row of rows) unit.tables[name].load(row as never) })),
  ])
}

const slotSelect = `SELECT ${listOf(columns.slot)} FROM slot WHERE`
const loadSlots = (unit: Unit, rows: readonly unknown[]): void => { for (const row of rows) unit.tables.slot.load(row as never) }

const slotFetchers = {
  session: async (tx: Tx, unit: Unit, asked: Asked) =>
    loadSessions(unit, await ask(tx, `SELECT ${listOf(columns.session)} FROM session WHERE ${inClinic(unit)} AND session_id = ANY($2::text[])`, unit.scope.clinicId, nth(asked, 0))),
  sessions: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const range of asked) loadSessions(unit, await ask(tx, `SELECT ${listOf(columns.session)} FROM session WHERE clinic_id = $1 AND date BETWEEN $2 AND $3`, ...range))
  },
  slot: async (tx: Tx, unit: Unit, asked: Asked) => loadSlots(unit, await ask(tx, `${slotSelect} ${inClinic(unit)} AND slot_id = ANY($2::text[])`, unit.scope.clinicId, nth(asked, 0))),
  slots: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [clinicId = null, ...days] of asked) loadSlots(unit, await ask(tx, `${slotSelect} ${clinicId === null ? '$1::text IS NULL' : 'clinic_id = $1'} AND date BETWEEN $2 AND $3`, clinicId, ...days))
  },
  'slots-of-session': async (tx: Tx, unit: Unit, asked: Asked) => loadSlots(unit, await ask(tx, `${slotSelect} ${inClinic(unit)} AND session_id = ANY($2::text[])`, unit.scope.clinicId, nth(asked, 0))),
  'cut-slots': async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const range of asked) loadSlots(unit, await ask(tx, `${slotSelect} clinic_id = $1 AND cut = 1 AND end_at > $2::text::bigint`, ...range))
  },
  'slots-ended': async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const range of asked) loadSlots(unit, await ask(tx, `${slotSelect} clinic_id = $1 AND end_at > $2::text::bigint AND end_at <= $3::text::bigint`, ...range))
  },
}

const fetchers: Readonly<Record<NeedKind, Fetcher>> = { ...clinicFetchers, ...slotFetchers, ...placeFetchers, ...entryFetchers, ...auditFetchers }

export async function fetchMissing(tx: Tx, unit: Unit): Promise<void> {
  await Promise.all([...unit.takeMissing()].map(([kind, asked]) => fetchers[kind](tx, unit, asked)))
}
