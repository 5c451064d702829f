/** The desk's worst day, in one clinic: words of the centre, vials, two desks, a board that is heard, a clock two days wrong, what the centre refused, 5,000 bookings. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, DAY_MS, HOUR_MS } from '../../src/base/time.ts'
import { fillWithBookings } from '../bench/desk-rows.ts'
import { drained, ended, openClinic, overview, placesHeld, until } from './clinic.ts'
import type { Clinic, Service } from './clinic.ts'
import { deskAsks } from './desk-asks.ts'
import { choose, openVial, picture, rest, rowOf, violations, walkIn } from './desk-hands.ts'
import { scanUntil } from './reader.ts'

const MANY = 5_000
let clinic: Clinic
let desk: Page
let service: Service | null = null
beforeAll(async () => {
  clinic = await openClinic({ capacity: 4, serviceDown: true })
  ;({ desk } = clinic)
  service = await clinic.startService()
  await placesHeld(clinic)
})
afterAll(async () => { await ended(service); await clinic?.close() })
beforeEach(() => rest(desk))

const { act, look, list, row, at, book, laterSlots, there, inFile } = deskAsks(() => clinic)
const stage = (number: string, name: string) => rowOf(desk, number, `[data-stage="${name}"]`).waitFor()

describe('the line', () => {
  it('takes in by a scan, gives another time, and lets go after the observation', async () => {
    const [first, second] = await laterSlots()
    const ticket = await book({ when: { slotId: second?.slotId ?? first?.slotId } })
    await rowOf(desk, ticket.ticketNumber).waitFor()
    await choose(desk, ticket.ticketNumber)
    await desk.keyboard.press('r')
    const chosen = await desk.getByTestId('form-choice').inputValue()
    await desk.getByTestId('form-choice').press('Enter')
    await until('at its new time, there too', () => there(ticket.ticketNumber)?.slot_id === chosen)
    await rest(desk)
    await scanUntil(desk, ticket.receipt, async () => (await row(ticket.ticketNumber))?.status === 'checked-in')
    await rest(desk)
    await rowOf(desk, ticket.ticketNumber, '[data-stage="waiting"][data-status="checked-in"]').waitFor()
    await desk.keyboard.press(' ')
    await stage(ticket.ticketNumber, 'called')
    await desk.locator('.dose').waitFor()
    await desk.keyboard.press('Enter')
    await desk.locator('[data-testid="dose-lot"]:focus').waitFor()
    await desk.keyboard.press('Enter')
    await stage(ticket.ticketNumber, 'observing')
    await rest(desk)
    await desk.keyboard.press(' ')
    await until('gone home', async () => (await row(ticket.ticketNumber))?.stage === 'done')
    // Nobody who types Hangul sends a field by the Enter that ends a syllable.
    await desk.keyboard.press('F4')
    await desk.locator('[data-testid="desk-name"]:focus').waitFor()
    const ime = await desk.context().newCDPSession(desk)
    await ime.send('Input.imeSetComposition', { text: '김', selectionStart: 1, selectionEnd: 1 })
    await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 })
    await ime.send('Input.insertText', { text: '김' })
    await desk.locator('[data-testid="desk-name"]:focus').waitFor()
    expect(await desk.getByTestId('desk-name').inputValue()).toBe('김')
  })

  it('tells who acts on a call that the other desk takes back at that moment, and shows what stands', async () => {
    const { ticketNumber } = await book()
    await act('callVisit', { ...(await at(ticketNumber)), room: '1진료실' })
    await stage(ticketNumber, 'called')
    await choose(desk, ticketNumber)
    const last = (await list()).undo[0]?.actId
    await desk.evaluate((actId) => {
      void window.kiosk?.call('undoAct', { commandId: crypto.randomUUID(), session: null, actId })
      document.querySelector<HTMLElement>('[data-testid="act-recall"]')?.click()
    }, last)
    await desk.getByTestId('notice').getByText('(되돌림)').waitFor()
    await stage(ticketNumber, 'waiting')
    // The other way round: this desk takes back what the other one has gone on from.
    await rest(desk)
    await act('callVisit', { ...(await at(ticketNumber)), room: '1진료실' })
    await stage(ticketNumber, 'called')
    const row_ = await at(ticketNumber)
    await desk.evaluate((on) => {
      void window.kiosk?.call('transferVisit', { commandId: crypto.randomUUID(), session: null, ...on, room: '2진료실' })
      document.querySelector<HTMLElement>('[data-testid="undo"]')?.click()
    }, row_)
    await until('told', async () => (await desk.getByTestId('notice').getAttribute('data-code')) === 'UNDO_NOT_POSSIBLE')
    expect((await row(ticketNumber))?.room).toBe('2진료실')
  })

  it('is marked by the clinic’s rule when nobody comes, and a person’s word stands against it', async () => {
    const { settings } = await list()
    await act('setDeskSettings', { settings: { ...settings, noShowRule: 'mark', graceMinutes: 1 } })
    const { ticketNumber, bookingId } = await book()
    await act('callVisit', { ...(await at(ticketNumber)), room: '1진료실' })
    inFile('kiosk', (db) => db.prepare('UPDATE queue_entry SET called_at = called_at - 120000 WHERE booking_id = ?').run(bookingId))
    await until('marked', () => clinic.store('SELECT status FROM booking WHERE booking_id = ?', bookingId)[0]?.status === 'noshow')
    await act('setDeskSettings', { settings })
    await desk.keyboard.press('u')
    await stage(ticketNumber, 'called')
  })
})

describe('vials', () => {
  it('call standby while doses are left, count what is thrown away, and say when their six hours are over', async () => {
    const standby = await book({ when: 'standby' })
    const vial = await openVial(desk)
    await vial.getByText('6:00 뒤 버림').waitFor()
    await picture(desk, 'desk-vial-ko')
    await desk.getByTestId('call-standby').click()
    await stage(standby.ticketNumber, 'called')
    await desk.keyboard.press('v')
    const waste = desk.getByTestId('waste-form')
    await waste.locator('input[type="number"]').fill('3')
    await waste.locator('select').nth(1).selectOption('drawn-wrong')
    await desk.getByTestId('waste-done').click()
    await vial.getByText('남은 7').waitFor()
    inFile('kiosk', (db) => db.prepare('UPDATE vial SET opened_at = opened_at - ?').run(6 * HOUR_MS))
    await act('markLot', { lotNumber: 'NOT-HERE', recalled: false })
    await vial.getByText('시간 지남').waitFor()
    await rest(desk)
    await choose(desk, standby.ticketNumber)
    await desk.getByTestId('dose-lot').selectOption('FLU-2604B')
    await desk.getByTestId('act-given').click()
    await desk.getByTestId('cautions').getByText('연 지 여섯 시간이 지난').waitFor()
    expect(await look('dayReport', { date: null })).toMatchObject({ wasted: 3, wastedBy: [{ reason: 'drawn-wrong', count: 3 }] })
  })

  it('ask before a lot that has expired', async () => {
    await desk.keyboard.press('F6')
    await desk.locator('[data-testid="paper-number"]:focus').waitFor()
    for (const text of ['A-P900', '', '한기한', '6001011', '99990001', '1', '', null, '0930', 'FLU-2604B', '2401', null]) {
      if (text) await desk.keyboard.insertText(text)
      await desk.keyboard.press('Enter')
    }
    await desk.getByTestId('paper-cautions').getByText('유효 기한이 지난 로트입니다.').waitFor()
    expect(await desk.getByTestId('desk-name').inputValue()).toBe('한기한')
  })
})

describe('a word of the centre', () => {
  it('stands at the desk and in the strip until somebody has read it; its lot is asked about from then on', async () => {
    const [token] = clinic.ledger("SELECT value FROM setting WHERE key = 'adminToken'")
    const sent = await fetch(`http://127.0.0.1:${clinic.port}/v1/admin/messages`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${String(token?.value)}` },
      body: JSON.stringify({ messageId: 'recall-1', kind: 'lot-recall', lotNumber: 'FLU-2604B', text: { ko: '제조사에서 회수합니다. 남은 것을 냉장고에서 따로 두세요.', en: 'The maker recalls it. Keep what is left apart.' }, practitionerId: 'kim' }),
    })
    expect(sent.status).toBe(201)
    await desk.getByTestId('centre-words').getByText('FLU-2604B').waitFor()
    await desk.locator('[data-testid="strip-advice"][data-advice="recall"]').waitFor()
    await picture(desk, 'desk-recall-ko')
    expect(await violations(desk)).toEqual([])
    await desk.getByTestId('centre-words-seen').click()
    await desk.getByTestId('centre-words').waitFor({ state: 'detached' })
    await desk.locator('[data-testid="strip-advice"][data-advice="asUsual"]').waitFor()
    const { ticketNumber } = await book()
    await choose(desk, ticketNumber)
    await desk.getByTestId('dose-lot').selectOption('FLU-2604B')
    await desk.getByTestId('act-given').click()
    await desk.getByTestId('cautions').getByText('회수된 로트입니다.').waitFor()
  })
})

describe('the called board', () => {
  it('rings once a call and says the number and the room', async () => {
    await act('setBoardSettings', { board: { sizePercent: 100, chimePercent: 60, spoken: true } })
    await desk.keyboard.press('F9')
    const board = await clinic.windowOf('board')
    await board.getByTestId('board-number').waitFor()
    await board.evaluate(() => {
      const heard: string[] = []
      const voice = { lang: 'ko-KR', localService: true }
      class Context { constructor() { heard.push('chime') } currentTime = 0; close = async () => {}; createOscillator = () => ({ frequency: {}, connect: (to: unknown) => to, start() {}, stop() {} }); createGain = () => ({ gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to: unknown) => to }) }
      Object.assign(window, { heard, AudioContext: Context, SpeechSynthesisUtterance: class { text: string; constructor(text: string) { this.text = text } } })
      Object.defineProperty(window.speechSynthesis, 'getVoices', { value: () => [voice] })
      Object.defineProperty(window.speechSynthesis, 'speak', { value: ({ text }: { text: string }) => { heard.push(text) } })
    })
    const heard = (): Promise<string[]> => board.evaluate(() => (window as unknown as { heard: string[] }).heard)
    const { ticketNumber } = await book()
    await act('callVisit', { ...(await at(ticketNumber)), room: '2진료실' })
    await board.getByTestId('board-number').getByText(ticketNumber).waitFor()
    await until('said', async () => (await heard()).length === 2)
    expect(await heard()).toEqual(['chime', `A ${Number(ticketNumber.slice(2))}번 님, 2진료실로 와 주세요.`])
    await act('recallVisit', await at(ticketNumber))
    await until('rung again', async () => (await heard()).filter((one) => one === 'chime').length === 2)
    await act('setBoardSettings', { board: { sizePercent: 100, chimePercent: 60, spoken: false } })
  })
})

describe('a bad line, and a clock that is wrong', () => {
  const upAgain = async (before: number): Promise<void> => { await until('the store is up', async () => clinic.storePid() !== before && (await overview(clinic)) !== null) }
  const clockBy = async (ms: number, also: (db: Database.Database) => void = () => {}): Promise<void> => {
    const pid = clinic.storePid()
    inFile('kiosk', (db) => { db.prepare("INSERT INTO meta VALUES ('serverOffsetMs', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(String(ms)); also(db) })
    process.kill(pid, 'SIGKILL')
    await upAgain(pid)
  }
  const fixes = new Map([['BODY_INVALID', 'correct'], ['PLACE_NOT_HELD', 'other-slot'], ['UNKNOWN_SLOT', 'standby'], ['INTERNAL', 'send-again']])
  const booked: Record<'standby' | 'other' | 'again' | 'baby', string> = { standby: '', other: '', again: '', baby: '' }

  it('says that the clock is behind, goes on, and has in the tray what the centre refused', async () => {
    await drained(clinic)
    service = await ended(service)
    const slots = await laterSlots()
    const { date } = await list()
    const [gone, taken] = [await book({ when: { slotId: slots.at(-1)?.slotId } }), await book({ when: { slotId: slots.at(-2)?.slotId } })]
    const again = await book()
    await clockBy(-5 * HOUR_MS)
    await desk.locator('[data-testid="strip-advice"][data-advice="clock"]').waitFor()
    await picture(desk, 'desk-clock-behind-ko')
    // Two days ahead, where this machine knows no session: one is planted, as a week's plan would have it.
    const ahead = addDays(date, 2)
    await clockBy(2 * DAY_MS, (db) => db.prepare("INSERT INTO session SELECT session_id || '-ahead', ?, vaccine_system, vaccine_code FROM session WHERE date = ?").run(ahead, date))
    expect((await list()).date).toBe(ahead)
    const baby = await book({ when: 'standby' }, { name: '이아기', birthDate: ahead, guardian: { name: '이엄마', relation: 'guardian' } })
    // By their ids: the numbers begin again each day, and one of the four is of another.
    Object.assign(booked, { standby: gone.bookingId, other: taken.bookingId, again: again.bookingId, baby: baby.bookingId })
    const placeOf = (id: string) => clinic.store('SELECT slot_id, n FROM booking WHERE booking_id = ?', id)[0]
    inFile('ledger', (db) => {
      db.prepare("UPDATE slot SET slot_id = slot_id || '-cut' WHERE slot_id = ?").run(placeOf(gone.bookingId)?.slot_id)
      db.prepare("UPDATE place SET device_id = 'another-kiosk' WHERE slot_id = ? AND n = ?").run(placeOf(taken.bookingId)?.slot_id, placeOf(taken.bookingId)?.n)
      db.exec(`CREATE TRIGGER torn BEFORE INSERT ON booking WHEN NEW.ticket_number = '${again.ticketNumber}' BEGIN SELECT RAISE(ABORT, 'torn page'); END`)
    })
    inFile('kiosk', (db) => db.prepare("UPDATE outbox SET tries = 9 WHERE booking_id = ?").run(again.bookingId))
    service = await clinic.startService()
    await until('four cases', async () => (await overview(clinic))?.problems === 4)
    expect((await list()).date, 'the clock is the centre’s again').toBe(date)
    inFile('ledger', (db) => db.exec('DROP TRIGGER torn'))
  })

  it('mends each: corrected, another time, standby, sent again; and the centre has all four', async () => {
    for (let left = 4; left > 0; left--) {
      const words = desk.getByTestId('tray-words')
      const code = await until('the next case', async () => { const shown = await words.getAttribute('data-code'); return shown !== null && fixes.has(shown) ? shown : null })
      if (left === 4) { await picture(desk, 'tray-ko'); expect(await violations(desk)).toEqual([]) }
      const fix = fixes.get(code)
      fixes.delete(code)
      await desk.getByTestId(`tray-fix-${fix}`).click()
      if (fix === 'correct') {
        await words.getByText('(생년월일)').waitFor()
        await desk.getByTestId('tray-birthDate').fill('2024-05-05')
        await picture(desk, 'tray-correct-ko')
      }
      await desk.getByTestId('tray-fix-done').click()
      await until('one less', async () => (await overview(clinic))?.problems === left - 1)
    }
    await desk.getByTestId('tray-words').waitFor({ state: 'detached' })
    expect([...fixes.keys()]).toEqual([])
    const thereById = (id: string) => clinic.ledger('SELECT status, body FROM booking WHERE booking_id = ?', id)[0]
    const statuses = () => [booked.standby, booked.other, booked.again, booked.baby].map((id) => thereById(id)?.status).join()
    await until('all four there', () => statuses() === 'waitlist,booked,booked,waitlist' && JSON.parse(String(thereById(booked.baby)?.body)).patient.birthDate === '2024-05-05')
  })
})

describe('5,000 bookings in one day', () => {
  it('draws what is seen, and the keys go on as before', async () => {
    fillWithBookings(join(clinic.dataDir, 'kiosk.db'), join(clinic.dataDir, 'key', 'database.key'), { today: MANY, before: 0 })
    const number = await walkIn(desk, { name: '마지막', birthDate: '6101012', phone: '77771234' })
    expect((await list()).counts.waiting).toBeGreaterThanOrEqual(MANY - 50)
    expect((await row(number))?.stage).toBe('waiting')
    await desk.keyboard.press('Home')
    for (let i = 0; i < 5; i++) await desk.keyboard.press('PageDown')
    expect(await desk.locator('.desk .row').count()).toBeLessThan(60)
    await desk.keyboard.press(' ')
    await desk.locator('.desk .row[data-stage="called"].selected').waitFor()
    await picture(desk, 'desk-5000-ko')
  })
})
