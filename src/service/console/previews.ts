/** What an act of the operator will do, counted before it is done. */
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import type { Instant } from '../../base/time.ts'
import type { CutPreview, LostPreview, MessagePreview } from '../../contract/console-api.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import type { FieldReads } from '../ledger/field-reads.ts'
import type { PlaceState } from '../ledger/ledger.ts'
import { isSilent } from './fleet.ts'

const WINDOWS_MAX = 50
const CALLS_MAX = 500

/** Free places go in doubt, sold ones stay sold, and what it has not sent may still come from its disk. */
export async function lostPreview(reads: FieldReads, deviceId: string, now: Instant): Promise<Result<LostPreview, Failure>> {
  const device = (await reads.devices(null)).find((one) => one.deviceId === deviceId)
  if (!device) return err(failure('NOT_FOUND', 'no such device'))
  const clinic = (await reads.clinics()).find((one) => one.clinicId === device.clinicId)
  const held = (await reads.heldWindows(deviceId)).filter((window) => window.endAt > now)
  const free = held.filter((window) => window.state === 'allotted')
  const countOf = (windows: typeof held): number => windows.reduce((sum, window) => sum + window.count, 0)
  return ok({
    deviceId, stationLetter: device.stationLetter, clinicName: clinic?.name ?? '', alreadyLost: device.lost, lastSeenAt: device.lastSeenAt, backlog: device.backlog,
    free: countOf(free), booked: countOf(held.filter((window) => window.state === 'booked')), windows: free.slice(0, WINDOWS_MAX).map(({ startAt, endAt, count }) => ({ startAt, endAt, free: count })),
  })
}

type Counts = Readonly<Partial<Record<PlaceState, number>>>

/** Void from the pool, ask back what devices hold free, and above that only people can be called. */
export function cutOf(counts: Counts, capacity: number): Pick<CutPreview, 'added' | 'voided' | 'recalled' | 'over'> {
  const { void: _void, ...live } = counts
  const total = Object.values(live).reduce((sum, n) => sum + n, 0)
  const surplus = Math.max(0, total - capacity)
  const voided = Math.min(live.pool ?? 0, surplus)
  return { added: Math.max(0, capacity - total), voided, recalled: Math.min(live.allotted ?? 0, surplus - voided), over: Math.max(0, (live.booked ?? 0) - capacity) }
}

export async function cutPreview(reads: FieldReads, slotId: string, capacity: number): Promise<Result<CutPreview, Failure>> {
  const [slot] = await reads.slotsPage({ id: slotId }, '', 1)
  if (!slot) return err(failure('NOT_FOUND', 'no such slot'))
  const booked = await reads.bookedAt(slotId)
  const calls = booked.slice(Math.min(booked.length, capacity)).slice(0, CALLS_MAX).map(({ bookingId, ticketNumber }) => ({ bookingId, ticketNumber }))
  return ok({ slotId, from: slot.capacity, to: capacity, ...cutOf(slot.places, capacity), calls })
}

type Query = { readonly lotNumber?: string | undefined; readonly clinicId?: string | undefined }

/** Whom a message reaches, and for a recall whom the lot was given to already: everywhere, whoever is written to. */
export async function messagePreview(reads: FieldReads, now: Instant, { lotNumber = '', clinicId }: Query): Promise<MessagePreview> {
  const clinics = await reads.clinics()
  const names = new Map(clinics.map((clinic) => [clinic.clinicId, clinic.name]))
  const devices = (await reads.devices(clinicId ?? null)).filter((device) => device.state === 'ok' && !device.lost)
  const given = lotNumber === '' ? [] : (await reads.dosesOfLot(lotNumber)).map(({ clinicId: at, count }) => ({ clinicId: at, name: names.get(at) ?? '', count }))
  return {
    clinics: clinicId === undefined ? clinics.length : 1, devices: devices.length, silent: devices.filter((device) => isSilent(device.lastSeenAt, now)).length,
    doses: given.reduce((sum, { count }) => sum + count, 0), givenAt: given,
  }
}
