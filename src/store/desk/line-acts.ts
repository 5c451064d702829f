/** Acts on the line: nothing of them goes to the centre but that somebody has come. */
import { MINUTE_MS } from '../../base/time.ts'
import type { DeskInput } from '../../contract/desk-api.ts'
import type { Acted } from '../../contract/desk-types.ts'
import { isActive } from '../../domain/booking.ts'
import { inDeskOrder, reordered } from '../../domain/line.ts'
import type { InLine } from '../../domain/line.ts'
import { checkInWith } from '../commands/change-booking.ts'
import { findByReceipt } from '../commands/check-in-receipt.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { DeskLine, DeskLineRow } from '../repositories/visits.ts'
import { actOn, revisionOf, rowOr } from './act-on.ts'
import type { Acting, Done, RowInput } from './act-on.ts'
import { stageOf } from './stage.ts'

const refuse = (row: DeskLineRow, what: string): never => { throw new Refusal('TRANSITION_NOT_ALLOWED', `${stageOf(row)} cannot ${what}`) }

/** Practically the whole clinic: a day has 5,000 rows at most. */
const LINE_MAX = 5_000

export const inLineOf = (row: DeskLine): InLine => ({
  bookingId: row.bookingId, line: row.visit.line ?? row.arrival, lineAct: row.visit.lineAct ?? 0, standby: row.slotId === null, placed: row.visit.placed === 1,
})

const waiting = ({ repos }: StoreContext, date: string): readonly InLine[] => repos.deskLines(date, LINE_MAX).filter((row) => stageOf(row) === 'waiting').map(inLineOf)

export const checkInVisit = (context: StoreContext, input: RowInput): Acted => actOn(context, input, 'check-in', (acting) => comeIn(acting, {}))

/** Somebody who was not in line joins behind all who came before. */
function comeIn({ context, row, actId, by }: Acting, body: { readonly receipt?: string }): Done {
  if (!isActive(row.status) || row.queue === 'in-service') refuse(row, 'check in')
  const joins = row.queue === null || row.queue === 'finished'
  checkInWith(context, row.bookingId, { ...body, ...(by === null ? {} : { practitionerId: by }) })
  return joins ? { visit: { line: context.repos.lastArrival(), lineAct: actId, placed: 0 } } : {}
}

export function scanVisit(context: StoreContext, { session, receipt }: DeskInput<'scanVisit'>): Acted {
  const { bookingId, body } = findByReceipt(context, receipt)
  return actOn(context, { session, bookingId, revision: revisionOf(rowOr(context, bookingId)) }, 'check-in', (acting) => comeIn(acting, body))
}

export function callVisit(context: StoreContext, input: RowInput & { readonly room: string }): Acted {
  return actOn(context, input, 'call', (acting) => {
    const { row } = acting
    if (row.queue === null || row.queue === 'finished' || !isActive(row.status)) refuse(row, 'be called')
    return call(acting, input.room)
  })
}

function call({ context: { repos }, row, now, actId }: Acting, room: string): Done {
  repos.setQueue(row.bookingId, 'in-service', room, now)
  repos.promiseCalled(row.bookingId, now)
  repos.note(row.bookingId, now, 'called')
  return { visit: { callAct: actId }, facts: { room } }
}

export function recallVisit(context: StoreContext, input: RowInput): Acted {
  return actOn(context, input, 'recall', (acting) => {
    const { row } = acting
    if (stageOf(row) !== 'called' || row.room === null) return refuse(row, 'be called again')
    return call(acting, row.room)
  })
}

export function transferVisit(context: StoreContext, input: RowInput & { readonly room: string }): Acted {
  return actOn(context, input, 'transfer', (acting) => {
    const { row } = acting
    if (stageOf(row) !== 'called') refuse(row, 'go to another room')
    return { ...call(acting, input.room), facts: { from: row.room, room: input.room } }
  })
}

export function skipVisit(context: StoreContext, input: RowInput): Acted {
  return actOn(context, input, 'skip', (acting) => {
    const { context: { repos }, row, date } = acting
    if (stageOf(row) !== 'called') refuse(row, 'be skipped')
    const line = [...waiting(context, date)].sort(inDeskOrder)
    const own = inLineOf(row)
    const follower = line.find((one) => inDeskOrder(own, one) < 0)?.bookingId ?? null
    const place = settle(acting, line, line[1]?.bookingId ?? null)
    repos.putQueue(row.bookingId, date, { state: 'waiting', standby: row.standby ? 1 : 0, since: row.since ?? row.createdAt, room: null, calledAt: row.calledAt })
    return { visit: { ...place, skips: row.visit.skips + 1, callAct: null }, also: { follower } }
  })
}

export function moveVisit(context: StoreContext, input: RowInput & { readonly before: string | null }): Acted {
  return actOn(context, input, 'move', (acting) => {
    const { row, date } = acting
    if (stageOf(row) !== 'waiting') refuse(row, 'be moved')
    const line = [...waiting(context, date)].sort(inDeskOrder)
    if (input.before !== null && !line.some((one) => one.bookingId === input.before)) throw new Refusal('TRANSITION_NOT_ALLOWED', 'the one behind is not waiting', 'before')
    const follower = line[line.findIndex((one) => one.bookingId === row.bookingId) + 1]?.bookingId ?? null
    return { visit: settle(acting, line, input.before), also: { follower } }
  })
}

/** Writes the keys that changed hands; answers the moved one's own. */
export function settle({ context: { repos }, row, date }: Pick<Acting, 'context' | 'row' | 'date'>, line: readonly InLine[], before: string | null): { line: number; lineAct: number; placed: number } {
  const old = new Map(line.map((one) => [one.bookingId, one]))
  let own = { line: row.visit.line ?? row.arrival, lineAct: row.visit.lineAct ?? 0, placed: row.visit.placed }
  for (const one of reordered(line, inLineOf(row), before)) {
    const key = { line: one.line, lineAct: one.lineAct, placed: one.placed ? 1 : 0 }
    const was = old.get(one.bookingId)
    if (one.bookingId === row.bookingId) own = key
    else if (was && (was.line !== one.line || was.lineAct !== one.lineAct || was.placed !== one.placed)) repos.setPlace(one.bookingId, date, key)
  }
  return own
}

/** Back before the person who followed, or to the end when that one is gone. */
export function moveBack(acting: Acting, follower: string | null): { line: number; lineAct: number; placed: number } {
  const line = [...waiting(acting.context, acting.date)].sort(inDeskOrder)
  return settle(acting, line, line.some((one) => one.bookingId === follower) ? follower : null)
}

export function startObservation(context: StoreContext, input: RowInput & { readonly minutes: 15 | 30 }): Acted {
  return actOn(context, input, 'observe', ({ row, now }) => {
    if (row.status !== 'fulfilled') refuse(row, 'be observed')
    return { visit: { observeFrom: row.visit.observeFrom ?? now, observeMinutes: input.minutes, observed: 0 }, facts: { minutes: input.minutes } }
  })
}

export function endObservation(context: StoreContext, input: RowInput): Acted {
  return actOn(context, input, 'observed', ({ row, now }) => {
    if (stageOf(row) !== 'observing') refuse(row, 'leave observation')
    const { observeFrom, observeMinutes } = row.visit
    return { visit: { observed: 1 }, facts: { early: now < (observeFrom ?? 0) + (observeMinutes ?? 0) * MINUTE_MS } }
  })
}
