/** A ticket in black dots, 8 a millimetre. From the top in reading order: number, how many, when, where, QR. */
import i18next from 'i18next'
import { create } from 'qrcode'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import { MINUTE_MS } from '../../src/base/time.ts'
import { bindLines } from '../i18n/setup-i18n.ts'
import { textIn } from '../i18n/text-in.ts'
import { lineBreaks, sizeThatFits } from './fit.ts'

export type PaperTicket = { readonly ticket: Ticket; readonly clinicName: string; readonly timeZone: string; readonly language: string; readonly dots: number; readonly now: number }

const DOTS_PER_MM = 8
const mm = (length: number): number => Math.round(length * DOTS_PER_MM)
const FONT = '"Pretendard Variable", "Noto Sans CJK KR", sans-serif'
const MARKS_MAX = 12
const HEIGHT_DOTS_MAX = mm(220)

type Pen = { readonly g: CanvasRenderingContext2D; readonly width: number; y: number }

const measure = (g: CanvasRenderingContext2D, weight: number) => (text: string, size: number): number => {
  g.font = `${weight} ${size}px ${FONT}`
  return g.measureText(text).width
}

type Line = { readonly size: number; readonly weight?: number; readonly gap?: number; readonly colour?: string; readonly x?: number; readonly width?: number }

/** Flush left; breaks where a line may end, shrinks a word that is wider than the paper. */
function write(pen: Pen, text: string, { size, weight = 700, gap = mm(1.5), colour = '#000', x = 0, width = pen.width - x }: Line): void {
  const { g } = pen
  for (const line of lineBreaks(text, size, width, measure(g, weight))) {
    const fitted = sizeThatFits(line, size, width, measure(g, weight))
    g.font = `${weight} ${fitted}px ${FONT}`
    g.fillStyle = colour
    g.textBaseline = 'alphabetic'
    g.fillText(line, x, pen.y + Math.round(size * 0.92))
    pen.y += Math.round(size * 1.24)
  }
  pen.y += gap
}

/** Held: a solid black field, white number. Standby: a dashed frame, black number; nobody takes one for the other. */
function numberField(pen: Pen, ticket: Ticket, words: { readonly status: string }): void {
  const { g, width } = pen
  const booked = ticket.status === 'booked'
  const pad = mm(3)
  const inner = width - 2 * pad
  // One line, above the number and never over it.
  const statusSize = sizeThatFits(words.status, mm(5.5), inner, measure(g, 700))
  const numberSize = sizeThatFits(ticket.ticketNumber, mm(24), inner, measure(g, 700))
  const height = pad + Math.round(statusSize * 1.3) + Math.round(numberSize * 0.9) + pad
  g.fillStyle = '#000'
  if (booked) g.fillRect(0, pen.y, width, height)
  else {
    g.lineWidth = mm(0.75)
    g.setLineDash([mm(3), mm(2)])
    g.strokeRect(mm(0.5), pen.y + mm(0.5), width - mm(1), height - mm(1))
    g.setLineDash([])
  }
  const colour = booked ? '#fff' : '#000'
  const bottom = pen.y + height
  pen.y += pad
  write(pen, words.status, { size: statusSize, colour, x: pad, width: inner, gap: 0 })
  g.font = `700 ${numberSize}px ${FONT}`
  g.fillStyle = colour
  g.fillText(ticket.ticketNumber, pad, bottom - pad - Math.round(numberSize * 0.04))
  pen.y = bottom + mm(3)
}

/** One mark is one person ahead, the long one is you. */
function marks(pen: Pen, ahead: number): void {
  if (ahead === 0 || ahead > MARKS_MAX) return
  const { g } = pen
  const [thin, step] = [mm(1), mm(3.2)]
  g.fillStyle = '#000'
  for (let i = 0; i < ahead; i++) g.fillRect(i * step, pen.y + mm(2), thin, mm(4))
  g.fillRect(ahead * step, pen.y, mm(1.4), mm(6))
  pen.y += mm(8)
}

function qr(pen: Pen, text: string): void {
  const { modules } = create(text, { errorCorrectionLevel: 'L' })
  const dot = Math.max(3, Math.min(6, Math.floor(pen.width / (modules.size + 8))))
  const side = modules.size * dot
  pen.g.fillStyle = '#000'
  modules.data.forEach((dark, i) => { if (dark) pen.g.fillRect((i % modules.size) * dot, pen.y + Math.floor(i / modules.size) * dot, dot, dot) })
  pen.y += side + mm(2)
}

function facts(pen: Pen, { ticket, language, timeZone }: PaperTicket): void {
  const t = i18next.getFixedT(language)
  const time = (at: number): string => new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : language, { timeZone, hour: 'numeric', minute: '2-digit', hour12: language === 'ko' || language === 'en' }).format(at).replace(/\s/gu, '\u00a0')
  const large = { size: mm(5) }
  if (ticket.slot?.later) {
    write(pen, t('slip.later', { time: time(ticket.slot.start) }), large)
    return write(pen, t('slip.laterHow'), { size: mm(4), weight: 500 })
  }
  marks(pen, ticket.ahead)
  if (ticket.status === 'standby') {
    write(pen, `${t('ticket.place')} ${t('ticket.nth', { count: ticket.ahead + 1 })}`, large)
    write(pen, t('slip.standbyWhen'), large)
    return write(pen, t('slip.notYet'), { size: mm(4), weight: 500 })
  }
  write(pen, ticket.ahead === 0 ? t('ticket.nobodyAhead') : `${t('ticket.ahead')} ${t('common.people', { count: ticket.ahead })}`, large)
  // A time of day: paper is read later than it was printed.
  const { at, minutes: [low, high] } = ticket.promise ?? { at: Date.now(), minutes: ticket.waitMinutes }
  const [from, to] = [time(at + low * MINUTE_MS), time(at + high * MINUTE_MS)]
  write(pen, low === 0 ? t('slip.by', { to }) : t('slip.between', { from, to }), large)
  write(pen, t('slip.room', { room: ticket.room }), large)
}

export function drawTicket(paper: PaperTicket): HTMLCanvasElement {
  const { ticket, language, timeZone, dots } = paper
  bindLines(language)
  const whole = document.createElement('canvas')
  whole.width = dots
  whole.height = HEIGHT_DOTS_MAX
  const g = whole.getContext('2d')
  if (!g) throw new Error('no canvas')
  g.fillStyle = '#fff'
  g.fillRect(0, 0, dots, HEIGHT_DOTS_MAX)
  const t = i18next.getFixedT(language)
  const pen: Pen = { g, width: dots, y: 0 }
  const small = { size: mm(3.5), weight: 500 }
  write(pen, paper.clinicName || t('slip.title'), { size: mm(4.5), gap: mm(2) })
  numberField(pen, ticket, { status: ticket.status === 'booked' ? t('slip.booked') : t('slip.standby') })
  write(pen, [textIn(ticket.vaccineName, language), ticket.maskedName].filter((part) => part !== '').join(' · '), { size: mm(4.5), gap: mm(3) })
  facts(pen, paper)
  pen.y += mm(2)
  qr(pen, ticket.receipt)
  write(pen, t('slip.qr'), { ...small, gap: mm(1) })
  write(pen, t('slip.madeAt', { time: new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : language, { timeZone, month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' }).format(paper.now).replace(/\s(?=[AP]M)/u, '\u00a0') }), { ...small, gap: 0 })
  return trimmed(whole, pen.y)
}

function trimmed(whole: HTMLCanvasElement, height: number): HTMLCanvasElement {
  const fitted = document.createElement('canvas')
  fitted.width = whole.width
  fitted.height = Math.min(HEIGHT_DOTS_MAX, Math.ceil(height))
  fitted.getContext('2d')?.drawImage(whole, 0, 0)
  return fitted
}
