import type { Instant } from '../base/time.ts'

/** OpenMRS: waiting -> in-service -> finished. `called` is in-service before the room's door. */
export type QueueState = 'waiting' | 'in-service' | 'finished'

export type QueueEntry = {
  readonly bookingId: string
  readonly ticketNumber: string
  readonly state: QueueState
  readonly standby: boolean
  /** When the person took this position; the order of the line. */
  readonly since: Instant
  readonly room: string | null
}

const NUMBER_WIDTH = 3

/** Device letter and the device's own count of the day: unique with no network. `A-017`; after 999 `A-1000`. */
export const ticketNumberOf = (stationLetter: string, count: number): string =>
  `${stationLetter}-${String(count).padStart(NUMBER_WIDTH, '0')}`

/** Line order: held places before standby, then who came first, then number. */
export function inLineOrder(a: QueueEntry, b: QueueEntry): number {
  if (a.standby !== b.standby) return a.standby ? 1 : -1
  return a.since - b.since || a.ticketNumber.localeCompare(b.ticketNumber)
}
