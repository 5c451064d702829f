/** Acts at the desk: their names in the audit trail, and how long each can be taken back. */
import type { Instant } from '../base/time.ts'
import { MINUTE_MS } from '../base/time.ts'

export const deskActKinds = [
  'check-in', 'call', 'recall', 'skip', 'move', 'transfer', 'reschedule', 'cancel', 'no-show', 'observe', 'observed', 'dose', 'not-given', 'dose-in-error', 'merge', 'undo',
  'paper', 'vial-opened', 'wasted', 'lot-marked', 'signed-in', 'signed-out', 'sign-in-failed', 'staff-added', 'staff-changed', 'pin-set', 'pin-recovered', 'recovery-failed', 'problem-fixed', 'problem-kept', 'problem-escalated',
  'not-duplicates', 'settings', 'numbers-reserved', 'sheet-printed', 'history-exported', 'history-searched', 'person-viewed', 'message-seen', 'identity-forgotten',
] as const
export type DeskActKind = (typeof deskActKinds)[number]

/** What is undone later than this would surprise whoever went on from it. */
export const UNDO_MS_MAX = 10 * MINUTE_MS

const undoable: readonly DeskActKind[] = ['check-in', 'call', 'recall', 'skip', 'move', 'transfer', 'reschedule', 'cancel', 'no-show', 'observe', 'observed', 'dose', 'not-given', 'merge']
export const isUndoable = (kind: DeskActKind): boolean => undoable.includes(kind)

/** Told to the centre only when the time to undo is over: what it once knows of an ended visit it never forgets. */
export const isHeld = (kind: DeskActKind): boolean => kind === 'cancel' || kind === 'no-show' || kind === 'not-given' || kind === 'merge'

/** A clock that was put back shortens nothing: the act is then younger than it is. */
export const canUndoAt = (at: Instant, now: Instant): boolean => now - at <= UNDO_MS_MAX
