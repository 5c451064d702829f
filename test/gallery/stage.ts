/** The gallery in the real Electron: built once, served on this machine only, shown in a window of its own. */
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { once } from 'node:events'
import { _electron } from '@playwright/test'
import type { CDPSession, Page } from '@playwright/test'
import { runnableElectron } from '../../scripts/electron-runtime.mjs'
import type { Look } from './gallery.tsx'
import type { GlassSize } from './glass-sizes.ts'
import { mmPxOf } from './glass-sizes.ts'

const root = process.cwd()
const START_MS_MAX = 30_000
const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' }

export type Stage = {
  readonly page: Page; readonly cdp: CDPSession
  readonly glass: (size: GlassSize) => Promise<void>
  readonly show: (look: Omit<Look, 'mmPx' | 'diagonalInch'>) => Promise<boolean>
  readonly close: () => Promise<void>
}

function buildGallery(): string {
  const outDir = mkdtempSync(join(tmpdir(), 'gallery-'))
  const options = ['--outDir', outDir, '--emptyOutDir', '--target', 'chrome114', '--minify', 'false', '--assetsInlineLimit', '0', '--logLevel', 'error']
  const done = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', join(root, 'test/gallery'), ...options], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the gallery could not be built\n${done.stdout}${done.stderr}`)
  return outDir
}

async function serve(folder: string) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname
    try {
      const body = readFileSync(join(folder, path))
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body)
    } catch { response.writeHead(404).end() }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html` }
}

export async function openStage(): Promise<Stage> {
  const folder = buildGallery()
  const { server, url } = await serve(folder)
  const dataDir = mkdtempSync(join(tmpdir(), 'gallery-data-'))
  const { executable, args } = runnableElectron()
  const app = await _electron.launch({
    executablePath: executable, args: [...args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'], timeout: START_MS_MAX,
    env: { ...process.env as Record<string, string>, KIOSK_DATA_DIR: dataDir, KIOSK_STORE: 'echo', KIOSK_TECHNICIAN_PIN: '4711', KIOSK_PATIENT_SIZE: '1080x1920', KIOSK_DESK_SIZE: '1920x1080' },
  })
  const opened = app.waitForEvent('window', (page) => page.url().startsWith('http'))
  await app.evaluate(({ BrowserWindow }, address) => {
    // A session of its own: the product's lets no page come from anywhere else.
    const window = new BrowserWindow({ width: 900, height: 900, webPreferences: { partition: 'gallery', sandbox: true, backgroundThrottling: false } })
    return window.loadURL(address)
  }, url)
  const page = await opened
  await page.waitForFunction(() => 'gallery' in window)
  const cdp = await page.context().newCDPSession(page)
  let now: GlassSize
  const close = async (): Promise<void> => {
    await app.close().catch(() => {})
    server.close()
    for (const path of [folder, dataDir]) rmSync(path, { recursive: true, force: true })
  }
  return {
    page, cdp, close,
    glass: async (size) => {
      now = size
      await cdp.send('Emulation.setDeviceMetricsOverride', { width: size.width, height: size.height, deviceScaleFactor: 1, mobile: false })
    },
    show: (look) => page.evaluate((whole) => window.gallery.show(whole), { ...look, mmPx: mmPxOf(now), diagonalInch: now.inch }),
  }
}
