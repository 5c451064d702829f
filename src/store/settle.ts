/** What the centre's verdicts change in the outbox. One transaction an answer. */
import { DAY_MS, MINUTE_MS } from '../base/time.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { EntriesAnswer, Verdict } from '../contract/sync-protocol.ts'
import type { StoreContext } from './context.ts'
import type { OutboxRow } from './repositories/outbox.ts'

export const ENTRIES_KEPT_MS = 14 * DAY_MS
/** An entry that waits for another one is sent again after this, doubling up to a minute. */
const DEFERRED_AGAIN_MS = 2_000
export const DEFERRED_TRIES_MAX = 10
/** Lane P: what was set aside goes again once a minute. */
const PARKED_AGAIN_MS = MINUTE_MS

/** Moves the watermark; what is refused goes to the tray and delays nobody. Answers whether anything moved. */
export function settleEntries(context: StoreContext, sent: readonly OutboxRow[], answer: EntriesAnswer): boolean {
  const { repos } = context
  const now = context.clock()
  const byId = new Map(sent.map((row) => [row.entryId, row]))
  return repos.atomically(() => {
    const moved = answer.results.filter((verdict) => {
      const row = byId.get(verdict.entryId)
      return row !== undefined && settleOne(context, row, verdict, now)
    }).length
    const epoch = repos.meta.epoch()
    if (sent[0]?.epoch === epoch) {
      repos.meta.put('acknowledgedThrough', answer.acknowledgedThrough)
      repos.prune(epoch, answer.acknowledgedThrough, now - ENTRIES_KEPT_MS)
    }
    return moved > 0
  })
}

function settleOne(context: StoreContext, row: OutboxRow, verdict: Verdict, now: number): boolean {
  const { repos } = context
  const { entryId } = row
  switch (verdict.verdict) {
    case 'accepted': case 'duplicate':
      repos.settle(row, verdict, now)
      repos.dropProblem(entryId)
      return true
    case 'rejected': case 'conflict':
      repos.settle(row, verdict, now)
      addProblem(context, row, (verdict.code ?? 'TRANSITION_NOT_ALLOWED') as ErrorCode, verdict.detail ?? '')
      return true
    case 'deferred': case 'retry': {
      const learning = repos.meta.get('mode') === 'learning'
      const pauseMs = Math.min(PARKED_AGAIN_MS, DEFERRED_AGAIN_MS * 2 ** Math.min(10, row.tries))
      const aside = repos.postpone(row, now + pauseMs, learning ? Number.MAX_SAFE_INTEGER : DEFERRED_TRIES_MAX)
      if (aside) addProblem(context, row, verdict.verdict === 'retry' ? 'INTERNAL' : 'UNKNOWN_BOOKING', '')
      return aside
    }
  }
}

/** A single entry that the centre cannot even read in an envelope is set aside after five tries. */
export function countFailedAlone(context: StoreContext, row: OutboxRow, triesMax: number): void {
  const { repos } = context
  repos.atomically(() => {
    if (repos.postpone(row, row.parked ? context.clock() + PARKED_AGAIN_MS : 0, triesMax)) addProblem(context, row, 'ENVELOPE_UNREADABLE', '')
  })
}

function addProblem({ repos, clock }: StoreContext, { entryId, bookingId, epoch, sequence }: OutboxRow, code: ErrorCode, detail: string): void {
  repos.addProblem({ entryId, bookingId, code, detail, at: clock(), epoch, sequence })
}
