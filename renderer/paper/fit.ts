/** Text into a width: pure, `measure` tells how wide. */
import { MAY_BREAK } from '../i18n/phrases.ts'

export type Measure = (text: string, size: number) => number

/** The size at which `text` is no wider than `width`, at most `size`. */
export function sizeThatFits(text: string, size: number, width: number, measure: Measure): number {
  const wide = measure(text, size)
  return wide <= width ? size : Math.max(1, Math.floor((size * width) / wide))
}

const MAY_END = new RegExp(`(?<= )|${MAY_BREAK}`, 'u')

/** Breaks at spaces and where a text without spaces says that a line may end: no word is torn. A word alone in its line may still be too wide. */
export function lineBreaks(text: string, size: number, width: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const word of text.split(MAY_END)) {
    const last = lines.at(-1)
    if (last !== undefined && measure(`${last}${word.trimEnd()}`, size) <= width) lines[lines.length - 1] = last + word
    else lines.push(word)
  }
  return lines.map((line) => line.trimEnd())
}
