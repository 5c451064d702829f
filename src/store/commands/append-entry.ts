import { toIso } from '../../base/time.ts'
import type { EntryType, Place, WireEntry } from '../../contract/sync-protocol.ts'
import { hashedText } from '../../sync/batch.ts'
import { newId, Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { OUTBOX_ENTRIES_MAX } from '../repositories/outbox.ts'

export type Fact = { readonly type: EntryType; readonly bookingId: string | null; readonly version: number | null; readonly place: Place | null; readonly allotmentId: string | null; readonly body: Record<string, unknown> }

/** Inside the command's transaction: the fact gets the next sequence and is chained to the one before. */
export function appendEntry(context: StoreContext, fact: Fact): WireEntry {
  const { repos } = context
  const epoch = repos.meta.epoch()
  if (repos.backlogAtMost(epoch) >= OUTBOX_ENTRIES_MAX) throw new Refusal('QUEUE_FULL')
  const head = repos.head(epoch)
  const at = context.clock()
  const entry: WireEntry = { entryId: newId(context), sequence: head.sequence + 1, previousHash: head.hash, ...fact, occurredAt: toIso(at), answer: null }
  repos.append(epoch, entry, context.sha256(hashedText(entry)), at)
  return entry
}
