/**
 * A booking's life (FHIR Appointment.status). Pure: the same code judges at the kiosk and at the centre.
 *
 *   booked ----+--> arrived --> checked-in --> fulfilled
 *   waitlist --+                   |
 *      any of the first four ------+--> cancelled | noshow     (a dose given always ends in fulfilled)
 */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'

export const bookingStatuses = ['booked', 'waitlist', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow'] as const
export type BookingStatus = (typeof bookingStatuses)[number]

/** What happened to a booking; the tail of an entry type. */
export const bookingActs = ['arrive', 'check-in', 'promote', 'reschedule', 'fulfil', 'not-given', 'cancel', 'no-show'] as const
export type BookingAct = (typeof bookingActs)[number]

const PRESENT: readonly BookingStatus[] = ['arrived', 'checked-in']
const ACTIVE: readonly BookingStatus[] = ['booked', 'waitlist', 'arrived', 'checked-in']

export const isActive = (status: BookingStatus): boolean => ACTIVE.includes(status)

const from: Record<BookingAct, readonly BookingStatus[]> = {
  arrive: ['booked', 'waitlist'],
  'check-in': ['booked', 'waitlist', 'arrived'],
  promote: ['waitlist', 'arrived', 'checked-in'],
  reschedule: ['booked', 'waitlist', 'arrived', 'checked-in', 'noshow'],
  // Reality wins: a dose that was given is recorded whatever the screen said.
  fulfil: bookingStatuses,
  'not-given': ACTIVE,
  cancel: ACTIVE,
  'no-show': ACTIVE,
}

const to: Record<BookingAct, BookingStatus> = {
  arrive: 'arrived', 'check-in': 'checked-in', promote: 'booked', reschedule: 'booked', fulfil: 'fulfilled', 'not-given': 'fulfilled', cancel: 'cancelled', 'no-show': 'noshow',
}

/** The status after `act`, or why not. */
export function decide(status: BookingStatus, act: BookingAct): Result<BookingStatus, { readonly from: BookingStatus; readonly act: BookingAct }> {
  if (!from[act].includes(status)) return err({ from: status, act })
  // Another place does not make somebody leave who has come.
  return ok((act === 'reschedule' || act === 'promote') && PRESENT.includes(status) ? status : to[act])
}

/** Only a cancellation, a no-show or a reschedule frees the place; a dose or a refusal uses it up. */
export const freesPlace = (act: BookingAct): boolean => act === 'cancel' || act === 'reschedule'
