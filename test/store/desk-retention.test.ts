/** Who somebody was leaves the machine some days after the visit, once the centre has all of it; what was counted stays. And the trail, which vouches for itself. */
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/base/time.ts'
import type { CallInput } from '../../src/contract/kiosk-api.ts'
import { mayForget } from '../../src/domain/retention.ts'
import { lookInto, trailOf } from '../../src/store/db/look.ts'
import { KEY, walkIn } from '../support/clinic.ts'
import { doseOf, openDesk } from '../support/desk.ts'
import type { Desk } from '../support/desk.ts'
import { inFile, kioskFile } from '../support/kiosk-file.ts'

const file = kioskFile()
const NAME = '남궁지움'
const person = { ...walkIn().patient, name: NAME, birthDate: '1957-03-04', phone: '010-9876-5432' }
const digits = { by: 'digits', phoneLast4: '5432', birthDate: '1957-03-04' } as const
const found = (desk: Desk, search: CallInput<'searchHistory'>['search']): number => desk.look('searchHistory', { session: null, search }).hits.length

/** Every table in which the words stand. */
function tablesWith(path: string, ...words: string[]): string[] {
  const tables: string[] = []
  inFile(path, (db) => {
    for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all() as { name: string }[])
      if (words.some((word) => JSON.stringify(db.prepare(`SELECT * FROM ${name}`).all()).includes(word))) tables.push(name)
  })
  return tables.sort()
}

describe('who somebody was', () => {
  it('leaves a week after the visit: history finds nobody, the figures of the day stay, and after two weeks no word is left', async () => {
    const desk = await openDesk({ path: file.path })
    const { bookingId, ticketNumber } = desk.book({ patient: person })
    const { date } = desk.look('deskList', {})
    const given = desk.act('recordDose', { ...desk.at(bookingId), ...doseOf() })
    desk.act('doseInError', { ...desk.at(bookingId), immunizationId: given.immunizationId, reason: `${NAME} 님이 아님` })
    desk.act('recordDose', { ...desk.at(bookingId), ...doseOf({ confirmed: true }) })
    await desk.sent()
    desk.later(7 * DAY_MS)
    expect(found(desk, digits)).toBe(1)
    const before = desk.look('dayReport', { date })
    desk.later(DAY_MS)
    expect([found(desk, digits), found(desk, { by: 'number', ticketNumber, date: null })]).toEqual([0, 0])
    expect(tablesWith(file.path, NAME, '98765432', '9876-5432', '1957-03-04')).toEqual(['outbox'])
    expect(desk.look('dayReport', { date })).toMatchObject({ given: before.given, enteredInError: 1, persons: before.persons })
    expect(desk.look('exportHistory', { session: null, from: date, to: date })).toMatchObject({ rows: 1 })
    expect(desk.look('auditTrail', { session: null, date: null, bookingId: null }).rows.map(({ kind, facts }) => [kind, facts.count])).toContainEqual(['identity-forgotten', 1])
    desk.later(7 * DAY_MS)
    expect(tablesWith(file.path, NAME, '98765432', '9876-5432')).toEqual([])
    expect(lookInto(file.path, KEY, trailOf).broken).toBeNull()
  })

  it('stays as long as the centre has not all of it, and as the clinic wishes', async () => {
    const desk = await openDesk({ path: file.path })
    desk.net.up = false
    desk.book({ patient: person })
    desk.later(20 * DAY_MS)
    expect(tablesWith(file.path, NAME)).toContain('booking')
    desk.net.up = true
    await desk.sent()
    desk.act('setDeskSettings', { session: null, settings: { ...desk.look('deskList', {}).settings, identityDays: 30 } })
    desk.later(2 * HOUR_MS)
    expect(found(desk, digits)).toBe(1)
    desk.act('setDeskSettings', { session: null, settings: { ...desk.look('deskList', {}).settings, identityDays: 3 } })
    desk.later(2 * HOUR_MS)
    expect(found(desk, digits)).toBe(0)
    expect(tablesWith(file.path, NAME)).not.toContain('booking')
  })

  it('stays with what is held back or lies in the tray', () => {
    const facts = { date: '2026-11-01', unsettled: 0, held: false, problem: false }
    expect(mayForget(facts, '2026-11-02')).toBe(true)
    for (const part of [{ date: '2026-11-02' }, { unsettled: 1 }, { held: true }, { problem: true }]) expect(mayForget({ ...facts, ...part }, '2026-11-02')).toBe(false)
  })
})

describe('the trail', () => {
  it('shows the act that somebody changed, or took out, in the file', async () => {
    const desk = await openDesk({ path: file.path })
    const { bookingId } = desk.book()
    desk.act('callVisit', { ...desk.at(bookingId), room: '1진료실' })
    desk.act('recallVisit', desk.at(bookingId))
    desk.act('skipVisit', desk.at(bookingId))
    desk.act('undoAct', { session: null, actId: desk.look('deskList', {}).undo[0]?.actId ?? 0 })
    expect(lookInto(file.path, KEY, trailOf)).toEqual({ acts: 4, broken: null })
    inFile(file.path, (db) => { db.exec("UPDATE desk_act SET practitioner_id = 'somebody-else' WHERE act_id = 2") })
    expect(lookInto(file.path, KEY, trailOf).broken).toBe(2)
    inFile(file.path, (db) => { db.exec('UPDATE desk_act SET practitioner_id = NULL WHERE act_id = 2; DELETE FROM desk_act WHERE act_id = 3') })
    expect(lookInto(file.path, KEY, trailOf).broken).toBe(4)
  })
})

describe('a word of the centre', () => {
  it('stays until somebody has read it, and the trail says when', async () => {
    const desk = await openDesk()
    desk.context.repos.keepMessage({ messageId: 'recall', at: desk.clock.now, topic: 'lot-recall', lotNumber: 'FLU-2604B', text: { ko: '쓰지 마세요.' } })
    expect(desk.look('messages', {})).toMatchObject([{ messageId: 'recall', seenAt: null }])
    for (let i = 0; i < 2; i++) desk.act('seeMessage', { session: null, messageId: 'recall' })
    expect(desk.look('messages', {})).toMatchObject([{ messageId: 'recall', seenAt: desk.clock.now }])
    expect(desk.look('auditTrail', { session: null, date: null, bookingId: null }).rows.filter(({ kind }) => kind === 'message-seen')).toHaveLength(1)
    expect(desk.ask('seeMessage', { session: null, messageId: 'never' })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
})
