/** What was: found by a number, by digits and birth date, or by a scan. A name finds nobody. */
import { addDays, DAY_MS } from '../../base/time.ts'
import { deskLimits } from '../../contract/desk-api.ts'
import type { DeskInput } from '../../contract/desk-api.ts'
import type { AuditRow, DeskOutput, History, HistoryHit } from '../../contract/desk-types.ts'
import { csvOf } from '../../domain/csv.ts'
import { Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { findByReceipt } from '../commands/check-in-receipt.ts'
import { maskedNameOf, nameOfVaccine } from '../queries/ticket.ts'
import type { DeskLineRow } from '../repositories/visits.ts'
import { noteAct, rowOr } from './act-on.ts'
import { auditOf, givenOf } from './desk-list.ts'
import { identityFrom } from './retention.ts'
import { outcomeOf } from './stage.ts'
import { deskSettingsOf, nameOf, require } from './who.ts'

const TRAIL_MAX = 500
const EXPORT_HEAD = ['날짜 Date', '번호 Number', '출생연도 Born', '백신 Vaccine', 'KR', '결과 Outcome', '제조번호 Lot', '차수 Dose', '접종자 Vaccinator', '확인할 것 Check'] as const

const hitOf = (context: StoreContext, row: DeskLineRow): HistoryHit => ({
  bookingId: row.bookingId, date: row.date, ticketNumber: row.ticketNumber, maskedName: maskedNameOf(row), vaccineName: nameOfVaccine(context, row.vaccine), status: row.status, outcome: outcomeOf(row),
  doses: context.repos.dosesOf(row.bookingId).map((dose) => givenOf(context, dose)),
})

/** As long as it is known whose a visit was; the centre keeps the rest. */
const firstDay = identityFrom

function found(context: StoreContext, rows: readonly DeskLineRow[]): History {
  const from = firstDay(context)
  const inWindow = rows.filter((row) => row.date >= from)
  return { hits: inWindow.slice(0, deskLimits.historyRowsMax).map((row) => hitOf(context, row)), from, more: inWindow.length > deskLimits.historyRowsMax }
}

export function searchHistory(context: StoreContext, { session, search }: DeskInput<'searchHistory'>): History {
  const { repos } = context
  require(context, session, 'see-papers')
  if (search.by === 'digits') return found(context, repos.deskRowsByDigits(search.phoneLast4, search.birthDate, firstDay(context), deskLimits.historyRowsMax + 1))
  if (search.by === 'receipt') {
    const bookingId = findByReceipt(context, search.receipt, false)?.bookingId
    return found(context, bookingId ? [rowOr(context, bookingId)] : [])
  }
  const days = search.date === null ? Array.from({ length: deskSettingsOf(context).identityDays + 1 }, (_, back) => addDays(today(context), -back)) : [search.date]
  return found(context, repos.deskRowsByNumber(search.ticketNumber.toUpperCase(), days))
}

export function personVisits(context: StoreContext, { session, bookingId }: DeskInput<'personVisits'>): History {
  const { repos } = context
  require(context, session, 'see-papers')
  const row = rowOr(context, bookingId)
  const person = repos.personOf(bookingId)
  if (!person || person.personKey === '') return found(context, [row])
  return found(context, repos.deskRowsByDigits(person.phoneLast4, person.birthDate, firstDay(context), deskLimits.historyRowsMax + 1).filter((one) => repos.personOf(one.bookingId)?.personKey === person.personKey))
}

/** For counting and for an audit: the year of birth, no name, no phone. Who did it, and which days, is in the trail. */
export function exportHistory(context: StoreContext, { session, from, to }: DeskInput<'exportHistory'>): DeskOutput['exportHistory'] {
  const { repos } = context
  const member = require(context, session, 'export-history')
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  if (days < 1 || days > deskLimits.exportDaysMax) throw new Refusal('DAYS_TOO_MANY', `${days} days`, 'to')
  const rows = Array.from({ length: days }, (_, i) => addDays(from, i)).flatMap((date) => repos.deskRows(date, deskLimits.deskRowsMax).toReversed()).flatMap((row) => {
    const doses = repos.dosesOf(row.bookingId).filter((dose) => dose.inError === null)
    const common = [row.date, row.ticketNumber, row.body ? Number(row.body.patient.birthDate.slice(0, 4)) : null, nameOfVaccine(context, row.vaccine).ko ?? '', row.vaccine.code, outcomeOf(row) ?? row.status]
    return doses.length === 0 ? [[...common, null, null, null, null]] : doses.map((dose) => [...common, dose.lotNumber, dose.doseNumber, nameOf(context, dose.practitionerId) ?? dose.practitionerId, dose.cautions.replaceAll(',', ' ')])
  })
  noteAct(context, 'history-exported', member?.practitionerId ?? null, { from, to, rows: rows.length })
  return { historyCsv: csvOf(EXPORT_HEAD, rows), rows: rows.length }
}

export function auditTrail(context: StoreContext, { session, date, bookingId }: DeskInput<'auditTrail'>): DeskOutput['auditTrail'] {
  const { repos } = context
  require(context, session, 'read-audit')
  const acts = bookingId === null ? repos.actsOfDay(date ?? today(context), TRAIL_MAX + 1) : repos.actsOfBooking(bookingId, TRAIL_MAX + 1)
  const rows: readonly AuditRow[] = acts.slice(0, TRAIL_MAX).map((act) => auditOf(context, act, act.bookingId === null ? null : (repos.deskRow(act.bookingId)?.ticketNumber ?? null)))
  return { rows, more: acts.length > TRAIL_MAX }
}
