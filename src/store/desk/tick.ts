/** What the desk does by itself, some times a minute: acts that can no longer be taken back are told, the clinic's rule marks who did not come, and who is long gone is forgotten. */
import { addDays } from '../../base/time.ts'
import { deskLimits } from '../../contract/desk-api.ts'
import { absenceOf } from '../../domain/absence.ts'
import { today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { revisionOf } from './act-on.ts'
import { noShowVisit } from './end-acts.ts'
import { settleDue } from './held.ts'
import { forgetDue } from './retention.ts'
import { stageOf } from './stage.ts'
import { deskSettingsOf } from './who.ts'

export const TICK_MS = 20_000
export const AUDIT_DAYS_MAX = 400

/** Answers whether anything changed. Each act is a transaction of its own: one that cannot be delays no other. */
export function deskTick(context: StoreContext): boolean {
  const { repos } = context
  const told = settleDue(context)
  const marked = markAbsent(context)
  const pruned = repos.atomically(() => repos.dropActsBefore(addDays(today(context), -AUDIT_DAYS_MAX)))
  const forgotten = forgetDue(context)
  return told + marked + pruned + forgotten > 0
}

function markAbsent(context: StoreContext): number {
  const { repos } = context
  const settings = deskSettingsOf(context)
  if (settings.noShowRule !== 'mark') return 0
  const now = context.clock()
  const absent = repos.deskLines(today(context), deskLimits.deskRowsMax).filter((row) => absenceOf({ stage: stageOf(row), calledAt: row.calledAt, slotStart: row.slotStart }, settings, now) !== null)
    // Whoever took it back a moment ago knows better than the rule.
    .filter((row) => repos.actsOfBooking(row.bookingId, 1)[0]?.kind !== 'undo')
  for (const row of absent) repos.atomically(() => noShowVisit(context, { session: null, bookingId: row.bookingId, revision: revisionOf(row) }, true))
  return absent.length
}
