import { toIso } from '../../base/time.ts'
import type { EntryType, Place, WireEntry } from '../../contract/sync-protocol.ts'
import { hashedText } from '../../sync/batch.ts'
import { newId, Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { OUTBOX_ENTRIES_MAX } from '../repositories/outbox.ts'

export type Fact = { readonly type: EntryType; readonly bookingId: string | null; readonly version: number | null; readonly place: Place | null; readonly allotmentId: string | null; readonly body: Record<string, unknown> }

/** Inside the command's transaction: the fact gets the next sequence and is chained to the one before. `body` is its body's canonical text, where the caller has it. */
export function appendEntry(context: StoreContext, fact: Fact, body?: string): WireEntry {
  const { repos } = context
  const epoch = repos.meta.epoch()
  const head = repos.head(epoch)
  // What waits is never more than what was made since the watermark: only a long queue is looked into.
  const sinceWatermark = head.sequence - (repos.meta.get('acknowledgedThrough') ?? 0)
  if (sinceWatermark >= OUTBOX_ENTRIES_MAX && repos.backlogAtMost(epoch) >= OUTBOX_ENTRIES_MAX) throw new Refusal('QUEUE_FULL')
  const at = context.clock()
  const entry: WireEntry = { entryId: newId(context), sequence: head.sequence + 1, previousHash: head.hash, ...fact, occurredAt: toIso(at), answer: null }
  const content = hashedText(entry, body)
  repos.append(epoch, entry, context.sha256(content), at, content)
  return entry
}
