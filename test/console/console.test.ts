import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { chromium } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../scripts/test-browser.mjs'
import { CANARY, fieldClinics, LOT } from '../support/field-clinics.ts'
import type { FieldClinics } from '../support/field-clinics.ts'

/** The console as an operator meets it, in a real browser; the centre in this process, its day at 10:10 on 24 November 2026. */
const CONSOLE = join(process.cwd(), 'out', 'console')
const SHOTS = join(process.cwd(), 'out', 'console-shots')
const PATIENCE_MS = 60_000
const browserPath = findBrowser()
const why = browserPath === null ? 'no chromium here' : existsSync(join(CONSOLE, 'index.html')) ? null : 'the console is not built: npm run build'

describe.skipIf(why !== null)(`the operator's console in a browser${why === null ? '' : ` (${why})`}`, () => {
  let clinics: FieldClinics
  let browser: Browser
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true })
    clinics = await fieldClinics({ consoleFolder: CONSOLE })
    const url = await clinics.app.listen({ port: 0, host: '127.0.0.1' })
    browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
    const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, locale: 'ko-KR', timezoneId: 'Asia/Seoul', colorScheme: 'dark' })
    page = await context.newPage()
    page.setDefaultTimeout(PATIENCE_MS / 6)
    await page.clock.setFixedTime(clinics.clock.now)
    page.on('pageerror', (cause) => troubles.push(String(cause)))
    page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('401')) troubles.push(message.text()) })
    await page.goto(`${url}/console`)
  }, PATIENCE_MS)
  afterAll(async () => {
    await browser?.close()
    await clinics?.app.close()
  }, PATIENCE_MS)

  const at = (testId: string) => page.getByTestId(testId)
  const shot = (name: string) => page.screenshot({ path: join(SHOTS, `${name}.png`) })
  /** Nothing of the person is on the page, and nothing that assistive technology would stumble over. */
  const isClean = async (name: string): Promise<void> => {
    await shot(name)
    // Legacy mode: there is no frame here, and a blank page for every look at frames costs more than the look.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect([name, violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ').slice(0, 300)}`)]).toEqual([name, []])
    const text = await page.locator('body').textContent()
    for (const secret of [CANARY.name, CANARY.phone, CANARY.birthDate]) expect(text).not.toContain(secret)
  }

  it('opens to the right token only', async () => {
    await isClean('sign-in')
    await at('operator').fill('김운영')
    await at('token').fill('wrong')
    await at('enter').click()
    await page.getByText('토큰이 맞지 않습니다.').waitFor()
    await at('token').fill(clinics.adminToken)
    await at('enter').click()
    await at('figure-booked').waitFor()
  }, PATIENCE_MS)

  it('shows the fleet with all that a device says of itself', async () => {
    await at('clinic-한빛가정의학과').getByRole('button').click()
    const device = at('device-A')
    await device.waitFor()
    for (const words of ['0.1.0', '10:10', '3', '맞음', '11월 24일']) await device.getByText(words, { exact: false }).first().waitFor()
    await isClean('fleet')
  }, PATIENCE_MS)

  it('makes an enrolment code as text and as QR', async () => {
    await at('new-code').click()
    await at('enrolment-code').waitFor()
    const code = ((await at('enrolment-code').textContent()) ?? '').replaceAll(' ', '')
    expect(clinics.centre.unusedCodes(clinics.clinicId)).toContain(code)
    expect(await page.locator('dialog svg.qr path').count()).toBe(1)
    await isClean('code')
    await at('confirm-no').click()
  }, PATIENCE_MS)

  it('cuts a capacity only after saying what that does', async () => {
    await at('view-slots').click()
    await at(`slot-${clinics.slotId}`).getByRole('button').click()
    await isClean('places')
    await at('new-capacity').fill('0')
    await at('cut-preview').click()
    await page.getByText('이미 예약된', { exact: false }).waitFor()
    expect(clinics.centre.listSlots(clinics.clinicId, null)[0]?.capacity).toBe(6)
    await isClean('cut')
    await at('confirm-yes').click()
    await at('cut-done').waitFor()
    expect(clinics.centre.listSlots(clinics.clinicId, null)[0]?.capacity).toBe(0)
    await at('confirm-no').click()
  }, PATIENCE_MS)

  it('lays cases before a person, with what to do, and keeps who saw to them', async () => {
    await at('view-cases').click()
    for (const kind of ['problem', 'duplicate', 'overdraft']) {
      await at(`case-${kind}`).first().getByRole('button').click()
      expect(((await at('case-todo').textContent()) ?? '').length).toBeGreaterThan(10)
      await isClean(`case-${kind}`)
    }
    await at('kind-duplicate').click()
    await at('case-note').fill('두 의원에 전화함')
    await at('case-close').click()
    await expect.poll(() => at('case-duplicate').count(), { timeout: PATIENCE_MS / 6 }).toBe(0)
  }, PATIENCE_MS)

  it('sends a recall after saying whom it reaches and who had the lot', async () => {
    await at('view-messages').click()
    await at('message-kind').selectOption('lot-recall')
    await at('message-lot').fill(LOT)
    await at('message-ko').fill('이 로트를 쓰지 마세요.')
    await at('message-en').fill('Do not use this lot.')
    await isClean('message')
    await at('message-preview').click()
    await page.getByText('이미 맞은 분이 2명', { exact: false }).waitFor()
    await isClean('recall')
    await at('confirm-yes').click()
    await at('message-sent').waitFor()
    await at('confirm-no').click()
    await at('sent-message').waitFor()
    expect(clinics.ledger.changesAbove(clinics.clinicId, 0, 1_000).filter(({ content }) => content.includes(LOT))).toHaveLength(1)
  }, PATIENCE_MS)

  it('reports a device lost only after saying what that does', async () => {
    await at('view-clinics').click()
    await at('lost-A').click()
    await page.getByText('아무도 나눠 주지 않습니다', { exact: false }).waitFor()
    expect(clinics.ledger.device(clinics.devices.a.deviceId)?.lost).toBe(false)
    await isClean('lost')
    await at('lost-reason').fill('화면이 깨짐')
    await at('confirm-yes').click()
    await at('lost-done').waitFor()
    expect(clinics.ledger.device(clinics.devices.a.deviceId)?.lost).toBe(true)
    await at('confirm-no').click()
  }, PATIENCE_MS)

  it('hands out places of the lost device again only at a named risk', async () => {
    await at('view-cases').click()
    await at('kind-in-doubt').click()
    const inDoubt = (): number => clinics.centre.listInDoubt(clinics.clinicId).length
    const before = inDoubt()
    expect(before).toBeGreaterThan(0)
    await at('case-in-doubt').first().getByRole('button').click()
    await isClean('in-doubt')
    await at('case-release').click()
    await page.getByText('두 분이 한 자리에 옵니다', { exact: false }).waitFor()
    await expect.poll(() => at('confirm-yes').isDisabled()).toBe(true)
    await at('release-reason').fill('번호표 확인함')
    await isClean('release')
    expect(inDoubt()).toBe(before)
    await at('confirm-yes').click()
    await at('release-done').waitFor()
    expect(inDoubt()).toBeLessThan(before)
    expect(clinics.ledger.lastAudits(clinics.clinicId, 1)[0]?.what).toContain('번호표 확인함')
    await at('confirm-no').click()
    await expect.poll(() => at('case-release').count(), { timeout: PATIENCE_MS / 6 }).toBe(0)
  }, PATIENCE_MS)

  it('speaks English, in light colours and on a narrow screen too, and never asked anybody else', async () => {
    await at('language').click()
    await page.emulateMedia({ colorScheme: 'light' })
    await at('view-clinics').click()
    await page.getByText('Longest waiting first').waitFor()
    await isClean('english-light')
    await page.setViewportSize({ width: 1_100, height: 900 })
    await isClean('english-1100')
    const middleOf = async (name: string): Promise<number> => { const box = await page.locator(name).boundingBox(); return (box?.y ?? 0) + (box?.height ?? 0) / 2 }
    expect(await middleOf('.clock')).toBeCloseTo(await middleOf('[data-testid="leave"]'), -1)
    await page.setViewportSize({ width: 900, height: 1_200 })
    expect(await middleOf('.clock')).toBeCloseTo(await middleOf('[data-testid="leave"]'), -1)
    await isClean('narrow')
    expect(troubles).toEqual([])
  }, PATIENCE_MS)
})
