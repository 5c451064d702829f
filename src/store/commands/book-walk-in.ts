/** The promise: 'booked' only with a place in hand, standby otherwise, a number always. Booking and outbox entry are one transaction. */
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
  const letter = repos.meta.stationLetter()
  const ticketNumber = nextTicket(context, letter, date)
  const later = place !== null && input.when !== 'soonest'
  if (ticketNumber.endsWith('-001')) forgetOldPromises(context)
  const body = bodyOf(input, ticketNumber, later ? null : promiseWait(context, bookingId, repos.countAhead(date, now, place === null)))
  repos.addBooking({
    bookingId, status: place ? 'booked' : 'waitlist', version: 1, ticketNumber, date, vaccine, slotId: place?.slotId ?? null, n: place?.n ?? null,
    body, madeBy: null, createdAt: now, personKey: key, phoneLast4: digits.slice(-4), birthDate: patient.birthDate,
  })
  if (place && !repos.spend(place.slotId, place.n, bookingId)) throw new Error(`place ${place.slotId}/${place.n} was not free inside its transaction`)
  if (!later) repos.enqueue({ bookingId, date, standby: place === null, since: now })
  appendEntry(context, {
    type: place ? 'booking-created' : 'booking-waitlisted', bookingId, version: 1, place: place ? { slotId: place.slotId, n: place.n } : null,
    allotmentId: place?.allotmentId ?? null, body,
  })
  repos.note(bookingId, now, `created-${input.channel}`)
  const made = repos.booking(bookingId)
  if (!made) throw new Error('the booking just written is not there')
  return ticketOf(context, made)
}

/** Counts on over a number that another machine's booking has: nobody shares a number on one day. */
function nextTicket({ repos }: StoreContext, letter: string, date: string): string {
  for (;;) {
    const ticketNumber = ticketNumberOf(letter, repos.meta.nextTicketCount(date, letter))
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

function bodyOf(input: Input, ticketNumber: string, promised: readonly [number, number] | null): BookingBody {
  return {
    patient: input.patient, vaccine: input.vaccine, ticketNumber, channel: input.channel, consent: input.consent, screening: input.screening,
    promisedWaitMinutes: promised && [promised[0], promised[1]],
  }
}
