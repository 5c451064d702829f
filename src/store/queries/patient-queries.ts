import type { FoundBooking, NowCalling, VaccineToday } from '../../contract/kiosk-api.ts'
import { isCurrentOrNext } from '../../domain/session.ts'
import { waitRange } from '../../domain/waiting.ts'
import { today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { maskedNameOf, nameOfVaccine } from './ticket.ts'
import { paceNow, quietToday } from './waiting.ts'

const FOUND_MAX = 5
const CALLED_MAX = 5

export function vaccinesToday(context: StoreContext): readonly VaccineToday[] {
  const { repos } = context
  const date = today(context)
  const now = context.clock()
  const waitMinutes = waitRange(repos.countWaiting(date), paceNow(context))
  const offered = repos.hasSessions(date)
  return repos.meta.catalogue()
    .map((item) => ({ item, slots: repos.slotsOf(item.vaccine, date, now) }))
    .filter(({ slots }) => !offered || slots.length > 0)
    .map(({ item, slots }) => ({
      vaccine: item.vaccine, name: item.name, forWhom: item.forWhom, minAgeMonths: item.minAgeMonths, maxAgeMonths: item.maxAgeMonths,
      freeNow: slots.filter((slot) => isCurrentOrNext(slot, now)).reduce((sum, slot) => sum + slot.free, 0),
      waitMinutes, standbyAhead: repos.countAhead(date, now, true), later: laterToday(context, slots, now),
    }))
}

type LaterSlot = VaccineToday['later'][number]

/** What can still be chosen, the quietest marked: offered, never asked for. */
function laterToday(context: StoreContext, slots: readonly LaterSlot[], now: number): readonly LaterSlot[] {
  const later = slots.filter((slot) => slot.start > now && slot.free > 0).map(({ slotId, start, end, free }) => ({ slotId, start, end, free }))
  const quiet = quietToday(context, later)
  return later.map((slot) => (slot.slotId === quiet ? { ...slot, quiet: true } : slot))
}

export function findBookings(context: StoreContext, input: { phoneLast4: string; birthDate: string }): readonly FoundBooking[] {
  return context.repos.byDigits(input.phoneLast4, input.birthDate, today(context), FOUND_MAX).map((row) => ({
    bookingId: row.bookingId, ticketNumber: row.ticketNumber, status: row.status, maskedName: maskedNameOf(row),
    vaccineName: nameOfVaccine(context, row.vaccine), slotStart: row.slotStart, inQueue: row.queue === 'waiting' || row.queue === 'in-service',
  }))
}

export function nowCalling(context: StoreContext): NowCalling {
  const { repos } = context
  const date = today(context)
  return { clinicName: repos.meta.get('identity')?.clinic.name ?? '', timeZone: repos.meta.timeZone(), waiting: repos.countWaiting(date), called: repos.called(date, CALLED_MAX) }
}
