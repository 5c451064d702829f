/** Fingers of any size, keys, a reader of codes and a caret in the real windows. */
import type { CDPSession, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, chooseVaccine, keys, tap } from '../../scripts/demo/kiosk-app.mjs'
import { home, openClinic, placesHeld, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'

declare global { interface Window { told?: string[] } }
const RECEIPT = 'eyJhbGciOiJFZERTQSJ9.eyJib29raW5nIjoiQS0wMDEifQ.c2lnbmF0dXJl-_'
let clinic: Clinic
let patient: Page
let finger: CDPSession
beforeAll(async () => {
  clinic = await openClinic({ env: { KIOSK_IDLE_S: '600' } })
  ;({ patient } = clinic)
  await placesHeld(clinic)
  finger = await patient.context().newCDPSession(patient)
})
afterAll(() => clinic?.close())

const field = async (): Promise<string> => (await patient.getByTestId('field').textContent()) ?? ''
async function touch(testId: string, radius: number): Promise<void> {
  const box = await patient.getByTestId(testId).boundingBox()
  const point = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2, radiusX: radius, radiusY: radius }
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
const boxes = (): Promise<string> => patient.evaluate(() => JSON.stringify([...document.querySelectorAll('h1, .field, .hint, .keyboard, .key, .settings')].map((part) => { const { x, y, width, height } = part.getBoundingClientRect(); return [x, y, width, height] })))

describe('the name on the glass', () => {
  it('is typed by touches that have no size, tells it as any field does, and moves nothing', async () => {
    await chooseVaccine(patient, '13')
    await patient.evaluate(() => {
      const told: string[] = []
      window.told = told
      for (const type of ['compositionstart', 'compositionend', 'beforeinput', 'input']) document.addEventListener(type, (event) => { told.push(event instanceof InputEvent ? `${type} ${event.inputType} ${event.data}` : type) })
    })
    await touch('key-ㅎ', 0)
    const before = await boxes()
    await touch('key-ㅗ', 1)
    await touch('key-ㅇ', 0)
    await until('홍', async () => (await field()) === '홍')
    expect(await boxes()).toBe(before)
    const told = await patient.evaluate(() => window.told)
    expect(told?.slice(0, 3)).toEqual(['beforeinput insertCompositionText ㅎ', 'compositionstart', 'input insertCompositionText ㅎ'])
    expect(told?.at(-1)).toBe('input insertCompositionText 홍')
    await keys(patient, 'ㄷㅗㅇ')
    await patient.keyboard.press('Home')
    await keys(patient, ['ㄱ', 'ㅏ', 'backspace', 'backspace', 'ㄴ', 'ㅏ'])
    expect(await field()).toBe('나홍동')
    await patient.locator('[data-at="1"]').click({ position: { x: 2, y: 10 } })
    await keys(patient, 'ㅇㅣ')
    expect(await field()).toBe('나이홍동')
  })
  it('is not what a reader of codes types, while a person at a keyboard is heard', async () => {
    await patient.keyboard.type(RECEIPT)
    await patient.keyboard.press('Enter')
    await patient.keyboard.type('kim', { delay: 120 })
    await until('the person', async () => (await field()).includes('kim'))
    expect(await field()).toBe('나이kim홍동')
    await home(patient)
  })
  it('is for earphones only, and the screen can be heard again', async () => {
    expect(await patient.getByTestId('hear-again').count()).toBe(0)
    await tap(patient, 'sound')
    await tap(patient, 'hear-again')
    await patient.screenshot({ path: 'out/hearing.png' })
    await patient.keyboard.press('F16')
    await until('silence', async () => (await patient.getByTestId('hear-again').count()) === 0)
    await at(patient, 'welcome')
  })
})

describe('a field of the desk', () => {
  it('is as it was when a code was read into it', async () => {
    const search = clinic.desk.getByTestId('search')
    await search.click()
    await clinic.desk.keyboard.type('44', { delay: 120 })
    await clinic.desk.keyboard.type(RECEIPT)
    await clinic.desk.keyboard.press('Enter')
    await until('what was typed', async () => (await search.inputValue()) === '44')
  })
})
