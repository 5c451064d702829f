/** A bank card in its true size on the patients' glass: the technician stands there and holds one to it. */
import { BrowserWindow, screen } from 'electron'
import { ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import type { Failure } from '../../contract/errors.ts'
import type { CardShown } from '../../contract/set-up.ts'
import { APP_ORIGIN } from '../app-protocol.ts'
import { pixelsPerMm } from '../windows.ts'
import type { Windows } from '../windows.ts'

/** ISO/IEC 7810 ID-1, mm. */
const CARD = { width: 85.6, height: 53.98, corner: 3.18 }

/** A picture and no page: nothing in it runs, and it says its measure in every language. */
export function cardPicture(width: number, height: number, diagonalInch: number): string {
  const mmPx = pixelsPerMm(width, height, diagonalInch)
  const [w, h] = [CARD.width * mmPx, CARD.height * mmPx].map((length) => Number(length.toFixed(2))) as [number, number]
  const [x, y] = [(width - w) / 2, (height - h) / 2]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#F4F5F1"/>`
    + `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${(CARD.corner * mmPx).toFixed(2)}" fill="#E0EEE7" stroke="#00594A" stroke-width="2"/>`
    + `<text x="50%" y="50%" text-anchor="middle" dominant-baseline="middle" font-family="sans-serif" font-size="${(4.5 * mmPx).toFixed(2)}" fill="#14211D">85.6 × 54.0 mm</text></svg>`
}

/** Where both windows share a display the asking window draws the card itself: it lies on the very glass that is measured. */
export function cardOnGlass(windows: Windows): (diagonalInch: number | null) => Result<CardShown, Failure> {
  const windowOf = (role: string): BrowserWindow | null => {
    const found = windows.all().find((one) => one.role === role)
    return found ? BrowserWindow.fromWebContents(found.contents) : null
  }
  let shown = false
  return (diagonalInch) => {
    const [patient, technician] = [windowOf('patient'), windowOf('technician')]
    const display = screen.getDisplayMatching((patient ?? technician)?.getBounds() ?? screen.getPrimaryDisplay().bounds)
    const { width, height } = display.size
    const apart = patient !== null && technician !== null && screen.getDisplayMatching(technician.getBounds()).id !== display.id
    if (patient && diagonalInch !== null && apart) {
      shown = true
      const [contentWidth = width, contentHeight = height] = patient.getContentSize()
      // The window may be smaller than its display; a millimetre is the display's.
      const inch = diagonalInch * (Math.hypot(contentWidth, contentHeight) / Math.hypot(width, height))
      void patient.loadURL(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(cardPicture(contentWidth, contentHeight, inch))}`).catch(() => {})
      return ok({ where: 'patient', width, height })
    }
    if (shown) void patient?.loadURL(`${APP_ORIGIN}/`).catch(() => {})
    shown = false
    return ok({ where: 'here', width, height })
  }
}
