import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { LocalDate } from '../base/time.ts'
import { AGE_YEARS_MAX, GUARDIAN_BELOW_YEARS, ageMonths } from './patient.ts'

export type WalkInFacts = { readonly birthDate: LocalDate; readonly hasGuardian: boolean; readonly today: LocalDate }
export type WalkInFault = 'BIRTH_DATE_INVALID' | 'GUARDIAN_REQUIRED'

/** May this person be put down? Age limits of a vaccine only advise: the doctor decides who is vaccinated. */
export function checkWalkIn({ birthDate, hasGuardian, today }: WalkInFacts): Result<void, WalkInFault> {
  const months = ageMonths(birthDate, today)
  if (birthDate > today || months > AGE_YEARS_MAX * 12) return err('BIRTH_DATE_INVALID')
  if (months < GUARDIAN_BELOW_YEARS * 12 && !hasGuardian) return err('GUARDIAN_REQUIRED')
  return ok(undefined)
}

/** Whether the catalogue's age range fits; a card says so, nobody is refused. */
export function ageFits(birthDate: LocalDate, today: LocalDate, range: { readonly minAgeMonths: number | null; readonly maxAgeMonths: number | null }): boolean {
  const months = ageMonths(birthDate, today)
  return (range.minAgeMonths === null || months >= range.minAgeMonths) && (range.maxAgeMonths === null || months <= range.maxAgeMonths)
}
