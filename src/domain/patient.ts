import type { LocalDate } from '../base/time.ts'

/** Made once: that takes about 40 us. */
const korean = new Intl.Segmenter('ko')
const english = new Intl.Segmenter('en')
const COMPOSED = /^[가-힣]+$/

/** 홍길동 -> 홍*동, 김철 -> 김*, "Anna Lee" -> "A*** L**". Never the whole name on a screen that others see. */
export function maskName(name: string): string {
  // Composed syllables are a letter each; to segment takes 15 us.
  const letters = COMPOSED.test(name) ? [...name] : [...korean.segment(name.trim())].map((part) => part.segment)
  const hangul = /^[\p{Script=Hangul}\p{Script=Han}]+$/u.test(letters.join(''))
  if (!hangul) return name.trim().split(/\s+/).map((word) => { const l = [...english.segment(word)].map((p) => p.segment); return (l[0] ?? '') + '*'.repeat(Math.min(3, Math.max(1, l.length - 1))) }).join(' ')
  if (letters.length <= 1) return '*'
  if (letters.length === 2) return `${letters[0]}*`
  return `${letters[0]}${'*'.repeat(Math.min(4, letters.length - 2))}${letters.at(-1)}`
}

/** 010-1234-5678 -> 010-****-5678. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits.length < 7) return '****'
  return `${digits.slice(0, 3)}-****-${digits.slice(-4)}`
}

export const phoneDigits = (phone: string): string => phone.replace(/\D/g, '')

/** One person, one key: the same person trying twice gets the same number. */
export const personKey = (name: string, birthDate: LocalDate, phone: string): string =>
  `${name.trim().replace(/\s+/g, ' ').toLowerCase()}|${birthDate}|${phoneDigits(phone)}`

/** Completed months between birth and `today`; negative when born later. */
export function ageMonths(birthDate: LocalDate, today: LocalDate): number {
  const [by = 0, bm = 0, bd = 0] = birthDate.split('-').map(Number)
  const [ty = 0, tm = 0, td = 0] = today.split('-').map(Number)
  return (ty - by) * 12 + (tm - bm) - (td < bd ? 1 : 0)
}

export const AGE_YEARS_MAX = 130
/** Below this age a guardian is named (Korean Civil Act: minors; ours: who cannot sign alone). */
export const GUARDIAN_BELOW_YEARS = 14
