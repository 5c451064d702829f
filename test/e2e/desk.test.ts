/** The reception desk by keyboard, the board that hears of it, and what the centre keeps. */
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at, confirm, fillIn, readTicket } from '../../scripts/demo/kiosk-app.mjs'
import { ask, drained, home, openClinic, placesHeld, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'
import { choose as chooseBy, rowOf, walkIn as walkInBy } from './desk-hands.ts'

let clinic: Clinic
let desk: Page
beforeAll(async () => {
  clinic = await openClinic()
  ;({ desk } = clinic)
  await placesHeld(clinic)
})
afterAll(() => clinic?.close())
beforeEach(async () => {
  await desk.keyboard.press('Escape')
  await desk.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur() })
})

const row = (number: string, part = '') => rowOf(desk, number, part)
const walkIn = (name: string, birthDate: string, phone: string, more = {}) => walkInBy(desk, { name, birthDate, phone, ...more })
const choose = (number: string) => chooseBy(desk, number)

const statusAt = (rows: Clinic['store'], number: string) => rows('SELECT status FROM booking WHERE ticket_number = ?', number)[0]?.status

describe('the reception desk', () => {
  it('takes a walk-in by keyboard alone: F4, Enter from field to field, Enter', async () => {
    const number = await walkIn('박말자', '570304', '010-2222-3333', { yes: '5 7' })
    await row(number, '[data-stage="waiting"][data-status="booked"]').waitFor()
    await drained(clinic)
    const [there] = clinic.ledger('SELECT status, body FROM booking WHERE ticket_number = ?', number)
    expect(there?.status).toBe('booked')
    const body = JSON.parse(String(there?.body))
    expect(body).toMatchObject({ channel: 'desk', patient: { name: '박말자', birthDate: '1957-03-04', phone: '01022223333' } })
    expect(body.screening.answers.filter((a: { answer: boolean }) => a.answer).map((a: { question: number }) => a.question)).toEqual([5, 7])
  })

  it('asks for the guardian of a child and keeps what was typed', async () => {
    const child = `${new Date().getFullYear() - 5}0101`
    await desk.keyboard.press('F4')
    for (const text of ['김아이', child, '01044445555', '1', '']) {
      await desk.keyboard.insertText(text)
      await desk.keyboard.press('Enter')
    }
    // The field has come by itself with the birth date; left empty, it is asked for.
    await desk.locator('[data-testid="desk-guardian"]:focus').waitFor()
    await desk.keyboard.press('Enter')
    await desk.locator('.walk-in label.wrong [data-testid="desk-guardian"]').waitFor()
    expect(await desk.getByTestId('desk-name').inputValue()).toBe('김아이')
    await desk.getByTestId('desk-guardian').fill('김엄마')
    await desk.keyboard.press('Enter')
    const number = ((await desk.getByTestId('desk-ticket-number').textContent()) ?? '').trim()
    expect(JSON.parse(String(clinic.store('SELECT body FROM booking WHERE ticket_number = ?', number)[0]?.body)).patient.guardian.name).toBe('김엄마')
  })

  it('calls a number to a room: the board and the patient window show it, and no name', async () => {
    const number = await walkIn('최철수', '19480505', '01066667777')
    await desk.evaluate(() => { (window.kiosk as unknown as { openBoard: () => void }).openBoard() })
    const board = await clinic.windowOf('board')
    await at(board, 'board')
    await choose(number)
    await desk.keyboard.press('Space')
    await row(number, '[data-stage="called"]').waitFor()
    for (const page of [board, clinic.patient]) {
      await page.getByText(number, { exact: true }).first().waitFor()
      const shown = await page.locator('main').textContent()
      expect(shown).toContain('1진료실')
      expect(shown).not.toContain('최')
    }
  })

  it('checks in, records the dose with its lot, and the centre has both', async () => {
    const number = await walkIn('이영희', '390101', '01088889999', { vaccine: '독감' })
    await choose(number)
    await desk.keyboard.press('k')
    await row(number, '[data-status="checked-in"]').waitFor()
    await desk.getByTestId('dose-nth').selectOption('2')
    await desk.getByTestId('act-given').click()
    await row(number, '[data-stage="observing"][data-status="fulfilled"]').waitFor()
    await drained(clinic)
    expect(statusAt(clinic.ledger, number)).toBe('fulfilled')
    const [dose] = clinic.ledger('SELECT given, i.body FROM immunization i JOIN booking USING (booking_id) WHERE ticket_number = ?', number)
    expect({ given: dose?.given, ...JSON.parse(String(dose?.body)) }).toMatchObject({ given: 1, lotNumber: expect.stringMatching(/^FLU-/), doseNumber: 2 })
  })

  it('marks a no-show and cancels, after asking once, and both can be taken back', async () => {
    const gone = await walkIn('정안와', '600101', '01010102020')
    await choose(gone)
    await desk.keyboard.press('n')
    await row(gone, '[data-status="noshow"]').waitFor()
    const second = await walkIn('한취소', '600202', '01010102121')
    await choose(second)
    await desk.keyboard.press('c')
    expect(statusAt(clinic.store, second)).toBe('booked')
    await desk.getByTestId('form-choice').press('Enter')
    await row(second, '[data-status="cancelled"]').waitFor()
    // The centre hears of neither while it can be taken back: it forgets nothing.
    await drained(clinic)
    expect([statusAt(clinic.ledger, gone), statusAt(clinic.ledger, second)]).toEqual(['booked', 'booked'])
    await desk.keyboard.press('u')
    await row(second, '[data-stage="waiting"][data-status="booked"]').waitFor()
  })

  it('hears the bell a patient rings, and answers it', async () => {
    await home(clinic.patient)
    await clinic.patient.getByTestId('staff-call').click()
    await desk.getByTestId('staff-bell').getByText('직원 호출 1').waitFor()
    await desk.getByTestId('staff-bell').click()
    await desk.getByTestId('staff-bell').getByText('호출 없음').waitFor()
  })

  it('finds by last digits and birth date, and the patient cancels by the same at the glass', async () => {
    await fillIn(clinic.patient, { jamo: 'ㄱㅜㅈㅏ', birthDate: '19550505', phone: '01031415926' })
    await confirm(clinic.patient)
    const { number } = await readTicket(clinic.patient)
    await home(clinic.patient)
    await desk.keyboard.press('F2')
    await desk.keyboard.insertText('5926 550505')
    await desk.getByTestId('found').getByText(`${number} 구*`).waitFor()
    await desk.keyboard.press('Enter')
    await desk.locator('.person .number', { hasText: number }).waitFor()
    await clinic.patient.getByTestId('find-mine').click()
    for (const key of [...'5926', 'next', ...'19550505', 'next']) await clinic.patient.getByTestId(`key-${key}`).dispatchEvent('pointerdown')
    await clinic.patient.getByTestId('found-cancel').click()
    await clinic.patient.getByTestId('found-cancel-yes').click()
    await clinic.patient.getByText('취소했습니다.').waitFor()
    await until('cancelled at the desk', async () => (await ask<{ rows: { ticketNumber: string; status: string }[] }>(desk, 'queueBoard', {}).then((r) => r.ok && r.value.rows.some((x) => x.ticketNumber === number && x.status === 'cancelled'))))
  })
})
