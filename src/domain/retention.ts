/** How long a person's name, birth date and phone stay on this machine. Figures without a name stay. */
import { addDays } from '../base/time.ts'
import type { LocalDate } from '../base/time.ts'

/** Days after the visit; a clinic may choose fewer or more. */
export const IDENTITY_DAYS_USUAL = 7
export const IDENTITY_DAYS_MAX = 30

export type IdentityFacts = {
  /** Of the visit. */ readonly date: LocalDate
  /** Entries of this booking that the centre has not settled. */ readonly unsettled: number
  /** An end that is still held back for undo. */ readonly held: boolean
  /** What the centre refused and nobody has settled: the person must be known to whoever mends it. */ readonly problem: boolean
}

export const identityKeptFrom = (today: LocalDate, identityDays: number): LocalDate => addDays(today, -identityDays)

/** Never before the centre has everything of the visit: until then this machine is the only place that knows who it was. */
export const mayForget = ({ date, unsettled, held, problem }: IdentityFacts, keptFrom: LocalDate): boolean => date < keptFrom && unsettled === 0 && !held && !problem
