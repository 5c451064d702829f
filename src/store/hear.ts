/** What comes down from the centre: windows, the catalogue, decisions on standby, bookings and cancellations made elsewhere. One transaction a page. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../base/canonical-json.ts'
import { localDateOf } from '../base/time.ts'
import type { Change, Place } from '../contract/sync-protocol.ts'
import { bookingStatuses, isActive } from '../domain/booking.ts'
import type { BookingStatus } from '../domain/booking.ts'
import { appendEntry } from './commands/append-entry.ts'
import { newId, today } from './context.ts'
import type { StoreContext } from './context.ts'
import { releasePlace, returnPlaces } from './stock.ts'

export function applyChanges(context: StoreContext, changes: readonly Change[], cursor: string): void {
  const { repos } = context
  repos.atomically(() => {
    for (const change of changes) hear(context, change)
    repos.meta.put('cursor', cursor)
  })
}

function hear(context: StoreContext, change: Change): void {
  const { repos } = context
  switch (change.kind) {
    case 'session': return repos.putSession(change)
    case 'slot': return repos.putSlot({ ...change, start: Date.parse(change.start), end: Date.parse(change.end) })
    case 'catalogue': return repos.meta.put('catalogue', change.vaccines)
    case 'device': return repos.addPeer(change)
    case 'waitlist-decision': return change.place && change.decision === 'booked' ? takeDecision(context, change.bookingId, change.place, change.allotmentId ?? null) : undefined
    case 'booking': return hearBooking(context, change)
    case 'cancellation': return hearCancellation(context, change.bookingId)
    case 'message': return hearMessage(context, change)
  }
}

/** One without an id, of an older centre, is known by its words. */
function hearMessage({ repos, clock }: StoreContext, { messageId, at, topic = 'notice', lotNumber = null, text }: Extract<Change, { kind: 'message' }>): void {
  repos.keepMessage({ messageId: messageId ?? createHash('sha256').update(canonicalJson(text)).digest('base64url'), at: at === undefined ? clock() : Date.parse(at), topic, lotNumber, text })
}

/** The place is answered for either way: taken with an entry that says so, or given back. It never joins the free stock. */
function takeDecision(context: StoreContext, bookingId: string, place: Place, decided: string | null): void {
  const { repos } = context
  const booking = repos.booking(bookingId)
  if (!booking || booking.madeBy !== null || booking.slotId !== null) return
  const allotmentId = decided ?? newId(context)
  const takes = isActive(booking.status) && repos.meta.get('frozen') === null
  if (!repos.addDecided({ ...place, allotmentId, epoch: repos.meta.epoch(), bookingId: takes ? bookingId : null })) return
  if (!takes) return returnPlaces(context, allotmentId, place.slotId, [place.n])
  const version = booking.version + 1
  repos.setFacts(bookingId, booking.status === 'waitlist' ? 'booked' : booking.status, version, place)
  repos.setStandby(bookingId, false)
  appendEntry(context, { type: 'booking-rescheduled', bookingId, version, place, allotmentId, body: { from: null } })
  repos.note(bookingId, context.clock(), 'booking-rescheduled')
}

const isStatus = (status: string): status is BookingStatus => (bookingStatuses as readonly string[]).includes(status)

/** Number, state and place of somebody who booked at another device; nothing of the person comes down. */
function hearBooking(context: StoreContext, change: Extract<Change, { kind: 'booking' }>): void {
  const { repos } = context
  if (!isStatus(change.status)) return
  const known = repos.booking(change.bookingId)
  if (known) {
    if (change.version < known.version) return
    const place = known.madeBy === null || !change.place ? placeOf(known) : change.place
    // Booked is said with a place only; the centre may honour one whose place is not found again.
    repos.setFacts(change.bookingId, change.status === 'booked' && !place ? known.status : change.status, change.version, place)
    if (!isActive(change.status)) repos.setQueue(change.bookingId, 'finished', null, null)
    return
  }
  if (change.deviceId === null || change.deviceId === repos.meta.get('identity')?.deviceId) return
  const slot = change.place ? repos.slot(change.place.slotId) : null
  const date = slot?.date ?? today(context)
  if (repos.hasTicket(date, change.ticketNumber)) return
  const vaccine = (slot && repos.vaccineOf(slot.sessionId)) ?? { system: '', code: '' }
  const now = context.clock()
  repos.addBooking({
    bookingId: change.bookingId, status: change.status === 'booked' && !change.place ? 'waitlist' : change.status, version: change.version, ticketNumber: change.ticketNumber, date, vaccine, slotId: change.place?.slotId ?? null, n: change.place?.n ?? null,
    body: null, madeBy: change.deviceId, createdAt: now, personKey: '', phoneLast4: '', birthDate: '',
  })
  if (isActive(change.status) && date === localDateOf(now, repos.meta.timeZone())) repos.enqueue({ bookingId: change.bookingId, date, standby: change.place === null, since: now })
}

const placeOf = (row: { readonly slotId: string | null; readonly n: number | null }): Place | null => (row.slotId !== null && row.n !== null ? { slotId: row.slotId, n: row.n } : null)

/** Cancelled elsewhere: the place, if it was sold here, is free here again. */
function hearCancellation(context: StoreContext, bookingId: string): void {
  const { repos } = context
  const booking = repos.booking(bookingId)
  if (!booking || !isActive(booking.status)) return
  const place = placeOf(booking)
  if (place) releasePlace(context, place, bookingId)()
  repos.setFacts(bookingId, 'cancelled', booking.version + 1, null)
  repos.setQueue(bookingId, 'finished', null, null)
}
