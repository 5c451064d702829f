/** Who is absent by the clinic's rule. Decided from figures alone; a person, or the rule, acts on it. */
import type { Instant } from '../base/time.ts'
import { MINUTE_MS } from '../base/time.ts'

export type AbsenceRule = { /** Minutes. */ readonly graceMinutes: number; readonly noShowRule: 'propose' | 'mark' }
export type AbsenceFacts = {
  readonly stage: 'called' | 'waiting' | 'observing' | 'expected' | 'done'
  /** Of the last call; null when not called. */ readonly calledAt: Instant | null
  /** Of the booked time; null for who came without one, and for standby. */ readonly slotStart: Instant | null
}
/** `not-at-call`: called and not come to the room. `not-come`: the booked time has passed. */
export type Absence = { readonly why: 'not-at-call' | 'not-come'; readonly since: Instant; /** What the rule wants. */ readonly verdict: 'propose' | 'mark' }

/** Only somebody called or expected can be absent: who waits is there. A clock that was put back makes nobody absent. */
export function absenceOf(facts: AbsenceFacts, rule: AbsenceRule, now: Instant): Absence | null {
  const from = facts.stage === 'called' ? facts.calledAt : facts.stage === 'expected' ? facts.slotStart : null
  if (from === null) return null
  const since = from + rule.graceMinutes * MINUTE_MS
  if (now < since) return null
  return { why: facts.stage === 'called' ? 'not-at-call' : 'not-come', since, verdict: rule.noShowRule }
}
