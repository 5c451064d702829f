/** What stands on the glass, in millimetres, and what is wrong with it. Runs in the page. */
import { nearest } from '../../renderer/ui/arrow-keys.ts'
import type { Arrow, Box } from '../../renderer/ui/arrow-keys.ts'
import { clips, isVisible, nameOf, overlap, seenPart, textBoxes } from './boxes.ts'
import type { TextBox } from './boxes.ts'
import { contrastOf } from './contrast.ts'

export type Bounds = { readonly mmPx: number; readonly textMm: number; readonly low: boolean }
export type Fault = { readonly rule: string; readonly where: string; readonly value: number }
export type Measured = { readonly checks: number; readonly faults: readonly Fault[]; readonly textMm: number; readonly controlMm: number; readonly gapMm: number; readonly contrast: number; readonly controlsFrom: number }

export const CONTROL_MM = 20
export const PRIMARY_MM = 25
export const GAP_MM = 4
export const CONTRAST = 7
/** A pixel is a fourth of a millimetre; what is set in millimetres may be rounded to one. */
const ROUNDING_PX = .5

type Seen = { readonly control: HTMLElement; readonly whole: Box; readonly seen: Box | null }
const sidesOf = ({ left, top, right, bottom }: Box): number => Math.min(right - left, bottom - top)

function controlsSeen(): readonly Seen[] {
  const within = document.querySelector('.attract') ?? document.querySelector('.idle') ?? document
  return [...(within instanceof Element && within.matches('button') ? [within as HTMLElement] : []), ...within.querySelectorAll<HTMLElement>('button')].filter(isVisible)
    .map((control) => { const whole = control.getBoundingClientRect(); return { control, whole, seen: seenPart(control, whole) } })
}

/** Of two that stand beside or above one another; negative when one covers the other. */
function gapOf(a: Box, b: Box): number {
  const x = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  const y = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom)
  return x > 0 && y > 0 ? Math.hypot(x, y) : Math.max(x, y)
}

function measureControls(controls: readonly Seen[], mmPx: number, add: (rule: string, where: string, value: number) => void): { readonly controlMm: number; readonly gapMm: number } {
  let controlMm = Number.POSITIVE_INFINITY
  let gapMm = Number.POSITIVE_INFINITY
  controls.forEach(({ control, whole, seen }, i) => {
    const side = sidesOf(whole) / mmPx
    controlMm = Math.min(controlMm, side)
    if (side < (control.matches('.control.primary') ? PRIMARY_MM : CONTROL_MM) - ROUNDING_PX / mmPx) add('control-size', nameOf(control), side)
    for (const other of controls.slice(i + 1)) {
      if (!seen || !other.seen) continue
      const gap = gapOf(seen, other.seen) / mmPx
      gapMm = Math.min(gapMm, gap)
      if (gap < GAP_MM - ROUNDING_PX / mmPx) add('control-gap', `${nameOf(control)} - ${nameOf(other.control)}`, gap)
    }
  })
  return { controlMm, gapMm }
}

function measureTexts(texts: readonly TextBox[], { mmPx, textMm }: Bounds, add: (rule: string, where: string, value: number) => void): { readonly least: number; readonly contrast: number } {
  let least = Number.POSITIVE_INFINITY
  let contrast = Number.POSITIVE_INFINITY
  for (const text of texts) {
    const height = text.inkPx / mmPx
    least = Math.min(least, height)
    if (height < textMm - ROUNDING_PX / mmPx / 4) add('text-size', text.text, height)
    const ratio = contrastOf(text.element)
    contrast = Math.min(contrast, ratio)
    if (ratio < CONTRAST) add('contrast', text.text, ratio)
    const out = clips(text)
    if (out) add(out, text.text, 0)
  }
  texts.forEach((a, i) => { for (const b of texts.slice(i + 1)) if (a.element !== b.element && overlap(a, b)) add('text-overlap', `${a.text} / ${b.text}`, 0) })
  return { least, contrast }
}

const ARROWS: readonly Arrow[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

/** Each control that arrows do not lead to from the first one. */
function unreached(controls: readonly Seen[]): readonly Seen[] {
  const open = controls.filter(({ control, seen }) => seen && !(control as HTMLButtonElement).disabled && !control.closest('[inert]'))
  const boxes = open.map(({ seen }) => seen)
  const reached = new Set(open.length > 0 ? [0] : [])
  for (const from of reached) for (const arrow of ARROWS) {
    const others = boxes.map((_, i) => i).filter((i) => i !== from)
    const to = others[nearest(boxes[from] as Box, others.map((i) => boxes[i] as Box), arrow)]
    if (to !== undefined) reached.add(to)
  }
  return open.filter((_, i) => !reached.has(i))
}

export function measure(bounds: Bounds): Measured {
  const faults: Fault[] = []
  const add = (rule: string, where: string, value: number): void => { faults.push({ rule, where: where.slice(0, 80), value: Math.round(value * 100) / 100 }) }
  const controls = controlsSeen()
  const texts = textBoxes()
  const { controlMm, gapMm } = measureControls(controls, bounds.mmPx, add)
  const { least, contrast } = measureTexts(texts, bounds, add)
  for (const { control } of unreached(controls)) add('arrows', nameOf(control), 0)
  for (const { control } of controls) if (control.tabIndex < 0) add('tab', nameOf(control), 0)
  const tops = controls.flatMap(({ seen }) => (seen ? [seen.top] : []))
  const controlsFrom = Math.min(...tops, window.innerHeight) / window.innerHeight
  return { checks: controls.length * 4 + texts.length * 4, faults, textMm: least, controlMm, gapMm, contrast, controlsFrom }
}
