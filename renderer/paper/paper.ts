/** The page no window shows: draws a ticket as one picture, in bands for thermal paper and on the page for any other printer. */
import 'pretendard/dist/web/variable/pretendardvariable.css'
import './paper.css'
import { setUpI18n } from '../i18n/setup-i18n.ts'
import { drawTicket } from './draw-ticket.ts'
import type { PaperTicket } from './draw-ticket.ts'

/** Thermal heads burn about 100 lines at a time. */
const BAND_DOTS = 96

type Picture = { readonly width: number; readonly height: number; readonly bands: readonly string[] }
declare global { interface Window { drawPaper?: (ticket: PaperTicket) => Promise<Picture> } }

function bandOf(whole: HTMLCanvasElement, from: number): string {
  const band = document.createElement('canvas')
  band.width = whole.width
  band.height = Math.min(BAND_DOTS, whole.height - from)
  band.getContext('2d')?.drawImage(whole, 0, -from)
  return band.toDataURL('image/png').replace(/^[^,]*,/, '')
}

setUpI18n('ko')
window.drawPaper = async (ticket) => {
  await Promise.all([500, 700].map((weight) => document.fonts.load(`${weight} 40px "Pretendard Variable"`, '가A')))
  const whole = drawTicket(ticket)
  document.body.replaceChildren(whole)
  return { width: whole.width, height: whole.height, bands: Array.from({ length: Math.ceil(whole.height / BAND_DOTS) }, (_, i) => bandOf(whole, i * BAND_DOTS)) }
}
