/** Pairs side by side. Only a person decides; both records stay, and the decision can be taken back. */
import { deskLimits } from '../../contract/desk-api.ts'
import type { DeskInput } from '../../contract/desk-api.ts'
import type { Acted, DeskOutput, DuplicatePair, DuplicateSide } from '../../contract/desk-types.ts'
import { isActive } from '../../domain/booking.ts'
import { duplicatesAmong } from '../../domain/duplicates.ts'
import type { Pair, Subject } from '../../domain/duplicates.ts'
import { maskPhone } from '../../domain/patient.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { maskedNameOf, nameOfVaccine } from '../queries/ticket.ts'
import type { DeskLineRow } from '../repositories/visits.ts'
import { noteAct, revisionOf, rowOr } from './act-on.ts'
import { rowsNow } from './desk-changes.ts'
import { cancelVisit } from './end-acts.ts'
import { stageOf } from './stage.ts'
import { require, whoIs } from './who.ts'

type Person = { readonly arrival: number; readonly vaccine: string; readonly subject: Subject }
type Known = { readonly persons: Map<string, Person>; /** Who stood in the list when the pairs were found. */ ids: string; pairs: readonly Pair[] }
const known = new WeakMap<StoreContext, Known>()
const PERSONS_MAX = 10_000
/** What was typed was corrected. */
export const forgetPairs = (context: StoreContext): void => { known.delete(context) }

/** Found anew only when somebody came or went: a call changes nothing of who resembles whom. */
function foundToday(context: StoreContext): readonly Pair[] {
  const ids = rowsNow(context).filter(({ stage, birthYear }) => (stage === 'waiting' || stage === 'called' || stage === 'expected') && birthYear !== null).map(({ bookingId }) => bookingId).sort()
  const kept = known.get(context) ?? { persons: new Map<string, Person>(), ids: '', pairs: [] }
  known.set(context, kept)
  if (kept.ids === ids.join()) return kept.pairs
  if (kept.persons.size + ids.length > PERSONS_MAX) kept.persons.clear()
  for (const { bookingId, arrival, body } of context.repos.bodies(ids.filter((id) => !kept.persons.has(id))))
    if (body) kept.persons.set(bookingId, { arrival, vaccine: body.vaccine.code, subject: { bookingId, name: body.patient.name, birthDate: body.patient.birthDate, phone: body.patient.phone } })
  const persons = ids.flatMap((id) => kept.persons.get(id) ?? []).sort((a, b) => a.arrival - b.arrival)
  kept.pairs = [...Map.groupBy(persons, ({ vaccine }) => vaccine).values()].flatMap((same) => duplicatesAmong(same.map(({ subject }) => subject), deskLimits.duplicatesMax * 2))
  kept.ids = ids.join()
  return kept.pairs
}

function pairsToday(context: StoreContext): readonly { readonly pair: Pair; readonly one: DeskLineRow; readonly other: DeskLineRow }[] {
  const { repos } = context
  return foundToday(context).filter((pair) => !repos.isNotDuplicate(pair.one, pair.other)).slice(0, deskLimits.duplicatesMax).map((pair) => ({ pair, one: rowOr(context, pair.one), other: rowOr(context, pair.other) }))
}

const sideOf = (context: StoreContext, row: DeskLineRow, whole: boolean): DuplicateSide => ({
  bookingId: row.bookingId, revision: revisionOf(row), ticketNumber: row.ticketNumber, maskedName: maskedNameOf(row), birthDate: whole ? (row.body?.patient.birthDate ?? null) : null, maskedPhone: row.body ? maskPhone(row.body.patient.phone) : '',
  vaccineName: nameOfVaccine(context, row.vaccine), stage: stageOf(row), standby: row.slotId === null, since: row.since ?? row.createdAt,
})

export function duplicates(context: StoreContext, { session }: DeskInput<'duplicates'>): readonly DuplicatePair[] {
  const whole = whoIs(context, session, false) !== null || !context.repos.hasStaff()
  return pairsToday(context).map(({ pair, one, other }) => ({ one: sideOf(context, one, whole), other: sideOf(context, other, whole), because: pair.because }))
}

export function mergeDuplicates(context: StoreContext, { session, keep, drop, dropRevision }: DeskInput<'mergeDuplicates'>): Acted {
  require(context, session, 'settle-problems')
  if (keep === drop || !isActive(rowOr(context, keep).status)) throw new Refusal('TRANSITION_NOT_ALLOWED', 'the one to keep is over', 'keep')
  return cancelVisit(context, { session, bookingId: drop, revision: dropRevision, reason: 'duplicate', note: keep })
}

export function notDuplicates(context: StoreContext, { session, one, other }: DeskInput<'notDuplicates'>): DeskOutput['notDuplicates'] {
  const member = require(context, session, 'settle-problems')
  for (const bookingId of [one, other]) rowOr(context, bookingId)
  context.repos.keepApart(one, other, context.clock())
  noteAct(context, 'not-duplicates', member?.practitionerId ?? null, { one, other })
  return { left: pairsToday(context).length }
}
