/** What speaks against a dose before it is given. After it was given nothing does: it is recorded, and marked with what spoke against it. */
import type { LocalDate } from '../base/time.ts'

export const doseCautions = ['lot-expired', 'lot-recalled', 'lot-unknown', 'other-vaccine', 'vial-over', 'same-dose-today', 'not-signed'] as const
export type DoseCaution = (typeof doseCautions)[number]

export type LotFacts = {
  readonly lotNumber: string; readonly expiryDate: LocalDate; readonly today: LocalDate
  readonly recalled: boolean; /** Lots the catalogue names for the vaccine. */ readonly known: readonly string[]
}

/** A lot may be used through the day of its expiry date. */
export function lotCautions({ lotNumber, expiryDate, today, recalled, known }: LotFacts): readonly DoseCaution[] {
  return [
    ...(expiryDate < today ? ['lot-expired' as const] : []),
    ...(recalled ? ['lot-recalled' as const] : []),
    ...(known.length > 0 && !known.includes(lotNumber) ? ['lot-unknown' as const] : []),
  ]
}
