/** What one well-formed entry does to the ledger, and the verdict on it. */
import { localDateOf } from '../base/time.ts'
import { DAY_MS } from '../base/time.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { BookingBody, EntryType, Outcome, ReceiptFacts, Verdict, WireEntry } from '../contract/sync-protocol.ts'
import { decide } from '../domain/booking.ts'
import type { BookingAct, BookingStatus } from '../domain/booking.ts'
import { claimOf, holderBy, letGo, placeOrUnknown, setHeld, takePlace, unheldState } from './claims.ts'
import type { EntryContext } from './claims.ts'
import type { BookingRow, PlaceRow } from './ledger/ledger.ts'
import { readReceipt } from './receipts.ts'

const acts: Partial<Record<EntryType, BookingAct>> = {
  'booking-cancelled': 'cancel', 'booking-arrived': 'arrive', 'booking-checked-in': 'check-in', 'booking-rescheduled': 'reschedule',
  'dose-recorded': 'fulfil', 'dose-not-given': 'not-given', 'no-show': 'no-show',
}

/** `audit-noted` with an action that begins so. */
const DRILL_ACTION = 'outage-drill'

const accepted = (entry: WireEntry, outcome: Outcome): Verdict => ({ entryId: entry.entryId, verdict: 'accepted', outcome })
const refused = (entry: WireEntry, code: ErrorCode, detail?: string): Verdict => ({ entryId: entry.entryId, verdict: 'rejected', code, ...(detail ? { detail } : {}) })
const deferred = (entry: WireEntry): Verdict => ({ entryId: entry.entryId, verdict: 'deferred' })
const conflict = (entry: WireEntry, code: ErrorCode, resolution: Outcome): Verdict => ({ entryId: entry.entryId, verdict: 'conflict', code, resolution, outcome: resolution })
const outcomeOf = (row: BookingRow): Outcome => ({
  status: row.status, ...(row.slotId !== null && row.n !== null ? { slotId: row.slotId, n: row.n } : {}), ...(row.overdraft ? { overdraft: true } : {}),
})

/** `body` was parsed by the schema of `type`. */
export function applyEntry(context: EntryContext, entry: WireEntry, type: EntryType, body: object): Verdict {
  if (type === 'audit-noted') return note(context, entry, body as { action: string; note?: string })
  if (type === 'places-returned') {
    const { allotmentId, slotId, places } = body as { allotmentId: string; slotId: string; places: number[] }
    return accepted(entry, { status: 'returned', slotId, count: setHeld(context, allotmentId, slotId, places, () => unheldState(context, slotId)) })
  }
  if (type === 'allotment-closed') {
    const { allotmentId, slotId, perished } = body as { allotmentId: string; slotId: string; perished: number[] }
    return accepted(entry, { status: 'closed', slotId, count: setHeld(context, allotmentId, slotId, perished, () => 'perished') })
  }
  if (!entry.bookingId) return refused(entry, 'BODY_INVALID', 'entry does not fit at bookingId')
  if (type === 'booking-created' || type === 'booking-waitlisted') return createBooking(context, entry, entry.bookingId, type, body as BookingBody)
  return actOn(context, entry, entry.bookingId, type, body)
}

/** What a device says of itself. An outage drill is shown to the operator beside the device. */
function note({ ledger, device }: EntryContext, entry: WireEntry, { action, note: words = '' }: { readonly action: string; readonly note?: string }): Verdict {
  if (action.startsWith(DRILL_ACTION)) ledger.putDrill({ clinicId: device.clinicId, deviceId: device.deviceId, at: Date.parse(entry.occurredAt), note: words })
  return accepted(entry, { status: 'noted' })
}

/** The allotment the place was granted under: the ledger's, but a restored one asks the device. */
const allotmentOf = ({ learning, device }: EntryContext, entry: WireEntry, place: PlaceRow): string | null =>
  (learning || place.deviceId !== device.deviceId ? entry.allotmentId : null) ?? place.allotmentId

type Seat = { readonly kind: 'seat'; readonly place: PlaceRow } | { readonly kind: 'none' } | { readonly kind: 'refused' } | { readonly kind: 'contested' } | { readonly kind: 'unknown-slot' }

/** The place a new booking was sold with, if the device may say so. */
function seatOf(context: EntryContext, entry: WireEntry, bookingId: string): Seat {
  if (!entry.place || entry.type === 'booking-waitlisted') return { kind: 'none' }
  if (!isOfClinic(context, entry.place.slotId)) return { kind: 'unknown-slot' }
  const place = placeOrUnknown(context, entry.place.slotId, entry.place.n)
  // Told as standby before the ledger was restored: the person knows it so, and it stays so.
  if (!place || (context.incarnation > 1 && priorStatus(entry) === 'waitlist')) return { kind: 'refused' }
  const claim = claimOf(context, place, bookingId)
  return claim === 'granted' ? { kind: 'seat', place } : { kind: claim }
}

/** What the centre answered in an earlier life; counts only after a restore. */
const priorStatus = (entry: WireEntry): string | null => entry.answer?.outcome?.status ?? null

function createBooking(context: EntryContext, entry: WireEntry, bookingId: string, type: EntryType, body: BookingBody): Verdict {
  const { ledger, device } = context
  const known = ledger.booking(bookingId)
  if (known) return known.body === '' && known.clinicId === device.clinicId ? completeFromDevice(context, entry, known, body) : refused(entry, 'BOOKING_EXISTS')
  const timeZone = ledger.clinic(device.clinicId)?.timeZone ?? 'UTC'
  // A kiosk's clock may run behind; a day of grace keeps an honest newborn.
  if (body.patient.birthDate > localDateOf(context.now + DAY_MS, timeZone)) return refused(entry, 'BODY_INVALID', 'body does not fit at patient.birthDate')
  if (type === 'booking-created' && !entry.place) return refused(entry, 'PLACE_MISSING')
  const seat = seatOf(context, entry, bookingId)
  if (seat.kind === 'unknown-slot') return context.learning ? deferred(entry) : refused(entry, 'UNKNOWN_SLOT')
  if (seat.kind === 'contested') return deferred(entry)
  const honoured = seat.kind === 'refused' && context.incarnation > 1 && priorStatus(entry) === 'booked'
  const status: BookingStatus = seat.kind === 'seat' || honoured ? 'booked' : 'waitlist'
  const after = ledger.hasImmunization(device.clinicId, bookingId) ? 'fulfilled' : status
  const place = seat.kind === 'seat' ? seat.place : null
  const row: BookingRow = {
    bookingId, clinicId: device.clinicId, deviceId: device.deviceId, epoch: context.epoch, status: after, version: entry.version ?? 1, ticketNumber: body.ticketNumber,
    slotId: place?.slotId ?? null, n: place?.n ?? null, overdraft: after === 'fulfilled' && !place, body: JSON.stringify(body), date: localDateOf(Date.parse(entry.occurredAt), timeZone),
  }
  ledger.putBooking(row)
  if (place) takePlace(context, place, holderBy(context, device, context.epoch, allotmentOf(context, entry, place)), bookingId)
  feed(context, row)
  return seat.kind === 'refused' && !honoured ? conflict(entry, 'PLACE_NOT_HELD', { status: 'waitlist' }) : accepted(entry, outcomeOf(row))
}

/** The person checked in with a receipt while the device was dead; now its disk tells who it was. */
function completeFromDevice(context: EntryContext, entry: WireEntry, known: BookingRow, body: BookingBody): Verdict {
  context.ledger.putBooking({ ...known, body: JSON.stringify(body) })
  return accepted(entry, outcomeOf(known))
}

function actOn(context: EntryContext, entry: WireEntry, bookingId: string, type: EntryType, body: object): Verdict {
  const { ledger, device } = context
  const act = acts[type]
  if (!act) return refused(entry, 'UNKNOWN_TYPE')
  const booking = ledger.booking(bookingId)
  if (booking && booking.clinicId !== device.clinicId) return refused(entry, 'UNKNOWN_BOOKING')
  const isDose = type === 'dose-recorded' || type === 'dose-not-given'
  if (isDose) ledger.putImmunization({ entryId: entry.entryId, clinicId: device.clinicId, bookingId, given: type === 'dose-recorded', body: JSON.stringify(body) })
  if (!booking) {
    const { receipt } = body as { receipt?: string }
    if (receipt !== undefined) return recreate(context, entry, bookingId, receipt)
    return isDose ? accepted(entry, { status: 'fulfilled', linked: false }) : deferred(entry)
  }
  if (!isDose && (entry.version ?? 0) > booking.version + 1) return deferred(entry)
  const next = decide(booking.status, act)
  // Standby travels behind doses: an arrival may come when the visit is over. It is so, and nothing is left to do.
  if (!next.ok && (act === 'arrive' || act === 'check-in') && booking.status !== 'cancelled') return accepted(entry, outcomeOf(booking))
  if (!next.ok && act === 'cancel' && holdsPlaceOf(context, booking)) return cancelLate(context, entry, booking)
  if (!next.ok) return isDose ? accepted(entry, { status: booking.status }) : conflict(entry, 'TRANSITION_NOT_ALLOWED', { status: booking.status })
  const moved = move(context, entry, booking, act)
  if (moved === 'contested') return deferred(entry)
  if (moved === 'refused') return conflict(entry, 'PLACE_NOT_HELD', outcomeOf(booking))
  const overdraft = booking.overdraft || (act === 'fulfil' && moved.slotId === null)
  const after: BookingRow = { ...booking, ...moved, status: next.value, version: Math.max(booking.version + 1, entry.version ?? 0), overdraft }
  ledger.putBooking(after)
  feed(context, after)
  return accepted(entry, outcomeOf(after))
}

const holdsPlaceOf = ({ ledger, device }: EntryContext, { slotId, n, bookingId }: BookingRow): boolean => {
  const place = slotId !== null && n !== null ? ledger.place(slotId, n) : null
  return place?.bookingId === bookingId && place.deviceId === device.deviceId
}

/**
 * The visit ended elsewhere while the device that holds the place cancelled it and perhaps sold the place again: its word about its own place counts,
 * and a dose that was given stands without one.
 */
function cancelLate(context: EntryContext, entry: WireEntry, booking: BookingRow): Verdict {
  const place = booking.slotId !== null && booking.n !== null ? context.ledger.place(booking.slotId, booking.n) : null
  if (place) letGo(context, place)
  const after: BookingRow = { ...booking, slotId: null, n: null, overdraft: booking.overdraft || booking.status === 'fulfilled', version: Math.max(booking.version + 1, entry.version ?? 0) }
  context.ledger.putBooking(after)
  feed(context, after)
  return accepted(entry, outcomeOf(after))
}

const isOfClinic = ({ ledger, device }: EntryContext, slotId: string): boolean => ledger.slot(slotId)?.clinicId === device.clinicId

/** Moves the booking from its place to the next: none after a cancellation, the named one after a reschedule. */
function move(context: EntryContext, entry: WireEntry, booking: BookingRow, act: BookingAct): Pick<BookingRow, 'slotId' | 'n'> | 'refused' | 'contested' {
  const { ledger, device, epoch } = context
  const here = { slotId: booking.slotId, n: booking.n }
  if (act !== 'cancel' && act !== 'reschedule') return here
  const target = act === 'reschedule' && entry.place ? placeOrUnknown(context, entry.place.slotId, entry.place.n) : null
  if (act === 'reschedule') {
    if (!target) return 'refused'
    // A learning ledger gives what is nobody's: of this clinic's windows only.
    if (!isOfClinic(context, target.slotId)) return context.learning ? 'contested' : 'refused'
    const claim = claimOf(context, target, booking.bookingId)
    if (claim !== 'granted') return claim
    if (target.bookingId === booking.bookingId) return here
  }
  const old = booking.slotId !== null && booking.n !== null ? ledger.place(booking.slotId, booking.n) : null
  if (old?.bookingId === booking.bookingId) letGo(context, old)
  if (!target) return { slotId: null, n: null }
  takePlace(context, target, holderBy(context, device, epoch, allotmentOf(context, entry, target)), booking.bookingId)
  return { slotId: target.slotId, n: target.n }
}

/** Its device is dead, but the person came with the ticket: the signed receipt stands for the booking. */
function recreate(context: EntryContext, entry: WireEntry, bookingId: string, receipt: string): Verdict {
  const { ledger, device } = context
  const facts = readReceipt(receipt, ledger.keyOf)
  const maker = facts && ledger.device(facts.d)
  if (!facts || !maker || maker.clinicId !== device.clinicId || facts.b !== bookingId) return refused(entry, 'RECEIPT_INVALID')
  const place = seatOfReceipt(context, facts)
  const row: BookingRow = {
    bookingId, clinicId: device.clinicId, deviceId: facts.d, epoch: facts.e, status: 'checked-in', version: entry.version ?? 1, ticketNumber: facts.t,
    slotId: place?.slotId ?? null, n: place?.n ?? null, overdraft: false, body: '', date: facts.day,
  }
  ledger.putBooking(row)
  if (place) takePlace(context, place, holderBy(context, maker, facts.e, place.allotmentId), bookingId)
  feed(context, row)
  return accepted(entry, outcomeOf(row))
}

function seatOfReceipt(context: EntryContext, facts: ReceiptFacts): PlaceRow | null {
  const place = facts.s !== null && facts.n !== null && isOfClinic(context, facts.s) ? context.ledger.place(facts.s, facts.n) : null
  const maker = context.ledger.device(facts.d)
  return place && maker && claimOf({ ...context, device: maker, epoch: facts.e }, place, facts.b) === 'granted' ? place : null
}

function feed({ ledger, device }: EntryContext, row: BookingRow): void {
  ledger.addChange(row.clinicId, device.deviceId, JSON.stringify(bookingChange(row)))
}

/** What the clinic's other devices are told: number, state, place; nothing of the person. */
export function bookingChange(row: BookingRow): object {
  const place = row.slotId !== null && row.n !== null ? { slotId: row.slotId, n: row.n } : null
  if (row.status === 'cancelled') return { kind: 'cancellation', bookingId: row.bookingId }
  return { kind: 'booking', bookingId: row.bookingId, status: row.status, version: row.version, ticketNumber: row.ticketNumber, place, deviceId: row.deviceId }
}
