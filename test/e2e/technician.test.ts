/** The technician's panel: shut without the PIN, and then what a technician asks first. */
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, tap } from '../../scripts/demo/kiosk-app.mjs'
import { ask, drained, ended, openClinic, overview, placesHeld, until } from './clinic.ts'
import type { Clinic, Service } from './clinic.ts'

const PIN = '4711'

let clinic: Clinic
let panel: Page
let service: Service
beforeAll(async () => {
  clinic = await openClinic({ serviceDown: true })
  service = await clinic.startService()
  await placesHeld(clinic)
  await openPanel()
})
afterAll(() => clinic?.close())

async function openPanel(): Promise<void> {
  await tap(clinic.desk, 'open-technician')
  panel = await clinic.windowOf('technician')
  await at(panel, 'technician')
}
async function type(pin: string): Promise<void> {
  for (const digit of pin) await tap(panel, `pin-${digit}`)
  await tap(panel, 'pin-ok')
}
const fact = async (name: string): Promise<string> => (await panel.getByTestId(`tech-${name}`).textContent()) ?? ''

describe('the technician panel', () => {
  it('is one window, opened at the desk only', async () => {
    await clinic.patient.evaluate(() => window.kiosk?.openTechnician())
    await tap(clinic.desk, 'open-technician')
    expect(clinic.kiosk.windows()).toHaveLength(3)
  })

  it('refuses a wrong PIN, shows none of its digits, and tells nothing without one', async () => {
    for (const digit of '0000') await tap(panel, `pin-${digit}`)
    expect(await panel.locator('.pin').textContent()).toBe('••••')
    await tap(panel, 'pin-ok')
    await panel.getByText('PIN이 맞지 않습니다.').waitFor()
    expect(await panel.locator('.pin').textContent()).toBe('')
    for (const name of ['technicianOverview', 'setServiceUrl', 'enrol']) {
      const more = name === 'setServiceUrl' ? { commandId: 'c1', serviceUrl: 'http://elsewhere.example' } : name === 'enrol' ? { commandId: 'c2', code: 'x' } : {}
      expect(await ask(panel, name, { pin: '0000', ...more })).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^PIN_/) } })
      await ask(panel, 'unlockTechnician', { commandId: `reset-${name}`, pin: PIN })
    }
  })

  it('opens with the right one and shows address, device, what waits and the last contact', async () => {
    await type(PIN)
    await at(panel, 'technician-open')
    expect(await panel.getByTestId('tech-service-url').inputValue()).toBe(service.ready.url)
    const [device] = clinic.ledger('SELECT device_id, station_letter, epoch FROM device')
    expect({ device_id: await fact('device'), station_letter: await fact('letter'), epoch: Number(await fact('epoch')) }).toEqual(device)
    expect(await fact('clinic')).toBe('한빛가정의학과')
    expect(await fact('data')).toBe(clinic.dataDir)
    expect(await fact('backlog')).toBe('0건')
    // In the clinic's own time, to the second; it moves on while one looks.
    expect(await fact('contact')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect((await overview(clinic))?.lastContactAt).not.toBeNull()
  })

  it('shows what waits while the centre is away, and that it went when it is back', async () => {
    await ended(service)
    await clinic.desk.keyboard.press('F4')
    await clinic.desk.locator('[data-testid="desk-name"]:focus').waitFor()
    await clinic.desk.getByTestId('vaccine-list').getByRole('option').first().waitFor()
    // The last Enter books; one more would begin the next.
    for (const text of ['박말자', '570304', '010-2222-3333', '1', '']) {
      await clinic.desk.keyboard.insertText(text)
      await clinic.desk.keyboard.press('Enter')
    }
    await clinic.desk.getByTestId('desk-ticket-number').waitFor()
    await until('one waits', async () => await fact('backlog') === '1건')
    expect(await fact('oldest')).toMatch(/^\d+(초|분)$/)
    service = await clinic.startService()
    await drained(clinic)
    await until('none waits', async () => await fact('backlog') === '0건')
  })

  it('says that an address cannot be right and keeps it; a right one is kept for good', async () => {
    const address = panel.getByTestId('tech-service-url')
    for (const wrong of ['file:///etc/passwd', 'no address', 'ftp://x']) {
      await address.fill(wrong)
      await tap(panel, 'tech-save')
      await panel.getByText('주소를 다시 보아 주세요.').waitFor()
      expect(await address.inputValue()).toBe(wrong)
    }
    await address.fill(`${service.ready.url}/`)
    await tap(panel, 'tech-save')
    await panel.getByText('저장했습니다.').waitFor()
    expect(clinic.store("SELECT value FROM meta WHERE key = 'serviceUrl'")).toEqual([{ value: JSON.stringify(service.ready.url) }])
  })

  it('locks after several wrong tries, for the right PIN too, and a new window is no way round', async () => {
    const closed = panel.waitForEvent('close')
    await clinic.kiosk.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows().find((w) => w.getTitle() === 'technician' || w.getBounds().width === 1440)?.close() })
    await closed
    await openPanel()
    for (let tries = 0; tries < 4; tries++) {
      await type('0000')
      await panel.locator('.pin:empty').waitFor()
      await panel.getByText('PIN이 맞지 않습니다.').waitFor()
    }
    await type(PIN)
    await panel.getByText('여러 번 틀려 잠겼습니다. 잠시 뒤 다시 누르세요.').waitFor()
    await panel.close()
    await openPanel()
    await type(PIN)
    await panel.getByText('여러 번 틀려 잠겼습니다. 잠시 뒤 다시 누르세요.').waitFor()
    expect(await panel.locator('[data-screen="technician-open"]').count()).toBe(0)
  })
})
