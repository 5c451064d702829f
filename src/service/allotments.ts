/** Grants and inventory: places move between the pool and a device, never by time. */
import { canonicalJson } from '../base/canonical-json.ts'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Instant } from '../base/time.ts'
import { toIso } from '../base/time.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { AllotmentsRequest, Grant, InventoryRequest } from '../contract/sync-protocol.ts'
import { claimOf, placeOrUnknown, surplusOf, takePlace, unheldState } from './claims.ts'
import { hasReported } from './learning.ts'
import type { DeviceRow, Ledger } from './ledger/ledger.ts'

export type GrantDeps = { readonly ledger: Ledger; readonly now: Instant; readonly learning: boolean; readonly newId: () => string; readonly incarnation: number }

/** The same requestId gives the same grants; fewer than wanted, or none, is a normal answer. Nothing is kept of an answer while learning: the same wish may be granted afterwards. */
export function grantPlaces(deps: GrantDeps, device: DeviceRow, request: AllotmentsRequest): Result<readonly Grant[], Failure> {
  if (request.epoch !== device.epoch || device.state !== 'ok' || device.lost) return err(failure('EPOCH_FENCED'))
  const wants = canonicalJson(request.wants)
  const before = deps.ledger.allotmentRequest(device.deviceId, request.requestId)
  if (before && before.wants !== wants) return err(failure('REQUEST_ID_REUSED'))
  // A restored ledger may remember a grant that the device never kept and that went to another since: first the device tells what it holds.
  if (deps.learning) return ok([])
  if (before) return ok(before.grants.flatMap((grant) => stillOf(deps.ledger, device, grant)))
  const grants = request.wants.flatMap((want) => grantOne(deps, device, want.slotId, want.count))
  deps.ledger.putAllotmentRequest(device.deviceId, request.requestId, wants, grants)
  return ok(grants)
}

/** What was given back, or went to another since, is not granted by a late repeat. */
function stillOf(ledger: Ledger, device: DeviceRow, grant: Grant): Grant[] {
  const places = grant.places.filter((n) => {
    const place = ledger.place(grant.slotId, n)
    return place?.deviceId === device.deviceId && place.allotmentId === grant.allotmentId
  })
  return places.length > 0 ? [{ ...grant, places }] : []
}

function grantOne({ ledger, now, newId }: GrantDeps, device: DeviceRow, slotId: string, count: number): Grant[] {
  const slot = ledger.slot(slotId)
  if (!slot || slot.clinicId !== device.clinicId || slot.endAt <= now || count < 1) return []
  const held = ledger.placesOf({ slotId, deviceId: device.deviceId, state: 'allotted' }).length
  const places = ledger.takeFromPool(slotId, Math.max(0, Math.min(count, (slot.heldMax ?? slot.capacity) - held)))
  if (places.length === 0) return []
  const allotmentId = newId()
  for (const n of places) ledger.putPlace({ slotId, n, state: 'allotted', deviceId: device.deviceId, epoch: device.epoch, allotmentId, bookingId: null })
  return [{ allotmentId, slotId, places: [...places], sellBy: toIso(slot.endAt) }]
}

/**
 * What the device holds of its present epoch, and nothing else, stays in its name. The caller has made sure that this is not an old message: one sent before a later grant would take that grant away.
 */
export function reconcileInventory(deps: GrantDeps, device: DeviceRow, request: InventoryRequest): void {
  if (request.epoch !== device.epoch || device.state !== 'ok' || device.lost) return
  const { ledger, learning } = deps
  const heldIds = new Set(request.held.flatMap((h) => [...h.free, ...h.spent].map((n) => `${h.slotId}/${n}`)))
  const unknown = ledger.placesOf({ deviceId: device.deviceId, state: 'allotted' }).filter((p) => p.epoch === device.epoch && !heldIds.has(`${p.slotId}/${p.n}`))
  for (const p of unknown) ledger.putPlace({ slotId: p.slotId, n: p.n, state: unheldState(deps, p.slotId), deviceId: null, epoch: null, allotmentId: null, bookingId: null })
  if (!learning) return
  if (request.held.map((h) => claimHeld(deps, device, h)).every(Boolean)) hasReported(ledger, device, deps.now)
}

/** A restored ledger writes down what the device says it holds; false when somebody else's word stands against it as yet. */
function claimHeld(deps: GrantDeps, device: DeviceRow, held: InventoryRequest['held'][number]): boolean {
  const { ledger } = deps
  if (ledger.slot(held.slotId)?.clinicId !== device.clinicId) return true
  return [...held.free, ...held.spent].map((n) => {
    const place = placeOrUnknown(deps, held.slotId, n)
    if (!place) return true
    if (place.deviceId === device.deviceId && (place.state === 'booked' || (place.state === 'allotted' && place.epoch === device.epoch))) {
      // Under the allotment the device names: a return of an earlier one, sent again later, must not take it.
      ledger.putPlace({ ...place, allotmentId: held.allotmentId, incarnation: deps.incarnation })
      return true
    }
    if (claimOf({ ...deps, device, epoch: device.epoch }, place, null) !== 'granted') return false
    takePlace({ ledger }, place, { deviceId: device.deviceId, epoch: device.epoch, allotmentId: held.allotmentId }, null)
    return true
  }).every(Boolean)
}

/** After a capacity cut: how many free places this device is asked to give back, slot by slot. */
export const recallFor = (ledger: Ledger, now: Instant, device: DeviceRow): { slotId: string; count: number }[] =>
  ledger.cutSlots(device.clinicId, now).flatMap(({ slotId }) => {
    const held = ledger.placesOf({ slotId, deviceId: device.deviceId, state: 'allotted' }).length
    const count = Math.min(held, surplusOf(ledger, slotId))
    return count > 0 ? [{ slotId, count }] : []
  })
