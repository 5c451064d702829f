/** What the desk shows, decided without React. */
import { convertQwertyToHangul, getChoseong } from 'es-hangul'
import { MINUTE_MS } from '../../src/base/time.ts'
import { stages } from '../../src/contract/desk-types.ts'
import type { DeskRow, Stage } from '../../src/contract/desk-types.ts'
import type { SyncOverview } from '../../src/contract/kiosk-api.ts'

/** A line of the list: a heading or a person. `first` and `last` round the corners of a group. */
export type Line = { readonly kind: 'head'; readonly stage: Stage; readonly count: number } | { readonly kind: 'row'; readonly row: DeskRow; readonly first: boolean; readonly last: boolean }

/** The groups in their order; one that is folded shows its heading alone, one without anybody nothing. */
export function linesOf(rows: readonly DeskRow[], counts: Readonly<Record<Stage, number>>, folded: ReadonlySet<Stage>): readonly Line[] {
  const byStage = grouped(rows)
  return stages.flatMap((stage): Line[] => {
    const own = byStage.get(stage) ?? []
    if (own.length === 0 && counts[stage] === 0) return []
    const head: Line = { kind: 'head', stage, count: counts[stage] }
    return folded.has(stage) ? [head] : [head, ...own.map((row, i): Line => ({ kind: 'row', row, first: i === 0, last: i === own.length - 1 }))]
  })
}

function grouped(rows: readonly DeskRow[]): ReadonlyMap<Stage, DeskRow[]> {
  const groups = new Map<Stage, DeskRow[]>()
  for (const row of rows) { const own = groups.get(row.stage); if (own) own.push(row); else groups.set(row.stage, [row]) }
  return groups
}

export const minutesSince = (at: number, now: number): number => Math.max(0, Math.floor((now - at) / MINUTE_MS))
/** A minute that has begun counts: nobody is let go early. */
export const minutesUntil = (at: number, now: number): number => Math.max(0, Math.ceil((at - now) / MINUTE_MS))
export const hoursAndMinutes = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** What the strip says to do; never what went wrong. */
export function adviceOf(sync: SyncOverview | null): 'starting' | 'storeTrouble' | 'standby' | 'asUsual' {
  if (!sync) return 'starting'
  if (sync.storeProblem) return 'storeTrouble'
  return sync.placesLeft === 0 ? 'standby' : 'asUsual'
}

/** Where a list is scrolled to so that a line is seen and the first one stands whole below the head. Null when it is seen already. `from` is the head of its group when it is the first. */
export function topThatShows(lines: readonly { readonly start: number; readonly end: number }[], { from, at }: { readonly from: number; readonly at: number }, seen: { readonly top: number; readonly height: number }): number | null {
  const line = lines[at]
  if (!line) return null
  const start = lines[from]?.start ?? line.start
  if (start < seen.top) return start
  if (line.end <= seen.top + seen.height) return null
  return lines.find(({ start }) => start >= line.end - seen.height)?.start ?? null
}

/** A clock that stands more than this before the last contact was put back, or the contact was with another clock. */
const CLOCK_WRONG_MS = 10 * MINUTE_MS
export const clockIsBehind = (sync: SyncOverview | null, now: number): boolean => sync?.lastContactAt != null && sync.lastContactAt - now > CLOCK_WRONG_MS

export type Sex = 'female' | 'male' | 'unspecified'
/** First digit after the birth date on a Korean identity card: sex and century. */
const seventh: Readonly<Record<string, readonly [century: string, sex: Sex]>> = {
  1: ['19', 'male'], 2: ['19', 'female'], 3: ['20', 'male'], 4: ['20', 'female'], 5: ['19', 'male'], 6: ['19', 'female'], 7: ['20', 'male'], 8: ['20', 'female'],
}

/** `570304`, `570304-2` or `19570304` with any separators; two digits of a year alone mean the past hundred years. Date empty when it is none; sex null when the digits do not tell. */
export function bornOf(text: string, today: string): { readonly birthDate: string; readonly sex: Sex | null } {
  const digits = text.replace(/\D/g, '')
  const [century, sex] = digits.length === 7 ? (seventh[digits[6] ?? ''] ?? ['', null]) : ['', null]
  if (digits.length === 7) return { birthDate: century === '' ? '' : dateOf(century + digits.slice(0, 6), today), sex: sex as Sex | null }
  if (digits.length === 6) return { birthDate: dateOf((Number(digits.slice(0, 2)) > Number(today.slice(2, 4)) ? '19' : '20') + digits, today), sex: null }
  return { birthDate: digits.length === 8 ? dateOf(digits, today) : '', sex: null }
}
export const birthDateOf = (text: string, today: string): string => bornOf(text, today).birthDate

function dateOf(digits: string, today: string): string {
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) && date <= today ? date : ''
}

const ADULT_YEARS = 14
/** Under 14 a guardian is named. */
export const needsGuardian = (birthDate: string, today: string): boolean => birthDate !== '' && `${Number(birthDate.slice(0, 4)) + ADULT_YEARS}${birthDate.slice(4)}` > today

/** Eight digits are a mobile number without its 010. Empty when something stands in it that no number has: a slip of the hand is asked about, not left out. */
export function phoneOf(text: string): string {
  if (!/^[+\d\s().-]*$/.test(text)) return ''
  const digits = text.replace(/\D/g, '')
  return digits.length === 8 ? `010${digits}` : digits
}

type Named = { readonly name: Record<string, string> }
/** By number of the line, first letters in any language, first consonants (ㄷㄱ), or Hangul typed on Latin keys. Best first. */
export function findVaccines<V extends Named>(vaccines: readonly V[], typed: string): readonly V[] {
  const text = typed.trim().toLocaleLowerCase()
  if (text === '') return vaccines
  if (/^\d+$/.test(text)) return vaccines.filter((_, i) => i === Number(text) - 1)
  const wanted = new Set([text, convertQwertyToHangul(text)])
  const names = (v: V): readonly string[] => Object.values(v.name).flatMap((name) => [name.toLocaleLowerCase(), getChoseong(name)])
  const starts = vaccines.filter((v) => names(v).some((name) => [...wanted].some((part) => name.startsWith(part))))
  return [...starts, ...vaccines.filter((v) => !starts.includes(v) && names(v).some((name) => [...wanted].some((part) => name.includes(part))))]
}

export const numbersIn = (text: string): readonly number[] => [...new Set((text.match(/\d+/g) ?? []).map(Number))].filter((n) => n >= 1 && n <= 11)
