/** Boxes of what is seen. Runs in the page. */
import { seenWithin } from '../../renderer/ui/arrow-keys.ts'
import type { Box } from '../../renderer/ui/arrow-keys.ts'

export type TextBox = Box & { readonly element: Element; readonly text: string; readonly inkPx: number; readonly seen: Box | null }

const EDGE_PX = 1.5
/** Lines that touch are not lines that cover one another: the ink is smaller than its line. */
const COVERED_PX = 3

export const isVisible = (element: Element): boolean => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && element.getClientRects().length > 0

export const nameOf = (element: HTMLElement): string => element.dataset.testid ?? element.textContent?.trim() ?? element.tagName

/** The scrolling box around an element, if any. */
const scrollerOf = (element: Element): Element | null => element.closest('.scroller')

/** The part that is not scrolled away; null when all of it is. */
export function seenPart(element: Element, box: Box): Box | null {
  return seenWithin(box, scrollerOf(element)?.getBoundingClientRect() ?? null)
}

const canvas = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D
const inks = new Map<string, number>()

/** Height of the ink in em: a Hangul syllable, a Han letter, or from the top of d to the foot of p. */
function inkOf(text: string, { fontFamily, fontWeight }: CSSStyleDeclaration): number {
  const sample = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? '国' : /\p{Script=Latin}/u.test(text) && !/\p{Script=Hangul}/u.test(text) ? 'dp' : '글'
  const key = `${fontWeight} ${sample}`
  const known = inks.get(key)
  if (known !== undefined) return known
  canvas.font = `${fontWeight} 100px ${fontFamily}`
  const { actualBoundingBoxAscent, actualBoundingBoxDescent } = canvas.measureText(sample)
  const ink = (actualBoundingBoxAscent + actualBoundingBoxDescent) / 100
  inks.set(key, ink)
  return ink
}

const DIALOG = '.attract, .idle'

export function textBoxes(): readonly TextBox[] {
  const around = document.querySelector(DIALOG) ?? document.body
  const walker = document.createTreeWalker(around, NodeFilter.SHOW_TEXT)
  const found: TextBox[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim() ?? ''
    if (!element || text === '' || !isVisible(element) || element.closest('[inert] .scroller, [inert] .foot, script, style, .sr')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const style = getComputedStyle(element)
    const inkPx = inkOf(text, style) * Number.parseFloat(style.fontSize)
    for (const { left, top, right, bottom } of range.getClientRects()) {
      const middle = (top + bottom) / 2
      const box = { left, right, top: middle - inkPx / 2, bottom: middle + inkPx / 2 }
      found.push({ ...box, element, text, inkPx, seen: seenPart(element, box) })
    }
  }
  return found
}

/** Out of the glass, of its control or of its panel. What is typed may be longer than its field: the end is shown. */
export function clips({ left, right, top, bottom, element }: TextBox): 'text-outside-glass' | 'text-outside-control' | null {
  if (element.closest('.field')) return null
  const scrolls = scrollerOf(element) !== null
  if (left < -EDGE_PX || right > window.innerWidth + EDGE_PX || (!scrolls && (top < -EDGE_PX || bottom > window.innerHeight + EDGE_PX))) return 'text-outside-glass'
  const around = element.closest('button, .note, .facts, .found, .receipt, .calling, .held, .dialog')?.getBoundingClientRect()
  if (around && (left < around.left - EDGE_PX || right > around.right + EDGE_PX || top < around.top - EDGE_PX || bottom > around.bottom + EDGE_PX)) return 'text-outside-control'
  return null
}

export function overlap({ seen: a }: TextBox, { seen: b }: TextBox): boolean {
  if (!a || !b) return false
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > COVERED_PX && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > COVERED_PX
}
