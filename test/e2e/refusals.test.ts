/** What a window may not ask, and what a person typed wrongly. */
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerNo, at, chooseVaccine, confirm, keys, readTicket, tap } from '../../scripts/demo/kiosk-app.mjs'
import { calls } from '../../src/contract/kiosk-api.ts'
import { roles } from '../../src/domain/role.ts'
import { ask, home, openClinic, placesHeld, plainly } from './clinic.ts'
import type { Clinic } from './clinic.ts'

/** Some 50 calls a second. */
const PAUSE_MS = 20
let clinic: Clinic
const pages = new Map<string, Page>()
beforeAll(async () => {
  clinic = await openClinic()
  await placesHeld(clinic)
  await clinic.desk.evaluate(() => {
    window.kiosk?.openTechnician()
    ;(window.kiosk as unknown as { openBoard: () => void }).openBoard()
  })
  for (const role of roles) pages.set(role, await clinic.windowOf(role))
})
afterAll(() => clinic?.close())

describe.each(roles)('the %s window', (role) => {
  const page = (): Page => pages.get(role) as Page
  it('is refused every call that is not of its role, and every field that is not of the call', async () => {
    const answers: [string, string][] = []
    for (const name of Object.keys(calls)) {
      // A window may ask a hundred times a second, and its own screen asks as well.
      await page().waitForTimeout(PAUSE_MS)
      const result = await ask(page(), name, { planted: true })
      answers.push([name, result.ok ? 'ok' : result.error.code])
    }
    expect(answers).toEqual(Object.entries(calls).map(([name, { roles: may }]) => [name, (may as readonly string[]).includes(role) ? 'INPUT_INVALID' : 'ROLE_NOT_ALLOWED']))
  })
  it('knows no other call, and may not choose its role', async () => {
    for (const name of ['dropEverything', 'constructor', '__proto__', 'kiosk:call', '', 7, null]) expect(await ask(page(), name as string, {})).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    const chosen = await page().evaluate(() => { try { Object.assign(window.kiosk as object, { role: 'reception' }) } catch { /* frozen */ } return window.kiosk?.role })
    expect(chosen).toBe(role)
  })
  it('does not fall over what cannot be sent, or is too much', async () => {
    const name = Object.entries(calls).find(([, { roles: may }]) => (may as readonly string[]).includes(role))?.[0] ?? ''
    expect(await ask(page(), name, { planted: 'x'.repeat(70_000) })).toMatchObject({ ok: false, error: { code: 'TOO_LARGE' } })
    for (const input of [null, 7, [], 'text']) expect(await ask(page(), name, input)).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } })
    expect(await page().evaluate((n) => window.kiosk?.call(n, { act: () => {} }).then(() => 'answered', () => 'not sent'), name)).toBe('not sent')
  })
})

describe('at the desk, what cannot be right is said beside its field and stays as typed', () => {
  const good = { name: '박말자', 'birth-date': '19570304', phone: '01022223333', vaccine: '1' }
  beforeEach(async () => {
    await clinic.desk.keyboard.press('Escape')
    await clinic.desk.keyboard.press('F4')
    await clinic.desk.getByTestId('desk-name').waitFor()
    await clinic.desk.getByTestId('vaccine-list').getByRole('option').first().waitFor()
  })
  it.each([
    ['a name of 101 letters', 'name', '각'.repeat(101), '이름'],
    ['a name of 101 letters in single jamo, as some systems paste it', 'name', '각'.normalize('NFD').repeat(101), '이름'],
    ['no name', 'name', '   ', '이름'],
    ['a birth date to come', 'birth-date', '20991231', '생년월일'],
    ['a birth date of no calendar', 'birth-date', '19570230', '생년월일'],
    ['a birth date older than anybody', 'birth-date', '18000101', '생년월일'],
    ['a phone with letters', 'phone', '010-1234-abcd567', '전화번호'],
    ['a phone too short', 'phone', '01012', '전화번호'],
    ['a phone too long', 'phone', '0101234567890123', '전화번호'],
    ['a vaccine nobody offers', 'vaccine', '없는백신', '백신'],
  ])('%s', async (_what, field, text, label) => {
    const { desk } = clinic
    const typed = { ...good, [field]: text }
    const before = clinic.store('SELECT count(*) AS n FROM booking')
    for (const [name, value] of Object.entries(typed)) await desk.getByTestId(`desk-${name}`).fill(value)
    await desk.getByTestId('desk-submit').click()
    const alert = desk.locator(`label:has([data-testid="desk-${field}"]) [role="alert"]`)
    await alert.or(desk.getByTestId('desk-ticket-number')).waitFor()
    expect(await alert.count(), 'a number was given').toBe(1)
    expect(await alert.textContent()).toContain(label)
    for (const [name, value] of Object.entries(typed)) expect(await desk.getByTestId(`desk-${name}`).inputValue()).toBe(value)
    expect(clinic.store('SELECT count(*) AS n FROM booking')).toEqual(before)
  })
})

describe('at the glass, what cannot be right is said, and nobody starts again', () => {
  beforeEach(() => home(clinic.patient))
  const erase = (times: number) => keys(clinic.patient, Array.from({ length: times }, () => 'backspace'))
  const fault = async () => plainly(await clinic.patient.locator('.hint[role="alert"]').textContent())

  it('name empty, birth date to come, phone too short: each has its sentence, and the number comes all the same', async () => {
    const { patient } = clinic
    await chooseVaccine(patient, '13')
    await keys(patient, ['next'])
    expect(await fault()).toBe('이름을 적은 뒤 다음을 눌러 주세요.')
    await keys(patient, [...'ㅁㅏㅇㅡㅁ', 'next'])
    await at(patient, 'birth-date')
    for (const date of ['20991231', '19570230', '18000101']) {
      await keys(patient, [...date, 'next'])
      expect(await fault()).toContain('다시 한번 확인해 주세요.')
      expect(((await patient.getByTestId('field').textContent()) ?? '').length).toBe(8)
      await erase(8)
    }
    await keys(patient, [...'19570304', 'next'])
    await at(patient, 'phone')
    await patient.keyboard.type('abc')
    await keys(patient, [...'01012', 'next'])
    expect(await fault()).toContain('다시 한번 확인해 주세요.')
    await keys(patient, [...'345678', 'next'])
    await at(patient, 'sex')
    await tap(patient, 'sex-male')
    await at(patient, 'question')
    await answerNo(patient)
    await tap(patient, 'consent')
    await confirm(patient)
    const { number } = await readTicket(patient)
    expect(JSON.parse(String(clinic.store('SELECT body FROM booking WHERE ticket_number = ?', number)[0]?.body)).patient).toMatchObject({ name: '마음', birthDate: '1957-03-04', phone: '01012345678' })
  })

  it('a name stops at 100 letters: the hundred stay, the next is not taken', async () => {
    const { patient } = clinic
    await chooseVaccine(patient, '13')
    // As a hand types: what comes faster is held until it is known to be no reader.
    await patient.keyboard.type(`${'A'.repeat(100)}b`, { delay: 60 })
    await patient.waitForTimeout(200)
    expect(await patient.getByTestId('field').textContent()).toBe('A'.repeat(100))
    await keys(patient, ['next'])
    await at(patient, 'birth-date')
  })
})
