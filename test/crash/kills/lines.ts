/** What the driver tells the harness: one JSON line each on file descriptor 3, written before the driver goes on. A line outlives its writer. */
import type { Failure } from '../../../src/contract/errors.ts'
import type { Result } from '../../../src/base/result.ts'

export type Command = {
  readonly device: number; readonly client: number
  readonly name: 'bookWalkIn' | 'cancelBooking' | 'checkIn' | 'callPatient' | 'finishVisit' | 'callStaff'
  readonly input: { readonly commandId: string; readonly bookingId?: string; readonly [field: string]: unknown }
}
export type Device = { readonly dataDir: string; readonly key: string; readonly code: string; readonly name: string }
export type Overview = { readonly unsent: number; readonly placesLeft: number; readonly problems: number; readonly enrolled: boolean }

/** The first line on the driver's standard input; a second line, `quiesce`, ends new commands. When the input ends, the driver ends. */
export type DriverStart = {
  readonly devices: readonly Device[]; readonly serviceUrl: string; readonly seed: number; readonly life: number
  /** Asked before the last kill and not answered: sent again under the same id. */
  readonly unanswered: readonly Command[]
  /** Bookings a client may still act on. */
  readonly active: readonly { readonly device: number; readonly client: number; readonly bookingId: string }[]
}

export type Line =
  | { readonly kind: 'store'; readonly device: number; readonly pid: number }
  | { readonly kind: 'up'; readonly device: number }
  | { readonly kind: 'asked'; readonly command: Command }
  | { readonly kind: 'answered'; readonly commandId: string; readonly sends: number; readonly result: Result<unknown, Failure> }
  /** Two sends of one command that were answered differently. */
  | { readonly kind: 'differs'; readonly commandId: string }
  | { readonly kind: 'damaged'; readonly device: number; readonly what: string }
  | { readonly kind: 'refused-to-start'; readonly device: number; readonly failure: Failure }
  /** Ended without being killed. */
  | { readonly kind: 'died'; readonly device: number; readonly code: number | null }
  | { readonly kind: 'quiet'; readonly overviews: readonly Overview[] }
  | { readonly kind: 'overviews'; readonly overviews: readonly (Overview | null)[] }
