/** The hidden page that draws tickets: the renderer's typeface and words, no bridge to anything. */
import { BrowserWindow } from 'electron'
import type { Ticket } from '../../contract/kiosk-api.ts'
import type { Log } from '../../base/log.ts'
import { APP_ORIGIN } from '../app-protocol.ts'
import type { Drawn } from './printer.ts'

type Facts = { readonly ticket: Ticket; readonly clinicName: string; readonly timeZone: string; readonly language: string; readonly now: number }
type Picture = { readonly width: number; readonly height: number; readonly bands: readonly string[] }

const MM_PER_INCH = 25.4
const DOTS_PER_MM = 8
/** Printable dots of the two usual rolls at 203 dots an inch. */
const DOTS: Record<number, number> = { 58: 384, 80: 576 }
const MARGIN_MM = 4

export type PaperPage = { readonly draw: (facts: Facts) => Promise<Drawn> }

export function createPaperPage(paperMm: number, lock: (window: BrowserWindow) => void, log: Log): PaperPage {
  const dots = DOTS[paperMm] ?? 576
  let open: Promise<BrowserWindow> | null = null
  const make = async (): Promise<BrowserWindow> => {
    const window = new BrowserWindow({ show: false, width: 640, height: 480, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, devTools: false, spellcheck: false, backgroundThrottling: false } })
    lock(window)
    // Made anew for the next ticket.
    window.webContents.on('render-process-gone', (_event, { reason }) => { log.warn('page-gone', { role: 'paper', reason }); open = null; window.destroy() })
    await window.loadURL(`${APP_ORIGIN}/paper.html`)
    return window
  }
  return {
    draw: async (facts) => {
      open ??= make()
      const { webContents } = await open
      const picture = await webContents.executeJavaScript(`window.drawPaper(${JSON.stringify({ ...facts, dots })})`) as Picture
      const inches = (length: number): number => (length / DOTS_PER_MM + 2 * MARGIN_MM) / MM_PER_INCH
      const pageSize = { width: inches(picture.width), height: inches(picture.height) }
      return {
        bands: picture.bands.map((band) => new Uint8Array(Buffer.from(band, 'base64'))),
        // Read at once: the next ticket is drawn on the same page, but only after this one is out.
        pdf: async () => new Uint8Array(await webContents.printToPDF({ pageSize, printBackground: true, margins: { top: 0, bottom: 0, left: 0, right: 0 } })),
      }
    },
  }
}
