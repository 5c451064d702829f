/**
 * When the store talks to the centre, and about what. Pure: `step(state, event, now)` answers with effects; nothing here waits or sends.
 *
 *            connect                 answered ok
 *   idle ----------------> hello --------------------> next need: changes, inventory, entries, allotments ... or waiting(at)
 *    ^                        |                                     |
 *    |  no address            | failed                              | woke / committed
 *    +------------------------+------> waiting(at, full jitter) <---+
 *
 * What is held is told at every start, after a restore of the centre, and once more when it has learned: others' word may have come late.
 * Invariants: one request in flight at a time; whatever happened, a request or a wake-up is alive while there is an address (I9).
 * Times are instants of the clock that is handed in; a step of that clock may delay a wake-up by at most WAIT_MS_MAX.
 */
import type { HelloAnswer, Next } from '../contract/sync-protocol.ts'
import { BACKOFF_CAP_MS, backoffMs } from './backoff.ts'
import { BATCH_START } from './batch.ts'

export type Call = 'enrol' | 'hello' | 'changes' | 'inventory' | 'entries' | 'allotments'
export type SyncState = {
  readonly enrolled: boolean
  readonly hasCode: boolean
  readonly hasAddress: boolean
  readonly inFlight: Call | null
  readonly wakeAt: number | null
  readonly failures: number
  readonly batchSize: number
  readonly batchMax: number
  readonly helloMs: number
  /** Null while nobody was greeted since contact was last lost: whoever answers next is greeted first. */
  readonly lastHelloAt: number | null
  /** Earliest time entries may go, given by the centre. */
  readonly entriesAt: number
  readonly pending: boolean
  readonly wanting: boolean
  readonly needChanges: boolean
  readonly needInventory: boolean
  /** All entries were told in this life of the centre, but for those that wait for others: only then is the inventory true. */
  readonly told: boolean
  readonly incarnation: number | null
  readonly mode: 'normal' | 'learning'
  readonly blocked: 'none' | 'revoked' | 'unauthorised'
  /** False when the epoch is forked or fenced: entries go up, places neither come nor are told. */
  readonly sells: boolean
  readonly capMs: number
}

export type Failed = 'unreachable' | 'timeout' | 'overloaded' | 'unauthorised' | 'revoked' | 'too-large' | 'bad-envelope' | 'fenced' | 'garbage' | 'disk'
export type SyncEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'configured'; readonly hasAddress: boolean; readonly hasCode: boolean; readonly enrolled: boolean }
  | { readonly kind: 'committed' }
  | { readonly kind: 'woke' }
  | { readonly kind: 'enrolled'; readonly incarnation: number }
  | { readonly kind: 'enrolment-refused' }
  | { readonly kind: 'hello-answered'; readonly answer: HelloAnswer }
  | { readonly kind: 'changes-answered'; readonly more: boolean; readonly incarnation: number }
  | { readonly kind: 'inventory-answered'; readonly incarnation: number }
  | { readonly kind: 'entries-answered'; readonly next: Next; readonly dueInMs: number | null; readonly incarnation: number }
  | { readonly kind: 'allotments-answered'; readonly incarnation: number }
  /** `dueInMs`: when the next entry may go; null when none waits. */
  | { readonly kind: 'nothing-to-send'; readonly call: Call; readonly dueInMs: number | null }
  | { readonly kind: 'failed'; readonly reason: Failed; readonly retryAfterMs: number | null; readonly random: number }

export type SyncEffect =
  | { readonly kind: 'request'; readonly call: Call; readonly batchSize: number }
  | { readonly kind: 'wake'; readonly at: number }

export type Step = { readonly state: SyncState; readonly effects: readonly SyncEffect[] }

export const HELLO_MS_DEFAULT = 60_000
export const WAIT_MS_MAX = 60_000
/** So long may a heartbeat wait for entries. */
const HELLO_LATE_MS_MAX = 5 * 60_000
/** Nothing could be sent although something waits: asked again then, never at once for ever. */
const NOTHING_WAIT_MS_MIN = 1_000

export const initialState = (part: Pick<SyncState, 'enrolled' | 'hasCode' | 'hasAddress' | 'incarnation'>, capMs = BACKOFF_CAP_MS): SyncState => ({
  ...part, inFlight: null, wakeAt: null, failures: 0, batchSize: BATCH_START, batchMax: 200, helloMs: HELLO_MS_DEFAULT, lastHelloAt: null, entriesAt: 0,
  pending: true, wanting: true, needChanges: true, needInventory: part.enrolled, told: false, mode: 'normal', blocked: 'none', sells: true, capMs,
})

export function step(before: SyncState, event: SyncEvent, now: number): Step {
  const after = absorb(before, event, now)
  if (event.kind === 'failed') return waitUntil(after, now + pauseMs(after, event))
  if (event.kind === 'enrolment-refused' && !after.enrolled) return waitUntil({ ...after, failures: after.failures + 1 }, now + after.capMs)
  // While the centre cannot be reached, a new entry waits for the next try: it is safe here.
  if (event.kind === 'committed' && before.failures > 0) return { state: after, effects: [] }
  return proceed(after, now)
}

function absorb(s: SyncState, event: SyncEvent, now: number): SyncState {
  switch (event.kind) {
    case 'started': return s
    case 'configured': return { ...s, hasAddress: event.hasAddress, hasCode: event.hasCode, enrolled: event.enrolled, failures: 0, wakeAt: null, blocked: 'none', lastHelloAt: null }
    case 'committed': return { ...s, pending: true }
    case 'woke': return { ...s, wakeAt: null }
    case 'enrolled': return { ...s, inFlight: null, failures: 0, enrolled: true, hasCode: false, incarnation: event.incarnation, needChanges: true, wanting: true, sells: true, lastHelloAt: null, blocked: 'none' }
    case 'enrolment-refused': return { ...s, inFlight: null, hasCode: false }
    case 'hello-answered': return absorbHello(s, event.answer, now)
    case 'changes-answered': return heardOf({ ...s, inFlight: null, failures: 0, needChanges: event.more, pending: true }, event.incarnation)
    case 'inventory-answered': return heardOf({ ...s, inFlight: null, failures: 0, needInventory: false }, event.incarnation)
    case 'entries-answered': return heardOf({
      ...s, inFlight: null, failures: 0, pending: event.dueInMs !== null, told: event.dueInMs !== 0, batchMax: event.next.batchMax, batchSize: Math.min(event.next.batchMax, s.batchSize * 2),
      entriesAt: now + Math.max(event.next.entriesAfterMs, event.dueInMs ?? 0),
    }, event.incarnation)
    case 'allotments-answered': return heardOf({ ...s, inFlight: null, failures: 0, wanting: false }, event.incarnation)
    case 'nothing-to-send':
      if (event.call !== 'entries') return { ...s, inFlight: null, wanting: false }
      return { ...s, inFlight: null, pending: event.dueInMs !== null, told: true, entriesAt: event.dueInMs === null ? now : now + Math.max(NOTHING_WAIT_MS_MIN, event.dueInMs) }
    case 'failed': return absorbFailure(s, event.reason)
  }
}

/** Another life than before: everything is told again, then what is held. */
const heardOf = (s: SyncState, incarnation: number): SyncState =>
  s.incarnation === incarnation ? s : { ...s, incarnation, needInventory: s.incarnation !== null, told: false, pending: true, lastHelloAt: null }

function absorbHello(before: SyncState, answer: HelloAnswer, now: number): SyncState {
  const s = heardOf(before, answer.incarnation)
  return {
    ...s, inFlight: null, failures: 0, mode: answer.mode, sells: answer.epochState === 'ok', batchMax: answer.next.batchMax, helloMs: answer.next.helloMs, lastHelloAt: now,
    entriesAt: now + answer.next.entriesAfterMs, needChanges: true, needInventory: s.needInventory || answer.mode === 'learning' || s.mode === 'learning', pending: true, wanting: true,
    blocked: answer.epochState === 'revoked' ? 'revoked' : 'none',
  }
}

function absorbFailure(s: SyncState, reason: Failed): SyncState {
  // A centre that says that it is busy, or of another epoch, was reached.
  const isReached = reason === 'overloaded' || reason === 'fenced'
  const after = { ...s, inFlight: null, failures: s.failures + 1, lastHelloAt: isReached ? s.lastHelloAt : null }
  if (reason === 'timeout' || reason === 'too-large' || reason === 'bad-envelope') return { ...after, batchSize: Math.max(1, Math.floor(s.batchSize / 2)) }
  if (reason === 'fenced') return { ...after, wanting: false, failures: 0 }
  if (reason === 'revoked' || reason === 'unauthorised') return { ...after, blocked: reason }
  return after
}

/** Retry-After is obeyed exactly; a bad envelope is halved at once; else full jitter. */
function pauseMs(s: SyncState, event: Extract<SyncEvent, { kind: 'failed' }>): number {
  if (event.retryAfterMs !== null) return event.retryAfterMs
  if (event.reason === 'bad-envelope' || event.reason === 'too-large' || event.reason === 'fenced') return 0
  return backoffMs(s.failures, event.random, s.capMs)
}

function proceed(s: SyncState, now: number): Step {
  if (!s.hasAddress || (!s.enrolled && !s.hasCode)) return { state: { ...s, wakeAt: null }, effects: [] }
  if (s.inFlight !== null) return { state: s, effects: [] }
  if (s.wakeAt !== null && s.failures > 0 && now < s.wakeAt) return { state: s, effects: [] }
  const call = nextCall(s, now)
  if (call === null) return waitUntil(s, Math.min(nextHelloAt(s, now), s.pending ? s.entriesAt : Infinity))
  return { state: { ...s, inFlight: call, wakeAt: null }, effects: [{ kind: 'request', call, batchSize: Math.min(s.batchSize, s.batchMax) }] }
}

const nextHelloAt = (s: SyncState, now: number): number => (s.lastHelloAt === null ? now : Math.min(now + s.helloMs, s.lastHelloAt + s.helloMs))

/** First contact is always a hello; entries before wishes, so that what was sold is known before more is granted. */
function nextCall(s: SyncState, now: number): Call | null {
  if (!s.enrolled || s.hasCode) return 'enrol'
  if (s.lastHelloAt === null || now < s.lastHelloAt) return 'hello'
  // Entries whose time has come go before a heartbeat: at another node a hello in between would begin a new wait.
  const entriesDue = s.blocked === 'none' && s.pending && now >= s.entriesAt
  if (now >= nextHelloAt(s, now) + (entriesDue ? HELLO_LATE_MS_MAX : 0)) return 'hello'
  if (s.blocked !== 'none') return null
  if (entriesDue) return 'entries'
  if (s.needInventory && s.told && s.sells) return 'inventory'
  if (s.needChanges) return 'changes'
  if (s.wanting && s.sells && s.mode === 'normal') return 'allotments'
  return null
}

const waitUntil = (s: SyncState, at: number): Step => ({ state: { ...s, wakeAt: at }, effects: [{ kind: 'wake', at }] })
