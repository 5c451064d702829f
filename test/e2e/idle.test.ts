/** Nobody touches the glass: a countdown, and then nothing of the person is left. The page's clock is moved, nobody waits. */
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at, fillIn, keys, tap } from '../../scripts/demo/kiosk-app.mjs'
import { home, openClinic, placesHeld } from './clinic.ts'
import type { Clinic } from './clinic.ts'

const IDLE_S = 5
const COUNTDOWN_S = 30

function moveClock(): void {
  const real = Date.now
  const moved = window as unknown as { aheadMs: number }
  moved.aheadMs = 0
  Date.now = () => real() + moved.aheadMs
}

let clinic: Clinic
let patient: Page
beforeAll(async () => {
  clinic = await openClinic({ env: { KIOSK_IDLE_S: String(IDLE_S) } })
  ;({ patient } = clinic)
  await placesHeld(clinic)
  // Each person gets a page of their own: its clock is moved anew.
  await patient.context().addInitScript(moveClock)
  await patient.evaluate(moveClock)
})
afterAll(() => clinic?.close())
beforeEach(() => home(patient))

const pass = (seconds: number): Promise<void> => patient.evaluate((ms) => { (window as unknown as { aheadMs: number }).aheadMs += ms }, seconds * 1_000)
const left = async (): Promise<number> => Number(await patient.locator('[data-screen="idle"] .number').textContent())

const PERSON = { jamo: 'ㅂㅣㅁㅣㄹ', birthDate: '19570304', phone: '01098765432' }

/** All a page holds that somebody could read, now or by going back. */
const traces = () => patient.evaluate(() => [
  document.documentElement.outerHTML, ...[...document.querySelectorAll('input, textarea, select')].map((e) => (e as HTMLInputElement).value),
  ...Object.values({ ...localStorage }), ...Object.values({ ...sessionStorage }), location.href, JSON.stringify(history.state), document.cookie, document.title,
].join('\n'))

describe('a kiosk that is left alone', () => {
  it('counts down aloud on the screen, and any touch goes on where one was', async () => {
    await fillIn(patient, PERSON)
    for (let times = 0; times < 3; times++) {
      await pass(IDLE_S + 1)
      await at(patient, 'idle')
      expect(await patient.locator('[role="alertdialog"]').getAttribute('aria-label')).toBe('계속하시겠어요?')
      expect(await left()).toBeGreaterThan(COUNTDOWN_S - IDLE_S - 10)
      await (times === 0 ? tap(patient, 'idle-continue') : times === 1 ? patient.locator('[data-screen="idle"] h1').click() : patient.keyboard.press('Shift'))
      await at(patient, 'confirm')
      expect(await patient.getByTestId('consent').getAttribute('aria-pressed')).toBe('true')
    }
  })

  it('gives at least half a minute, and says how much is left', async () => {
    await fillIn(patient, PERSON)
    await pass(IDLE_S + COUNTDOWN_S - 10)
    await at(patient, 'idle')
    const now = await left()
    expect(now).toBeGreaterThan(0)
    expect(now).toBeLessThanOrEqual(11)
    expect(await patient.locator('[data-screen="idle"]').textContent()).toContain('지우고 처음으로 돌아갑니다')
  })

  it.each([['nobody touches it', () => pass(COUNTDOWN_S + 1)], ['somebody says so', () => tap(patient, 'idle-erase')]])('erases everything typed, and the language, size and contrast, when %s', async (_when, end) => {
    await tap(patient, 'language-en')
    await tap(patient, 'contrast')
    await tap(patient, 'text-size')
    await fillIn(patient, { jamo: 'secret', birthDate: PERSON.birthDate, phone: PERSON.phone })
    expect(await traces()).toContain('5432')
    await pass(IDLE_S + 1)
    await at(patient, 'idle')
    await end()
    await at(patient, 'welcome')
    const seen = await traces()
    for (const typed of ['secret', 's***', '19570304', '1957', PERSON.phone, '5432']) expect(seen).not.toContain(typed)
    expect(await patient.evaluate(() => ({ lang: document.documentElement.lang, theme: document.documentElement.dataset.theme, large: document.documentElement.dataset.large }))).toEqual({ lang: 'ko', theme: 'light', large: 'false' })
    await tap(patient, 'book-now')
    await tap(patient, 'vaccine-13')
    await patient.locator('[data-testid="when-soonest"], [data-screen="name"]').first().waitFor()
    if (await patient.getByTestId('when-soonest').count()) await tap(patient, 'when-soonest')
    await at(patient, 'name')
    expect(await patient.getByTestId('field').textContent()).toBe('')
  })

  it('erases a half-typed search and a ticket left standing', async () => {
    await tap(patient, 'find-mine')
    await keys(patient, [...'5432', 'next', ...'1957'])
    await pass(IDLE_S + COUNTDOWN_S + 1)
    await at(patient, 'welcome')
    await tap(patient, 'find-mine')
    expect(await patient.getByTestId('field').textContent()).toBe('')
    await home(patient)
    await fillIn(patient, PERSON)
    await tap(patient, 'confirm')
    await at(patient, 'ticket')
    const number = await patient.getByTestId('ticket-number').textContent()
    await pass(IDLE_S + COUNTDOWN_S + 1)
    await at(patient, 'welcome')
    expect(await traces()).not.toContain(number)
  })

  it('leaves the welcome screen in peace', async () => {
    await pass(IDLE_S + COUNTDOWN_S + 1)
    await patient.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 600) }))
    expect(await patient.locator('[data-screen]').first().getAttribute('data-screen')).toBe('welcome')
  })
})
