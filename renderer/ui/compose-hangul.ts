/** Keys to Hangul, on es-hangul. `committed` is finished; `composing` are the jamo of the syllable under the caret. */
import { assemble, disassemble } from 'es-hangul'

export type Composition = { readonly committed: string; readonly composing: string }

export const empty: Composition = { committed: '', composing: '' }
export const textOf = ({ committed, composing }: Composition): string => committed + (composing === '' ? '' : assemble([...composing]))

const isJamo = (key: string): boolean => /^[ㄱ-ㅎㅏ-ㅣ]$/.test(key)

/** Adds one key. When the jamo make more than one syllable, all but the last are committed. */
export function press(before: Composition, key: string): Composition {
  if (!isJamo(key)) return { committed: textOf(before) + key, composing: '' }
  const jamo = before.composing + disassemble(key)
  const syllables = [...assemble([...jamo])]
  const last = syllables.at(-1) ?? ''
  return { committed: before.committed + syllables.slice(0, -1).join(''), composing: disassemble(last) }
}

/** A jamo while composing, a whole letter after. */
export function erase({ committed, composing }: Composition): Composition {
  if (composing !== '') return { committed, composing: [...composing].slice(0, -1).join('') }
  const letters = [...new Intl.Segmenter('ko').segment(committed)].map((part) => part.segment)
  return { committed: letters.slice(0, -1).join(''), composing: '' }
}
