/** The door of every act on a person: who acts, whether the row is still what they saw, what undo puts back, and the line in the trail. One transaction. */
import type { Acted } from '../../contract/desk-types.ts'
import { isUndoable, UNDO_MS_MAX } from '../../domain/desk-act.ts'
import type { DeskActKind } from '../../domain/desk-act.ts'
import { chainText } from '../../domain/trail-chain.ts'
import { Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { Facts } from '../repositories/desk-acts.ts'
import type { DeskLine, DeskLineRow, QueueSnapshot, Visit } from '../repositories/visits.ts'
import { noVisit } from '../repositories/visits.ts'
import { settleHeld } from './held.ts'
import { whoIs } from './who.ts'

export type RowInput = { readonly session: string | null; readonly bookingId: string; readonly revision: number }
export type Acting = { readonly context: StoreContext; readonly row: DeskLineRow; readonly now: number; readonly date: string; readonly actId: number; /** Staff id of who acts; null: nobody is signed in. */ readonly by: string | null; readonly input: RowInput }
/** What the act changed of the visit, what the trail says, and null in `undo` when it cannot be taken back. */
export type Done = { readonly visit?: Partial<Visit>; readonly facts?: Facts; readonly undo?: null; /** Beside the usual snapshot. */ readonly also?: Readonly<Record<string, unknown>> }
/** As it stood before the act. */
export type Before = { readonly queue: QueueSnapshot | null; readonly visit: Visit; readonly status: DeskLineRow['status']; readonly version: number; readonly slotId: string | null; readonly n: number | null; readonly also: Readonly<Record<string, unknown>> }
type Options = { /** What is in the arm is recorded whoever acted meanwhile. */ readonly anyRevision?: boolean; /** Undo needs the act that is held back. */ readonly keepHeld?: boolean; /** The act was the rule's or the centre's. */ readonly by?: string | null }

export const revisionOf = (row: DeskLine): number => row.version + row.visit.acts

export function rowOr(context: StoreContext, bookingId: string): DeskLineRow {
  const row = context.repos.deskRow(bookingId)
  if (!row) throw new Refusal('UNKNOWN_BOOKING', undefined, 'bookingId')
  return row
}

/** Whoever comes second is told what the first did. */
export function requireRevision(context: StoreContext, row: DeskLineRow, revision: number): void {
  if (revisionOf(row) === revision) return
  const acts = context.repos.actsAfter(row.bookingId, revision)
  throw new Refusal('REVISION_CHANGED', acts.length > 0 ? acts.join(',') : 'elsewhere', 'revision')
}

export function actOn(context: StoreContext, input: RowInput, kind: DeskActKind, act: (acting: Acting) => Done, options: Options = {}): Acted {
  const { repos } = context
  const by = options.by === undefined ? (whoIs(context, input.session)?.practitionerId ?? null) : options.by
  const seen = rowOr(context, input.bookingId)
  if (!options.anyRevision) requireRevision(context, seen, input.revision)
  if (!options.keepHeld) settleHeld(context, input.bookingId)
  const row = rowOr(context, input.bookingId)
  const now = context.clock()
  const revisionBefore = revisionOf(row)
  const before: Before = { queue: repos.queueOf(row.bookingId), visit: row.visit, status: row.status, version: row.version, slotId: row.slotId, n: row.n, also: {} }
  const base = { at: now, date: today(context), practitionerId: by, kind, bookingId: row.bookingId, facts: {}, revisionBefore, revision: null }
  const actId = repos.addAct({ ...base, before: null })
  const done = act({ context, row, now, date: row.date, actId, by, input })
  const after = rowOr(context, row.bookingId)
  const acts = Math.max(after.visit.acts + 1, revisionBefore + 1 - after.version)
  repos.putVisit(row.bookingId, row.date, { ...noVisit, ...after.visit, ...done.visit, acts })
  const revision = after.version + acts
  const undoable = isUndoable(kind) && done.undo !== null
  repos.finishAct(actId, { facts: done.facts ?? {}, revision, before: undoable ? JSON.stringify({ ...before, also: done.also ?? {} }) : null })
  seal(context, actId)
  return { bookingId: row.bookingId, revision, actId, undoUntil: undoable ? now + UNDO_MS_MAX : null }
}

/** An act that is on nobody: staff, vials, settings, papers. */
export function noteAct(context: StoreContext, kind: DeskActKind, by: string | null, facts: Facts = {}, bookingId: string | null = null): number {
  const { repos, clock } = context
  return repos.atomically(() => {
    const actId = repos.addAct({ at: clock(), date: today(context), practitionerId: by, kind, bookingId, facts, before: null, revisionBefore: null, revision: null })
    seal(context, actId)
    return actId
  })
}

/** Each act vouches for the one before it. */
function seal({ repos, sha256 }: StoreContext, actId: number): void {
  const act = repos.act(actId)
  if (act) repos.setActHash(actId, sha256(chainText(repos.hashBefore(actId), act)))
}
