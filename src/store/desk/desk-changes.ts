/** The list, and only what changed of it for whoever has it already. While nothing is written and no minute passes, it is not even read again. */
import type { DeskInput } from '../../contract/desk-api.ts'
import type { DeskChanges, DeskList, DeskRow } from '../../contract/desk-types.ts'
import { deltaOf } from '../../domain/list-delta.ts'
import type { ListDelta } from '../../domain/list-delta.ts'
import type { StoreContext } from '../context.ts'
import { newId } from '../context.ts'
import { deskList } from './desk-list.ts'

/** Waits, absences and the time to undo grow by the clock alone. */
const LOOK_AGAIN_MS = 10_000

type Told = { readonly state: string; readonly version: string; readonly list: DeskList; /** From the version before to this one. */ readonly since: { readonly version: string; readonly delta: ListDelta<DeskRow> } | null }
const told = new WeakMap<StoreContext, Told>()
const idOf = (row: DeskRow): string => row.bookingId

function toldNow(context: StoreContext): Told {
  const before = told.get(context)
  const state = `${context.repos.totalChanges()} ${Math.floor(context.clock() / LOOK_AGAIN_MS)}`
  if (before?.state === state) return before
  const list = deskList(context)
  const delta = before ? deltaOf(before.list.rows, list.rows, idOf) : null
  const now: Told = { state, version: newId(context), list, since: before && delta ? { version: before.version, delta } : null }
  told.set(context, now)
  return now
}

/** For what is worked out of the list beside it. */
export const rowsNow = (context: StoreContext): readonly DeskRow[] => toldNow(context).list.rows

export function deskChanges(context: StoreContext, { since }: DeskInput<'deskChanges'>): DeskChanges {
  const { version, list: { rows, ...rest }, since: step } = toldNow(context)
  const list = { ...rest, now: context.clock() }
  if (since === version) return { version, list, rows: null, delta: { changed: [], gone: [] } }
  return step && since === step.version ? { version, list, rows: null, delta: step.delta } : { version, list, rows, delta: null }
}
