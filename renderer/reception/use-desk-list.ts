import type { DeskList, DeskRow } from '../../src/contract/desk-types.ts'
import { applyDelta } from '../../src/domain/list-delta.ts'
import { call, useAsked } from '../kiosk.ts'

const idOf = (row: DeskRow): string => row.bookingId
type Known = { readonly version: string; readonly list: DeskList }

/** The one list. After the first time only what changed of it is sent: a key in five thousand rows shows as soon as in fifty. */
export function useDeskList(): { readonly data: DeskList | null; readonly again: () => void } {
  const { data, again } = useAsked<Known>('desk-list', async (known) => {
    const result = await call('deskChanges', { since: known?.version ?? null })
    if (!result.ok) return result
    const { version, list, rows, delta } = result.value
    return { ok: true, value: { version, list: { ...list, rows: rows ?? applyDelta(known?.list.rows ?? [], delta ?? { changed: [], gone: [] }, idOf) } } }
  }, ['queue', 'staff-call', 'desk'])
  return { data: data?.list ?? null, again }
}
