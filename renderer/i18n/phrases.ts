/**
 * Chinese and Japanese have no spaces, and not every Chromium knows where a phrase ends. A mark of no width says where a line may:
 * in Chinese after a word, in Japanese where a phrase begins. CSS lets lines end nowhere else (`keep-all`), unless a phrase is wider than its line.
 */
import type { Texts } from './texts.ts'

export const MAY_BREAK = '\u200b'
/** Where an end by sense does not count: a space for it, but in a language that has none. */
export const inOneLine = (text: string): string => text.replaceAll(`${MAY_BREAK}\n`, MAY_BREAK).replaceAll('\n', ' ')
type Spaceless = 'zh-CN' | 'ja'
type Joint = { readonly before: string; readonly word: string; readonly next: string }

/** A line neither begins with a closing sign nor ends with an opening one. */
const CLOSES = /^[\s、。，．？！：；・~～–—%％）」』”’}-]/u
const OPENS = /[（「『“‘{~–—第\-\s]$/u

/** Chinese: words of one letter lean on the one after them, these on the one before. */
const LEANS_BACK = /^[的了吗呢吧着过们地得内人号票征]$/u
const chinese = ({ before, word, next }: Joint): boolean => !LEANS_BACK.test(next) && !/[\p{N}}]$/u.test(before) && (word.length > 1 || LEANS_BACK.test(word) || /[，。、：]/u.test(word)) && !/个$/u.test(before)

/** A phrase begins with a word of its own: Han, katakana, a figure, or one of these. */
const BEGINS = /^(?:[\p{Script=Han}\p{Script=Katakana}\p{N}A-Za-z「（{]|[おご](?=\p{Script=Han})|ください|ありま|または|かかった|ことが|いますか|いません|よろしい|どうぞ|まだ|すべて|ほか|もう)/u
/** No new phrase: the second half of a word made of two, a month after か, もう一度, and what お and ご honour. */
const GOES_ON = /(?:もう|[\p{N}}]か|[おご])$/u
const HALF = /(?:[受取呼出待飲食打]\p{Script=Hiragana}|抗がん)$/u
const HONOURED = /^[おご]\p{Script=Han}/u
const HAN = /\p{Script=Han}/u
const KATAKANA = /[\p{Script=Katakana}ー]/u

function japanese(before: string, after: string): boolean {
  const [last, first] = [before.at(-1) ?? '', after[0] ?? '']
  if (/[、。・]/u.test(last)) return true
  if (HAN.test(last)) return KATAKANA.test(first) || HONOURED.test(after)
  if (KATAKANA.test(last)) return HAN.test(first)
  return /\p{Script=Hiragana}/u.test(last) && BEGINS.test(after) && !GOES_ON.test(before) && !(HAN.test(first) && HALF.test(before))
}

/** Chinese needs a dictionary to know its words; a Japanese phrase is known by its letters. */
const partsOf = (text: string, language: Spaceless): readonly string[] => (language === 'ja' ? [...text] : [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment))

export function inPhrases(text: string, language: Spaceless): string {
  let index = 0
  return partsOf(text, language).map((next, i, all) => {
    const [before, after, word] = [text.slice(0, index), text.slice(index), all[i - 1] ?? '']
    index += next.length
    // Beside a line that ends by sense as well: where that end does not count, no space stands in its place.
    if (next === '\n') return `${MAY_BREAK}\n`
    if (i === 0 || CLOSES.test(after) || OPENS.test(before)) return next
    return (language === 'ja' ? japanese(before, after) : chinese({ before, word, next })) ? MAY_BREAK + next : next
  }).join('')
}

export function bindPhrases<T>(texts: T, language: Spaceless): Texts<T> {
  return Object.fromEntries(Object.entries(texts as Record<string, unknown>).map(([key, value]) => [key, typeof value === 'string' ? inPhrases(value, language) : bindPhrases(value, language)])) as Texts<T>
}
