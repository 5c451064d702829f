/** Fingers without size, a reader of codes with and without Hangul, a caret, earphones: in the real windows. */
import type { CDPSession, Page } from '@playwright/test'
import { beforeEach, describe, expect, it } from 'vitest'
import { at, chooseVaccine, confirm, fillIn, finish, keys, readTicket, tap } from '../../scripts/demo/kiosk-app.mjs'
import { ask, clinicOfFile, home, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'
import { AGAIN_MS, scan as scanBy, scanUntil } from './reader.ts'

declare global { interface Window { told?: string[]; shifted?: number } }
const NO_RECEIPT = 'eyJhbGciOiJFZERTQSJ9.eyJib29raW5nIjoiQS0wMDEifQ.c2lnbmF0dXJl-_'
const PERSON = { jamo: 'ㅎㅗㅇ', birthDate: '19570304', phone: '01055550001' }

let clinic: Clinic
let patient: Page
clinicOfFile((opened) => { clinic = opened; patient = opened.patient })
beforeEach(() => home(patient))

const field = async (): Promise<string> => (await patient.getByTestId('field').textContent()) ?? ''
async function touch(finger: CDPSession, testId: string, radius: number): Promise<void> {
  const box = await patient.getByTestId(testId).boundingBox()
  const point = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2, radiusX: radius, radiusY: radius }
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
const boxes = (): Promise<string> => patient.evaluate(() => JSON.stringify([...document.querySelectorAll('h1, .field, .hint, .keyboard, .key, .settings')].map((part) => { const { x, y, width, height } = part.getBoundingClientRect(); return [x, y, width, height] })))

const scan = (text: string, hangul: boolean, page = patient): Promise<void> => scanBy(page, text, hangul)

describe('the name on the glass', () => {
  it('is typed by touches that have no size, tells it as any field does, and moves nothing', async () => {
    await chooseVaccine(patient, '13')
    await patient.evaluate(() => {
      const told: string[] = []
      window.told = told
      for (const type of ['compositionstart', 'compositionend', 'beforeinput', 'input']) document.addEventListener(type, (event) => { told.push(event instanceof InputEvent ? `${type} ${event.inputType} ${event.data}` : type) })
      window.shifted = 0
      new PerformanceObserver((list) => { for (const { sources } of list.getEntries() as (PerformanceEntry & { readonly sources: readonly { readonly node: Node | null }[] })[]) window.shifted = (window.shifted ?? 0) + sources.filter(({ node }) => !(node instanceof Element ? node : node?.parentElement)?.closest('.field')).length }).observe({ type: 'layout-shift', buffered: false })
    })
    const finger = await patient.context().newCDPSession(patient)
    await touch(finger, 'key-ㅎ', 0)
    const before = await boxes()
    await touch(finger, 'key-ㅗ', 1)
    await touch(finger, 'key-ㅇ', 0)
    await until('홍', async () => (await field()) === '홍')
    expect(await boxes()).toBe(before)
    const told = await patient.evaluate(() => window.told)
    expect(told?.slice(0, 3)).toEqual(['beforeinput insertCompositionText ㅎ', 'compositionstart', 'input insertCompositionText ㅎ'])
    expect(told?.at(-1)).toBe('input insertCompositionText 홍')
    await keys(patient, 'ㄷㅗㅇ')
    expect(await patient.evaluate(() => window.shifted)).toBe(0)
    await patient.keyboard.press('Home')
    await keys(patient, ['ㄱ', 'ㅏ', 'backspace', 'backspace', 'ㄴ', 'ㅏ'])
    expect(await field()).toBe('나홍동')
    await patient.locator('[data-at="1"]').click({ position: { x: 2, y: 10 } })
    await keys(patient, 'ㅇㅣ')
    expect(await field()).toBe('나이홍동')
  })
  it('is not what a reader of codes types, while a person at a keyboard is heard', async () => {
    await chooseVaccine(patient, '13')
    await keys(patient, 'ㄴㅏ')
    // A busy machine lets the keys of a reader come apart, and then a hand could have made them: what was cut short is erased and read again.
    await until('read whole', async () => {
      await scan(NO_RECEIPT, false)
      await patient.waitForTimeout(AGAIN_MS)
      const letters = [...(await field())].length - 1
      await keys(patient, Array.from({ length: letters }, () => 'backspace'))
      return letters === 0 && (await field()) === '나'
    })
    await patient.keyboard.type('kim', { delay: 120 })
    await until('the person', async () => (await field()) === '나kim')
  })
  it('is not what a reader of codes types either when a busy machine brings the rest of it late', async () => {
    await chooseVaccine(patient, '13')
    await keys(patient, 'ㄴㅏ')
    await patient.evaluate(async (text) => {
      // Struck together, as their own time says; the second half arrives a third of a second later.
      const struck = [...text, 'Enter'].map((key) => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      const half = Math.ceil(struck.length / 2)
      for (const [i, event] of struck.entries()) {
        if (i === half) await new Promise((resolve) => { setTimeout(resolve, 300) })
        document.body.dispatchEvent(event)
      }
    }, NO_RECEIPT)
    await patient.waitForTimeout(AGAIN_MS)
    expect(await field()).toBe('나')
  })
})

describe('a ticket held before the reader', () => {
  it.each([['off', false], ['on', true]] as const)('says "I am here" with Hangul %s, and shows the same number', async (_name, hangul) => {
    await fillIn(patient, { ...PERSON, phone: hangul ? '01055550003' : '01055550002' })
    await confirm(patient)
    const { number, bookingId } = await readTicket(patient)
    const ticket = await ask<{ receipt: string }>(patient, 'ticket', { bookingId })
    await finish(patient)
    await home(patient)
    await scanUntil(patient, ticket.ok ? ticket.value.receipt : '', () => patient.locator('[data-screen="ticket"]').isVisible(), hangul)
    await at(patient, 'ticket')
    expect((await readTicket(patient)).number).toBe(number)
  })
  it('of another clinic leads to the digits, with a sentence that says so', async () => {
    await scan(NO_RECEIPT, true)
    await at(patient, 'find-phone')
    expect(await patient.locator('[role="alert"]').textContent()).toContain('QR')
  })
  it('leaves a field of the desk as it was', async () => {
    const search = clinic.desk.getByTestId('search')
    await search.click()
    await clinic.desk.keyboard.type('44', { delay: 120 })
    await scan(NO_RECEIPT, false, clinic.desk)
    await until('what was typed', async () => (await search.inputValue()) === '44')
  })
})

describe('sound', () => {
  it('has a row of its own while it is on: once more, softer, louder; earphones taken out end it', async () => {
    expect(await patient.getByTestId('hear-again').count()).toBe(0)
    await tap(patient, 'sound')
    for (const id of ['hear-again', 'softer', 'louder']) await tap(patient, id)
    const keypad = await patient.context().newCDPSession(patient)
    await keypad.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'F16', code: 'F16', windowsVirtualKeyCode: 127 })
    await until('silence', async () => (await patient.getByTestId('hear-again').count()) === 0)
    await at(patient, 'welcome')
  })
})
