/** A person's identity leaves this machine some days after the visit, once the centre has all of it. What was counted stays, without a name. */
import { addDays, HOUR_MS } from '../../base/time.ts'
import { identityKeptFrom, mayForget } from '../../domain/retention.ts'
import { today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { ENTRIES_KEPT_MS } from '../settle.ts'
import { noteAct } from './act-on.ts'
import { forgetFace } from './faces.ts'
import { deskSettingsOf } from './who.ts'

/** Bookings a look: some milliseconds of the store's time. */
const AT_ONCE = 500
const lookedAt = new WeakMap<StoreContext, number>()

export const identityFrom = (context: StoreContext): string => identityKeptFrom(today(context), deskSettingsOf(context).identityDays)

/** Once an hour, and again at once while more is due. Answers how many were forgotten. */
export function forgetDue(context: StoreContext): number {
  const { repos, clock } = context
  const now = clock()
  if (Math.abs(now - (lookedAt.get(context) ?? Number.NEGATIVE_INFINITY)) < HOUR_MS) return 0
  const forgotten = repos.atomically(() => forgetSome(context))
  if (forgotten < AT_ONCE) lookedAt.set(context, now)
  // The entries as they were sent hold the name too. They are kept longer: a centre that came back from a backup is offered them again.
  repos.atomically(() => repos.prune(repos.meta.epoch(), repos.meta.get('acknowledgedThrough') ?? 0, now - ENTRIES_KEPT_MS))
  return forgotten
}

function forgetSome(context: StoreContext): number {
  const { repos } = context
  const keptFrom = identityFrom(context)
  const from = repos.meta.get('identityGoneBefore') ?? repos.firstDay() ?? keptFrom
  if (from >= keptFrom) return 0
  const [unsettled, held, troubled] = [repos.unsentBookings(), repos.heldBookings(), repos.troubledBookings()]
  const due: string[] = []
  let goneBefore: string | null = null
  for (let date = from; date < keptFrom && due.length < AT_ONCE; date = addDays(date, 1)) {
    const identified = repos.identifiedOf(date)
    const free = identified.filter((id) => mayForget({ date, unsettled: unsettled.has(id) ? 1 : 0, held: held.has(id), problem: troubled.has(id) }, keptFrom)).slice(0, AT_ONCE - due.length)
    due.push(...free)
    if (free.length < identified.length) goneBefore ??= date
    else if (goneBefore === null && due.length >= AT_ONCE) goneBefore = addDays(date, 1)
  }
  repos.meta.put('identityGoneBefore', goneBefore ?? keptFrom)
  if (due.length === 0) return 0
  repos.forgetIdentities(due)
  for (const id of due) forgetFace(context, id)
  noteAct(context, 'identity-forgotten', null, { count: due.length, before: keptFrom })
  return due.length
}
