/** Times and spans as people say them. */
import type { TFunction } from 'i18next'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const clockOf = (at: number, timeZone?: string): string => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...(timeZone ? { timeZone } : {}) }).format(at)
export const dayOf = (at: number, language: string, timeZone?: string): string => new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', ...(timeZone ? { timeZone } : {}) }).format(at)
/** `YYYY-MM-DD`. */
export const dateOf = (at: number, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)
/** Today only the clock, else the day before it. */
export const whenOf = (at: number, now: number, language: string, timeZone?: string): string =>
  dayOf(at, language, timeZone) === dayOf(now, language, timeZone) ? clockOf(at, timeZone) : `${dayOf(at, language, timeZone)} ${clockOf(at, timeZone)}`

/** 2시간 14분, 58분, 40초. */
export function spanOf(ms: number, t: TFunction): string {
  if (ms < MINUTE) return t('span.seconds', { count: Math.max(0, Math.round(ms / 1_000)) })
  const [days, hours, minutes] = [Math.floor(ms / DAY), Math.floor((ms % DAY) / HOUR), Math.floor((ms % HOUR) / MINUTE)]
  const parts = days > 0 ? [t('span.days', { count: days }), ...(hours > 0 ? [t('span.hours', { count: hours })] : [])]
    : [...(hours > 0 ? [t('span.hours', { count: hours })] : []), ...(minutes > 0 || hours === 0 ? [t('span.minutes', { count: minutes })] : [])]
  return parts.join(' ')
}

export const number = (n: number, language: string): string => new Intl.NumberFormat(language).format(n)
