import { useEffect, useState } from 'react'
import { environment } from '../kiosk.ts'

/** The pictures are drawn for 21.5 inches; larger glass shows the same picture larger, not the same controls in a desert. In the low position nothing grows: it stays within reach. */
const DRAWN_FOR_MM = 268
const GROWTH_MAX = 1.5
export const growthOf = (widthMm: number, heightMm: number, low: boolean): number => (low ? 1 : Math.min(GROWTH_MAX, Math.max(1, Math.min(widthMm, heightMm) / DRAWN_FOR_MM)))

/** Glass of 28 cm and less is held closer: the law lets its text be 7.25 mm high instead of 12. Controls keep their size. */
const SMALL_DIAGONAL_MM = 280
const SMALL_TEXT = .64
export const textOfGlass = (widthMm: number, heightMm: number): number => (Math.hypot(widthMm, heightMm) <= SMALL_DIAGONAL_MM ? SMALL_TEXT : 1)

/** Twice the text wherever the glass is as wide as a 21.5 inch screen stands; on smaller glass as much as leaves a word in a line. */
const LARGE = 2
const LARGE_MIN = 1.4
const WIDTH_FOR_TWICE_MM = 260
export const scaleOf = (widthMm: number, heightMm: number): number => Math.max(LARGE_MIN, Math.min(LARGE, (LARGE * Math.min(widthMm, heightMm)) / WIDTH_FOR_TWICE_MM))

/** Wide glass with a keyboard: keys, field, title and the bar take so much that does not grow, and so many times the text size. */
const TYPING_FIXED_MM = 48
const TYPING_TEXTS = 108.6
/** On a tablet keys of 20 mm leave one row for title, field and what stands beside it. */
const SMALL_TYPING = .64
export const typingScaleOf = (scale: number, heightMm: number): number => Math.max(1, Math.min(scale, (heightMm - TYPING_FIXED_MM) / TYPING_TEXTS))

/** Small glass gets the same arrangement as twice the text: one thing a row, settings behind one control. */
const ROOMY_MM = 250
export const folds = (large: boolean, widthMm: number, heightMm: number): boolean => large || Math.min(widthMm, heightMm) < ROOMY_MM

/** Ten keys of 20 mm, nine gaps of 4 mm and the margins. */
const TEN_KEYS_MM = 10 * 20 + 9 * 4 + 2 * 14
export const fitsTenKeys = (widthMm: number): boolean => widthMm >= TEN_KEYS_MM

export type Layout = { readonly mmPx: number; readonly scale: number; readonly typing: number; readonly folded: boolean; /** Folded, and no room for more than what has to be done. */ readonly tight: boolean; readonly small: boolean }
/** What the sizes of a screen follow from: its glass, and what a person asked for. Pixels in, millimetres between. */
export function layoutOf(widthPx: number, heightPx: number, mmPx: number, { large, low }: { readonly large: boolean; readonly low: boolean }): Layout {
  const grown = mmPx * growthOf(widthPx / mmPx, heightPx / mmPx, low)
  const [width, height] = [widthPx / grown, heightPx / grown]
  const text = textOfGlass(width, height)
  const scale = text * (large ? scaleOf(width, height) : 1)
  const folded = folds(large, width, height)
  return { mmPx: grown, scale, typing: text === 1 ? typingScaleOf(scale, height) : Math.min(scale, SMALL_TYPING), folded, tight: folded && (large || width > height || text < 1), small: text < 1 }
}

const SEVEN_KEYS_MM = 7 * 20 + 6 * 4 + 2 * 9

export type Glass = { readonly upright: boolean; readonly tenKeys: boolean; readonly sevenKeys: boolean }
const look = (): Glass => ({ upright: window.innerHeight >= window.innerWidth, tenKeys: fitsTenKeys(window.innerWidth / environment().mmPx), sevenKeys: window.innerWidth / environment().mmPx >= SEVEN_KEYS_MM })

export function useGlass(): Glass {
  const [glass, setGlass] = useState(look)
  useEffect(() => {
    const changed = (): void => setGlass(look())
    window.addEventListener('resize', changed)
    return () => window.removeEventListener('resize', changed)
  }, [])
  return glass
}
