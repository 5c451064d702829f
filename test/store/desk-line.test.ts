/** The one list: order, calls, two desks on one person, and taking back. */
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts'
import type { Acted } from '../../src/contract/desk-types.ts'
import { UNDO_MS_MAX } from '../../src/domain/desk-act.ts'
import { orThrow } from '../support/clinic.ts'
import { openDesk } from '../support/desk.ts'
import type { Desk } from '../support/desk.ts'

const waiting = (desk: Desk): string[] => desk.look('deskList', {}).rows.filter((row) => row.stage === 'waiting').map((row) => row.ticketNumber)
const called = (desk: Desk): string[] => desk.look('boardView', {}).called.map(({ ticketNumber, room }) => `${ticketNumber} ${room}`)

describe('the line', () => {
  it('is called, called again, sent to another room, skipped behind the next, and stands in the order it was moved to', async () => {
    const desk = await openDesk()
    const [a, b, c, d] = [desk.book(), desk.book(), desk.book(), desk.book()].map((t) => t.bookingId) as [string, string, string, string]
    desk.act('callVisit', { ...desk.at(a), room: '1진료실' })
    expect(desk.row(a)).toMatchObject({ stage: 'called', room: '1진료실' })
    const first = desk.look('boardView', {}).called[0]?.call ?? 0
    desk.act('recallVisit', desk.at(a))
    expect(desk.look('boardView', {}).called[0]?.call).toBeGreaterThan(first)
    desk.act('transferVisit', { ...desk.at(a), room: '2진료실' })
    expect(called(desk)).toEqual(['A-001 2진료실'])
    desk.act('skipVisit', desk.at(a))
    expect(waiting(desk)).toEqual(['A-002', 'A-001', 'A-003', 'A-004'])
    expect(desk.row(a)).toMatchObject({ skips: 1, room: null })
    expect(called(desk)).toEqual([])
    desk.act('moveVisit', { ...desk.at(d), before: b })
    expect(waiting(desk)).toEqual(['A-004', 'A-002', 'A-001', 'A-003'])
    desk.act('moveVisit', { ...desk.at(b), before: null })
    expect(waiting(desk)).toEqual(['A-004', 'A-001', 'A-003', 'A-002'])
    expect(desk.look('visitDetail', { bookingId: c }).stage).toBe('waiting')
    desk.book()
    expect(waiting(desk).at(-1)).toBe('A-005')
  })

  it('keeps standby behind held places, but for who was moved before them by hand', async () => {
    const desk = await openDesk({ capacity: 2, windows: 1 })
    const [a, , s1, s2] = [desk.book(), desk.book(), desk.book(), desk.book()].map((t) => t.bookingId) as [string, string, string, string]
    expect(desk.row(s1).standby).toBe(true)
    desk.act('moveVisit', { ...desk.at(s2), before: a })
    expect(waiting(desk)).toEqual(['A-004', 'A-001', 'A-002', 'A-003'])
  })

  it('is not reordered by a clock that is put back by hours', async () => {
    const desk = await openDesk({ capacity: 20 })
    desk.book()
    desk.clock.now -= 3 * HOUR_MS
    desk.book()
    desk.clock.now += HOUR_MS
    const late = desk.book({ when: 'standby' })
    expect(waiting(desk)).toEqual(['A-001', 'A-002', 'A-003'])
    desk.act('callVisit', { ...desk.at(late.bookingId), room: '1진료실' })
    desk.clock.now -= HOUR_MS
    const second = desk.look('deskList', {}).rows.find((row) => row.ticketNumber === 'A-002')?.bookingId ?? ''
    desk.act('callVisit', { ...desk.at(second), room: '1진료실' })
    expect(called(desk)).toEqual(['A-002 1진료실', 'A-003 1진료실'])
  })

  it('takes who booked for later and comes now behind whoever is here', async () => {
    const desk = await openDesk({ capacity: 20 })
    const slot = desk.look('vaccinesToday', {})[0]?.later.at(-1)?.slotId ?? ''
    const early = desk.book({ when: { slotId: slot } })
    desk.book(); desk.book()
    expect(desk.row(early.bookingId).stage).toBe('expected')
    desk.act('checkInVisit', desk.at(early.bookingId))
    const kiosk = desk.book({ when: { slotId: slot } })
    desk.act('checkIn', { bookingId: kiosk.bookingId })
    desk.book()
    expect(waiting(desk)).toEqual(['A-002', 'A-003', 'A-001', 'A-004', 'A-005'])
    await desk.sent()
    expect(desk.there(early.bookingId)).toMatchObject({ status: 'checked-in' })
  })

  it('checks in by the scanned ticket', async () => {
    const desk = await openDesk()
    const ticket = desk.book()
    const acted = desk.act('scanVisit', { session: null, receipt: ticket.receipt })
    expect(acted).toMatchObject({ bookingId: ticket.bookingId })
    expect(desk.row(ticket.bookingId).status).toBe('checked-in')
    expect(desk.ask('scanVisit', { session: null, receipt: 'VK1.nonsense' })).toMatchObject({ ok: false, error: { code: 'RECEIPT_INVALID' } })
  })
})

describe('two desks on one person', () => {
  it('tell the second what the first did, and write nothing over it', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    const seen = desk.at(bookingId)
    desk.act('callVisit', { ...seen, room: '1진료실' })
    const before = desk.row(bookingId)
    expect(desk.ask('callVisit', { ...seen, room: '2진료실' })).toMatchObject({ ok: false, error: { code: 'REVISION_CHANGED', detail: 'call', field: 'revision' } })
    expect(desk.ask('cancelVisit', { ...seen, reason: 'staff', note: null })).toMatchObject({ ok: false, error: { code: 'REVISION_CHANGED' } })
    expect(desk.row(bookingId)).toEqual(before)
  })

  it('refuses to act on what the patient changed at the glass meanwhile', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    const seen = desk.at(bookingId)
    desk.act('checkIn', { bookingId })
    expect(desk.ask('callVisit', { ...seen, room: '1진료실' })).toMatchObject({ ok: false, error: { code: 'REVISION_CHANGED', detail: 'elsewhere' } })
  })

  it('lets only one of "call" and "undo" win, whoever is first', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    const checkedIn = desk.act('checkInVisit', desk.at(bookingId))
    desk.act('callVisit', { ...desk.at(bookingId), room: '1진료실' })
    expect(desk.ask('undoAct', { session: null, actId: checkedIn.actId })).toMatchObject({ ok: false, error: { code: 'UNDO_NOT_POSSIBLE', detail: 'call' } })
    expect(desk.row(bookingId).stage).toBe('called')
  })

  it('is one effect for the same command sent twice', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    const input = { commandId: 'twice', ...desk.at(bookingId), room: '1진료실' }
    const first = orThrow(desk.kiosk.store.handle('callVisit', input))
    expect(orThrow(desk.kiosk.store.handle('callVisit', input))).toEqual(first)
    expect(desk.look('visitDetail', { bookingId }).trail.filter((one) => one.kind === 'call')).toHaveLength(1)
  })
})

describe('taking back', () => {
  const undo = (desk: Desk, { actId }: Acted) => desk.act('undoAct', { session: null, actId })
  /** The row as the desk sees it, without what an undo itself changes. */
  const shown = (desk: Desk, bookingId: string) => { const { revision: _, undo: _undo, ...rest } = desk.row(bookingId); return rest }

  it('puts back call, recall, skip, transfer and move, one after the other to the beginning', async () => {
    const desk = await openDesk()
    const [a, b] = [desk.book(), desk.book(), desk.book()].map((t) => t.bookingId) as [string, string]
    const states: unknown[] = [shown(desk, b)]
    const acts: Acted[] = []
    const does = (acted: Acted): void => { acts.push(acted); states.push(shown(desk, b)) }
    does(desk.act('moveVisit', { ...desk.at(b), before: a }))
    does(desk.act('callVisit', { ...desk.at(b), room: '1진료실' }))
    does(desk.act('transferVisit', { ...desk.at(b), room: '2진료실' }))
    does(desk.act('recallVisit', desk.at(b)))
    does(desk.act('skipVisit', desk.at(b)))
    for (const acted of acts.toReversed()) {
      expect(shown(desk, b)).toEqual(states.pop())
      undo(desk, acted)
    }
    expect(shown(desk, b)).toEqual(states.pop())
    expect(waiting(desk)).toEqual(['A-001', 'A-002', 'A-003'])
  })

  it('takes a cancellation back with its place, and the centre never hears of it', async () => {
    const desk = await openDesk({ capacity: 1, windows: 1 })
    const { bookingId, slot } = desk.book()
    const cancelled = desk.act('cancelVisit', { ...desk.at(bookingId), reason: 'staff', note: null })
    expect(desk.row(bookingId)).toMatchObject({ stage: 'done', outcome: 'cancelled' })
    await desk.sent()
    expect(desk.there(bookingId)?.status).toBe('booked')
    expect(desk.book().status).toBe('standby')
    undo(desk, cancelled)
    expect(desk.row(bookingId)).toMatchObject({ stage: 'waiting', status: 'booked', outcome: null, standby: false, slotStart: slot?.start })
    desk.later(UNDO_MS_MAX * 2)
    await desk.sent()
    expect(desk.there(bookingId)).toMatchObject({ status: 'booked', slotId: slot?.slotId })
  })

  it('tells the centre of cancel, no-show and not given when the time is over, frees the place, and then takes nothing back', async () => {
    const desk = await openDesk({ capacity: 3, windows: 1 })
    const [a, b, c] = [desk.book(), desk.book(), desk.book()].map((t) => t.bookingId) as [string, string, string]
    const acts = [
      desk.act('cancelVisit', { ...desk.at(a), reason: 'patient', note: '전화로' }), desk.act('noShowVisit', desk.at(b)), desk.act('recordNotGiven', { ...desk.at(c), reason: 'fever', note: '38.2도' }),
    ]
    await desk.sent()
    desk.later(UNDO_MS_MAX - MINUTE_MS)
    expect(desk.look('syncOverview', {}).unsent).toBe(0)
    desk.later(MINUTE_MS + 1)
    await desk.sent()
    expect([a, b, c].map((id) => desk.there(id)?.status)).toEqual(['cancelled', 'noshow', 'fulfilled'])
    expect(desk.there(a)?.slotId).toBeNull()
    for (const { actId } of acts) expect(desk.ask('undoAct', { session: null, actId })).toMatchObject({ ok: false, error: { code: 'UNDO_TOO_LATE' } })
    expect(desk.book().status).toBe('booked')
    expect(desk.look('syncOverview', {}).problems).toBe(0)
  })

  it('tells an act that a clock put back would hold for hours at once', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    desk.act('noShowVisit', desk.at(bookingId))
    desk.later(-5 * HOUR_MS)
    await desk.sent()
    expect(desk.there(bookingId)?.status).toBe('noshow')
  })

  it('is not too late because the clock was put forward for a moment and back again', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    const acted = desk.act('callVisit', { ...desk.at(bookingId), room: '1진료실' })
    desk.clock.now -= HOUR_MS
    undo(desk, acted)
    expect(desk.row(bookingId).stage).toBe('waiting')
  })

  it('lets a dose follow a no-show that was too quick: the no-show is told first, then the dose', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    desk.act('noShowVisit', desk.at(bookingId))
    desk.act('recordDose', { ...desk.at(bookingId), lotNumber: 'FLU-2604B', expiryDate: '2027-04-30', doseNumber: 1, vaccinatorId: null, vaccine: null, observeMinutes: 0, confirmed: false })
    await desk.sent()
    expect(desk.there(bookingId)?.status).toBe('fulfilled')
    expect(desk.row(bookingId)).toMatchObject({ outcome: 'given' })
    expect(desk.look('syncOverview', {}).problems).toBe(0)
  })

  it('puts a check-in back: the line forgets it, and the number can come again', async () => {
    const desk = await openDesk()
    const slot = desk.look('vaccinesToday', {})[0]?.later.at(-1)?.slotId ?? ''
    const { bookingId } = desk.book({ when: { slotId: slot } })
    undo(desk, desk.act('checkInVisit', desk.at(bookingId)))
    expect(desk.row(bookingId).stage).toBe('expected')
    desk.act('checkInVisit', desk.at(bookingId))
    await desk.sent()
    expect(desk.row(bookingId)).toMatchObject({ stage: 'waiting' })
    expect(desk.look('syncOverview', {}).problems).toBe(0)
  })
})

describe('another time', () => {
  it('holds the new place before the old one is free, never oversells, and goes back', async () => {
    const desk = await openDesk({ capacity: 1, windows: 4 })
    const [a, b] = [desk.book(), desk.book()]
    const [free, full] = [desk.look('visitDetail', { bookingId: a.bookingId }).slots[0]?.slotId ?? '', b.slot?.slotId ?? '']
    expect(desk.ask('rescheduleVisit', { ...desk.at(a.bookingId), slotId: full })).toMatchObject({ ok: false, error: { code: 'NO_FREE_PLACE' } })
    const moved = desk.act('rescheduleVisit', { ...desk.at(a.bookingId), slotId: free })
    expect(desk.row(a.bookingId).slotStart).toBeGreaterThan(a.slot?.start ?? 0)
    await desk.sent()
    expect(desk.there(a.bookingId)?.slotId).toBe(free)
    undo(desk, moved)
    await desk.sent()
    expect(desk.there(a.bookingId)?.slotId).toBe(a.slot?.slotId)
    const again = desk.act('rescheduleVisit', { ...desk.at(a.bookingId), slotId: free })
    const third = desk.book()
    expect(third.slot?.slotId).toBe(a.slot?.slotId)
    expect(desk.ask('undoAct', { session: null, actId: again.actId })).toMatchObject({ ok: false, error: { code: 'NO_FREE_PLACE' } })
    await desk.sent()
    const held = desk.centre.centre.listBookings(null).map((one) => `${one.slotId}/${one.n}`)
    expect(new Set(held).size).toBe(3)
    expect(desk.look('syncOverview', {}).problems).toBe(0)
  })
  const undo = (desk: Desk, { actId }: Acted) => desk.act('undoAct', { session: null, actId })

  it('gives somebody on standby a place, with the entry the centre knows', async () => {
    const desk = await openDesk({ capacity: 1, windows: 4 })
    desk.book()
    const standby = desk.book({ when: 'standby' })
    const slotId = desk.look('visitDetail', { bookingId: standby.bookingId }).slots.at(-1)?.slotId ?? ''
    const acted = desk.act('rescheduleVisit', { ...desk.at(standby.bookingId), slotId })
    expect(acted.undoUntil).toBeNull()
    await desk.sent()
    expect(desk.there(standby.bookingId)).toMatchObject({ status: 'booked', slotId })
    expect(desk.row(standby.bookingId)).toMatchObject({ stage: 'expected', standby: false })
  })
})
