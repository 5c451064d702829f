/** The Korean particle that belongs to a word as it is read aloud: 3으로, 1로, A로, 김*으로. */
import { josa } from 'es-hangul'

type Pair = Parameters<typeof josa.pick>[1]

const DIGITS = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구']
/** Latin letters whose Korean names end in a consonant; R is read 알. */
const LATIN: Record<string, string> = { l: '엘', m: '엠', n: '엔', r: '알' }
/** What is not read aloud: stars of a mask, quotes, brackets. */
const SILENT = /[^\p{L}\p{N}]+$/u

/** The last sound as a Hangul syllable; what cannot be read counts as ending in a vowel. */
function lastSound(word: string): string {
  const letter = word.replace(SILENT, '').at(-1) ?? ''
  if (/[가-힣]/.test(letter)) return letter
  return DIGITS[Number.parseInt(letter, 10)] ?? LATIN[letter.toLowerCase()] ?? '이'
}

export const withJosa = (word: string, pair: string): string => word + josa.pick(lastSound(word), pair as Pair)
