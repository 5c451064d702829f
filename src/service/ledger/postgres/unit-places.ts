import { assert } from '../../../base/assert.ts'
import type { Grant } from '../../../contract/sync-protocol.ts'
import type { PlaceRow, PlaceState } from '../ledger.ts'
import { placeKey } from './unit.ts'
import type { Unit } from './unit.ts'

export type PlaceFilter = { readonly slotId?: string; readonly deviceId?: string; readonly state?: PlaceState }

const fits = (f: PlaceFilter) => (p: PlaceRow): boolean =>
  (f.slotId === undefined || p.slotId === f.slotId) && (f.deviceId === undefined || p.deviceId === f.deviceId) && (f.state === undefined || p.state === f.state)

const inOrder = (places: PlaceRow[]): PlaceRow[] => places.sort((a, b) => (a.slotId === b.slotId ? a.n - b.n : a.slotId < b.slotId ? -1 : 1))

/** Places of a slot that this unit makes itself are all known. */
const isNewSlot = (unit: Unit, slotId: string): boolean => unit.tables.slot.changes().some(({ before, row }) => before === null && row?.slotId === slotId)

/** Fetched already, as it is or within something larger. */
function areFetched(unit: Unit, { slotId = null, deviceId = null, state = null }: Partial<Record<keyof PlaceFilter, string | null>>): boolean {
  for (const s of new Set([slotId, null])) for (const d of new Set([deviceId, null])) for (const t of new Set([state, null])) if (unit.isFetched('places', s, d, t)) return true
  return false
}

function needPlaces(unit: Unit, f: PlaceFilter): void {
  if (areFetched(unit, f) || (f.slotId !== undefined && unit.tables.slot.has(f.slotId) && isNewSlot(unit, f.slotId))) return
  // What a device holds is asked for window by window; booked places would be its whole past.
  if (f.deviceId !== undefined && f.state !== undefined && f.state !== 'booked') return unit.need('places', null, f.deviceId, f.state)
  // Who looks into one slot of several looks into the next one, too.
  if (f.slotId !== undefined && f.deviceId === undefined) for (const s of unit.tables.slot.filter(() => true)) if (!areFetched(unit, { ...f, slotId: s.slotId })) unit.want('places', s.slotId, null, f.state ?? null)
  unit.need('places', f.slotId ?? null, f.deviceId ?? null, f.state ?? null)
}

export const placeCalls = (unit: Unit) => {
  const { place } = unit.tables
  const seats = new Map<string, string>()
  const placesOf = (f: PlaceFilter): PlaceRow[] => {
    needPlaces(unit, f)
    return inOrder(place.filter(fits(f)))
  }
  const needPlace = (slotId: string, n: number): void => {
    if (place.has(placeKey(slotId, n)) || areFetched(unit, { slotId }) || unit.isFetched('place', slotId, n)) return
    // Bookings and grants are looked through one by one: all of them are fetched with the first.
    for (const { grants } of unit.tables.request.filter(() => true)) for (const grant of JSON.parse(grants) as Grant[]) for (const m of grant.places) if (!place.has(placeKey(grant.slotId, m))) unit.want('place', grant.slotId, m)
    for (const b of unit.tables.booking.filter((row) => row.slotId !== null && !place.has(placeKey(row.slotId, row.n ?? 0)))) unit.want('place', b.slotId, b.n)
    unit.need('place', slotId, n)
  }
  return {
    place: (slotId: string, n: number) => {
      needPlace(slotId, n)
      return place.get(placeKey(slotId, n))
    },
    placesOf,
    putPlace: (p: PlaceRow) => {
      const key = placeKey(p.slotId, p.n)
      // What stood there must be known: a booking that leaves is written before the one that comes.
      needPlace(p.slotId, p.n)
      assert((p.state === 'booked') === (p.bookingId !== null), 'a place is booked by a booking')
      if (p.bookingId !== null) {
        const seat = seats.get(p.bookingId)
        const other = seat === undefined || seat === key ? null : place.get(seat)
        assert(other?.bookingId !== p.bookingId, 'a booking holds one place')
        seats.set(p.bookingId, key)
        const again = seat
        unit.journal.push(() => { if (again === undefined) seats.delete(p.bookingId ?? ''); else seats.set(p.bookingId ?? '', again) })
      }
      const { slotId, n, state, deviceId, epoch, allotmentId, bookingId } = p
      place.put({ slotId, n, state, deviceId, epoch, allotmentId, bookingId, incarnation: p.incarnation ?? Number(unit.tables.setting.get('incarnation')?.value ?? 0) })
    },
    takeFromPool: (slotId: string, count: number): readonly number[] => {
      // Locked and not waited for: another grant of this clinic may have others in hand. What is left is fewer, which is a normal answer.
      if (unit.scope.mode !== 'grant') needPlaces(unit, { slotId, state: 'pool' })
      else if (!unit.isFetched('reserve', slotId)) unit.need('reserve', slotId)
      return inOrder(place.filter(fits({ slotId, state: 'pool' }))).slice(0, count).map((p) => p.n)
    },
    placeCounts: (slotId: string): Partial<Record<PlaceState, number>> => {
      const counts = unit.facts.counts.get(slotId)
      if (counts && !place.changes().some(({ row }) => row?.slotId === slotId)) return Object.fromEntries(counts)
      if (unit.scope.mode === 'read' && !counts) {
        for (const s of unit.tables.slot.filter(() => true)) unit.want('place-counts', s.slotId)
        unit.need('place-counts', slotId)
        return {}
      }
      const found: Partial<Record<PlaceState, number>> = {}
      for (const p of placesOf({ slotId })) found[p.state] = (found[p.state] ?? 0) + 1
      return found
    },
  }
}
