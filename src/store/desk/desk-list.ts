/** The one list, and one person of it. Read anew at every change: 5,000 rows are a clinic's worst day. */
import { addDays, HOUR_MS, MINUTE_MS } from '../../base/time.ts'
import { deskLimits } from '../../contract/desk-api.ts'
import { stages } from '../../contract/desk-types.ts'
import type { AuditRow, DeskList, DeskRow, DeskSettings, GivenDose, Stage, UndoableAct, VisitDetail } from '../../contract/desk-types.ts'
import type { VaccineCode } from '../../contract/sync-protocol.ts'
import { absenceOf } from '../../domain/absence.ts'
import { UNDO_MS_MAX } from '../../domain/desk-act.ts'
import { inDeskOrder } from '../../domain/line.ts'
import type { DoseCaution } from '../../domain/lot.ts'
import { maskName, maskPhone } from '../../domain/patient.ts'
import { today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { nameOfVaccine } from '../queries/ticket.ts'
import type { ActRow } from '../repositories/desk-acts.ts'
import type { DoseRow } from '../repositories/doses.ts'
import type { DeskLine } from '../repositories/visits.ts'
import { revisionOf, rowOr } from './act-on.ts'
import { facesOf } from './faces.ts'
import type { Face } from './faces.ts'
import { inLineOf } from './line-acts.ts'
import { isPaperNumber } from './paper-number.ts'
import { handOverOf } from './sign-in.ts'
import { outcomeOf, stageOf } from './stage.ts'
import { openVialsView } from './vials.ts'
import { deskSettingsOf, nameOf } from './who.ts'

const TRAIL_MAX = 50
const DOSES_BACK_DAYS = 400

type Words = Readonly<Record<string, string>>
type Shown = { readonly now: number; readonly settings: DeskSettings; readonly names: (vaccine: VaccineCode) => Words; readonly face: Face; readonly undo: ActRow | null }

/** Each vaccine's name once. */
function namesOnce(context: StoreContext): Shown['names'] {
  const names = new Map<string, Words>()
  return (vaccine) => {
    const key = `${vaccine.system} ${vaccine.code}`
    const name = names.get(key) ?? nameOfVaccine(context, vaccine)
    names.set(key, name)
    return name
  }
}

export const cautionsIn = (text: string | null): readonly DoseCaution[] => (text ? ([...new Set(text.split(','))] as DoseCaution[]) : [])

/** `names` and `face` are looked up once for a whole list. */
export function deskRowOf(row: DeskLine, { now, settings, names, face, undo }: Shown): DeskRow {
  const stage = stageOf(row)
  const { observeFrom, observeMinutes, skips } = row.visit
  return {
    bookingId: row.bookingId, revision: revisionOf(row), ticketNumber: row.ticketNumber, ...face, vaccine: row.vaccine,
    vaccineName: names(row.vaccine), status: row.status, stage, standby: row.slotId === null && row.status !== 'cancelled',
    outcome: outcomeOf(row), since: sinceOf(row, stage), room: row.room, slotStart: row.slotStart, skips,
    observation: observeFrom === null || observeMinutes === null ? null : { from: observeFrom, until: observeFrom + observeMinutes * MINUTE_MS, minutes: observeMinutes },
    absent: absenceOf({ stage, calledAt: row.calledAt, slotStart: row.slotStart }, settings, now), cautions: cautionsIn(row.cautions), paper: isPaperNumber(row.ticketNumber),
    undo: undo && undo.revision === revisionOf(row) ? { actId: undo.actId, kind: undo.kind, until: undo.at + UNDO_MS_MAX } : null,
  }
}

const sinceOf = (row: DeskLine, stage: Stage): number =>
  (stage === 'called' ? row.calledAt : stage === 'observing' ? row.visit.observeFrom : stage === 'expected' ? row.slotStart : row.since) ?? row.since ?? row.createdAt

/** Line order while waiting; called by the order of the calls; expected by their time; done with the last first. */
function inOrder(rows: readonly DeskLine[], stage: Stage, lastAct: ReadonlyMap<string, number>): readonly DeskLine[] {
  const by = (key: (row: DeskLine) => number) => [...rows].sort((a, b) => key(a) - key(b) || a.arrival - b.arrival)
  if (stage === 'waiting') return rows.map((row) => ({ row, key: inLineOf(row) })).sort((a, b) => inDeskOrder(a.key, b.key)).map(({ row }) => row)
  if (stage === 'called') return by((row) => row.visit.callAct ?? 0)
  if (stage === 'observing') return by((row) => (row.visit.observeFrom ?? 0) + (row.visit.observeMinutes ?? 0) * MINUTE_MS)
  if (stage === 'expected') return by((row) => row.slotStart ?? Number.MAX_SAFE_INTEGER)
  return by((row) => -(lastAct.get(row.bookingId) ?? 0))
}

export function deskList(context: StoreContext): DeskList {
  const { repos } = context
  const date = today(context)
  const now = context.clock()
  const settings = deskSettingsOf(context)
  const all = repos.deskLines(date, deskLimits.deskRowsMax)
  const lastAct = repos.lastActs(date)
  const undoable = new Map(repos.undoable(date, now - UNDO_MS_MAX, deskLimits.deskRowsMax).toReversed().map((act) => [act.bookingId, act]))
  const byStage = Map.groupBy(all, stageOf)
  const shown = stages.flatMap((stage) => inOrder(byStage.get(stage) ?? [], stage, lastAct).slice(0, stage === 'done' ? deskLimits.doneShownMax : deskLimits.deskRowsMax))
  const names = namesOnce(context)
  const faces = facesOf(context, shown.map((row) => row.bookingId))
  const rows = shown.map((row) => deskRowOf(row, { now, settings, names, face: faces(row.bookingId), undo: undoable.get(row.bookingId) ?? null }))
  const number = new Map(rows.map((row) => [row.bookingId, row]))
  return {
    now, date, timeZone: repos.meta.timeZone(), clinicName: repos.meta.get('identity')?.clinic.name ?? '', rows, more: shown.length < all.length || all.length >= deskLimits.deskRowsMax,
    counts: Object.fromEntries(stages.map((stage) => [stage, byStage.get(stage)?.length ?? 0])) as Record<Stage, number>, staffCalls: repos.meta.get('staffCalls') ?? 0,
    vials: openVialsView(context, all), undo: undoList(context, [...undoable.values()], number), handOver: handOverOf(context), settings,
  }
}

const undoList = (context: StoreContext, acts: readonly ActRow[], rows: ReadonlyMap<string, DeskRow>): readonly UndoableAct[] =>
  acts.flatMap((act) => {
    const row = rows.get(act.bookingId ?? '')
    return row?.undo?.actId === act.actId ? [{ actId: act.actId, kind: act.kind, at: act.at, until: act.at + UNDO_MS_MAX, by: nameOf(context, act.practitionerId), bookingId: row.bookingId, ticketNumber: row.ticketNumber }] : []
  }).sort((a, b) => b.actId - a.actId).slice(0, deskLimits.undoListMax)

export const givenOf = (context: StoreContext, dose: DoseRow): GivenDose => ({
  immunizationId: dose.immunizationId, at: dose.givenAt, vaccineName: nameOfVaccine(context, dose.vaccine), lotNumber: dose.lotNumber, expiryDate: dose.expiryDate, doseNumber: dose.doseNumber,
  vaccinator: nameOf(context, dose.practitionerId), cautions: cautionsIn(dose.cautions), enteredInError: dose.inError !== null,
})

export const auditOf = (context: StoreContext, act: ActRow, ticketNumber: string | null): AuditRow => ({
  actId: act.actId, at: act.at, kind: act.kind, by: nameOf(context, act.practitionerId), bookingId: act.bookingId, ticketNumber, facts: act.facts, undone: act.undoneBy !== null,
})

export function visitDetail(context: StoreContext, { bookingId }: { readonly bookingId: string }): VisitDetail {
  const { repos } = context
  const row = rowOr(context, bookingId)
  const date = today(context)
  const now = context.clock()
  const last = repos.lastAct(bookingId)
  const patient = row.body?.patient
  const person = repos.personOf(bookingId)
  const earlier = person && person.personKey !== '' ? repos.deskRowsByDigits(person.phoneLast4, person.birthDate, addDays(date, -DOSES_BACK_DAYS), deskLimits.historyRowsMax).filter((one) => repos.personOf(one.bookingId)?.personKey === person.personKey) : [row]
  const given = earlier.flatMap((one) => repos.dosesOf(one.bookingId)).filter((dose) => dose.inError === null && dose.vaccine.code === row.vaccine.code)
  return {
    ...deskRowOf(row, { now, settings: deskSettingsOf(context), names: (vaccine) => nameOfVaccine(context, vaccine), face: facesOf(context, [bookingId])(bookingId), undo: last?.before != null && now - last.at <= UNDO_MS_MAX ? last : null }), sex: patient?.sex ?? 'unspecified', maskedPhone: patient ? maskPhone(patient.phone) : '', guardianName: patient?.guardian ? maskName(patient.guardian.name) : null,
    answers: (row.body?.screening.answers ?? []).filter((one) => one.answer === true).map(({ question, detail }) => ({ question, detail })),
    lots: (repos.meta.catalogue().find((item) => item.vaccine.code === row.vaccine.code)?.lots ?? []).map((lot) => ({ ...lot, expired: lot.expiryDate < date, recalled: repos.isRecalled(lot.lotNumber) })),
    dosesToday: repos.dosesOf(bookingId).map((dose) => givenOf(context, dose)), nextDose: Math.max(0, ...given.map((dose) => dose.doseNumber)) + 1,
    slots: repos.slotsOf(row.vaccine, date, now).filter((slot) => slot.free > 0 && slot.start < now + 24 * HOUR_MS && slot.slotId !== row.slotId).map(({ slotId, start, end, free }) => ({ slotId, start, end, free })),
    trail: repos.actsOfBooking(bookingId, TRAIL_MAX).map((act) => auditOf(context, act, row.ticketNumber)), events: repos.notes(bookingId),
  }
}
