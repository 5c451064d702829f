/**
 * Two desks and a patient act at random on a small clinic, take back, lose the line and get it again. After every step the queue's invariants hold;
 * at the end, when everything has gone up, here and there agree. Seeds are fixed: a failure names its seed and repeats.
 */
import { describe, expect, it, vi } from 'vitest'
import { MINUTE_MS } from '../../src/base/time.ts'
import type { DeskRow } from '../../src/contract/desk-types.ts'
import { errorCatalogue } from '../../src/contract/errors.ts'
import { UNDO_MS_MAX } from '../../src/domain/desk-act.ts'
import { applyDelta } from '../../src/domain/list-delta.ts'
import { chanceOf } from '../simulation/chance.ts'
import { doseOf, openDesk } from '../support/desk.ts'
import type { Desk } from '../support/desk.ts'

vi.setConfig({ testTimeout: 120_000 })

/** DESK_SEEDS runs more. The last three found what the first never did. */
const SEEDS = [...Array.from({ length: Number(process.env.DESK_SEEDS ?? 6) }, (_, i) => i + 1), 23, 93, 110]
const STEPS = 70
/** Answers that a second desk, or a clinic without places, may get. Anything else is a fault. */
const EXPECTED = new Set(['REVISION_CHANGED', 'TRANSITION_NOT_ALLOWED', 'UNDO_NOT_POSSIBLE', 'UNDO_TOO_LATE', 'NO_FREE_PLACE', 'DOSE_CAUTION', 'SLOT_OVER', 'UNKNOWN_SLOT'])

/** A window that is told only what changed. */
const windows = new WeakMap<Desk, { version: string; rows: readonly DeskRow[] }>()
function follow(desk: Desk): readonly DeskRow[] {
  const known = windows.get(desk)
  const { version, rows, delta } = desk.look('deskChanges', { since: known?.version ?? null })
  const now = rows ?? applyDelta(known?.rows ?? [], delta ?? { changed: [], gone: [] }, (row) => row.bookingId)
  windows.set(desk, { version, rows: now })
  return now
}

type Seen = { rows: readonly DeskRow[] }
const stale: Seen = { rows: [] }

function step(desk: Desk, roll: (below: number) => number, seen: Seen): string {
  const { rows } = seen
  const row = rows[roll(Math.max(1, rows.length))]
  const target = row ? { session: null, bookingId: row.bookingId, revision: row.revision } : null
  const ask = (...call: Parameters<Desk['ask']>): string => {
    const result = desk.ask(...call)
    if (!result.ok) expect(EXPECTED, `${call[0]}: ${JSON.stringify(result.error)}`).toContain(result.error.code)
    return result.ok ? 'done' : result.error.code
  }
  const kind = roll(23)
  if (!target || !row || kind < 3) { desk.book(roll(4) === 0 ? { when: 'standby' } : {}); return 'booked' }
  const undo = desk.look('deskList', {}).undo
  const slots = desk.look('vaccinesToday', {})[0]?.later ?? []
  switch (kind) {
    case 3: return ask('checkInVisit', target)
    case 4: case 5: return ask('callVisit', { ...target, room: roll(2) ? '1진료실' : '2진료실' })
    case 6: return ask('recallVisit', target)
    case 7: return ask('skipVisit', target)
    case 8: return ask('moveVisit', { ...target, before: roll(3) === 0 ? null : (rows[roll(rows.length)]?.bookingId ?? null) })
    case 9: return ask('transferVisit', { ...target, room: '2진료실' })
    case 10: return ask('rescheduleVisit', { ...target, slotId: slots[roll(Math.max(1, slots.length))]?.slotId ?? 'none' })
    case 11: return ask('cancelVisit', { ...target, reason: 'staff', note: null })
    case 12: return ask('noShowVisit', target)
    case 13: return ask('recordDose', { ...target, ...doseOf({ confirmed: roll(2) === 0, observeMinutes: roll(2) ? 15 : 0 }) })
    case 14: return ask('recordNotGiven', { ...target, reason: 'doctor', note: null })
    case 15: return ask('endObservation', target)
    case 16: case 17: return undo.length === 0 ? 'none' : ask('undoAct', { session: null, actId: undo[roll(undo.length)]?.actId ?? 0 })
    case 19: return ask('checkIn', { bookingId: row.bookingId })
    case 20: return ask('cancelBooking', { bookingId: row.bookingId, reason: 'patient' })
    case 21: {
      const dose = desk.context.repos.dosesOf(row.bookingId).find((one) => one.inError === null)
      return dose ? ask('doseInError', { ...target, immunizationId: dose.immunizationId, reason: 'model' }) : 'none'
    }
    case 18: desk.net.up = roll(2) === 0; return 'line'
    default: desk.later((roll(5) - 1) * MINUTE_MS); return 'clock'
  }
}

function check(desk: Desk, before: ReadonlyMap<string, number>): Map<string, number> {
  const list = desk.look('deskList', {})
  if (list.rows.length % 3 > 0) expect(follow(desk), 'a window that is told only what changed').toEqual(list.rows)
  const ids = list.rows.map((row) => row.bookingId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(Object.values(list.counts).reduce((sum, n) => sum + n, 0)).toBe(ids.length)
  for (const row of list.rows) {
    expect(row.revision, 'a revision only grows').toBeGreaterThanOrEqual(before.get(row.bookingId) ?? 0)
    if (row.stage === 'called') expect(row.room).not.toBeNull()
    if (row.outcome === 'given') expect(desk.context.repos.dosesOf(row.bookingId).some((dose) => dose.inError === null)).toBe(true)
    const story = (): string => desk.look('visitDetail', { bookingId: row.bookingId }).trail.toReversed().map((act) => `${act.actId} ${act.kind}${act.undone ? ' (undone)' : ''} ${JSON.stringify(act.facts)}`).join(' | ')
    if (row.outcome === 'cancelled' || row.outcome === 'no-show') expect(desk.context.repos.dosesOf(row.bookingId).every((dose) => dose.inError !== null), story()).toBe(true)
  }
  for (const id of before.keys()) expect(ids, 'nobody is lost').toContain(id)
  const called = new Set(list.rows.filter((row) => row.stage === 'called').map((row) => row.ticketNumber))
  const board = desk.look('boardView', {}).called
  expect(board.map((one) => one.call)).toEqual(board.map((one) => one.call).toSorted((a, b) => b - a))
  if (called.size <= 5) for (const number of called) expect(desk.context.repos.calledByOrder(list.date, 50).map((one) => one.ticketNumber)).toContain(number)
  return new Map(list.rows.map((row) => [row.bookingId, row.revision]))
}

function agrees(desk: Desk): void {
  const there = desk.centre.centre.listBookings(null)
  expect(there.filter((one) => one.slotId).length, 'no place is sold twice').toBe(new Set(there.filter((one) => one.slotId).map((one) => `${one.slotId}/${one.n}`)).size)
  for (const row of desk.look('deskList', {}).rows) {
    const central = there.find((one) => one.bookingId === row.bookingId)
    const here = desk.context.repos.booking(row.bookingId)
    expect(central, `${row.ticketNumber} reached the centre`).toBeDefined()
    // A dose entered in error stays an end for the centre; a person who left line and came back stays come.
    const inError = desk.context.repos.dosesOf(row.bookingId).some((dose) => dose.inError !== null)
    if (!inError) expect([row.ticketNumber, central?.status]).toEqual([row.ticketNumber, here?.status])
    if (!inError && here?.status !== 'cancelled') expect([row.ticketNumber, central?.slotId ?? null, central?.n ?? null]).toEqual([row.ticketNumber, here?.slotId, here?.n])
  }
}

describe('two desks at random', () => {
  it.each(SEEDS)('keep the queue whole, seed %i', async (seed) => {
    const desk = await openDesk({ capacity: 2, windows: 6 })
    const roll = chanceOf(seed).whole
    const seen: Seen[] = [{ ...stale }, { ...stale }]
    let revisions = new Map<string, number>()
    const answers: Record<string, number> = {}
    for (let i = 0; i < STEPS; i++) {
      const which = seen[roll(2)] ?? stale
      // A desk looks at the list now and then; meanwhile it acts on what it saw.
      if (roll(3) > 0) which.rows = desk.look('deskList', {}).rows
      const answer = step(desk, roll, which)
      answers[answer] = (answers[answer] ?? 0) + 1
      revisions = check(desk, revisions)
    }
    desk.net.up = true
    desk.later(UNDO_MS_MAX * 2)
    await desk.sent()
    const { open } = desk.look('problemTray', { session: null })
    const told = (bookingId: string | null): string => desk.context.repos.entriesOfBooking(bookingId ?? '').map((entry) => `${entry.type} v${entry.version} ${JSON.stringify(entry.type.startsWith('booking-c') ? '' : entry.body)}`).join(' | ')
    expect(open.map(({ code, entryType, bookingId }) => `${code} ${entryType}: ${told(bookingId)}`)).toEqual([])
    expect(desk.look('syncOverview', {}).unsent).toBe(0)
    agrees(desk)
    expect(answers.done ?? 0).toBeGreaterThan(STEPS / 10)
  })
  it('know only codes of the catalogue', () => {
    for (const code of EXPECTED) expect(Object.keys(errorCatalogue)).toContain(code)
  })
})
