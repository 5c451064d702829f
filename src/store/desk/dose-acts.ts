/** Doses. What speaks against one is asked about before it is given; what is in the arm is recorded, whatever spoke against it, and marked. None is ever deleted. */
import { toIso } from '../../base/time.ts'
import type { DeskInput } from '../../contract/desk-api.ts'
import type { DeskOutput } from '../../contract/desk-types.ts'
import { inErrorReason } from '../../domain/entered-in-error.ts'
import { lotCautions } from '../../domain/lot.ts'
import type { DoseCaution } from '../../domain/lot.ts'
import { isOver } from '../../domain/vial.ts'
import { appendEntry } from '../commands/append-entry.ts'
import { changeBooking } from '../commands/change-booking.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { DoseRow, VialRow } from '../repositories/doses.ts'
import type { DeskLineRow } from '../repositories/visits.ts'
import { actOn } from './act-on.ts'
import type { Acting, Before, Done, RowInput } from './act-on.ts'
import { viewOf } from './vials.ts'

export type DoseInput = Pick<DeskInput<'recordDose'>, 'lotNumber' | 'expiryDate' | 'doseNumber' | 'vaccinatorId' | 'vaccine' | 'observeMinutes' | 'confirmed'>
/** Stands for whoever gave a dose while nobody was signed in; a lead finds these in the report. */
const UNSIGNED = 'unsigned'
const DAYS_OPEN = 1

export function recordDose(context: StoreContext, input: RowInput & DoseInput): DeskOutput['recordDose'] {
  let made: { readonly immunizationId: string; readonly cautions: readonly DoseCaution[]; readonly vial: VialRow | null } | null = null
  const acted = actOn(context, input, 'dose', (acting) => {
    made = give(acting, input, acting.now)
    return { visit: observation(acting, input), facts: { lotNumber: input.lotNumber, doseNumber: input.doseNumber, cautions: made.cautions.join(','), immunizationId: made.immunizationId } }
  }, { anyRevision: input.confirmed })
  const { immunizationId, cautions, vial } = made as unknown as { immunizationId: string; cautions: readonly DoseCaution[]; vial: VialRow | null }
  return { ...acted, immunizationId, cautions, vial: vial && viewOf(context, context.repos.vial(vial.vialId) ?? vial) }
}

const observation = ({ now }: Acting, { observeMinutes }: DoseInput): NonNullable<Done['visit']> => (observeMinutes === 0 ? {} : { observeFrom: now, observeMinutes, observed: 0 })

/** Records it, takes it from its vial, and tells the centre. `givenAt` is earlier than now for a form on paper. */
export function give(acting: Acting, input: DoseInput, givenAt: number) {
  const { context, row, by } = acting
  const { repos } = context
  const vaccine = input.vaccine ?? row.vaccine
  const vial = vialFor(context, input.lotNumber, vaccine.code, acting.now)
  const cautions = cautionsOf(acting, input, vaccine.code, vial)
  if (cautions.length > 0 && !input.confirmed) throw new Refusal('DOSE_CAUTION', cautions.join(','))
  const practitionerId = input.vaccinatorId ?? by ?? (repos.hasStaff() ? UNSIGNED : 'desk')
  const { lotNumber, expiryDate, doseNumber } = input
  const entry = changeBooking(context, row, 'fulfil', 'dose-recorded', { vaccine, lotNumber, expiryDate, doseNumber, practitionerId, givenAt: toIso(givenAt) })
  repos.setQueue(row.bookingId, 'finished', null, null)
  if (vial) repos.takeFromVial(vial.vialId, 1)
  repos.addDose({ immunizationId: entry.entryId, bookingId: row.bookingId, date: row.date, actId: acting.actId, givenAt, vaccine, lotNumber, expiryDate, doseNumber, practitionerId, vialId: vial?.vialId ?? null, cautions: cautions.join(','), inError: null })
  return { immunizationId: entry.entryId, cautions, vial }
}

/** The open vial of this lot; one whose time is over only when there is no other. */
function vialFor({ repos }: StoreContext, lotNumber: string, code: string, now: number): VialRow | null {
  const vials = repos.openVials(dayBefore(now)).filter((vial) => vial.lotNumber === lotNumber && vial.vaccine.code === code)
  return vials.find((vial) => !isOver(vial, now)) ?? vials[0] ?? null
}

const dayBefore = (now: number): string => toIso(now - DAYS_OPEN * 86_400_000).slice(0, 10)

function cautionsOf({ context, row, by, now, date }: Acting, input: DoseInput, code: string, vial: VialRow | null): readonly DoseCaution[] {
  const { repos } = context
  const known = repos.meta.catalogue().find((item) => item.vaccine.code === code)?.lots.map((lot) => lot.lotNumber) ?? []
  return [
    ...lotCautions({ lotNumber: input.lotNumber, expiryDate: input.expiryDate, today: date, recalled: repos.isRecalled(input.lotNumber), known }),
    ...(code === row.vaccine.code || row.vaccine.code === '' ? [] : ['other-vaccine' as const]),
    ...(vial && isOver(vial, now) ? ['vial-over' as const] : []),
    ...(hadToday(context, row, code) ? ['same-dose-today' as const] : []),
    ...(by === null && repos.hasStaff() ? ['not-signed' as const] : []),
  ]
}

/** The same person, the same vaccine, the same day, by whatever number. */
function hadToday({ repos }: StoreContext, row: DeskLineRow, code: string): boolean {
  const person = repos.personOf(row.bookingId)
  const theirs = person && person.personKey !== '' ? repos.deskRowsByDigits(person.phoneLast4, person.birthDate, row.date, 20).filter((one) => one.date === row.date && repos.personOf(one.bookingId)?.personKey === person.personKey) : [row]
  return theirs.flatMap((one) => repos.dosesOf(one.bookingId)).some((dose) => dose.inError === null && dose.vaccine.code === code)
}

export function doseInError(context: StoreContext, input: RowInput & { readonly immunizationId: string; readonly reason: string }): DeskOutput['doseInError'] {
  return actOn(context, input, 'dose-in-error', (acting) => {
    const dose = context.repos.dose(input.immunizationId)
    if (!dose || dose.bookingId !== input.bookingId) throw new Refusal('NOT_FOUND', 'no such dose', 'immunizationId')
    if (dose.inError !== null) throw new Refusal('TRANSITION_NOT_ALLOWED', 'entered in error already')
    const before = context.repos.act(dose.actId)?.before
    return { visit: takeDoseBack(acting, dose, input.reason, before ? (JSON.parse(before) as Before) : null), facts: { immunizationId: dose.immunizationId, note: input.reason } }
  })
}

/** The person is back where they were before it, unless another dose of this visit stands. Said to the centre as what it is: `entered-in-error:` and the entry of the dose. */
export function takeDoseBack({ context, row, date }: Pick<Acting, 'context' | 'row' | 'date'>, dose: DoseRow, reason: string, before: Before | null): NonNullable<Done['visit']> {
  const { repos } = context
  repos.enterInError(dose.immunizationId, reason)
  if (dose.vialId !== null) repos.putBackInVial(dose.vialId)
  const place = row.slotId !== null && row.n !== null ? { slotId: row.slotId, n: row.n } : null
  // The visit stays where it is for the centre, so this takes no version: the next act of it would wait for one that never comes.
  appendEntry(context, {
    type: 'dose-not-given', bookingId: row.bookingId, version: row.version, place, allotmentId: place ? repos.allotmentOf(place.slotId, place.n) : null,
    body: { reason: inErrorReason(dose.immunizationId), practitionerId: dose.practitionerId },
  })
  if (repos.dosesOf(row.bookingId).some((one) => one.inError === null)) return {}
  const status = before && before.status !== 'cancelled' && before.status !== 'noshow' && before.status !== 'fulfilled' ? before.status : 'checked-in'
  repos.setVersion(row.bookingId, status, row.version)
  repos.putQueue(row.bookingId, date, before?.queue && before.queue.state !== 'finished' ? before.queue : { state: 'waiting', standby: row.slotId === null ? 1 : 0, since: row.since ?? row.createdAt, room: null, calledAt: row.calledAt })
  return { observeFrom: null, observeMinutes: null, observed: 0, doseInError: 1, callAct: before?.visit.callAct ?? row.visit.callAct }
}
