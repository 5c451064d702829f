/** What happens to a booking after its number: one decision by `domain/booking`, one entry for the centre. */
import { toIso } from '../../base/time.ts'
import type { CallInput, Ticket } from '../../contract/kiosk-api.ts'
import type { EntryType, WireEntry } from '../../contract/sync-protocol.ts'
import { decide, freesPlace } from '../../domain/booking.ts'
import type { BookingAct } from '../../domain/booking.ts'
import { Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { ticketOf } from '../queries/ticket.ts'
import { promiseWait } from '../queries/waiting.ts'
import type { LineRow } from '../repositories/bookings.ts'
import { holdAct, settleHeld } from '../desk/held.ts'
import { releasePlace } from '../stock.ts'
import { appendEntry } from './append-entry.ts'

/** In the place of an act of the desk's trail: there is none. */
const NO_ACT = 0

/** An end that is still held back is told first: what follows it comes after it. */
const bookingOr = (context: StoreContext, bookingId: string): LineRow => {
  settleHeld(context, bookingId)
  const found = context.repos.booking(bookingId)
  if (!found) throw new Refusal('UNKNOWN_BOOKING', undefined, 'bookingId')
  return found
}

/** One decision, one entry; answers with the entry. */
export function changeBooking(context: StoreContext, booking: LineRow, kind: BookingAct, type: EntryType, body: Record<string, unknown>): WireEntry {
  const { repos } = context
  const next = decide(booking.status, kind)
  if (!next.ok) throw new Refusal('TRANSITION_NOT_ALLOWED', `${booking.status} cannot ${kind}`)
  const place = booking.slotId !== null && booking.n !== null ? { slotId: booking.slotId, n: booking.n } : null
  const allotmentId = place ? repos.allotmentOf(place.slotId, place.n) : null
  const frees = freesPlace(kind)
  const giveBack = place && frees ? releasePlace(context, place, booking.bookingId) : null
  const version = booking.version + 1
  repos.setStatus(booking.bookingId, next.value, version, !frees)
  const entry = appendEntry(context, { type, bookingId: booking.bookingId, version, place, allotmentId, body })
  giveBack?.()
  repos.note(booking.bookingId, context.clock(), type)
  return entry
}

export const checkIn = (context: StoreContext, { bookingId }: CallInput<'checkIn'>): Ticket => checkInWith(context, bookingId, {})

/** `body` carries the receipt when the centre may not know the booking. */
export function checkInWith(context: StoreContext, bookingId: string, body: { readonly receipt?: string; readonly practitionerId?: string }): Ticket {
  const booking = bookingOr(context, bookingId)
  // Telling twice that one has come is one arrival.
  if (booking.status !== 'checked-in') comeIn(context, booking, body)
  const since = booking.since ?? context.clock()
  // A later time was booked in the morning: who comes now comes behind whoever is here.
  if (booking.queue === null) context.repos.setPlace(bookingId, booking.date, { line: context.repos.lastArrival(), lineAct: context.repos.lastActId() + 1, placed: 0 })
  if (booking.queue !== 'in-service') context.repos.enqueue({ bookingId, date: today(context), standby: booking.slotId === null, since })
  if (booking.queue === null) promiseWait(context, bookingId, context.repos.countAhead(today(context), since, booking.slotId === null))
  return ticketOf(context, bookingOr(context, bookingId))
}

/** Of a visit that the centre holds as ended, by a dose entered in error, it is not told: it would count no version, and wait for the next. */
function comeIn(context: StoreContext, booking: LineRow, body: Record<string, unknown>): void {
  const next = decide(booking.status, 'check-in')
  if (!next.ok) throw new Refusal('TRANSITION_NOT_ALLOWED', `${booking.status} cannot check-in`)
  if (context.repos.deskRow(booking.bookingId)?.visit.doseInError === 1) context.repos.setVersion(booking.bookingId, next.value, booking.version)
  else changeBooking(context, booking, 'check-in', 'booking-checked-in', body)
}

/** At the glass, or by whoever wants no time to take it back: told at once. */
function endNow(context: StoreContext, bookingId: string, act: 'cancel' | 'no-show' | 'not-given', body: Record<string, unknown>): { bookingId: string } {
  holdAct(context, bookingOr(context, bookingId), NO_ACT, act, body)
  settleHeld(context, bookingId)
  return { bookingId }
}

export const cancelBooking = (context: StoreContext, { bookingId, reason }: CallInput<'cancelBooking'>): { bookingId: string } => endNow(context, bookingId, 'cancel', { reason })

export function finishVisit(context: StoreContext, { bookingId, dose, notGivenReason }: CallInput<'finishVisit'>): { bookingId: string } {
  if (!dose) return endNow(context, bookingId, 'not-given', { reason: notGivenReason ?? 'unspecified' })
  const booking = bookingOr(context, bookingId)
  const givenAt = context.clock()
  const { entryId } = changeBooking(context, booking, 'fulfil', 'dose-recorded', { vaccine: booking.vaccine, ...dose, givenAt: toIso(givenAt) })
  context.repos.setQueue(bookingId, 'finished', null, null)
  context.repos.addDose({ immunizationId: entryId, bookingId, date: booking.date, actId: NO_ACT, givenAt, vaccine: booking.vaccine, ...dose, vialId: null, cautions: '', inError: null })
  return { bookingId }
}

export const markNoShow = (context: StoreContext, { bookingId }: CallInput<'markNoShow'>): { bookingId: string } => endNow(context, bookingId, 'no-show', {})
