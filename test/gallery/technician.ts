/** `npm run technician-screens`: every step of the wizard, settings, self-test and drill in the real Electron, in Korean and English, under out/technician with one sheet of all. */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { at, confirm, fillIn, finish, launchKiosk, readTicket, tap } from '../../scripts/demo/kiosk-app.mjs'
import type { KioskApp } from '../../scripts/demo/kiosk-app.mjs'
import { demoInTheMorning, startService } from '../../scripts/service-process.mjs'
import { virtualPrinter } from '../support/virtual-printer.ts'
import { plainSheetOf } from './contact-sheet.ts'

const { values: options } = parseArgs({ options: { out: { type: 'string', default: 'out/technician' }, language: { type: 'string', default: 'ko,en' } } })
const PIN = '987654'
const SETTLE_MS = 300
const PERSON = { ko: { jamo: 'ㄱㅣㅁㅁㅣㄴㅅㅓ' }, en: { jamo: 'kimminseo' } } as const
type Language = keyof typeof PERSON
type Look = (page: Page, name: string) => Promise<void>
type Walk = { readonly language: Language; readonly look: Look; readonly start: () => Promise<KioskApp>; readonly centre: string; readonly printer: string }

const next = (page: Page): Promise<void> => tap(page, 'set-up-next')
async function type(page: Page, fields: Readonly<Record<string, string>>): Promise<void> { for (const [id, text] of Object.entries(fields)) await page.getByTestId(id).fill(text) }

async function wizard({ language, look, start, centre, printer }: Walk): Promise<void> {
  const app = await start()
  const over = once(app.kiosk.process(), 'exit')
  const panel = await app.windowOf('technician')
  const step = async (name: string, id: string): Promise<void> => { await at(panel, `set-up-${id}`); await look(panel, name) }
  await step('01-language', 'language')
  await tap(panel, `set-up-${language}`)
  await type(panel, { 'set-up-pin': PIN, 'set-up-pin-again': '987650' })
  await next(panel)
  await step('02-pin', 'pin')
  await type(panel, { 'set-up-pin-again': PIN })
  await next(panel)
  await at(panel, 'set-up-centre')
  await tap(panel, 'set-up-stick')
  await type(panel, { 'set-up-url': centre })
  await panel.locator('[data-testid="set-up-code"]:not([value=""])').waitFor()
  await next(panel)
  await panel.locator('[data-testid="set-up-enrolled"]').filter({ hasText: 'A' }).waitFor()
  await step('03-centre', 'centre')
  await next(panel)
  await step('04-screens', 'screens')
  await tap(panel, 'set-up-both')
  await panel.getByTestId('set-up-card').waitFor()
  await step('05-size', 'size')
  await next(panel)
  await tap(panel, 'set-up-printer-tcp')
  await type(panel, { 'set-up-printer': printer })
  await tap(panel, 'set-up-printer-try')
  await panel.locator('[data-testid="set-up-printer-state"].good').waitFor()
  await step('06-printer', 'printer')
  await next(panel)
  await type(panel, { 'set-up-scan': 'PREVENAR13 LOT 42' })
  await panel.getByTestId('set-up-scan').press('Enter')
  await step('07-scanner', 'scanner')
  await next(panel)
  await step('08-sound', 'sound')
  await next(panel)
  await type(panel, { 'set-up-staff-name': language === 'ko' ? '박수진' : 'Park Sujin', 'set-up-staff-pin': '2580', 'set-up-staff-pin-again': '2580' })
  await step('09-staff', 'staff')
  await next(panel)
  await step('10-done', 'done')
  await tap(panel, 'set-up-finish')
  await over
}

async function panelOf(app: KioskApp, look: Look): Promise<Page> {
  await tap(app.desk, 'open-technician')
  const panel = await app.windowOf('technician')
  await at(panel, 'technician')
  await look(panel, '11-pin-pad')
  for (const digit of PIN) await tap(panel, `pin-${digit}`)
  await tap(panel, 'pin-ok')
  await panel.getByTestId('tech-device').waitFor()
  await look(panel, '12-machine')
  return panel
}

async function settings(panel: Page, look: Look): Promise<void> {
  await tap(panel, 'tech-settings')
  await at(panel, 'settings')
  await look(panel, '13-settings')
  await tap(panel, 'change-sound')
  await tap(panel, 'set-up-quieter')
  await look(panel, '14-settings-sound')
  await next(panel)
  await look(panel, '15-settings-changed')
  await tap(panel, 'settings-back')
}

async function care(app: KioskApp, panel: Page, { language, look }: Walk): Promise<void> {
  await tap(panel, 'tech-care')
  await panel.getByTestId('check-write').waitFor()
  await look(panel, '16-self-test-first')
  await tap(panel, 'carry-backup')
  await panel.locator('[data-testid="carry"] [role="status"]:not(:empty)').waitFor()
  await tap(panel, 'sound-heard')
  await tap(panel, 'touch-start')
  await look(panel, '17-touch')
  for (let n = 0; n < 5; n++) await panel.getByTestId('touch-point').dispatchEvent('pointerdown')
  await type(panel, { 'scan-field': 'A-001' })
  await panel.getByTestId('scan-field').press('Enter')
  await tap(panel, 'care-again')
  await panel.locator('[data-testid="check-backup"][data-state="ok"]').waitFor()
  await look(panel, '18-self-test')
  await tap(panel, 'drill-start')
  await fillIn(app.patient, { ...PERSON[language], birthDate: '19570304', phone: '01012345678' })
  await confirm(app.patient)
  await readTicket(app.patient)
  await finish(app.patient)
  await panel.getByTestId('drill-booked').filter({ hasText: '1' }).waitFor()
  await panel.getByTestId('drill-refused').filter({ hasNotText: /^0/ }).waitFor()
  await look(panel, '19-drill')
  await tap(panel, 'carry-export')
  await panel.getByTestId('carry-passphrase').scrollIntoViewIfNeeded()
  await look(panel, '20-export')
  await tap(panel, 'drill-end')
  await panel.getByTestId('drill-drained').filter({ hasText: /\d/ }).waitFor()
  await look(panel, '21-drill-over')
  await panel.getByTestId('machine').scrollIntoViewIfNeeded()
  await tap(panel, 'leave-reboot')
  await look(panel, '22-leave')
  await panel.emulateMedia({ media: 'print' })
  await look(panel, '23-on-paper')
}

async function shoot(language: Language): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'technician-screens-'))
  const [dataDir, sticks, out] = [join(folder, 'kiosk'), join(folder, 'sticks'), join(options.out, language)]
  for (const path of [dataDir, join(sticks, 'media', 'STICK'), out]) mkdirSync(path, { recursive: true })
  const service = await startService(['--port=0', `--data=${join(folder, 'centre')}`, ...demoInTheMorning(), '--hello-ms=500'])
  const printer = await virtualPrinter()
  writeFileSync(join(sticks, 'media', 'STICK', 'enrolment-code.txt'), `${service.ready.enrolmentCodes[0]}\n`)
  const start = (): Promise<KioskApp> => launchKiosk({ dataDir, serviceUrl: '', env: { KIOSK_SERVICE_URL: '', KIOSK_TECHNICIAN_PIN: '', KIOSK_SUPERVISED: '1', KIOSK_STICKS: sticks, KIOSK_IDLE_S: '600' } })
  const taken: string[] = []
  const look: Look = async (page, name) => {
    await page.waitForTimeout(SETTLE_MS)
    await page.screenshot({ path: join(out, `${name}.png`) })
    taken.push(join(language, `${name}.png`))
  }
  const walk: Walk = { language, look, start, centre: service.ready.url, printer: `tcp://127.0.0.1:${printer.port}` }
  try {
    await wizard(walk)
    const app = await start()
    try {
      const panel = await panelOf(app, look)
      await settings(panel, look)
      await care(app, panel, walk)
    } finally {
      await app.kiosk.close().catch(() => {})
    }
  } finally {
    service.child.removeAllListeners('exit')
    service.child.kill()
    await printer.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return taken
}

rmSync(options.out, { recursive: true, force: true })
const files: string[] = []
for (const language of options.language.split(',')) if (language in PERSON) files.push(...await shoot(language as Language))
writeFileSync(join(options.out, 'index.html'), plainSheetOf('Technician: wizard, settings, self-test, drill', files))
process.stdout.write(`${JSON.stringify({ pictures: files.length, sheet: join(options.out, 'index.html') })}\n`)
process.exit(0)
