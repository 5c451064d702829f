/** The real app for measuring: the centre, and Electron with its windows. */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { launchKiosk } from '../../scripts/demo/kiosk-app.mjs'
import type { KioskApp } from '../../scripts/demo/kiosk-app.mjs'
import { demoInTheMorning, startService } from '../../scripts/service-process.mjs'
import { workDir } from './children.ts'

const CAPACITY = 100
const PATIENCE_MS = 60_000
export type Bench = {
  readonly kiosk: () => KioskApp; readonly dataDir: string
  /** Ends the app and starts it again on the same file; milliseconds since 1970 of the moment before. */
  readonly startAgain: () => Promise<number>
  readonly setService: (up: boolean) => Promise<void>; readonly close: () => Promise<void>
}

export async function until(what: string, look: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await new Promise((resolve) => { setTimeout(resolve, 50) })) if (await look()) return
  throw new Error(`never seen: ${what}`)
}

const isHolding = (desk: Page): Promise<boolean> => desk.evaluate(async () => {
  const answer = await window.kiosk?.call('syncOverview', {})
  return answer?.ok === true && (answer.value as { placesLeft: number }).placesLeft > 0
})

export async function openKiosk(): Promise<Bench> {
  const folder = mkdtempSync(join(workDir, 'kiosk-'))
  const dataDir = join(folder, 'kiosk')
  mkdirSync(dataDir)
  const serve = (port = 0) => startService([`--port=${port}`, `--data=${join(folder, 'centre')}`, ...demoInTheMorning(), `--capacity=${CAPACITY}`, '--hello-ms=500'])
  let service: Awaited<ReturnType<typeof serve>> | null = await serve()
  const { url, enrolmentCodes: [code] } = service.ready
  const env = { KIOSK_IDLE_S: '600' }
  let app = await launchKiosk({ dataDir, serviceUrl: url, code, env })
  await until('places allotted', () => isHolding(app.desk))
  const setService = async (up: boolean): Promise<void> => {
    if (up) { service ??= await serve(Number(new URL(url).port)); return }
    if (!service) return
    const { child } = service
    service = null
    child.removeAllListeners('exit')
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  const startAgain = async (): Promise<number> => {
    await app.kiosk.close()
    const at = Date.now()
    app = await launchKiosk({ dataDir, serviceUrl: url, env })
    return at
  }
  const close = async (): Promise<void> => {
    await app.kiosk.close().catch(() => {})
    await setService(false)
    rmSync(folder, { recursive: true, force: true })
  }
  return { kiosk: () => app, dataDir, startAgain, setService, close }
}
