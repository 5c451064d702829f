/** Who does not come, by the clinic's rule; and ends that are held back over the end of the program. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/base/time.ts'
import { UNDO_MS_MAX } from '../../src/domain/desk-act.ts'
import { countUnsent, lookInto } from '../../src/store/db/look.ts'
import { drain, KEY, orThrow, testKiosk, wire } from '../support/clinic.ts'
import { openDesk } from '../support/desk.ts'

describe('who does not come', () => {
  it('is proposed after the clinic\'s grace, from the call and from the booked time', async () => {
    const desk = await openDesk()
    const slot = desk.look('vaccinesToday', {})[0]?.later[0]
    const [here, expected] = [desk.book(), desk.book({ when: { slotId: slot?.slotId ?? '' } })]
    desk.act('callVisit', { ...desk.at(here.bookingId), room: '1진료실' })
    expect(desk.row(here.bookingId).absent).toBeNull()
    desk.later(30 * MINUTE_MS)
    expect(desk.row(here.bookingId).absent).toMatchObject({ why: 'not-at-call', verdict: 'propose' })
    expect(desk.row(here.bookingId).stage).toBe('called')
    desk.clock.now = (slot?.start ?? 0) + 30 * MINUTE_MS
    expect(desk.row(expected.bookingId).absent).toMatchObject({ why: 'not-come' })
  })

  it('is marked by the rule, with nobody\'s name on it, and can be taken back', async () => {
    const desk = await openDesk()
    const { settings } = desk.look('deskList', {})
    desk.act('setDeskSettings', { session: null, settings: { ...settings, noShowRule: 'mark', graceMinutes: 10 } })
    const { bookingId } = desk.book()
    desk.act('callVisit', { ...desk.at(bookingId), room: '1진료실' })
    desk.later(10 * MINUTE_MS)
    expect(desk.row(bookingId)).toMatchObject({ outcome: 'no-show', undo: { kind: 'no-show' } })
    const trail = desk.look('visitDetail', { bookingId }).trail
    expect(trail[0]).toMatchObject({ kind: 'no-show', by: null, facts: { rule: true } })
    desk.act('undoAct', { session: null, actId: trail[0]?.actId ?? 0 })
    desk.later(MINUTE_MS)
    expect(desk.row(bookingId).stage, 'the rule does not insist').toBe('called')
  })
})

describe('an end that is held back', () => {
  const folders: string[] = []
  afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }) })

  it('survives the end of the program, counts as unsent, and is told when its time is over', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'held-'))
    folders.push(folder)
    const path = join(folder, 'kiosk.db')
    const desk = await openDesk({ path })
    const { bookingId } = desk.book()
    await desk.sent()
    const acted = desk.act('cancelVisit', { ...desk.at(bookingId), reason: 'patient', note: null })
    desk.kiosk.store.close()
    expect(lookInto(path, KEY, countUnsent)).toBe(1)
    const again = testKiosk(desk.clock, wire(() => desk.centre.app), { path })
    again.store.loop.start()
    orThrow(again.store.handle('undoAct', { commandId: 'u', session: null, actId: acted.actId }))
    orThrow(again.store.handle('cancelVisit', { commandId: 'c', session: null, bookingId, revision: acted.revision + 1, reason: 'patient', note: null }))
    desk.clock.now += UNDO_MS_MAX + 1
    again.store.deskTick()
    await drain(desk.clock, [again])
    expect(desk.there(bookingId)?.status).toBe('cancelled')
    again.store.close()
    expect(lookInto(path, KEY, countUnsent)).toBe(0)
  })
})
