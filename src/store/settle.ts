/** What the centre's answers change in the kiosk's file. Each is one transaction. */
import { DAY_MS, localMinuteOf } from '../base/time.ts'
import type { Change, EntriesAnswer, Grant, Verdict } from '../contract/sync-protocol.ts'
import { excess, wants } from '../domain/allotment.ts'
import type { PolicyInput } from '../domain/allotment.ts'
import { appendEntry } from './commands/append-entry.ts'
import { today } from './context.ts'
import type { StoreContext } from './context.ts'
import type { OutboxRow } from './repositories/outbox.ts'

export const ENTRIES_KEPT_MS = 14 * DAY_MS

const SETTLED: readonly Verdict['verdict'][] = ['accepted', 'duplicate', 'rejected', 'conflict']

/** Moves the watermark; refused entries go to the tray and delay nobody. Answers whether anything moved. */
export function settleEntries(context: StoreContext, sent: readonly OutboxRow[], answer: EntriesAnswer): boolean {
  const { repos } = context
  const now = context.clock()
  const byId = new Map(sent.map((row) => [row.entry.entryId, row]))
  let moved = false
  repos.atomically(() => {
    for (const verdict of answer.results) {
      const row = byId.get(verdict.entryId)
      if (!row || !SETTLED.includes(verdict.verdict)) continue
      const parked = verdict.verdict === 'rejected' || verdict.verdict === 'conflict'
      repos.settle(verdict.entryId, verdict, parked, now)
      if (parked) repos.addProblem({ entryId: verdict.entryId, bookingId: row.entry.bookingId ?? null, code: verdict.code ?? 'CONFLICT', detail: verdict.detail ?? '', at: now })
      moved = true
    }
    const epoch = repos.meta.epoch()
    if (sent[0]?.epoch !== epoch) return
    repos.meta.put('acknowledgedThrough', answer.acknowledgedThrough)
    repos.prune(epoch, answer.acknowledgedThrough, now - ENTRIES_KEPT_MS)
  })
  return moved
}

/** A single entry that the centre cannot even read in an envelope is set aside after five tries. */
export function countFailedAlone(context: StoreContext, row: OutboxRow, triesMax: number): void {
  const { repos } = context
  repos.atomically(() => {
    if (repos.failedAlone(row.entry.entryId) < triesMax) return
    const verdict: Verdict = { entryId: row.entry.entryId, verdict: 'rejected', code: 'ENVELOPE_UNREADABLE' }
    repos.settle(row.entry.entryId, verdict, true, context.clock())
    repos.addProblem({ entryId: row.entry.entryId, bookingId: row.entry.bookingId ?? null, code: 'ENVELOPE_UNREADABLE', detail: '', at: context.clock() })
  })
}

export function applyChanges(context: StoreContext, changes: readonly Change[], cursor: string): void {
  const { repos } = context
  repos.atomically(() => {
    for (const change of changes) {
      if (change.kind === 'session') repos.putSession(change)
      if (change.kind === 'slot') repos.putSlot({ ...change, start: Date.parse(change.start), end: Date.parse(change.end) })
      if (change.kind === 'catalogue') repos.meta.put('catalogue', change.vaccines)
    }
    repos.meta.put('cursor', cursor)
  })
}

const policyOf = (context: StoreContext): PolicyInput => {
  const { repos } = context
  const now = context.clock()
  const date = today(context)
  return { now, today: date, minuteOfDay: localMinuteOf(now, repos.meta.timeZone()), devices: repos.meta.get('devices') ?? 1, holdings: repos.holdings(date, now) }
}

/** The wish is on disk before it is sent, so that a lost answer is asked for again under the same id. */
export function nextAllotmentRequest(context: StoreContext, newRequestId: () => string, wantsMax: number) {
  const { repos } = context
  const before = repos.meta.get('pendingAllotment')
  if (before) return before
  const wanted = wants(policyOf(context)).slice(0, wantsMax)
  if (wanted.length === 0) return null
  const request = { requestId: newRequestId(), wants: wanted }
  repos.meta.put('pendingAllotment', request)
  return request
}

export function keepGrants(context: StoreContext, grants: readonly Grant[]): number {
  const { repos } = context
  return repos.atomically(() => {
    for (const grant of grants) for (const n of grant.places) repos.addPlace({ slotId: grant.slotId, n, allotmentId: grant.allotmentId, sellBy: Date.parse(grant.sellBy) })
    repos.meta.drop('pendingAllotment')
    return grants.reduce((sum, grant) => sum + grant.places.length, 0)
  })
}

/** Gives back what is above this device's share, and what the centre recalls, as far as it is free. */
export function giveBackExcess(context: StoreContext, recall: readonly { readonly slotId: string; readonly count: number }[]): void {
  const { repos } = context
  repos.atomically(() => {
    for (const { slotId, count } of [...excess(policyOf(context)), ...recall]) {
      const byAllotment = Map.groupBy(repos.giveBack(slotId, count), (place) => place.allotmentId)
      for (const [allotmentId, places] of byAllotment)
        appendEntry(context, { type: 'places-returned', bookingId: null, version: null, place: null, allotmentId, body: { allotmentId, slotId, places: places.map((p) => p.n) } })
    }
  })
}

export function heldInventory(context: StoreContext) {
  const byAllotment = Map.groupBy(context.repos.held(), (place) => `${place.allotmentId}\n${place.slotId}`)
  return [...byAllotment.values()].map((places) => ({
    allotmentId: places[0]?.allotmentId ?? '', slotId: places[0]?.slotId ?? '',
    free: places.filter((p) => p.state === 'free').map((p) => p.n), spent: places.filter((p) => p.state === 'spent').map((p) => p.n),
  }))
}
