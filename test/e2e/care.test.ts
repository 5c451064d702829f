/** The wizard on a fresh machine, then self-test, outage drill, export, import on a spare, restore and wipe: in the real app, looked at. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, confirm, fillIn, finish, launchKiosk, picture, readTicket, tap } from '../../scripts/demo/kiosk-app.mjs'
import type { KioskApp } from '../../scripts/demo/kiosk-app.mjs'
import { virtualPrinter } from '../support/virtual-printer.ts'
import type { VirtualPrinter } from '../support/virtual-printer.ts'
import { ask, drained, openClinic, overview, placesHeld, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'

const PIN = '4711'
const screens = 'out/screens'
const look = async (page: Page, name: string): Promise<void> => { mkdirSync(screens, { recursive: true }); await page.waitForTimeout(250); await picture(page, `${screens}/${name}.png`) }

/** The patients' window is on a display of its own: there is one here, so the system's word is planted. */
const twoDisplays = (app: KioskApp): Promise<void> => app.kiosk.evaluate(({ screen }) => {
  const real = screen.getPrimaryDisplay()
  screen.getDisplayMatching = ({ width }) => (width === 1440 ? real : { ...real, id: real.id + 1, size: { width: 1080, height: 1920 } })
})
/** The page that is a picture has no part in Playwright's world: main looks at it. */
const cardOnGlass = (app: KioskApp): Promise<{ width: number; png: string }> => app.kiosk.evaluate(async ({ BrowserWindow }) => {
  const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('data:image/svg'))
  if (!window) return { width: 0, png: '' }
  const width = Number(await window.webContents.executeJavaScript("document.querySelectorAll('rect')[1].getBoundingClientRect().width"))
  return { width, png: (await window.webContents.capturePage()).toPNG().toString('base64') }
})

let clinic: Clinic
let printer: VirtualPrinter
let sticks: string
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-sticks-'))
  sticks = folder
  mkdirSync(join(folder, 'media', 'STICK'), { recursive: true })
  printer = await virtualPrinter()
  clinic = await openClinic({ env: { KIOSK_STICKS: folder } })
  await placesHeld(clinic)
})
afterAll(async () => { await clinic?.close(); await printer?.close(); rmSync(sticks, { recursive: true, force: true }) })

/** The plug is pulled when only the PIN is chosen: the wizard comes again, and whoever knows the PIN goes on. */
async function pulledOut({ app: before, start }: { readonly app: KioskApp; readonly start: () => Promise<KioskApp> }) {
  const gone = once(before.kiosk.process(), 'exit')
  process.kill(await before.kiosk.evaluate(() => process.pid), 'SIGKILL')
  await gone
  const app = await start()
  const panel = await app.windowOf('technician')
  await tap(panel, 'set-up-ko')
  for (const [pin, way] of [['111111', 'stays'], ['987654', 'goes on']] as const) {
    await panel.getByTestId('set-up-pin').fill(pin)
    await panel.getByTestId('set-up-pin-again').fill(pin)
    await tap(panel, 'set-up-next')
    if (way === 'stays') await panel.getByText('전에 정한 PIN이 있습니다.').waitFor()
  }
  await at(panel, 'set-up-centre')
  return { app, panel, over: once(app.kiosk.process(), 'exit') }
}

async function matchSize(app: KioskApp, panel: Page): Promise<void> {
  await tap(panel, 'set-up-both')
  await panel.getByTestId('set-up-card').waitFor()
  await look(panel, 'wizard-5-size')
  await tap(panel, 'set-up-back')
  await twoDisplays(app)
  await tap(panel, 'set-up-both')
  await tap(panel, 'set-up-larger')
  expect(await panel.getByTestId('set-up-diagonal').textContent()).toBe('22형')
  await panel.getByTestId('set-up-card-elsewhere').waitFor()
  await look(panel, 'wizard-5-size-elsewhere')
  const mmPx = Math.hypot(1080, 1920) / (22 * 25.4)
  await until('the card on the patients’ glass', async () => Math.abs((await cardOnGlass(app)).width - 85.6 * mmPx) < 0.5)
  writeFileSync(`${screens}/wizard-5-card-on-glass.png`, Buffer.from((await cardOnGlass(app)).png, 'base64'))
  await tap(panel, 'set-up-next')
  await until('the patients’ page is back', () => app.kiosk.windows().filter((page) => page.url() === 'app://kiosk/').length >= 3)
}

async function tryDevices(panel: Page): Promise<void> {
  await tap(panel, 'set-up-printer-tcp')
  await panel.getByTestId('set-up-printer').fill('here')
  await tap(panel, 'set-up-printer-try')
  await panel.getByText('주소를 다시 보아 주세요.').waitFor()
  await panel.getByTestId('set-up-printer').fill('tcp://127.0.0.1:9')
  await tap(panel, 'set-up-printer-try')
  await panel.getByText('번호표 프린터가 대답하지 않습니다.').waitFor()
  await panel.getByTestId('set-up-printer').fill(`tcp://127.0.0.1:${printer.port}`)
  await tap(panel, 'set-up-printer-try')
  await panel.getByText('응답합니다.').waitFor()
  await tap(panel, 'set-up-paper-58')
  await look(panel, 'wizard-6-printer')
  await tap(panel, 'set-up-next')
  await panel.getByTestId('set-up-scan').fill('PREVENAR13 LOT 42')
  await panel.getByTestId('set-up-scan').press('Enter')
  await panel.getByText('17자를 읽었습니다.').waitFor()
  await look(panel, 'wizard-7-scanner')
  await tap(panel, 'set-up-next')
}

describe('the set-up wizard', () => {
  it('leads from a fresh machine to an enrolled kiosk, and keeps no secret in clear', async () => {
    const dataDir = join(clinic.folder, 'fresh')
    mkdirSync(dataDir)
    const codes = spareCode()
    const env = { KIOSK_SERVICE_URL: '', KIOSK_TECHNICIAN_PIN: '', KIOSK_SUPERVISED: '1', KIOSK_STICKS: sticks }
    writeFileSync(join(sticks, 'media', 'STICK', 'enrolment-code.txt'), `${codes}\n`)
    const start = (): Promise<KioskApp> => launchKiosk({ dataDir, serviceUrl: '', env })
    let app = await start()
    let panel = await app.windowOf('technician')
    let over = once(app.kiosk.process(), 'exit')
    await at(panel, 'set-up-language')
    await look(panel, 'wizard-1-language')
    await tap(panel, 'set-up-ko')
    await panel.getByTestId('set-up-pin').fill('987654')
    await panel.getByTestId('set-up-pin-again').fill('987650')
    await tap(panel, 'set-up-next')
    await panel.getByText('두 번 적은 숫자가 다릅니다.').waitFor()
    await look(panel, 'wizard-2-pin')
    await panel.getByTestId('set-up-pin-again').fill('987654')
    await tap(panel, 'set-up-next')
    await at(panel, 'set-up-centre')
    ;({ app, panel, over } = await pulledOut({ app, start }))
    await panel.getByTestId('set-up-url').fill(`http://127.0.0.1:${clinic.port}`)
    await tap(panel, 'set-up-stick')
    await until('the code from the stick', async () => (await panel.getByTestId('set-up-code').inputValue()) === codes)
    await tap(panel, 'set-up-next')
    await panel.getByText('번호 글자는').waitFor()
    await look(panel, 'wizard-3-centre')
    await tap(panel, 'set-up-next')
    await look(panel, 'wizard-4-screens')
    await matchSize(app, panel)
    await tryDevices(panel)
    await look(panel, 'wizard-8-sound')
    await tap(panel, 'set-up-next')
    await panel.getByTestId('set-up-staff-name').fill('박수진')
    await panel.getByTestId('set-up-staff-pin').fill('2580')
    await panel.getByTestId('set-up-staff-pin-again').fill('2581')
    await tap(panel, 'set-up-next')
    await panel.getByText('두 번 적은 숫자가 다릅니다.').waitFor()
    await panel.getByTestId('set-up-staff-pin-again').fill('2580')
    await look(panel, 'wizard-9-staff')
    await tap(panel, 'set-up-next')
    await at(panel, 'set-up-done')
    await tap(panel, 'set-up-back')
    await panel.getByText('박수진 님이 책임자입니다.').waitFor()
    await tap(panel, 'set-up-next')
    await look(panel, 'wizard-10-done')
    await tap(panel, 'set-up-finish')
    expect((await over)[0]).toBe(10)
    const kept = readFileSync(join(dataDir, 'set-up.json'), 'utf8')
    const chosen = { language: 'ko', stationName: '접수기 1', screens: 'both', diagonalInch: 22, volumeCapPercent: 70, paperMm: 58, printer: `tcp://127.0.0.1:${printer.port}`, serviceUrl: `http://127.0.0.1:${clinic.port}` }
    expect(JSON.parse(kept)).toEqual(chosen)
    for (const secret of ['987654', '2580', '박수진', codes]) expect(kept).not.toContain(secret)
    await changedLater(dataDir, start, chosen)
  })
})

async function openPanel(app: KioskApp, pin: string): Promise<Page> {
  await tap(app.desk, 'open-technician')
  const panel = await app.windowOf('technician')
  for (const digit of pin) await tap(panel, `pin-${digit}`)
  await tap(panel, 'pin-ok')
  await at(panel, 'technician-open')
  return panel
}

/** All of it can be changed afterwards, the address too, and what was unsent goes to the new one. */
async function changedLater(dataDir: string, start: () => Promise<KioskApp>, chosen: Record<string, unknown>): Promise<void> {
  const moveTo = async (panel: Page, url: string): Promise<void> => { await panel.getByTestId('tech-service-url').fill(url); await tap(panel, 'tech-save'); await panel.getByText('저장했습니다.').waitFor() }
  const app = await start()
  expect(app.kiosk.windows()).toHaveLength(2)
  expect((await overview(app))?.enrolled).toBe(true)
  const panel = await openPanel(app, '987654')
  await moveTo(panel, 'http://127.0.0.1:9')
  await fillIn(app.patient, { jamo: 'ㅇㅣㅈㅣㅇㅜ', birthDate: '19600101', phone: '01022223333' })
  await confirm(app.patient)
  await readTicket(app.patient)
  await tap(panel, 'tech-settings')
  await at(panel, 'settings')
  for (const asked of [{ diagonalInch: 20 }, { diagonalInch: 20, pin: '0000' }]) expect(await panel.evaluate((input) => (window.kiosk as unknown as { showCard: (input: unknown) => Promise<{ ok: boolean }> }).showCard(input), asked)).toMatchObject({ ok: false })
  await tap(panel, 'change-printer')
  await tap(panel, 'set-up-printer-none')
  await tap(panel, 'set-up-next')
  await tap(panel, 'change-sound')
  await tap(panel, 'set-up-quieter')
  await tap(panel, 'set-up-next')
  await look(panel, 'settings')
  const over = once(app.kiosk.process(), 'exit')
  await tap(panel, 'settings-keep')
  expect((await over)[0]).toBe(10)
  const now = { ...chosen, serviceUrl: 'http://127.0.0.1:9', printer: '', volumeCapPercent: 60 }
  expect(JSON.parse(readFileSync(join(dataDir, 'set-up.json'), 'utf8'))).toEqual(now)
  const again = await start()
  const later = await openPanel(again, '987654')
  expect(await later.getByTestId('tech-service-url').inputValue()).toBe('http://127.0.0.1:9')
  expect((await overview(again))?.unsent).toBeGreaterThan(0)
  expect(await later.evaluate(() => [window.kiosk?.environment.volumeCap, window.kiosk?.environment.hasPrinter])).toEqual([0.6, false])
  await moveTo(later, `http://127.0.0.1:${clinic.port}`)
  await until('what was unsent has gone to the new address', async () => (await overview(again))?.unsent === 0)
  await again.kiosk.close()
}

/** The second code of the demo clinic; the first is used. */
const spareCode = (): string => clinic.codes[1] ?? ''

describe('care', () => {
  let panel: Page
  /** What the wizard's kiosk had booked before. */
  let before = 0
  const booked = (): number => Number(clinic.ledger('SELECT count(*) AS n FROM booking')[0]?.n) - before
  it('tests itself: what it measured, failures first, and what needs hands', async () => {
    before = booked()
    panel = await openPanel(clinic, PIN)
    await tap(panel, 'tech-care')
    await panel.getByTestId('check-write').waitFor()
    for (const id of ['space', 'write', 'file', 'service']) expect(['ok', 'look']).toContain(await panel.getByTestId(`check-${id}`).getAttribute('data-state'))
    await tap(panel, 'sound-heard')
    expect(await panel.getByTestId('check-sound').getAttribute('data-state')).toBe('ok')
    await tap(panel, 'touch-start')
    for (let n = 0; n < 5; n++) await panel.getByTestId('touch-point').dispatchEvent('pointerdown')
    expect(await panel.getByTestId('check-touch').getAttribute('data-state')).toBe('ok')
    await tap(panel, 'carry-backup')
    await panel.getByText('백업했습니다').waitFor()
    await tap(panel, 'care-again')
    await until('the backup seen', async () => (await panel.getByTestId('check-backup').getAttribute('data-state')) === 'ok')
    await look(panel, 'self-test')
  })

  it('drills an outage: the line is cut, a booking goes on, and all is sent afterwards', async () => {
    await tap(panel, 'drill-start')
    await fillIn(clinic.patient, { jamo: 'ㄱㅣㅁㅁㅣㄴㅅㅓ', birthDate: '19570304', phone: '01012345678' })
    await confirm(clinic.patient)
    expect((await readTicket(clinic.patient)).status).toBe('booked')
    await finish(clinic.patient)
    await until('told on the screen', async () => (await panel.getByTestId('drill-booked').textContent())?.startsWith('1건') && (await panel.getByTestId('drill-refused').textContent()) !== '0번')
    expect((await overview(clinic))?.unsent).toBeGreaterThan(0)
    await look(panel, 'drill')
  })

  it('carries what is unsent on a stick, encrypted, and a spare machine sends it in its name', async () => {
    await tap(panel, 'carry-export')
    const digits = (await panel.getByTestId('carry-passphrase').textContent()) ?? ''
    expect(digits).toMatch(/^\d{5}(-\d{5}){3}$/)
    const [name = ''] = readdirSync(join(sticks, 'media', 'STICK')).filter((one) => one.endsWith('.kiosk'))
    const bytes = readFileSync(join(sticks, 'media', 'STICK', name))
    for (const clear of ['김민서', '01012345678', '1957-03-04']) expect(bytes.includes(clear)).toBe(false)
    const spareDir = join(clinic.folder, 'spare')
    mkdirSync(spareDir)
    const spare = await launchKiosk({ dataDir: spareDir, serviceUrl: `http://127.0.0.1:${clinic.port}`, env: { KIOSK_STICKS: sticks } })
    await tap(spare.desk, 'open-technician')
    const theirs = await spare.windowOf('technician')
    const folder = join(sticks, 'media', 'STICK')
    expect(await ask(theirs, 'importUnsent', { pin: PIN, folder: '/etc', passphrase: digits })).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } })
    expect(await ask(theirs, 'importUnsent', { pin: PIN, folder, passphrase: '00000-00000-00000-00000' })).toMatchObject({ ok: false, error: { code: 'PIN_WRONG' } })
    expect(await ask(theirs, 'importUnsent', { pin: PIN, folder, passphrase: digits })).toMatchObject({ ok: true, value: { entries: 1 } })
    await until('the centre has it', () => booked() === 1)
    await spare.kiosk.close()
  })

  it('refuses to be wiped while anything is unsent; afterwards the drill ends, nothing is there twice, and it may', async () => {
    expect(await ask(panel, 'wipeMachine', { pin: PIN, word: 'WIPE' })).toMatchObject({ ok: false, error: { code: 'UNSENT_WOULD_BE_LOST' } })
    await tap(panel, 'drill-end')
    await drained(clinic)
    await until('told', async () => (await panel.getByTestId('drill-drained').textContent())?.includes('다 나감'))
    expect(booked()).toBe(1)
    const bundle = await ask<{ file: string }>(panel, 'makeSupportBundle', { pin: PIN, folder: null })
    const text = spawnSync('zcat', [bundle.ok ? bundle.value.file : ''], { encoding: 'utf8' }).stdout
    expect(text).toContain('"selfTest"')
    for (const clear of ['김민서', '01012345678', '1957-03-04', PIN]) expect(text).not.toContain(`"${clear}`)
    // What the acts above noted goes up first.
    await until('wiped', async () => (await ask(panel, 'wipeMachine', { pin: PIN, word: 'WIPE' })).ok)
    await until('gone', () => !existsSync(join(clinic.dataDir, 'backups')))
  })
})
