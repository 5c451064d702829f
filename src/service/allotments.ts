/** Grants and inventory: places move between the pool and a device, never by time. */
import { canonicalJson } from '../base/canonical-json.ts'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Instant } from '../base/time.ts'
import { toIso } from '../base/time.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { AllotmentsRequest, Grant, InventoryRequest } from '../contract/sync-protocol.ts'
import type { DeviceRow, Ledger } from './ledger/ledger.ts'

export type GrantDeps = { readonly ledger: Ledger; readonly now: Instant; readonly learning: boolean; readonly newId: () => string }

/** The same requestId gives the same grants; fewer than wanted, or none, is a normal answer. */
export function grantPlaces(deps: GrantDeps, device: DeviceRow, request: AllotmentsRequest): Result<readonly Grant[], Failure> {
  if (request.epoch !== device.epoch || device.state !== 'ok') return err(failure('EPOCH_FENCED'))
  const wants = canonicalJson(request.wants)
  const before = deps.ledger.allotmentRequest(device.deviceId, request.requestId)
  if (before) return before.wants === wants ? ok(before.grants) : err(failure('REQUEST_ID_REUSED'))
  const grants = deps.learning ? [] : request.wants.flatMap((want) => grantOne(deps, device, want.slotId, want.count))
  // No answer is kept while learning: the same wish may be granted afterwards.
  if (!deps.learning) deps.ledger.putAllotmentRequest(device.deviceId, request.requestId, wants, grants)
  return ok(grants)
}

function grantOne({ ledger, now, newId }: GrantDeps, device: DeviceRow, slotId: string, count: number): Grant[] {
  const slot = ledger.slot(slotId)
  if (!slot || slot.clinicId !== device.clinicId || slot.endAt <= now || count < 1) return []
  const heldMax = slot.capacity
  const held = ledger.placesOf({ slotId, deviceId: device.deviceId, state: 'allotted' }).length
  const places = ledger.takeFromPool(slotId, Math.min(count, heldMax - held))
  if (places.length === 0) return []
  const allotmentId = newId()
  for (const n of places) ledger.putPlace({ slotId, n, state: 'allotted', deviceId: device.deviceId, epoch: device.epoch, allotmentId, bookingId: null })
  return [{ allotmentId, slotId, places: [...places], sellBy: toIso(slot.endAt) }]
}

/**
 * What the device does not hold of its present epoch goes back to the pool, and the grants it never kept are emptied,
 * so that a late replay of their request gives nothing. Sound because a device has one request in flight.
 */
export function reconcileInventory({ ledger }: Pick<GrantDeps, 'ledger'>, device: DeviceRow, request: InventoryRequest): void {
  if (request.epoch !== device.epoch) return
  const held = new Set(request.held.flatMap((h) => [...h.free, ...h.spent].map((n) => `${h.slotId}/${n}`)))
  const lost = ledger.placesOf({ deviceId: device.deviceId, state: 'allotted' }).filter((p) => p.epoch === device.epoch && !held.has(`${p.slotId}/${p.n}`))
  for (const p of lost) ledger.putPlace({ slotId: p.slotId, n: p.n, state: 'pool', deviceId: null, epoch: null, allotmentId: null, bookingId: null })
  const known = new Set(request.held.map((h) => h.allotmentId))
  ledger.forgetGrants(device.deviceId, new Set(lost.flatMap((p) => (p.allotmentId && !known.has(p.allotmentId) ? [p.allotmentId] : []))))
}
