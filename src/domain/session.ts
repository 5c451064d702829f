import type { SessionId, SlotId } from '../base/ids.ts'
import type { Instant, LocalDate } from '../base/time.ts'
import { HOUR_MS } from '../base/time.ts'

/** WHO immunization session: place x day x vaccine. */
export type Session = { readonly sessionId: SessionId; readonly date: LocalDate; readonly vaccine: { readonly system: string; readonly code: string } }
/** A window of a session with numbered places 1..capacity. */
export type Slot = { readonly slotId: SlotId; readonly sessionId: SessionId; readonly date: LocalDate; readonly start: Instant; readonly end: Instant; readonly capacity: number }

/** "As soon as possible" may mean the current window or one that starts within this time; later is a patient's own choice. */
export const WALK_IN_HORIZON_MS = HOUR_MS

export const isCurrentOrNext = (slot: Pick<Slot, 'start' | 'end'>, now: Instant): boolean =>
  slot.end > now && slot.start <= now + WALK_IN_HORIZON_MS

export const inTimeOrder = (a: Pick<Slot, 'start' | 'slotId'>, b: Pick<Slot, 'start' | 'slotId'>): number =>
  a.start - b.start || (a.slotId < b.slotId ? -1 : 1)
