/** How long a wrong PIN waits. What is left of a wait is kept, not the time it ends: a clock that is put back neither shortens nor lengthens it. */
import type { Instant } from '../base/time.ts'
import { HOUR_MS, SECOND_MS } from '../base/time.ts'

/** `waitMs` is what was left at `seenAt`. */
export type Tries = { readonly failures: number; readonly waitMs: number; readonly seenAt: Instant }

export const FREE_TRIES = 3
const WAIT_BASE_MS = 30 * SECOND_MS
export const WAIT_MS_MAX = HOUR_MS

export const noTries: Tries = { failures: 0, waitMs: 0, seenAt: 0 }

/** What is left now. Time that went backwards counts as none. */
export const waited = (tries: Tries, now: Instant): Tries => ({ ...tries, waitMs: Math.max(0, tries.waitMs - Math.max(0, now - tries.seenAt)), seenAt: now })

/** 30 s after the fourth, doubled with each, an hour at most. */
export function failedAgain(tries: Tries, now: Instant): Tries {
  const failures = tries.failures + 1
  return { failures, waitMs: failures <= FREE_TRIES ? 0 : Math.min(WAIT_MS_MAX, WAIT_BASE_MS * 2 ** Math.min(20, failures - FREE_TRIES - 1)), seenAt: now }
}
