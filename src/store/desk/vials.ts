/** Opened vials: their clock, what is left, whom to call for the rest, and what was thrown away. */
import { addDays } from '../../base/time.ts'
import type { DeskInput } from '../../contract/desk-api.ts'
import type { DeskOutput, VialView } from '../../contract/desk-types.ts'
import { inDeskOrder } from '../../domain/line.ts'
import { dosesIn, isOver, standbyToCall, USABLE_MS } from '../../domain/vial.ts'
import { newId, Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { nameOfVaccine } from '../queries/ticket.ts'
import type { VialRow } from '../repositories/doses.ts'
import type { DeskLine } from '../repositories/visits.ts'
import { noteAct } from './act-on.ts'
import { inLineOf } from './line-acts.ts'
import { stageOf } from './stage.ts'
import { deskSettingsOf, require, whoIs } from './who.ts'

const ROWS_MAX = 5_000

/** `rows` of today, when they were read already. */
export function viewOf(context: StoreContext, vial: VialRow, rows?: readonly DeskLine[]): VialView {
  const now = context.clock()
  const over = isOver(vial, now)
  const same = (rows ?? context.repos.deskLines(today(context), ROWS_MAX)).filter((row) => row.vaccine.code === vial.vaccine.code)
  const toCome = same.filter((row) => row.slotId !== null && ['called', 'waiting', 'expected'].includes(stageOf(row))).length
  const standby = same.filter((row) => row.slotId === null && stageOf(row) === 'waiting').sort((a, b) => inDeskOrder(inLineOf(a), inLineOf(b)))
  return {
    vialId: vial.vialId, vaccine: vial.vaccine, vaccineName: nameOfVaccine(context, vial.vaccine), lotNumber: vial.lotNumber, expiryDate: vial.expiryDate, doses: vial.doses, left: vial.left,
    openedAt: vial.openedAt, usableUntil: vial.openedAt + vial.usableMs, over,
    standby: over ? [] : standby.slice(0, standbyToCall(vial.left, toCome, standby.length)).map(({ bookingId, ticketNumber }) => ({ bookingId, ticketNumber })),
  }
}

export const openVialsView = (context: StoreContext, rows: readonly DeskLine[]): readonly VialView[] => context.repos.openVials(addDays(today(context), -1)).map((vial) => viewOf(context, vial, rows))

export function openVial(context: StoreContext, { session, vaccine, lotNumber, expiryDate, doses }: DeskInput<'openVial'>): VialView {
  const by = whoIs(context, session)?.practitionerId ?? null
  const count = doses ?? dosesIn(vaccine.code, deskSettingsOf(context).dosesPerVial)
  const vial: VialRow = { vialId: newId(context), date: today(context), vaccine, lotNumber, expiryDate, doses: count, left: count, openedAt: context.clock(), usableMs: USABLE_MS }
  context.repos.addVial(vial)
  noteAct(context, 'vial-opened', by, { vialId: vial.vialId, lotNumber, doses: count })
  return viewOf(context, vial)
}

export function wasteDoses(context: StoreContext, { session, vialId, count, reason }: DeskInput<'wasteDoses'>): VialView {
  const { repos } = context
  const vial = repos.vial(vialId)
  if (!vial) throw new Refusal('UNKNOWN_VIAL', undefined, 'vialId')
  if (!repos.takeFromVial(vialId, count)) throw new Refusal('VIAL_EMPTY', `${vial.left} left`, 'count')
  const actId = noteAct(context, 'wasted', whoIs(context, session)?.practitionerId ?? null, { vialId, count, reason })
  repos.addWaste({ actId, vialId, date: today(context), vaccineCode: vial.vaccine.code, count, reason })
  return viewOf(context, repos.vial(vialId) ?? vial)
}

/** What was given of it stays given; the report and the sheet mark it. */
export function markLot(context: StoreContext, { session, lotNumber, recalled }: DeskInput<'markLot'>): DeskOutput['markLot'] {
  const member = require(context, session, 'record-dose')
  if (recalled) context.repos.markRecalled(lotNumber, context.clock())
  else context.repos.unmarkRecalled(lotNumber)
  noteAct(context, 'lot-marked', member?.practitionerId ?? null, { lotNumber, recalled })
  return { lotNumber, recalled, given: context.repos.dosesOfLot(lotNumber, today(context)) }
}
