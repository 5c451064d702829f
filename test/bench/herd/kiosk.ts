/** One kiosk of the herd after an outage: the product's own sync machine over a backlog in memory. Who carries its requests, and what time it is, comes in. */
import { limits } from '../../../src/contract/sync-protocol.ts'
import type { ChangesAnswer, EntriesAnswer, HelloAnswer } from '../../../src/contract/sync-protocol.ts'
import { initialState, step } from '../../../src/sync/machine.ts'
import type { Call, Failed, SyncEvent, SyncState } from '../../../src/sync/machine.ts'
import type { HttpAnswer } from './client.ts'

export type HerdRequest = { readonly call: Call; readonly from: number; readonly count: number }
export type HerdDeps = {
  readonly now: () => number; readonly random: () => number
  /** The last `after` counts; those before are called off. */
  readonly after: (ms: number, act: () => void) => void
  readonly send: (request: HerdRequest, answered: (answer: HttpAnswer) => void) => void
  readonly entries: number; readonly entryBytes: number
  /** Cap of the full jitter, ms. */
  readonly capMs: number
}
export type HerdKiosk = ReturnType<typeof createHerdKiosk>

/** How many entries of this size one request takes. */
export const entriesPerBatch = (entryBytes: number): number => Math.max(1, Math.floor(limits.batchBytesMax / entryBytes))

/** Of a kiosk that was online for a while before the outage. */
const BATCH_BEFORE = limits.batchEntriesMax
const FAILURES_BEFORE = 20

export function createHerdKiosk(deps: HerdDeps) {
  const counts: Record<Call, number> = { enrol: 0, hello: 0, changes: 0, inventory: 0, entries: 0, allotments: 0 }
  const told = { requests: counts, refused: 0, timedOut: 0, acceptedThenTimedOut: 0, settled: 0, drainedAt: null as number | null }
  const perBatch = entriesPerBatch(deps.entryBytes)
  let lost: number | null = null
  let state: SyncState = { ...initialState({ enrolled: true, hasCode: false, hasAddress: true, incarnation: 1 }, deps.capMs), needInventory: false, batchSize: BATCH_BEFORE, batchMax: BATCH_BEFORE, failures: FAILURES_BEFORE }

  const dispatch = (event: SyncEvent): void => {
    const next = step(state, event, deps.now())
    state = next.state
    for (const effect of next.effects) {
      if (effect.kind === 'wake') deps.after(Math.max(0, Math.min(effect.at - deps.now(), state.helloMs)), () => dispatch({ kind: 'woke' }))
      if (effect.kind === 'request') perform(effect.call, effect.batchSize)
    }
  }
  const perform = (call: Call, batchSize: number): void => {
    const request = { call, from: told.settled, count: call === 'entries' ? Math.min(batchSize, perBatch, deps.entries - told.settled) : 0 }
    if (call === 'entries' && request.count === 0) return dispatch({ kind: 'nothing-to-send', call, dueInMs: null })
    // A drained kiosk's heartbeats are no part of draining.
    if (told.drainedAt === null) counts[call]++
    deps.send(request, (answer) => dispatch(absorb(request, answer)))
  }
  const absorb = ({ call, from }: HerdRequest, answer: HttpAnswer): SyncEvent => {
    if (answer.status !== 200) {
      if (answer.timedOut) { told.timedOut++; if (call === 'entries') lost = from }
      if (answer.status === 503 || answer.status === 429) told.refused++
      return { kind: 'failed', reason: reasonOf(answer), retryAfterMs: answer.retryAfterMs, random: deps.random() }
    }
    if (call === 'hello') return { kind: 'hello-answered', answer: answer.json as HelloAnswer }
    if (call === 'changes') return { kind: 'changes-answered', more: (answer.json as ChangesAnswer).more, incarnation: 1 }
    if (call === 'inventory') return { kind: 'inventory-answered', incarnation: 1 }
    if (call === 'allotments') return { kind: 'allotments-answered', incarnation: 1 }
    const { results, next } = answer.json as EntriesAnswer
    const bad = results.find(({ verdict }) => verdict !== 'accepted' && verdict !== 'duplicate')
    if (bad) throw new Error(JSON.stringify(bad))
    if (lost === from && results.every(({ verdict }) => verdict === 'duplicate')) told.acceptedThenTimedOut++
    told.settled += results.length
    const rest = deps.entries - told.settled
    if (rest === 0) told.drainedAt = deps.now()
    return { kind: 'entries-answered', next, dueInMs: rest === 0 ? null : 0, incarnation: 1 }
  }
  return {
    told,
    /** The centre is back; this kiosk tries at its own moment, as jitter had it. */
    start: (): void => deps.after(deps.random() * deps.capMs, () => dispatch({ kind: 'woke' })),
  }
}

const reasonOf = ({ status, timedOut }: HttpAnswer): Failed => (timedOut ? 'timeout' : status === 0 ? 'unreachable' : status === 503 || status === 429 ? 'overloaded' : status === 413 ? 'too-large' : 'garbage')

/** What everybody does who has not thought about it: sends at once, waits a second, sends again. */
export function createNaiveKiosk(deps: HerdDeps) {
  const counts: Record<Call, number> = { enrol: 0, hello: 0, changes: 0, inventory: 0, entries: 0, allotments: 0 }
  const told = { requests: counts, refused: 0, timedOut: 0, acceptedThenTimedOut: 0, settled: 0, drainedAt: null as number | null }
  const perBatch = entriesPerBatch(deps.entryBytes)
  let lost: number | null = null
  const send = (): void => {
    const from = told.settled
    counts.entries++
    deps.send({ call: 'entries', from, count: Math.min(perBatch, deps.entries - from) }, (answer) => {
      if (answer.status === 200) {
        const { results } = answer.json as EntriesAnswer
        if (lost === from && results.every(({ verdict }) => verdict === 'duplicate')) told.acceptedThenTimedOut++
        told.settled += results.length
        if (told.settled >= deps.entries) { told.drainedAt = deps.now(); return }
      } else if (answer.timedOut) { told.timedOut++; lost = from } else told.refused++
      deps.after(NAIVE_PAUSE_MS, send)
    })
  }
  return { told, start: (): void => deps.after(0, send) }
}
const NAIVE_PAUSE_MS = 20
