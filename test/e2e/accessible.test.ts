/** axe over every screen there is, in the light and the high-contrast theme; and what large text leaves within reach. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerNo, at, confirm, fillIn, keys, readTicket, tap } from '../../scripts/demo/kiosk-app.mjs'
import { clinicOfFile, home } from './clinic.ts'
import type { Clinic } from './clinic.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const CHILD = `${new Date().getFullYear() - 8}0301`
const SCREENS = ['welcome', 'vaccine', 'name', 'guardian', 'birth-date', 'phone', 'sex', 'question', 'detail', 'confirm', 'ticket', 'find-phone', 'find-birth-date', 'found']

/** One of each kind of thing: cards, keys, facts, number. */
const IN_HIGH_CONTRAST = ['welcome', 'vaccine', 'name', 'confirm', 'ticket']

let clinic: Clinic
let patient: Page
clinicOfFile((opened) => { clinic = opened; patient = opened.patient })

type Fault = { screen: string; rule: string; where: string }
const faults: Fault[] = []
const seen = new Set<string>()

/** Legacy mode: axe would open a blank page to finish, and this app opens none. */
const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode(true)

async function look(page: Page, screen: string, builder = axe(page).withTags(RULES)): Promise<Fault[]> {
  const { violations, passes } = await builder.analyze()
  expect(passes.length).toBeGreaterThan(0)
  seen.add(screen)
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => ({ screen, rule: id, where: `${node.html.slice(0, 160)} | ${node.any.map((check) => check.message).join('; ')}` })))
}
const theme = (name: string): Promise<void> => patient.evaluate((to) => { document.documentElement.dataset.theme = to }, name)
const on = async (screen: string, act: () => Promise<unknown>): Promise<void> => {
  await at(patient, screen)
  faults.push(...await look(patient, screen))
  if (IN_HIGH_CONTRAST.includes(screen)) {
    await theme('hc-dark')
    faults.push(...await look(patient, `${screen} in high contrast`, axe(patient).withRules(['color-contrast'])))
    await theme('light')
  }
  await act()
}

/** A child's booking with one answer to explain meets every screen of the flow. */
async function walk(name: string, phone: string): Promise<void> {
  const next = (letters = '') => keys(patient, [...letters, 'next'])
  await on('welcome', () => tap(patient, 'book-now'))
  await on('vaccine', () => tap(patient, 'vaccine-18'))
  await patient.locator('[data-screen="when"], [data-screen="name"]').waitFor()
  if (await patient.locator('[data-screen="when"]').count()) await on('when', () => patient.locator('[data-testid="when-soonest"], [data-testid="when-standby"]').click())
  await at(patient, 'name')
  await next()
  await on('name', () => next(name))
  await on('birth-date', () => next(CHILD))
  await on('guardian', () => next(name))
  await on('phone', () => next(phone))
  await on('sex', () => tap(patient, 'sex-female'))
  await on('question', () => tap(patient, 'answer-yes'))
  await on('detail', () => tap(patient, 'detail-skip'))
  await at(patient, 'question')
  await answerNo(patient)
  await on('confirm', () => tap(patient, 'consent'))
  await confirm(patient)
  await on('ticket', () => home(patient))
}

async function findAgain(last4: string): Promise<void> {
  await tap(patient, 'find-mine')
  await on('find-phone', () => keys(patient, [...last4, 'next']))
  await on('find-birth-date', () => keys(patient, [...CHILD, 'next']))
  await patient.getByTestId('found-cancel').click()
  await on('found', () => home(patient))
}

describe('accessible by the rules a machine can check', () => {
  beforeEach(async () => {
    faults.length = 0
    await home(patient)
  })
  it('every patient screen', async () => {
    await walk('ㄱㅏㄴㅏ', '01044440001')
    await findAgain('0001')
    expect(faults.map(({ screen, rule, where }) => `${screen}: ${rule}: ${where}`)).toEqual([])
    expect(SCREENS.filter((screen) => !seen.has(screen))).toEqual([])
  })
  it('the countdown', async () => {
    await tap(patient, 'book-now')
    await patient.evaluate(() => {
      const real = Date.now
      // Once the page is touched its clock is right again.
      window.addEventListener('keydown', () => { Date.now = real }, { once: true, capture: true })
      Date.now = () => real() + 605_000
    })
    const shown = await at(patient, 'idle').then(() => true, () => false)
    if (shown) faults.push(...await look(patient, 'idle'))
    await patient.keyboard.press('Shift')
    expect(shown, 'the countdown shows').toBe(true)
    expect(faults).toEqual([])
  })
})

describe('with large text', () => {
  /** Controls whose middle a finger cannot reach: outside the glass, or under another. Only what a person can scroll is scrolled. */
  const unreachable = () => patient.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-screen] button:not(:disabled)')].filter((button) => {
    for (let around = button.parentElement; around; around = around.parentElement) if (/auto|scroll/.test(getComputedStyle(around).overflowY)) button.scrollIntoView({ block: 'nearest' })
    const { left, top, width, height } = button.getBoundingClientRect()
    return !button.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  }).map((button) => button.dataset.testid ?? button.textContent))
  beforeEach(() => home(patient))
  it.each(['welcome', 'vaccine', 'when', 'name', 'birth-date', 'sex', 'question', 'confirm', 'ticket'])('every control of the %s screen can be touched', async (screen) => {
    if (screen !== 'welcome') await open(screen)
    if (await patient.locator('html[data-large="true"]').count() === 0) await tap(patient, 'text-size')
    await patient.locator('html[data-large="true"]').waitFor()
    expect(await unreachable()).toEqual([])
  })
  /** There by the keyboard's way, which no layout hides. */
  async function open(screen: string): Promise<void> {
    const press = (id: string) => patient.getByTestId(id).first().dispatchEvent('click')
    const steps: [string, () => Promise<unknown>][] = [
      ['vaccine', () => press('vaccine-13')], ['when', () => patient.locator('[data-testid="when-soonest"], [data-testid="when-standby"]').first().dispatchEvent('click')], ['name', () => keys(patient, [...'ㅂㅏㄷㅏ', 'next'])], ['birth-date', () => keys(patient, [...'19500505', 'next'])],
      ['phone', () => keys(patient, [...'01044440005', 'next'])], ['sex', () => press('sex-male')],
      ['question', async () => { while (await patient.locator('[data-screen="question"]').count()) await press('answer-no').catch(() => {}) }], ['confirm', async () => { await press('consent'); await press('confirm') }],
    ]
    await press('book-now')
    for (const [name, act] of steps) {
      if (name === 'when' && !(await patient.locator('[data-screen="when"]').count())) continue
      await at(patient, name)
      if (name === screen) return
      await act()
    }
    await at(patient, screen)
  }
})

describe('accessible for staff', () => {
  it('the desk with people in every group, and its form', async () => {
    const { desk } = clinic
    await home(patient)
    await fillIn(patient, { jamo: 'ㅁㅏㅂㅏ', birthDate: '19500505', phone: '01044440009' })
    await confirm(patient)
    const { number } = await readTicket(patient)
    await tap(desk, `row-${number}`)
    await tap(desk, 'act-call')
    await desk.locator(`[data-testid="row-${number}"][data-stage="called"]`).waitFor()
    await tap(desk, 'act-cancel')
    const found = await look(desk, 'desk')
    await desk.keyboard.press('F4')
    await desk.getByTestId('desk-submit').click()
    await desk.locator('.walk-in [role="alert"]').waitFor()
    found.push(...await look(desk, 'walk-in form'))
    expect(found).toEqual([])
  })
  it('the board', async () => {
    await clinic.desk.evaluate(() => { (window.kiosk as unknown as { openBoard: () => void }).openBoard() })
    const board = await clinic.windowOf('board')
    await at(board, 'board')
    await board.locator('b').first().waitFor()
    expect(await look(board, 'board')).toEqual([])
  })
  it('the technician panel, shut and open', async () => {
    await tap(clinic.desk, 'open-technician')
    const panel = await clinic.windowOf('technician')
    await at(panel, 'technician')
    const found = await look(panel, 'technician')
    for (const key of [...'4711', 'ok']) await tap(panel, `pin-${key}`)
    await panel.getByTestId('tech-device').waitFor()
    found.push(...await look(panel, 'technician open'))
    expect(found).toEqual([])
  })
})
