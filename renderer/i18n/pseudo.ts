/** A language nobody speaks: every text 40 % longer and marked at its ends, so that a box that is too small, or a text that was not translated, is seen. */
const LONGER = .4
const LETTERS: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' }
const FILL = ' ~ea ~iou'

/** Placeholders stay as they are; what is added may break between words, as longer words of a real language do. */
export function pseudoText(text: string): string {
  const accented = text.split(/(\{\{.*?\}\})/).map((part) => (part.startsWith('{{') ? part : part.replace(/[aeiouyAEIOU]/g, (letter) => LETTERS[letter] ?? letter))).join('')
  const length = text.replace(/\{\{.*?\}\}/g, '00').length
  return `${accented}${FILL.repeat(20).slice(0, Math.ceil(length * LONGER))}`
}

export function pseudo<T>(texts: T): T {
  return Object.fromEntries(Object.entries(texts as Record<string, unknown>).map(([key, value]) => [key, typeof value === 'string' ? pseudoText(value) : pseudo(value)])) as T
}
