/** A patient at the glass, in either language, and the two files that must say the same afterwards. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerNo, at, chooseVaccine, confirm, fillIn, finish, readTicket, tap } from '../../scripts/demo/kiosk-app.mjs'
import { drained, home, openClinic, placesHeld } from './clinic.ts'
import type { Clinic } from './clinic.ts'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
  await placesHeld(clinic)
})
afterAll(() => clinic?.close())
beforeEach(() => home(clinic.patient))

/** A finger: the pointer goes down where the key is. */
const touch = async (letters: Iterable<string>): Promise<void> => { for (const letter of letters) await tap(clinic.patient, `key-${letter}`) }
const field = async (): Promise<string> => (await clinic.patient.getByTestId('field').textContent()) ?? ''
const screenText = async (): Promise<string> => (await clinic.patient.locator('main').textContent()) ?? ''

async function fromPhoneToConfirm(phone: string, sex: string): Promise<void> {
  await at(clinic.patient, 'phone')
  await touch([...phone, 'next'])
  await at(clinic.patient, 'sex')
  await tap(clinic.patient, `sex-${sex}`)
  await at(clinic.patient, 'question')
}

const inBoth = async (bookingId: string | null) => {
  await drained(clinic)
  const [here] = clinic.store('SELECT status, ticket_number, slot_id, n, version, body FROM booking WHERE booking_id = ?', bookingId)
  const [there] = clinic.ledger('SELECT status, ticket_number, slot_id, n, version, body FROM booking WHERE booking_id = ?', bookingId)
  return { here: { ...here, body: JSON.parse(String(here?.body)) }, there: { ...there, body: JSON.parse(String(there?.body)) } }
}

describe('a patient books at the touchscreen', () => {
  it('in Korean, the name put together on the Hangul keyboard', async () => {
    const { patient } = clinic
    await tap(patient, 'language-ko')
    await chooseVaccine(patient, '13')
    await touch(['ㄱ', 'ㅣ', 'ㅁ', 'shift', 'ㄲ', 'ㅗ', 'ㅊ', 'backspace', 'ㅅ', 'ㅣ'])
    expect(await field()).toBe('김꼬시')
    await touch(['next'])
    await at(patient, 'birth-date')
    await touch([...'19570304', 'next'])
    await fromPhoneToConfirm('01012345678', 'male')
    await tap(patient, 'answer-yes')
    await at(patient, 'detail')
    await touch(['ㄷ', 'ㅗ', 'ㄱ', 'next'])
    await answerNo(patient)
    await at(patient, 'confirm')
    expect(await screenText()).toContain('010-****-5678')
    expect(await screenText()).not.toContain('김꼬시')
    await tap(patient, 'consent')
    await confirm(patient)
    const ticket = await readTicket(patient)
    expect(ticket).toMatchObject({ status: 'booked', number: expect.stringMatching(/^[A-Z]-\d{3}$/) })
    expect(await screenText()).toContain('예약되었습니다')
    const { here, there } = await inBoth(ticket.bookingId)
    expect(there).toEqual(here)
    expect(here).toMatchObject({ status: 'booked', ticket_number: ticket.number, body: { patient: { name: '김꼬시', birthDate: '1957-03-04', phone: '01012345678', sex: 'male', language: 'ko' } } })
    expect(here.body.screening.answers[0]).toEqual({ question: 1, answer: true, detail: '독' })
    expect(here.body.screening.answers.map((a: { question: number }) => a.question)).not.toContain(4)
    await finish(patient)
  })

  it('in English, on the Latin keyboard, and the next person finds the kiosk in its own language', async () => {
    const { patient } = clinic
    await tap(patient, 'language-en')
    await chooseVaccine(patient, '90')
    await touch(['shift', 'A', 'n', 'n', 'space', 'shift', 'L', 'e', 'e'])
    expect(await field()).toBe('Ann Lee')
    await touch(['next'])
    await at(patient, 'birth-date')
    await touch([...'19800229', 'next'])
    await fromPhoneToConfirm('01087654321', 'unspecified')
    await answerNo(patient)
    await at(patient, 'confirm')
    await tap(patient, 'consent')
    await confirm(patient)
    const ticket = await readTicket(patient)
    expect(ticket.status).toBe('booked')
    expect(await screenText()).toContain('You are booked')
    expect(await screenText()).not.toMatch(/예약|번호|마치기/)
    expect(await patient.locator('html').getAttribute('lang')).toBe('en')
    const { here, there } = await inBoth(ticket.bookingId)
    expect(there).toEqual(here)
    expect(here).toMatchObject({ ticket_number: ticket.number, body: { patient: { name: 'Ann Lee', birthDate: '1980-02-29', language: 'en', sex: 'unspecified' } } })
    // All eleven: sex is not assumed, and the vaccine is the one that asks about clotting.
    expect(here.body.screening.answers).toHaveLength(11)
    await finish(patient)
    expect(await patient.locator('html').getAttribute('lang')).toBe('ko')
  })

  it('and a double tap, or coming back a second time, is one booking with one number', async () => {
    const { patient } = clinic
    const person = { jamo: 'ㄴㅏㅎㅏㄴㅏ', birthDate: '19610101', phone: '01055556666' }
    await fillIn(patient, person)
    await patient.getByTestId('confirm').dblclick()
    const first = await readTicket(patient)
    await finish(patient)
    await fillIn(patient, person)
    await confirm(patient)
    const second = await readTicket(patient)
    expect(second).toEqual(first)
    expect(await screenText()).toContain('이미 받으신 번호입니다')
    await finish(patient)
    await drained(clinic)
    for (const rows of [clinic.store, clinic.ledger]) expect(rows("SELECT booking_id FROM booking WHERE json_extract(body, '$.patient.name') = '나하나'")).toEqual([{ booking_id: first.bookingId }])
  })
})
