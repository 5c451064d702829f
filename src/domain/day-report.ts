/** The day in figures: no person in it. */
import { MINUTE_MS } from '../base/time.ts'

export type DayFacts = {
  readonly given: number; readonly enteredInError: number; readonly notGiven: number; readonly cancelled: number; readonly noShow: number; readonly stillHere: number
  readonly wasted: readonly { readonly reason: string; readonly count: number }[]
  /** Milliseconds from joining the line to the first call, one for each person called. */ readonly waitsMs: readonly number[]
  readonly byVaccine: readonly { readonly code: string; readonly given: number; readonly wasted: number }[]
  readonly unsent: number; readonly heldBack: number; readonly problems: number; readonly cautions: number
}
export type DayReport = Omit<DayFacts, 'waitsMs' | 'wasted'> & {
  readonly wasted: number; readonly wastedBy: DayFacts['wasted']
  readonly persons: number; /** Minutes, rounded up; null when nobody was called. */ readonly waitP50Minutes: number | null; readonly waitP90Minutes: number | null
  /** Entries and acts that have not gone up. */ readonly toGoUp: number
}

/** Nearest rank: the smallest value that at least this part of all are at or below. */
export function percentile(values: readonly number[], part: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? null
}

/** A wait across a clock that was put back is no wait. */
const minutesOf = (ms: number | null): number | null => (ms === null ? null : Math.ceil(Math.max(0, ms) / MINUTE_MS))

export function dayReportOf({ waitsMs, wasted, ...facts }: DayFacts): DayReport {
  const waits = waitsMs.filter((ms) => ms >= 0)
  return {
    ...facts, wastedBy: wasted, wasted: wasted.reduce((sum, one) => sum + one.count, 0), persons: facts.given + facts.notGiven + facts.cancelled + facts.noShow + facts.stillHere,
    waitP50Minutes: minutesOf(percentile(waits, 0.5)), waitP90Minutes: minutesOf(percentile(waits, 0.9)), toGoUp: facts.unsent + facts.heldBack,
  }
}
