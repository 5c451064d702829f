/** The promise: 'booked' only with a place in hand, standby otherwise, a number always. Booking and outbox entry are one transaction. */
import { canonicalJson } from '../../base/canonical-json.ts'
import { DAY_MS } from '../../base/time.ts'
import type { CallInput, Ticket } from '../../contract/kiosk-api.ts'
import type { BookingBody } from '../../contract/sync-protocol.ts'
import { checkWalkIn } from '../../domain/eligibility.ts'
import { personKey, phoneDigits } from '../../domain/patient.ts'
import { ticketNumberOf } from '../../domain/queue.ts'
import { WALK_IN_HORIZON_MS } from '../../domain/session.ts'
import { newId, orRefuse, Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { ticketOf } from '../queries/ticket.ts'
import { forgetOldPromises, promiseWait } from '../queries/waiting.ts'
import type { Promised } from '../queries/waiting.ts'
import type { BookingRow } from '../repositories/bookings.ts'
import type { FreePlace } from '../repositories/places.ts'
import { appendEntry } from './append-entry.ts'

type Input = CallInput<'bookWalkIn'>

const PHONE_DIGITS_MIN = 7
const PHONE_DIGITS_MAX = 15

export function bookWalkIn(context: StoreContext, input: Input): Ticket {
  const { repos } = context
  const { patient, vaccine } = input
  const date = today(context)
  const digits = phoneDigits(patient.phone)
  if (digits.length < PHONE_DIGITS_MIN || digits.length > PHONE_DIGITS_MAX) throw new Refusal('PHONE_INVALID', undefined, 'patient.phone')
  orRefuse(checkWalkIn({ birthDate: patient.birthDate, hasGuardian: patient.guardian !== null, today: date }), 'patient.birthDate')
  if (!repos.meta.catalogue().some((item) => item.vaccine.code === vaccine.code && item.vaccine.system === vaccine.system)) throw new Refusal('VACCINE_NOT_OFFERED', undefined, 'vaccine')
  const key = personKey(patient.name, patient.birthDate, patient.phone)
  const same = repos.activeOfPerson({ personKey: key, phoneLast4: digits.slice(-4), birthDate: patient.birthDate }, date, vaccine)
  if (same) return { ...ticketOf(context, same), repeated: true }

  const place = choosePlace(context, input, date)
  const now = context.clock()
  const bookingId = newId(context)
  const ticketNumber = nextTicket(context, date)
  const later = place !== null && input.when !== 'soonest'
  if (ticketNumber.endsWith('-001')) forgetOldPromises(context)
  const promised = later ? null : promiseWait(context, bookingId, repos.countAhead(date, now, place === null))
  const body = bodyOf(input, ticketNumber, promised)
  const bodyText = canonicalJson(body)
  const booking: BookingRow = {
    bookingId, status: place ? 'booked' : 'waitlist', version: 1, ticketNumber, date, vaccine, slotId: place?.slotId ?? null, n: place?.n ?? null, body, madeBy: null, createdAt: now,
  }
  repos.addBooking({ ...booking, personKey: key, phoneLast4: digits.slice(-4), birthDate: patient.birthDate }, bodyText)
  if (place && !repos.spend(place.slotId, place.n, bookingId)) throw new Error(`place ${place.slotId}/${place.n} was not free inside its transaction`)
  if (!later) repos.enqueue({ bookingId, date, standby: place === null, since: now })
  appendEntry(context, {
    type: place ? 'booking-created' : 'booking-waitlisted', bookingId, version: 1, place: place ? { slotId: place.slotId, n: place.n } : null,
    allotmentId: place?.allotmentId ?? null, body,
  }, bodyText)
  const line = { queue: later ? null : 'waiting' as const, standby: !later && place === null, since: later ? null : now, room: null, calledAt: null }
  return ticketOf(context, { ...booking, ...line, slotStart: place?.start ?? null, slotEnd: place?.end ?? null }, promised)
}

/** Counts on over a number that another machine's booking has: nobody shares a number on one day. */
function nextTicket({ repos, clock }: StoreContext, date: string): string {
  const letter = repos.meta.stationLetter()
  const floor = repos.meta.get('ticketFloor')
  const atLeast = floor && Math.abs(clock() - floor.at) < DAY_MS ? (floor.byLetter[letter] ?? 0) : 0
  for (;;) {
    const ticketNumber = ticketNumberOf(letter, repos.nextTicketCount(date, letter, atLeast))
    if (!repos.hasTicket(date, ticketNumber)) return ticketNumber
  }
}

/** Soonest: the current window or the next within the horizon. A later slot that filled meanwhile becomes standby, never a refusal. */
function choosePlace(context: StoreContext, { when, vaccine }: Input, date: string): FreePlace | null {
  const { repos } = context
  const now = context.clock()
  if (when === 'standby' || repos.meta.get('frozen') !== null) return null
  if (when !== 'soonest') {
    const slot = repos.slot(when.slotId)
    if (!slot) throw new Refusal('UNKNOWN_SLOT', undefined, 'when')
    if (slot.end <= now) throw new Refusal('SLOT_OVER', undefined, 'when')
    return repos.slotsOf(vaccine, slot.date, now).some((s) => s.slotId === slot.slotId) ? repos.freePlace(slot.slotId, now) : null
  }
  return repos.soonestPlace(vaccine, date, now, now + WALK_IN_HORIZON_MS)
}

function bodyOf(input: Input, ticketNumber: string, promised: Promised | null): BookingBody {
  return {
    patient: input.patient, vaccine: input.vaccine, ticketNumber, channel: input.channel, consent: input.consent, screening: input.screening,
    promisedWaitMinutes: promised && [promised.low, promised.high],
  }
}
