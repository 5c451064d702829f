/** What is printed and saved of a day: the sheet to register from later, and the day in figures. */
import type { DeskInput } from '../../contract/desk-api.ts'
import { deskLimits } from '../../contract/desk-api.ts'
import type { DayReportView, DaySheet, DaySheetRow } from '../../contract/desk-types.ts'
import { localMinuteOf } from '../../base/time.ts'
import { csvOf } from '../../domain/csv.ts'
import type { Cell } from '../../domain/csv.ts'
import { dayReportOf } from '../../domain/day-report.ts'
import { flaggedQuestions } from '../../domain/screening.ts'
import { today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { nameOfVaccine } from '../queries/ticket.ts'
import type { DoseRow } from '../repositories/doses.ts'
import type { DeskLineRow } from '../repositories/visits.ts'
import { noteAct } from './act-on.ts'
import { cautionsIn } from './desk-list.ts'
import { inLineOf } from './line-acts.ts'
import { isPaperNumber } from './paper-number.ts'
import { outcomeOf, stageOf } from './stage.ts'
import { inDeskOrder } from '../../domain/line.ts'
import { nameOf, require } from './who.ts'

const HEAD = ['순서 No', '번호 Number', '이름 Name', '생년월일 Birth date', '성별 Sex', '전화 Phone', '보호자 Guardian', '백신 Vaccine', 'KR', 'CVX', '예진표 예 Yes', '결과 Outcome', '접종 시각 Given at', '제조번호 Lot', '유효기간 Expiry', '차수 Dose', '접종자 Vaccinator', '종이 Paper', '확인할 것 Check', '보냄 Sent'] as const

/** Doses in the order in which they were given, for that is how they are registered; then who waits, in line; then who left without. */
function sheetOrder(rows: readonly DeskLineRow[], doses: readonly DoseRow[]): readonly { readonly row: DeskLineRow; readonly dose: DoseRow | null }[] {
  const byId = new Map(rows.map((row) => [row.bookingId, row]))
  const given = doses.flatMap((dose) => { const row = byId.get(dose.bookingId); return row ? [{ row, dose }] : [] })
  const had = new Set(given.map(({ row }) => row.bookingId))
  const rest = rows.filter((row) => !had.has(row.bookingId))
  const here = rest.filter((row) => stageOf(row) !== 'done').sort((a, b) => inDeskOrder(inLineOf(a), inLineOf(b)))
  const gone = rest.filter((row) => stageOf(row) === 'done').sort((a, b) => a.arrival - b.arrival)
  return [...given, ...[...here, ...gone].map((row) => ({ row, dose: null }))]
}

function sheetRow(context: StoreContext, { row, dose }: { readonly row: DeskLineRow; readonly dose: DoseRow | null }, order: number, unsent: ReadonlySet<string>): DaySheetRow {
  const patient = row.body?.patient
  const vaccine = dose?.vaccine ?? row.vaccine
  return {
    order, ticketNumber: row.ticketNumber, name: patient?.name ?? '', birthDate: patient?.birthDate ?? '', sex: patient?.sex ?? '', phone: patient?.phone ?? '', guardianName: patient?.guardian?.name ?? null,
    vaccineName: nameOfVaccine(context, vaccine), vaccineCode: vaccine.code, cvx: context.repos.meta.catalogue().find((item) => item.vaccine.code === vaccine.code)?.cvx ?? null,
    flaggedQuestions: row.body ? flaggedQuestions(row.body.screening.answers) : [], stage: stageOf(row), outcome: outcomeOf(row), givenAt: dose?.givenAt ?? null, lotNumber: dose?.lotNumber ?? null, expiryDate: dose?.expiryDate ?? null,
    doseNumber: dose?.doseNumber ?? null, vaccinator: dose ? nameOf(context, dose.practitionerId) : null, paper: isPaperNumber(row.ticketNumber),
    cautions: [...cautionsIn(dose?.cautions ?? ''), ...(dose && context.repos.isRecalled(dose.lotNumber) && !dose.cautions.includes('lot-recalled') ? ['lot-recalled' as const] : [])],
    sent: !unsent.has(row.bookingId) && context.repos.heldOf(row.bookingId) === null,
  }
}

export function daySheet(context: StoreContext, { session, date: asked }: DeskInput<'daySheet'>): DaySheet {
  const { repos } = context
  const member = require(context, session, 'see-papers')
  const date = asked ?? today(context)
  const unsent = repos.unsentBookings()
  const doses = repos.dosesOfDay(date).filter((dose) => dose.inError === null)
  const rows = sheetOrder(repos.deskRows(date, deskLimits.deskRowsMax), doses).map((one, index) => sheetRow(context, one, index + 1, unsent))
  noteAct(context, 'sheet-printed', member?.practitionerId ?? null, { date, rows: rows.length })
  const timeZone = repos.meta.timeZone()
  return { date, clinicName: repos.meta.get('identity')?.clinic.name ?? '', timeZone, printedAt: context.clock(), rows, daySheetCsv: csvOf(HEAD, rows.map((row) => cells(row, timeZone))) }
}

const clockOf = (at: number, timeZone: string): string => {
  const minute = localMinuteOf(at, timeZone)
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

const cells = (row: DaySheetRow, timeZone: string): readonly Cell[] => [
  row.order, row.ticketNumber, row.name, row.birthDate, row.sex, row.phone, row.guardianName, row.vaccineName.ko ?? row.vaccineCode, row.vaccineCode, row.cvx, row.flaggedQuestions.join(' '), row.outcome ?? row.stage,
  row.givenAt === null ? null : clockOf(row.givenAt, timeZone), row.lotNumber, row.expiryDate, row.doseNumber, row.vaccinator, row.paper ? 'P' : null, row.cautions.join(' '), row.sent ? 'O' : 'X',
]

export function dayReport(context: StoreContext, { date: asked }: DeskInput<'dayReport'>): DayReportView {
  const { repos } = context
  const date = asked ?? today(context)
  const rows = repos.deskLines(date, deskLimits.deskRowsMax)
  const doses = repos.dosesOfDay(date)
  const good = doses.filter((dose) => dose.inError === null)
  const waste = repos.wasteOfDay(date)
  const count = (outcome: string): number => rows.filter((row) => outcomeOf(row) === outcome).length
  const sum = (of: readonly { readonly count: number }[]): number => of.reduce((all, one) => all + one.count, 0)
  const codes = [...new Set([...good.map((dose) => dose.vaccine.code), ...waste.map((one) => one.vaccineCode)])].sort()
  return {
    ...dayReportOf({
      given: good.length, enteredInError: doses.length - good.length, notGiven: count('not-given'), cancelled: count('cancelled'), noShow: count('no-show'), stillHere: rows.filter((row) => !['done', 'observing'].includes(stageOf(row))).length,
      wasted: [...Map.groupBy(waste, (one) => one.reason)].map(([reason, of]) => ({ reason, count: sum(of) })), waitsMs: repos.waitsOf(date),
      byVaccine: codes.map((code) => ({ code, given: good.filter((dose) => dose.vaccine.code === code).length, wasted: sum(waste.filter((one) => one.vaccineCode === code)) })),
      unsent: repos.countPending().n, heldBack: repos.countHeld(), problems: repos.countProblems(), cautions: good.filter((dose) => dose.cautions !== '').length,
    }),
    date, clinicName: repos.meta.get('identity')?.clinic.name ?? '', timeZone: repos.meta.timeZone(), at: context.clock(),
  }
}
