/** An opened vial: its clock, what is left, and whom to call before the rest is thrown away. */
import type { Instant } from '../base/time.ts'
import { HOUR_MS } from '../base/time.ts'

/** A multidose vial without preservative is used within 6 h of opening (WHO multi-dose vial policy). */
export const USABLE_MS = 6 * HOUR_MS
/** Doses of one vial by KR Core code, where it is more than one. */
const dosesByCode: Readonly<Record<string, number>> = { 13: 10, 90: 10 }

export const dosesIn = (code: string, clinic: Readonly<Record<string, number>>): number => clinic[code] ?? dosesByCode[code] ?? 1

/** A clock that was put back past the opening makes no vial younger than new. */
export const isOver = (vial: { readonly openedAt: Instant; readonly usableMs: number }, now: Instant): boolean => now >= vial.openedAt + vial.usableMs

/** How many standby people can be called: doses that nobody who holds a place and has yet to come in will use. */
export const standbyToCall = (left: number, stillToCome: number, standby: number): number => Math.max(0, Math.min(left - stillToCome, standby))
