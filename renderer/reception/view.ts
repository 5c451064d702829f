/** What the desk shows, decided without React. */
import type { QueueBoard, QueueRow, SyncOverview } from '../../src/contract/kiosk-api.ts'
import { MINUTE_MS } from '../../src/base/time.ts'

export const groups = ['called', 'waiting', 'expected', 'done'] as const
export type Group = (typeof groups)[number]

export const groupOf = (row: QueueRow): Group => (row.queue === 'in-service' ? 'called' : row.queue === 'waiting' ? 'waiting' : row.queue === 'expected' ? 'expected' : 'done')

export const grouped = (board: QueueBoard): readonly { readonly group: Group; readonly rows: readonly QueueRow[] }[] =>
  groups.map((group) => ({ group, rows: board.rows.filter((row) => groupOf(row) === group) })).filter(({ rows }) => rows.length > 0)

export const minutesSince = (at: number, now: number): number => Math.max(0, Math.floor((now - at) / MINUTE_MS))

/** What the strip says to do; never what went wrong. */
export function adviceOf(sync: SyncOverview | null): 'starting' | 'storeTrouble' | 'standby' | 'asUsual' {
  if (!sync) return 'starting'
  if (sync.storeProblem) return 'storeTrouble'
  return sync.placesLeft === 0 ? 'standby' : 'asUsual'
}

/** `570304` or `19570304` with any separators; two digits of a year mean the past hundred years. Empty when it is no date. */
export function birthDateOf(text: string, today: string): string {
  const digits = text.replace(/\D/g, '')
  if (digits.length === 6) {
    const year = Number(digits.slice(0, 2))
    const century = year > Number(today.slice(2, 4)) ? '19' : '20'
    return birthDateOf(century + digits, today)
  }
  if (digits.length !== 8) return ''
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : ''
}

/** First letters of the name in either language, or the number of the line. */
export function findVaccine<V extends { readonly name: Record<string, string> }>(vaccines: readonly V[], typed: string): V | null {
  const text = typed.trim().toLocaleLowerCase()
  const byNumber = /^\d+$/.test(text) ? vaccines[Number(text) - 1] : undefined
  return byNumber ?? vaccines.find((v) => text !== '' && Object.values(v.name).some((name) => name.toLocaleLowerCase().startsWith(text))) ?? null
}

export const numbersIn = (text: string): readonly number[] => [...new Set((text.match(/\d+/g) ?? []).map(Number))].filter((n) => n >= 1 && n <= 11)
