/** Keys to Hangul, on es-hangul. `committed` is finished; `composing` are the jamo (and dots of 천지인) of the syllable under the caret. */
import { assemble, disassemble } from 'es-hangul'

export type Composition = { readonly committed: string; readonly composing: string }

export const empty: Composition = { committed: '', composing: '' }

/** A vowel begun with dots only is not a letter yet and stands beside the syllable. */
const DOTS = /ㆍ*$/
const shown = (composing: string): string => {
  const jamo = composing.replace(DOTS, '')
  return (jamo === '' ? '' : assemble([...jamo])) + composing.slice(jamo.length)
}

export const textOf = ({ committed, composing }: Composition): string => committed + shown(composing)
export const composingText = ({ composing }: Composition): string => shown(composing)

const isJamo = (key: string): boolean => /^[ㄱ-ㅎㅏ-ㅣ]$/.test(key)

/** When the jamo make more than one syllable, all but the last are committed. */
function settle(committed: string, jamo: string): Composition {
  const letters = jamo.replace(DOTS, '')
  const syllables = [...(letters === '' ? '' : assemble([...letters]))]
  const last = syllables.at(-1) ?? ''
  return { committed: committed + syllables.slice(0, -1).join(''), composing: disassemble(last) + jamo.slice(letters.length) }
}

/** Adds one key. */
export function press(before: Composition, key: string): Composition {
  return isJamo(key) ? settle(before.committed, before.composing + disassemble(key)) : { committed: textOf(before) + key, composing: '' }
}

/** A jamo while composing, a whole letter after. */
export function erase({ committed, composing }: Composition): Composition {
  if (composing !== '') return { committed, composing: [...composing].slice(0, -1).join('') }
  const letters = [...new Intl.Segmenter('ko').segment(committed)].map((part) => part.segment)
  return { committed: letters.slice(0, -1).join(''), composing: '' }
}

/** What each stroke of 천지인 (ㅣ ㆍ ㅡ) makes of the vowel before it. */
const strokes: Record<string, string> = {
  'ㆍ+ㆍ': 'ㆍㆍ', 'ㆍㆍ+ㆍ': 'ㆍ', 'ㆍ+ㅣ': 'ㅓ', 'ㆍㆍ+ㅣ': 'ㅕ', 'ㆍ+ㅡ': 'ㅗ', 'ㆍㆍ+ㅡ': 'ㅛ', 'ㅣ+ㆍ': 'ㅏ', 'ㅏ+ㆍ': 'ㅑ', 'ㅑ+ㆍ': 'ㅏ', 'ㅡ+ㆍ': 'ㅜ', 'ㅜ+ㆍ': 'ㅠ', 'ㅠ+ㆍ': 'ㅜ',
  'ㅏ+ㅣ': 'ㅐ', 'ㅑ+ㅣ': 'ㅒ', 'ㅓ+ㅣ': 'ㅔ', 'ㅕ+ㅣ': 'ㅖ', 'ㅡ+ㅣ': 'ㅡㅣ', 'ㅗ+ㅣ': 'ㅗㅣ', 'ㅗㅣ+ㆍ': 'ㅗㅏ', 'ㅗㅏ+ㅣ': 'ㅗㅐ', 'ㅜ+ㅣ': 'ㅜㅣ', 'ㅠ+ㅣ': 'ㅜㅓ', 'ㅜㅓ+ㅣ': 'ㅜㅔ',
}

/** One stroke of a vowel on the ten keys. */
export function stroke(before: Composition, key: string): Composition {
  const vowel = /[ㅏ-ㅣㆍ]*$/.exec(before.composing)?.[0] ?? ''
  const made = strokes[`${vowel}+${key}`]
  const start = before.composing.slice(0, before.composing.length - vowel.length)
  if (made !== undefined) return settle(before.committed, start + made)
  return vowel.endsWith('ㆍ') ? settle(before.committed, start + key) : settle(before.committed, before.composing + key)
}

/** The same consonant key again: the next letter written on it. A final consonant rejoins the syllable it may belong to. */
export function cycle(before: Composition, letters: string): Composition {
  const last = before.composing.at(-1) ?? ''
  const at = letters.indexOf(last)
  if (last === '' || at < 0) return press(before, letters[0] ?? '')
  const next = letters[(at + 1) % letters.length] ?? ''
  const alone = before.composing.length === 1 && /[가-힣]$/.test(before.committed)
  const syllable = alone ? disassemble(before.committed.at(-1) ?? '') : before.composing.slice(0, -1)
  return settle(alone ? before.committed.slice(0, -1) : before.committed, syllable + next)
}
