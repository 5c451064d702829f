/** Acts that end a visit without a dose, and the change to another time. */
import type { DeskInput } from '../../contract/desk-api.ts'
import type { Acted } from '../../contract/desk-types.ts'
import { decide } from '../../domain/booking.ts'
import { isCurrentOrNext } from '../../domain/session.ts'
import { appendEntry } from '../commands/append-entry.ts'
import { Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { DeskLineRow } from '../repositories/visits.ts'
import type { FreePlace } from '../repositories/places.ts'
import { releasePlace } from '../stock.ts'
import { actOn } from './act-on.ts'
import type { Acting, RowInput } from './act-on.ts'
import { holdAct } from './held.ts'

export function cancelVisit(context: StoreContext, input: Pick<DeskInput<'cancelVisit'>, 'session' | 'bookingId' | 'revision' | 'reason' | 'note'>): Acted {
  return actOn(context, input, input.reason === 'duplicate' ? 'merge' : 'cancel', ({ row, actId }) => {
    holdAct(context, row, actId, 'cancel', { reason: input.reason })
    return { facts: { reason: input.reason, note: input.note } }
  })
}

/** `rule`: nobody did it, the clinic's rule did. */
export function noShowVisit(context: StoreContext, input: RowInput, rule = false): Acted {
  return actOn(context, input, 'no-show', ({ row, actId, by }) => {
    holdAct(context, row, actId, 'no-show', by === null ? {} : { practitionerId: by })
    return { facts: { rule } }
  }, rule ? { by: null } : {})
}

export function recordNotGiven(context: StoreContext, input: RowInput & Pick<DeskInput<'recordNotGiven'>, 'reason' | 'note'>): Acted {
  return actOn(context, input, 'not-given', ({ row, actId, by }) => {
    holdAct(context, row, actId, 'not-given', { reason: input.note ? `${input.reason}: ${input.note}` : input.reason, ...(by === null ? {} : { practitionerId: by }) })
    return { facts: { reason: input.reason } }
  })
}

export function rescheduleVisit(context: StoreContext, input: DeskInput<'rescheduleVisit'>): Acted {
  return actOn(context, input, 'reschedule', (acting) => {
    const { row } = acting
    const free = freePlaceIn(context, row, input.slotId)
    takeOther(acting, free)
    // To go back to having no place is no act the centre knows: that would be a cancellation.
    return { facts: { from: row.slotId, to: input.slotId }, ...(row.slotId === null ? { undo: null } : {}) }
  })
}

/** A place of today's window of this vaccine, or why not. */
export function freePlaceIn(context: StoreContext, row: Pick<DeskLineRow, 'vaccine' | 'slotId'>, slotId: string): FreePlace {
  const { repos } = context
  const now = context.clock()
  const slot = repos.slot(slotId)
  if (!slot || slot.date !== today(context)) throw new Refusal('UNKNOWN_SLOT', undefined, 'slotId')
  if (slot.end <= now) throw new Refusal('SLOT_OVER', undefined, 'slotId')
  const offered = repos.slotsOf(row.vaccine, slot.date, now).some((one) => one.slotId === slotId)
  const free = offered && repos.meta.get('frozen') === null ? repos.freePlace(slotId, now) : null
  if (!free || row.slotId === slotId) throw new Refusal('NO_FREE_PLACE', undefined, 'slotId')
  return free
}

/** The new place was found free inside this transaction; the old one is let go only with it in hand, and both or neither happen. */
export function takeOther({ context, row, now, date }: Pick<Acting, 'context' | 'row' | 'now' | 'date'>, free: FreePlace): void {
  const { repos } = context
  const next = decide(row.status, 'reschedule')
  // For the centre the visit ended with the dose that was entered in error: it would take no other time. The person is here; they can be called.
  if (!next.ok || row.visit.doseInError === 1) throw new Refusal('TRANSITION_NOT_ALLOWED', `${row.status} cannot reschedule`)
  const from = row.slotId !== null && row.n !== null ? { slotId: row.slotId, n: row.n } : null
  const place = { slotId: free.slotId, n: free.n }
  const giveBack = from ? releasePlace(context, from, row.bookingId) : null
  if (!repos.spend(place.slotId, place.n, row.bookingId)) throw new Error(`place ${place.slotId}/${place.n} was not free inside its transaction`)
  const version = row.version + 1
  repos.setFacts(row.bookingId, next.value, version, place)
  appendEntry(context, { type: 'booking-rescheduled', bookingId: row.bookingId, version, place, allotmentId: free.allotmentId, body: { from } })
  giveBack?.()
  repos.note(row.bookingId, now, 'booking-rescheduled')
  standWhere(context, row, date, isCurrentOrNext(free, now))
}

/** A time that is near keeps or gives the place in line; a later one leaves the line until then. */
function standWhere({ repos, clock }: StoreContext, row: DeskLineRow, date: string, near: boolean): void {
  if (!near) return repos.putQueue(row.bookingId, date, null)
  const inLine = row.queue === 'waiting' || row.queue === 'in-service'
  repos.putQueue(row.bookingId, date, { state: inLine && row.queue ? row.queue : 'waiting', standby: 0, since: row.since ?? clock(), room: inLine ? row.room : null, calledAt: inLine ? row.calledAt : null })
}
