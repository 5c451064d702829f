/** The device's stock of places: what it asks for, keeps, gives back and closes. Each is one transaction. */
import { DAY_MS, localMinuteOf } from '../base/time.ts'
import type { AllotmentsAnswer } from '../contract/sync-protocol.ts'
import { excess, wants } from '../domain/allotment.ts'
import type { Holding, PolicyInput } from '../domain/allotment.ts'
import { appendEntry } from './commands/append-entry.ts'
import { today } from './context.ts'
import type { StoreContext } from './context.ts'
import type { PendingAllotment } from './repositories/meta.ts'

/** Windows over for longer than this are not told in an inventory: nothing can be sold of them. */
const INVENTORY_BACK_MS = 2 * DAY_MS
const DEMAND_DAYS = 14
const DEMAND_DAYS_MIN = 3

/** The past days' demand, counted once a day. */
function demandOf({ repos }: StoreContext, date: string): ReadonlyMap<string, number> {
  const kept = repos.meta.get('demand')
  if (kept?.date === date) return new Map(kept.bySession)
  const bySession = repos.demandBySession(date, DEMAND_DAYS, DEMAND_DAYS_MIN)
  repos.meta.put('demand', { date, bySession: [...bySession] })
  return bySession
}

const policyOf = (context: StoreContext): PolicyInput => {
  const { repos } = context
  const now = context.clock()
  const date = today(context)
  const demand = demandOf(context, date)
  const holdings = repos.holdings(date, now).map((h): Holding => ({ ...h, meanDemand: demand.get(h.sessionId) ?? null }))
  return { now, today: date, minuteOfDay: localMinuteOf(now, repos.meta.timeZone()), devices: repos.meta.get('devices') ?? 1, holdings }
}

/** The wish is on disk before it is sent, so that a lost answer is asked for again under the same id. */
export function nextAllotmentRequest(context: StoreContext, newRequestId: () => string, wantsMax: number): PendingAllotment | null {
  const { repos } = context
  const before = repos.meta.get('pendingAllotment')
  if (before) return before
  if (repos.meta.get('frozen') !== null) return null
  const wanted = wants(policyOf(context)).slice(0, wantsMax)
  if (wanted.length === 0) return null
  const request = { requestId: newRequestId(), wants: wanted }
  repos.meta.put('pendingAllotment', request)
  return request
}

/** Only the answer to the wish that is waiting; one of an earlier life of the centre gives nothing. Answers how many places came. */
export function keepGrants(context: StoreContext, answer: AllotmentsAnswer): number {
  const { repos } = context
  return repos.atomically(() => {
    if (repos.meta.get('pendingAllotment')?.requestId !== answer.requestId) return 0
    repos.meta.drop('pendingAllotment')
    if (answer.incarnation < (repos.meta.get('incarnation') ?? 0) || repos.meta.get('frozen') !== null) return 0
    const epoch = repos.meta.epoch()
    for (const grant of answer.grants) for (const n of grant.places) repos.addPlace({ slotId: grant.slotId, n, allotmentId: grant.allotmentId, sellBy: Date.parse(grant.sellBy), epoch })
    return answer.grants.reduce((sum, grant) => sum + grant.places.length, 0)
  })
}

/** Gives back what is well above this device's target, and what the centre recalls, as far as it is free. */
export function giveBackExcess(context: StoreContext, recall: readonly { readonly slotId: string; readonly count: number }[]): void {
  const { repos } = context
  if (repos.meta.get('frozen') !== null) return
  repos.atomically(() => {
    for (const { slotId, count } of [...excess(policyOf(context)), ...recall]) {
      const byAllotment = Map.groupBy(repos.giveBack(slotId, count), (place) => place.allotmentId)
      for (const [allotmentId, places] of byAllotment) returnPlaces(context, allotmentId, slotId, places.map((p) => p.n))
    }
  })
}

/** Inside a transaction: a booking lets its place go. One that came with a decision of the centre goes back there. */
export function releasePlace(context: StoreContext, place: { readonly slotId: string; readonly n: number }, bookingId: string): () => void {
  const { repos } = context
  const allotmentId = repos.allotmentOf(place.slotId, place.n)
  if (!repos.release(place.slotId, place.n, bookingId, repos.meta.epoch())) return () => {}
  // After the entry that says why, so that the centre reads them in this order.
  return () => { if (allotmentId !== null && repos.placeState(place.slotId, place.n) === 'returned') returnPlaces(context, allotmentId, place.slotId, [place.n]) }
}

/** Inside a transaction; the places are no longer free here. */
export function returnPlaces(context: StoreContext, allotmentId: string, slotId: string, places: readonly number[]): void {
  appendEntry(context, { type: 'places-returned', bookingId: null, version: null, place: null, allotmentId, body: { allotmentId, slotId, places } })
}

/** Windows that are over by the centre's clock, never by this device's alone: what was not sold of them perishes. */
export function closeOver(context: StoreContext, centreTime: number): void {
  const { repos } = context
  if (repos.meta.get('frozen') !== null) return
  repos.atomically(() => {
    const byAllotment = Map.groupBy(repos.freeOver(centreTime), (place) => `${place.allotmentId}\n${place.slotId}`)
    for (const places of byAllotment.values()) {
      const [first] = places
      if (!first) continue
      for (const { slotId, n } of places) repos.perish(slotId, n)
      const { allotmentId, slotId } = first
      appendEntry(context, { type: 'allotment-closed', bookingId: null, version: null, place: null, allotmentId, body: { allotmentId, slotId, perished: places.map((p) => p.n) } })
    }
  })
}

export function heldInventory({ repos, clock }: StoreContext) {
  const byAllotment = Map.groupBy(repos.held(repos.meta.epoch(), clock() - INVENTORY_BACK_MS), (place) => `${place.allotmentId}\n${place.slotId}`)
  return [...byAllotment.values()].map((places) => ({
    allotmentId: places[0]?.allotmentId ?? '', slotId: places[0]?.slotId ?? '',
    free: places.filter((p) => p.state === 'free').map((p) => p.n), spent: places.filter((p) => p.state === 'spent').map((p) => p.n),
  }))
}

/** This file was copied, rolled back or replaced: it sells nothing until it is enrolled again; what it sold still goes up. */
export function freeze({ repos }: StoreContext, why: 'forked' | 'drain-only' | 'revoked'): void {
  repos.atomically(() => {
    repos.meta.put('frozen', why)
    repos.meta.drop('pendingAllotment')
  })
}
