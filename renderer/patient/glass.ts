import { useEffect, useState } from 'react'
import { environment } from '../kiosk.ts'

/** Twice the text wherever the glass is as wide as a 21.5 inch screen stands; on smaller glass as much as leaves a word in a line. */
const LARGE = 2
const LARGE_MIN = 1.4
const WIDTH_FOR_TWICE_MM = 260
export const scaleOf = (widthMm: number, heightMm: number): number => Math.max(LARGE_MIN, Math.min(LARGE, (LARGE * Math.min(widthMm, heightMm)) / WIDTH_FOR_TWICE_MM))

/** Wide glass with a keyboard: keys, field, title and the bar take so much that does not grow, and so many times the text size. */
const TYPING_FIXED_MM = 48
const TYPING_TEXTS = 108.6
export const typingScaleOf = (scale: number, heightMm: number): number => Math.max(1, Math.min(scale, (heightMm - TYPING_FIXED_MM) / TYPING_TEXTS))

/** Small glass gets the same arrangement as twice the text: one thing a row, settings behind one control. */
const ROOMY_MM = 250
export const folds = (large: boolean, widthMm: number, heightMm: number): boolean => large || Math.min(widthMm, heightMm) < ROOMY_MM

/** Ten keys of 20 mm, nine gaps of 4 mm and the margins. */
const TEN_KEYS_MM = 10 * 20 + 9 * 4 + 2 * 14
export const fitsTenKeys = (widthMm: number): boolean => widthMm >= TEN_KEYS_MM

export type Glass = { readonly upright: boolean; readonly tenKeys: boolean }
const look = (): Glass => ({ upright: window.innerHeight >= window.innerWidth, tenKeys: fitsTenKeys(window.innerWidth / environment().mmPx) })

export function useGlass(): Glass {
  const [glass, setGlass] = useState(look)
  useEffect(() => {
    const changed = (): void => setGlass(look())
    window.addEventListener('resize', changed)
    return () => window.removeEventListener('resize', changed)
  }, [])
  return glass
}
