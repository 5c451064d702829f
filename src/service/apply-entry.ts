/** What one well-formed entry does to the ledger, and the verdict on it. */
import type { Instant } from '../base/time.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { BookingBody, EntryType, Outcome, Verdict, WireEntry } from '../contract/sync-protocol.ts'
import { decide } from '../domain/booking.ts'
import type { BookingAct, BookingStatus } from '../domain/booking.ts'
import { localDateOf } from '../base/time.ts'
import type { BookingRow, DeviceRow, Ledger, PlaceRow } from './ledger/ledger.ts'

export type EntryContext = { readonly ledger: Ledger; readonly now: Instant; readonly learning: boolean; readonly device: DeviceRow; readonly epoch: number }

const acts: Partial<Record<EntryType, BookingAct>> = {
  'booking-cancelled': 'cancel', 'booking-arrived': 'arrive', 'booking-checked-in': 'check-in', 'booking-rescheduled': 'reschedule',
  'dose-recorded': 'fulfil', 'dose-not-given': 'not-given', 'no-show': 'no-show',
}

const accepted = (entry: WireEntry, outcome: Outcome): Verdict => ({ entryId: entry.entryId, verdict: 'accepted', outcome })
const refused = (entry: WireEntry, code: ErrorCode, detail?: string): Verdict => ({ entryId: entry.entryId, verdict: 'rejected', code, ...(detail ? { detail } : {}) })
const deferred = (entry: WireEntry): Verdict => ({ entryId: entry.entryId, verdict: 'deferred' })
const conflict = (entry: WireEntry, code: ErrorCode, resolution: Outcome): Verdict => ({ entryId: entry.entryId, verdict: 'conflict', code, resolution, outcome: resolution })

/** `body` was parsed by the schema of `type`. */
export function applyEntry(context: EntryContext, entry: WireEntry, type: EntryType, body: object): Verdict {
  if (type === 'audit-noted') return accepted(entry, { status: 'noted' })
  if (type === 'places-returned') return returnPlaces(context, entry, (body as { places: number[] }).places, (body as { slotId: string }).slotId)
  if (type === 'allotment-closed') return closeAllotment(context, entry, (body as { perished: number[] }).perished, (body as { slotId: string }).slotId)
  if (!entry.bookingId) return refused(entry, 'BODY_INVALID', 'entry does not fit at bookingId')
  if (type === 'booking-created' || type === 'booking-waitlisted') return createBooking(context, entry, entry.bookingId, type, body as BookingBody)
  return actOn(context, entry, entry.bookingId, type, body)
}

function createBooking(context: EntryContext, entry: WireEntry, bookingId: string, type: EntryType, body: BookingBody): Verdict {
  const { ledger, device } = context
  if (ledger.booking(bookingId)) return refused(entry, 'BOOKING_EXISTS')
  const clinic = ledger.clinic(device.clinicId)
  // A kiosk's clock may run behind; a day of grace keeps an honest newborn.
  if (body.patient.birthDate > localDateOf(context.now + 86_400_000, clinic?.timeZone ?? 'UTC')) return refused(entry, 'BODY_INVALID', 'body does not fit at patient.birthDate')
  const wanted = type === 'booking-created' ? entry.place : null
  if (type === 'booking-created' && !wanted) return refused(entry, 'PLACE_MISSING')
  const slot = wanted ? ledger.slot(wanted.slotId) : null
  if (wanted && (!slot || slot.clinicId !== device.clinicId)) return refused(entry, 'UNKNOWN_SLOT')
  const place = wanted ? ledger.place(wanted.slotId, wanted.n) : null
  const held = place !== null && mayBook(context, place)
  const status: BookingStatus = held ? 'booked' : 'waitlist'
  const after = ledger.hasImmunization(device.clinicId, bookingId) ? 'fulfilled' : status
  const row: BookingRow = {
    bookingId, clinicId: device.clinicId, deviceId: device.deviceId, epoch: context.epoch, status: after, version: entry.version ?? 1, ticketNumber: body.ticketNumber,
    slotId: held ? place.slotId : null, n: held ? place.n : null, overdraft: after === 'fulfilled' && !held, body: JSON.stringify(body),
  }
  ledger.putBooking(row)
  if (held) ledger.putPlace({ ...place, state: 'booked', bookingId })
  feed(context, row)
  if (wanted && !held) return conflict(entry, 'PLACE_NOT_HELD', { status: 'waitlist' })
  return accepted(entry, held ? { status, slotId: place.slotId, n: place.n } : { status })
}

/** A device spends only what it was given, also under an older epoch; while learning, what it was told before a restore is honoured. */
function mayBook({ device, learning }: EntryContext, place: PlaceRow): boolean {
  if (place.state === 'allotted' || place.state === 'in-doubt') return place.deviceId === device.deviceId
  return learning && (place.state === 'limbo' || place.state === 'pool')
}

function actOn(context: EntryContext, entry: WireEntry, bookingId: string, type: EntryType, body: object): Verdict {
  const { ledger, device } = context
  const act = acts[type]
  if (!act) return refused(entry, 'UNKNOWN_TYPE')
  const booking = ledger.booking(bookingId)
  if (booking && booking.clinicId !== device.clinicId) return refused(entry, 'UNKNOWN_BOOKING')
  const isDose = type === 'dose-recorded' || type === 'dose-not-given'
  if (isDose) ledger.putImmunization({ entryId: entry.entryId, clinicId: device.clinicId, bookingId, given: type === 'dose-recorded', body: JSON.stringify(body) })
  if (!booking) return isDose ? accepted(entry, { status: 'fulfilled', linked: false }) : deferred(entry)
  if (!isDose && (entry.version ?? 0) > booking.version + 1) return deferred(entry)
  const next = decide(booking.status, act)
  if (!next.ok) return isDose ? accepted(entry, { status: booking.status }) : conflict(entry, 'TRANSITION_NOT_ALLOWED', { status: booking.status })
  const moved = move(context, entry, booking, act)
  if ('code' in moved) return conflict(entry, moved.code, { status: booking.status })
  const overdraft = booking.overdraft || (act === 'fulfil' && moved.slotId === null)
  const after: BookingRow = { ...booking, ...moved, status: next.value, version: Math.max(booking.version + 1, entry.version ?? 0), overdraft }
  ledger.putBooking(after)
  if (moved.slotId !== null && moved.n !== null && act === 'reschedule') {
    const place = ledger.place(moved.slotId, moved.n)
    if (place) ledger.putPlace({ ...place, state: 'booked', bookingId })
  }
  feed(context, after)
  return accepted(entry, { status: after.status, ...(after.slotId && after.n ? { slotId: after.slotId, n: after.n } : {}), ...(overdraft ? { overdraft: true } : {}) })
}

type Seat = { readonly slotId: string | null; readonly n: number | null }

/** Frees the old place for the device that held it, and for a reschedule checks the new one. */
function move(context: EntryContext, entry: WireEntry, booking: BookingRow, act: BookingAct): Seat | { readonly code: ErrorCode } {
  if (act !== 'cancel' && act !== 'reschedule') return { slotId: booking.slotId, n: booking.n }
  const { ledger } = context
  const target = act === 'reschedule' && entry.place ? ledger.place(entry.place.slotId, entry.place.n) : null
  if (act === 'reschedule' && (!target || !mayBook(context, target))) return { code: 'PLACE_NOT_HELD' }
  const old = booking.slotId !== null && booking.n !== null ? ledger.place(booking.slotId, booking.n) : null
  if (old) ledger.putPlace({ ...old, state: old.deviceId ? 'allotted' : 'pool', bookingId: null })
  return target ? { slotId: target.slotId, n: target.n } : { slotId: null, n: null }
}

function returnPlaces(context: EntryContext, entry: WireEntry, places: readonly number[], slotId: string): Verdict {
  const returned = setPlaces(context, slotId, places, context.learning ? 'limbo' : 'pool')
  return accepted(entry, { status: 'returned', slotId, count: returned })
}

function closeAllotment(context: EntryContext, entry: WireEntry, places: readonly number[], slotId: string): Verdict {
  return accepted(entry, { status: 'closed', slotId, count: setPlaces(context, slotId, places, 'perished') })
}

function setPlaces({ ledger, device }: EntryContext, slotId: string, places: readonly number[], state: 'pool' | 'limbo' | 'perished'): number {
  let changed = 0
  for (const n of places) {
    const place = ledger.place(slotId, n)
    if (!place || place.deviceId !== device.deviceId || (place.state !== 'allotted' && place.state !== 'in-doubt')) continue
    ledger.putPlace({ slotId, n, state, deviceId: null, epoch: null, allotmentId: null, bookingId: null })
    changed++
  }
  return changed
}

function feed({ ledger, device }: EntryContext, row: BookingRow): void {
  const place = row.slotId !== null && row.n !== null ? { slotId: row.slotId, n: row.n } : null
  ledger.addChange(row.clinicId, device.deviceId, JSON.stringify({
    kind: row.status === 'cancelled' ? 'cancellation' : 'booking', bookingId: row.bookingId,
    ...(row.status === 'cancelled' ? {} : { status: row.status, version: row.version, ticketNumber: row.ticketNumber, place, deviceId: row.deviceId }),
  }))
}
