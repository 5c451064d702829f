import { ask, columns, listOf } from './columns.ts'
import type { Tx } from './columns.ts'
import { inClinic, nth } from './asked.ts'
import type { Asked } from './asked.ts'
import type { PlaceRow } from '../ledger.ts'
import type { NeedArg } from '../unit-scope.ts'
import type { Unit } from './unit.ts'

const { clinicId: _clinic, ...placeColumns } = columns.place
const select = `SELECT ${listOf(placeColumns)} FROM place`
const load = (unit: Unit, rows: readonly PlaceRow[]): void => { for (const row of rows) unit.tables.place.load(row) }

export const placeFetchers = {
  place: async (tx: Tx, unit: Unit, asked: Asked) =>
    load(unit, await ask(tx, `${select} WHERE ${inClinic(unit)} AND (slot_id, n) IN (SELECT * FROM unnest($2::text[], $3::text[]::bigint[]))`, unit.scope.clinicId, nth(asked, 0), nth(asked, 1))),
  /** Asked as [slot, device, state], each of which may be open; many slots at once where the rest is the same. */
  places: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const group of Map.groupBy(asked, ([slotId, ...rest]) => JSON.stringify([slotId === null, ...rest])).values()) await fetchPlaces(tx, unit, group)
  },
  'places-of-booking': async (tx: Tx, unit: Unit, asked: Asked) => load(unit, await ask(tx, `${select} WHERE ${inClinic(unit)} AND booking_id = ANY($2::text[])`, unit.scope.clinicId, nth(asked, 0))),
  'place-counts': async (tx: Tx, unit: Unit, asked: Asked) => {
    const rows = await ask<{ slotId: string; state: string; count: number }>(tx,
      `SELECT slot_id AS "slotId", state, count(*) AS count FROM place WHERE ${inClinic(unit)} AND slot_id = ANY($2::text[]) GROUP BY slot_id, state`, unit.scope.clinicId, nth(asked, 0))
    for (const slotId of nth(asked, 0)) unit.facts.counts.set(String(slotId), new Map())
    for (const [slotId, of] of Map.groupBy(rows, (row) => row.slotId)) unit.facts.counts.set(slotId, new Map(of.map(({ state, count }) => [state, count])))
  },
  /** Pool places for a grant: locked, and those that another grant has in hand are passed over. */
  reserve: async (tx: Tx, unit: Unit, asked: Asked) => {
    const counts = new Map<NeedArg, number>()
    for (const [slotId = null, count = null] of asked) counts.set(slotId, (counts.get(slotId) ?? 0) + Number(count ?? 1))
    load(unit, await ask(tx, `SELECT free.* FROM unnest($2::text[], $3::text[]::bigint[]) AS wish (slot_id, places)
      CROSS JOIN LATERAL (${select} WHERE clinic_id = $1 AND place.slot_id = wish.slot_id AND state = 'pool' ORDER BY n LIMIT wish.places FOR UPDATE SKIP LOCKED) AS free`,
      unit.scope.clinicId, [...counts.keys()], [...counts.values()]))
    for (const slotId of counts.keys()) unit.markFetched('reserve', slotId)
  },
}

async function fetchPlaces(tx: Tx, unit: Unit, group: Asked): Promise<void> {
  const [slotId = null, deviceId = null, state = null] = group[0] ?? []
  const slots = slotId === null ? '$2::text[] IS NOT NULL' : 'slot_id = ANY($2::text[])'
  const device = deviceId === null ? '$3::text IS NULL' : 'device_id = $3'
  const inState = state === null ? '$4::text IS NULL' : 'state = $4'
  load(unit, await ask(tx, `${select} WHERE ${inClinic(unit)} AND ${slots} AND ${device} AND ${inState}`, unit.scope.clinicId, nth(group, 0), deviceId, state))
}
