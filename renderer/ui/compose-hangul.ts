/** Keys to Hangul, on es-hangul. `committed` is finished; `composing` are the jamo (and dots of 천지인) of the syllable at the caret; `after` stands behind the caret. */
import { assemble, disassemble } from 'es-hangul'

export type Composition = { readonly committed: string; readonly composing: string; readonly after?: string }

export const empty: Composition = { committed: '', composing: '' }

/** A vowel begun with dots only is not a letter yet and stands beside the syllable. */
const DOTS = /ㆍ*$/
const shown = (composing: string): string => {
  const jamo = composing.replace(DOTS, '')
  return (jamo === '' ? '' : assemble([...jamo])) + composing.slice(jamo.length)
}

const beforeCaret = ({ committed, composing }: Composition): string => committed + shown(composing)
export const textOf = (composition: Composition): string => beforeCaret(composition) + (composition.after ?? '')
export const composingText = ({ composing }: Composition): string => shown(composing)

const segmenter = new Intl.Segmenter('ko')
/** What a reader counts as letters. */
export const lettersOf = (text: string): string[] => [...segmenter.segment(text)].map((part) => part.segment)

/** The caret before letter `at`; a syllable that was begun is finished by that. */
export function moveTo(before: Composition, at: number): Composition {
  const letters = lettersOf(textOf(before))
  return { committed: letters.slice(0, Math.max(0, at)).join(''), composing: '', after: letters.slice(Math.max(0, at)).join('') }
}

export const moveBy = (before: Composition, step: number): Composition => moveTo(before, lettersOf(beforeCaret(before)).length + step)

const isJamo = (key: string): boolean => /^[ㄱ-ㅎㅏ-ㅣ]$/.test(key)

/** es-hangul throws when a consonant follows a compound vowel that has none before it (ㅢ, then ㅂ). */
const BARE_VOWELS = /^([ㅏ-ㅣ]{2,})(?=[ㄱ-ㅎ])/

/** When the jamo make more than one syllable, all but the last are committed. */
function settle(before: Composition, jamo: string): Composition {
  const bare = BARE_VOWELS.exec(jamo)?.[0]
  if (bare) return settle({ ...before, committed: before.committed + assemble([...bare]) }, jamo.slice(bare.length))
  const letters = jamo.replace(DOTS, '')
  const syllables = [...(letters === '' ? '' : assemble([...letters]))]
  const last = syllables.at(-1) ?? ''
  return { ...before, committed: before.committed + syllables.slice(0, -1).join(''), composing: disassemble(last) + jamo.slice(letters.length) }
}

/** Adds one key. */
export function press(before: Composition, key: string): Composition {
  return isJamo(key) ? settle(before, before.composing + disassemble(key)) : { ...before, committed: beforeCaret(before) + key, composing: '' }
}

/** A jamo while composing, a whole letter after. */
export function erase(before: Composition): Composition {
  const { committed, composing } = before
  if (composing !== '') return { ...before, composing: [...composing].slice(0, -1).join('') }
  return { ...before, committed: lettersOf(committed).slice(0, -1).join('') }
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
  if (made !== undefined) return settle(before, start + made)
  return vowel.endsWith('ㆍ') ? settle(before, start + key) : settle(before, before.composing + key)
}

/** The same Latin key again: the next letter written on it, as large or small as the one it replaces. */
export function cycleLatin(before: Composition, letters: string): Composition {
  const last = before.committed.at(-1) ?? ''
  const at = letters.indexOf(last.toLowerCase())
  if (last === '' || at < 0) return press(before, letters[0] ?? '')
  const next = letters[(at + 1) % letters.length] ?? ''
  return { ...before, committed: before.committed.slice(0, -1) + (last === last.toLowerCase() ? next : next.toUpperCase()) }
}

/** The same consonant key again: the next letter written on it. A final consonant rejoins the syllable it may belong to. */
export function cycle(before: Composition, letters: string): Composition {
  const last = before.composing.at(-1) ?? ''
  const at = letters.indexOf(last)
  if (last === '' || at < 0) return press(before, letters[0] ?? '')
  const next = letters[(at + 1) % letters.length] ?? ''
  const alone = before.composing.length === 1 && /[가-힣]$/.test(before.committed)
  const syllable = alone ? disassemble(before.committed.at(-1) ?? '') : before.composing.slice(0, -1)
  return settle(alone ? { ...before, committed: before.committed.slice(0, -1) } : before, syllable + next)
}
