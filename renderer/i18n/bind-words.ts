/** Korean lines break between words; a word that only helps the one before it never begins a line: 적어 주세요, 임신할 수. */
import type { Texts } from './texts.ts'

const HELPERS = / (?=(?:주세요|주십시오|수 (?:있|없)|적이 |계세요|않은|있나요|계십니다|동의합니다|달 |분의 ))/gu
const bound = (text: string): string => text.replace(HELPERS, '\u00a0')

export function bindWords<T>(texts: T): Texts<T> {
  return Object.fromEntries(Object.entries(texts as Record<string, unknown>).map(([key, value]) => [key, typeof value === 'string' ? bound(value) : bindWords(value)])) as Texts<T>
}
