/** Takes the last act on a person back, for a while: what stood before stands again, and the trail says both. */
import type { DeskInput } from '../../contract/desk-api.ts'
import type { Acted } from '../../contract/desk-types.ts'
import { canUndoAt } from '../../domain/desk-act.ts'
import { appendEntry } from '../commands/append-entry.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { ActRow } from '../repositories/desk-acts.ts'
import { actOn, revisionOf, rowOr } from './act-on.ts'
import type { Acting, Before, Done } from './act-on.ts'
import { takeDoseBack } from './dose-acts.ts'
import { freePlaceIn, takeOther } from './end-acts.ts'
import { moveBack } from './line-acts.ts'

export function undoAct(context: StoreContext, input: DeskInput<'undoAct'>): Acted {
  const { repos } = context
  const act = repos.act(input.actId)
  if (!act) throw new Refusal('NOT_FOUND', 'no such act', 'actId')
  if (act.bookingId === null || act.before === null || act.undoneBy !== null) throw new Refusal('UNDO_NOT_POSSIBLE', act.undoneBy === null ? 'not of this kind' : 'taken back already')
  if (!canUndoAt(act.at, context.clock())) throw new Refusal('UNDO_TOO_LATE')
  const row = rowOr(context, act.bookingId)
  if (revisionOf(row) !== act.revision) {
    const since = repos.actsAfter(act.bookingId, act.revision ?? 0)
    throw new Refusal('UNDO_NOT_POSSIBLE', since.length > 0 ? since.join(',') : 'elsewhere')
  }
  const before = JSON.parse(act.before) as Before
  const acted = actOn(context, { session: input.session, bookingId: act.bookingId, revision: revisionOf(row) }, 'undo', (acting) => {
    repos.setUndone(act.actId, acting.actId)
    return { visit: putBack(acting, act, before), facts: { act: act.actId, kind: act.kind } }
  }, { keepHeld: true })
  // What was done before it can now be taken back in its turn.
  const previous = repos.lastAct(act.bookingId)
  if (previous && previous.revision === act.revisionBefore) repos.setActRevision(previous.actId, acted.revision)
  return acted
}

function putBack(acting: Acting, act: ActRow, before: Before): NonNullable<Done['visit']> {
  const { context, row, date } = acting
  const { repos } = context
  const { acts: _acts, ...kept } = before.visit
  // What the centre was told of a dose is never untold.
  const visit = { ...kept, doseInError: row.visit.doseInError }
  switch (act.kind) {
    case 'cancel': case 'no-show': case 'not-given': case 'merge':
      if (repos.heldOf(row.bookingId)?.actId !== act.actId) throw new Refusal('UNDO_TOO_LATE', 'the centre was told')
      repos.letHeldGo(row.bookingId)
      repos.setVersion(row.bookingId, before.status, before.version)
      break
    case 'reschedule':
      takeOther(acting, freePlaceIn(context, row, before.slotId ?? ''))
      break
    case 'dose': {
      const dose = repos.dosesOf(row.bookingId).find((one) => one.actId === act.actId)
      if (!dose) throw new Refusal('UNDO_NOT_POSSIBLE', 'the dose is not there')
      return { ...visit, ...takeDoseBack(acting, dose, 'undone', before) }
    }
    case 'check-in':
      // What the centre was told stays: that somebody has come is no promise. The line here forgets it.
      appendEntry(context, { type: 'audit-noted', bookingId: null, version: null, place: null, allotmentId: null, body: { action: 'check-in-undone', note: row.bookingId } })
      break
    case 'move': case 'skip': {
      // Others took over keys of the line since: the place before who followed is found anew.
      const place = moveBack(acting, (before.also.follower as string | null | undefined) ?? null)
      repos.putQueue(row.bookingId, date, before.queue)
      return { ...visit, ...place, placed: before.visit.placed }
    }
    default:
  }
  repos.putQueue(row.bookingId, date, before.queue)
  return visit
}
