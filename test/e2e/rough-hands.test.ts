/** What people really do to a screen, and what they really type: never an error, always a sentence that says what to do. */
import type { Page } from '@playwright/test'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerNo, at, chooseVaccine, confirm, keys, readTicket, tap } from '../../scripts/demo/kiosk-app.mjs'
import { clinicOfFile, home, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'

const TAPS = 40
const TAP_EVERY_MS = 25
/** 50 mm wide on the test's 21.5 inches. */
const PALM_RADIUS_PX = 100

let clinic: Clinic
let patient: Page
clinicOfFile((opened) => { clinic = opened; patient = opened.patient })
beforeEach(() => home(patient))

const field = async (): Promise<string> => (await patient.getByTestId('field').textContent()) ?? ''
const screen = (): Promise<string | null> => patient.locator('[data-screen]').first().getAttribute('data-screen')
const alert = async (): Promise<string> => (await patient.locator('[role="alert"]').textContent()) ?? ''
async function middleOf(testId: string): Promise<{ x: number; y: number }> {
  const box = await patient.getByTestId(testId).boundingBox()
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
}
async function press(points: readonly { readonly x: number; readonly y: number; readonly radiusX?: number; readonly radiusY?: number }[]): Promise<void> {
  const cdp = await patient.context().newCDPSession(patient)
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points.map((point, id) => ({ ...point, id })) })
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await cdp.detach().catch(() => {})
}
/** A letter no key of this keyboard writes, as a system keyboard sends it. */
async function letter(key: string): Promise<void> {
  const cdp = await patient.context().newCDPSession(patient)
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key })
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
  await cdp.detach().catch(() => {})
  // Slower than a reader of codes.
  await new Promise((resolve) => { setTimeout(resolve, 70) })
}

describe('hands', () => {
  it('that tap forty times a second in one place take one step', async () => {
    const cdp = await patient.context().newCDPSession(patient)
    const point = await middleOf('book-now')
    for (let i = 0; i < TAPS; i++) {
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ ...point, radiusX: 1, radiusY: 1 }] })
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      await new Promise((resolve) => { setTimeout(resolve, TAP_EVERY_MS) })
    }
    expect(await screen()).toBe('vaccine')
  })
  it('with two fingers write with the first', async () => {
    await chooseVaccine(patient, '13')
    await press([await middleOf('key-ㅎ'), await middleOf('key-ㅗ')])
    await until('one letter', async () => (await field()) === 'ㅎ')
  })
  it('laid flat on the glass press nothing', async () => {
    await press([{ ...await middleOf('book-now'), radiusX: PALM_RADIUS_PX, radiusY: PALM_RADIUS_PX }])
    await tap(patient, 'check-in')
    await at(patient, 'find-phone')
  })
})

describe('a name', () => {
  beforeEach(() => chooseVaccine(patient, '13'))
  it('of one letter will do, and an empty one is asked for', async () => {
    await keys(patient, ['space', 'next'])
    expect(await alert()).not.toBe('')
    await keys(patient, ['backspace', 'ㄱ', 'next'])
    await at(patient, 'birth-date')
  })
  it('of a hundred letters is kept whole, and the letter after them is not taken', async () => {
    await keys(patient, Array.from({ length: 101 }, () => ['ㅏ']).flat())
    expect([...await field()]).toHaveLength(100)
  })
  it('is not an emoji, and nothing pasted; 응우옌 is written as it is', async () => {
    await letter('😀')
    await patient.keyboard.insertText('붙여넣은 이름')
    await patient.keyboard.press('Control+v')
    for (const key of 'Nguyễn') await letter(key)
    expect(await field()).toBe('Nguyễn')
  })
  it('with 뷁 and 쀍, and a telephone of another country, is booked as it was typed', async () => {
    await keys(patient, ['ㅂ', 'ㅜ', 'ㅔ', 'ㄹ', 'ㄱ', 'shift', 'ㅃ', 'ㅜ', 'ㅔ', 'ㄹ', 'ㄱ', 'next'])
    await keys(patient, [...'20010230', 'next'])
    expect(await alert()).toContain('여덟 자리')
    await keys(patient, [...Array.from({ length: 8 }, () => 'backspace'), ...'19570304', 'next'])
    await at(patient, 'phone')
    await keys(patient, [...'12', 'next'])
    expect(await alert()).toContain('전화번호')
    await keys(patient, [...'backspace backspace'.split(' '), ...'84901234567', 'next'])
    await tap(patient, 'sex-unspecified')
    await at(patient, 'question')
    await answerNo(patient)
    await tap(patient, 'consent')
    await confirm(patient)
    const { bookingId } = await readTicket(patient)
    expect(clinic.store("SELECT json_extract(body, '$.patient.name') AS name, json_extract(body, '$.patient.phone') AS phone FROM booking WHERE booking_id = ?", bookingId)).toEqual([{ name: '뷁쀍', phone: '84901234567' }])
  })
  it('of a child asks who came along, and goes no further without', async () => {
    await keys(patient, ['ㅇ', 'ㅏ', 'next'])
    await keys(patient, [...`${new Date().getFullYear() - 8}0301`, 'next'])
    await at(patient, 'guardian')
    await keys(patient, ['next'])
    expect(await alert()).toContain('보호자')
    expect(await screen()).toBe('guardian')
  })
})
