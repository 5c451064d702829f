/** Displays that come, go and turn while patients stand there. This machine has one: the system's word about them is planted, the windows are real. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, launchKiosk } from '../../scripts/demo/kiosk-app.mjs'
import type { KioskApp } from '../../scripts/demo/kiosk-app.mjs'
import { logged, until } from './clinic.ts'

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
const DESK: Bounds = { x: 0, y: 0, width: 2000, height: 1000 }
const GLASS: Bounds = { x: 0, y: 1000, width: 800, height: 600 }

let dataDir: string
let app: KioskApp
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kiosk-displays-'))
  app = await launchKiosk({ dataDir, serviceUrl: 'http://127.0.0.1:9', env: { KIOSK_PATIENT_SIZE: '' } })
})
afterAll(async () => { await app?.kiosk.close(); rmSync(dataDir, { recursive: true, force: true }) })

const plug = (event: string, displays: readonly Bounds[]): Promise<void> => app.kiosk.evaluate(({ screen }, [name, all]) => {
  const real = screen.getPrimaryDisplay()
  const made = all.map((bounds, id) => ({ ...real, id: id + 1, bounds, size: { width: bounds.width, height: bounds.height } }))
  screen.getAllDisplays = () => made
  screen.getPrimaryDisplay = () => made[0] ?? real
  ;(screen as unknown as { emit: (event: string) => void }).emit(name)
}, [event, displays] as const)
const patientBounds = (): Promise<Bounds | undefined> => app.kiosk.evaluate(async ({ BrowserWindow }) => {
  for (const window of BrowserWindow.getAllWindows()) if ((await window.webContents.executeJavaScript('window.kiosk.role')) === 'patient') return window.getBounds()
  return undefined
})
const liesAt = (bounds: Bounds) => until(`the patients' window at ${JSON.stringify(bounds)}`, async () => { const { x, y } = (await patientBounds()) ?? { x: -1, y: -1 }; return x === bounds.x && y === bounds.y })

describe('displays', () => {
  it('a second one is plugged in: the patients get it', async () => {
    await plug('display-added', [DESK, GLASS])
    await liesAt(GLASS)
    expect(logged(dataDir, 'displays').at(-1)).toMatchObject({ count: 2 })
  })

  it('is pulled out: they get the first, with what they had typed still there', async () => {
    await app.patient.getByTestId('book-now').click()
    await at(app.patient, 'vaccine')
    await plug('display-removed', [DESK])
    await liesAt(DESK)
    await at(app.patient, 'vaccine')
  })

  it('comes back elsewhere, as displays do after a night', async () => {
    const elsewhere = { ...GLASS, x: 900 }
    await plug('display-metrics-changed', [DESK, elsewhere])
    await liesAt(elsewhere)
  })
})
