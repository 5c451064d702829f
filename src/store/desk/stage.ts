/** Where somebody is, as the desk sees it. */
import type { Outcome, Stage } from '../../contract/desk-types.ts'
import { isActive } from '../../domain/booking.ts'
import type { DeskLine } from '../repositories/visits.ts'

export function stageOf(row: DeskLine): Stage {
  if (!isActive(row.status)) return row.visit.observeFrom !== null && row.visit.observed === 0 && row.status === 'fulfilled' ? 'observing' : 'done'
  if (row.queue === 'in-service') return 'called'
  return row.queue === 'waiting' ? 'waiting' : 'expected'
}

export function outcomeOf(row: DeskLine): Outcome | null {
  if (row.status === 'fulfilled') return row.given ? 'given' : 'not-given'
  return row.status === 'cancelled' ? 'cancelled' : row.status === 'noshow' ? 'no-show' : null
}
