/** One booking as a strip of pictures: out/booking/strip.html, and the same as one picture. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'

const OUT = join(process.cwd(), 'out', 'booking')
const STYLE = 'body{margin:16px;background:#d7dad6;font:15px "Pretendard Variable",sans-serif;color:#13201c;display:flex;gap:12px;width:max-content}figure{margin:0}img{display:block;height:480px}figcaption{margin-top:6px}'

export type Strip = { readonly shoot: (name: string, page: Page) => Promise<void>; readonly finish: (kiosk: ElectronApplication) => Promise<string> }

export function frameStrip(): Strip {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  const frames: { readonly name: string; readonly file: string }[] = []
  const shoot = async (name: string, page: Page): Promise<void> => {
    const file = `${String(frames.length + 1).padStart(2, '0')}-${name}.png`
    await page.screenshot({ path: join(OUT, file), animations: 'disabled' })
    frames.push({ name, file })
  }
  const finish = async (kiosk: ElectronApplication): Promise<string> => {
    const html = join(OUT, 'strip.html')
    const figures = frames.map(({ name, file }, i) => `<figure><img src="${file}" alt="${name}"><figcaption>${i + 1} ${name}</figcaption></figure>`).join('')
    writeFileSync(html, `<!doctype html><html lang="en"><meta charset="utf-8"><title>One booking</title><style>${STYLE}</style>${figures}</html>\n`)
    await picture(kiosk, html, join(OUT, 'strip.png'))
    return html
  }
  return { shoot, finish }
}

/** In a window and a session of its own: the product's lets no page come from a file. */
async function picture(kiosk: ElectronApplication, html: string, file: string): Promise<void> {
  const opened = kiosk.waitForEvent('window')
  await kiosk.evaluate(({ BrowserWindow }, path) => new BrowserWindow({ width: 900, height: 600, webPreferences: { partition: 'strip', sandbox: true } }).loadFile(path), html)
  const page = await opened
  await page.waitForLoadState('load')
  const size = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }))
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'png', clip: { x: 0, y: 0, ...size, scale: 1 } })
  writeFileSync(file, Buffer.from(data, 'base64'))
  await page.close()
}
