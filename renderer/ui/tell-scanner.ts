/** Readers of codes that type like keyboards, told from people: by how fast the keys come, and by what they make together. */
import { convertHangulToQwerty } from 'es-hangul'

/** A key as the system tells it: `code` is the place on the keyboard, whatever input method is on. */
export type HeardKey = { readonly code: string; readonly key: string; readonly shift: boolean; readonly repeat: boolean; readonly atMs: number }

/** Between two keys of a reader. A hand that drums is at 60 and more; a key held down repeats, and says so. */
export const GAP_MS_MAX = 50
const MEAN_GAP_MS_MAX = 30
/** So many keys in a row without a rest are no hand's acts any more: whatever still comes of them is waited for. */
const BURST_KEYS = 4
/** What a machine that is busy brings late says itself when it was struck. */
const LATE_MS_MAX = 500
const CHARS_MIN = 8
/** A palm on the keys is few letters, again and again. */
const DIFFERENT_CHARS_MIN = 4
/** The longest signed receipt, and room. */
export const SCAN_CHARS_MAX = 4_000

const shifted: Record<string, string> = { 1: '!', 2: '@', 3: '#', 4: '$', 5: '%', 6: '^', 7: '&', 8: '*', 9: '(', 0: ')' }
const signs: Record<string, string> = {
  Space: '  ', Minus: '-_', Equal: '=+', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|', Semicolon: ';:', Quote: '\'"', Backquote: '`~', Comma: ',<', Period: '.>', Slash: '/?',
  NumpadAdd: '++', NumpadSubtract: '--', NumpadMultiply: '**', NumpadDivide: '//', NumpadDecimal: '..',
}

/** What stands on the key on the keyboard readers are set to; null for a key that writes nothing. Caps lock and Hangul change what is written, never which key it was. */
export function charOf({ code, key, shift }: HeardKey): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift ? letter : letter.toLowerCase()
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit) return shift && code.startsWith('Digit') ? (shifted[digit] ?? digit) : digit
  const sign = signs[code]
  if (sign) return sign[shift ? 1 : 0] ?? null
  // A reader without key places: what was written is undone where Hangul was on.
  if (code !== '' || [...key].length !== 1) return null
  return /[ㄱ-ㅣ]/.test(key) ? convertHangulToQwerty(key) : key
}

export const endsScan = ({ code, key }: HeardKey): boolean => ['Enter', 'NumpadEnter', 'Tab'].includes(code) || (code === '' && (key === 'Enter' || key === 'Tab'))

/** Does `next` follow `last` as fast as no hand goes on? */
export const follows = (last: HeardKey | undefined, next: HeardKey): boolean => last !== undefined && !next.repeat && next.atMs - last.atMs <= GAP_MS_MAX

/** How long after the last of so many keys the next one may still arrive. A rest of the hand is told by the keys' own time, not by this. */
export const patienceMs = (keys: number): number => (keys < BURST_KEYS ? GAP_MS_MAX : LATE_MS_MAX)

/** The text of a code, when these keys are a reader's: quick throughout, long enough, of a code's letters, and closed by Enter or Tab. Null for a person. */
export function scannedText(keys: readonly HeardKey[]): string | null {
  const end = keys.at(-1)
  const written = keys.slice(0, -1)
  const first = written[0]
  if (!first || !end || !endsScan(end) || written.length > SCAN_CHARS_MAX) return null
  if (keys.some((key, i) => key.repeat || (i > 0 && !follows(keys[i - 1], key)))) return null
  if ((end.atMs - first.atMs) / written.length > MEAN_GAP_MS_MAX) return null
  const chars = written.map(charOf)
  if (chars.length < CHARS_MIN || chars.includes(null)) return null
  return new Set(chars).size >= DIFFERENT_CHARS_MIN ? chars.join('') : null
}
