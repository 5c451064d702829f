/** Pairs side by side. Only a person decides; both records stay, and the decision can be taken back. */
import { deskLimits } from '../../contract/desk-api.ts'
import type { DeskInput } from '../../contract/desk-api.ts'
import type { Acted, DeskOutput, DuplicatePair, DuplicateSide } from '../../contract/desk-types.ts'
import { isActive } from '../../domain/booking.ts'
import { duplicatesAmong } from '../../domain/duplicates.ts'
import type { Pair } from '../../domain/duplicates.ts'
import { maskPhone } from '../../domain/patient.ts'
import { Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { maskedNameOf, nameOfVaccine } from '../queries/ticket.ts'
import type { DeskLineRow } from '../repositories/visits.ts'
import { noteAct, revisionOf, rowOr } from './act-on.ts'
import { cancelVisit } from './end-acts.ts'
import { stageOf } from './stage.ts'
import { require, whoIs } from './who.ts'

function pairsToday(context: StoreContext): readonly { readonly pair: Pair; readonly one: DeskLineRow; readonly other: DeskLineRow }[] {
  const { repos } = context
  const rows = repos.deskRows(today(context), deskLimits.deskRowsMax).filter((row) => isActive(row.status) && row.body !== null).toReversed()
  const byId = new Map(rows.map((row) => [row.bookingId, row]))
  const pairs = [...Map.groupBy(rows, (row) => row.vaccine.code).values()].flatMap((same) =>
    duplicatesAmong(same.flatMap(({ bookingId, body }) => (body ? [{ bookingId, name: body.patient.name, birthDate: body.patient.birthDate, phone: body.patient.phone }] : [])), deskLimits.duplicatesMax * 2))
  return pairs.filter((pair) => !repos.isNotDuplicate(pair.one, pair.other)).flatMap((pair) => {
    const [one, other] = [byId.get(pair.one), byId.get(pair.other)]
    return one && other ? [{ pair, one, other }] : []
  }).slice(0, deskLimits.duplicatesMax)
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
