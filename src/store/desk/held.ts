/**
 * Acts that end a visit without a dose. The centre never forgets an end it was told, so it is told when the act can no longer be taken back; the row shows it at once.
 * The place stays with the booking until then: undo always finds it.
 */
import { decide } from '../../domain/booking.ts'
import { UNDO_MS_MAX } from '../../domain/desk-act.ts'
import type { EntryType } from '../../contract/sync-protocol.ts'
import { appendEntry } from '../commands/append-entry.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { LineRow } from '../repositories/bookings.ts'
import type { HeldAct } from '../repositories/held-acts.ts'
import { releasePlace } from '../stock.ts'

export const HELD_MS = UNDO_MS_MAX
const types = { cancel: 'booking-cancelled', 'no-show': 'no-show', 'not-given': 'dose-not-given' } as const satisfies Record<HeldAct['act'], EntryType>

/** The row ends here and now; the centre hears of it later. */
export function holdAct(context: StoreContext, row: LineRow, actId: number, act: HeldAct['act'], body: Record<string, unknown>): void {
  const { repos } = context
  const next = decide(row.status, act)
  if (!next.ok) throw new Refusal('TRANSITION_NOT_ALLOWED', `${row.status} cannot ${act}`)
  repos.hold({ bookingId: row.bookingId, actId, at: context.clock(), act, status: row.status, body: JSON.stringify(body) })
  repos.setVersion(row.bookingId, next.value, row.version + 1)
  repos.setQueue(row.bookingId, 'finished', null, null)
}

/** Inside a transaction. Nothing when nothing is held. */
export function settleHeld(context: StoreContext, bookingId: string): void {
  const held = context.repos.heldOf(bookingId)
  if (!held) return
  const { repos } = context
  repos.letHeldGo(bookingId)
  const row = repos.booking(bookingId)
  if (!row) return
  const ended = decide(held.status, held.act)
  // The centre, or another device, ended it meanwhile: what they said stands, and the trail has both.
  if (!ended.ok || row.status !== ended.value) return repos.note(bookingId, context.clock(), `${held.act}-overtaken`)
  tell(context, row, held.act, JSON.parse(held.body) as Record<string, unknown>)
}

function tell(context: StoreContext, row: LineRow, act: HeldAct['act'], body: Record<string, unknown>): void {
  const { repos } = context
  const place = row.slotId !== null && row.n !== null ? { slotId: row.slotId, n: row.n } : null
  const allotmentId = place ? repos.allotmentOf(place.slotId, place.n) : null
  // For the centre this visit ended with the dose that was entered in error: only another word on the dose is taken, or that the place is free.
  const doseThere = repos.deskRow(row.bookingId)?.visit.doseInError === 1
  const asNotGiven = doseThere && (act === 'no-show' || (act === 'cancel' && place === null))
  const frees = act === 'cancel' && !asNotGiven
  const giveBack = place && frees ? releasePlace(context, place, row.bookingId) : null
  repos.setStatus(row.bookingId, row.status, row.version, !frees)
  appendEntry(context, { type: asNotGiven ? 'dose-not-given' : types[act], bookingId: row.bookingId, version: row.version, place, allotmentId, body: asNotGiven ? { reason: act } : body })
  giveBack?.()
  repos.note(row.bookingId, context.clock(), types[act])
}

/** Acts whose time is over, or all (the machine is to be emptied). One transaction each, so that one that fails delays no other. Answers how many were told. */
export function settleDue(context: StoreContext, all = false): number {
  const { repos } = context
  const now = context.clock()
  const due = all ? repos.heldOutside(0, -1) : repos.heldOutside(now - HELD_MS, now)
  for (const { bookingId } of due) repos.atomically(() => settleHeld(context, bookingId))
  return due.length
}

