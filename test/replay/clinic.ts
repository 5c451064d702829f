/** A clinic's kiosk in the replay: it gives numbers from its own places and its own count, and the product's sync machine carries what it wrote. */
import { createHash, randomBytes } from 'node:crypto'
import { uuidV7 } from '../../src/base/ids.ts'
import { MINUTE_MS, toIso } from '../../src/base/time.ts'
import { limits } from '../../src/contract/sync-protocol.ts'
import type { ChangesAnswer, EntriesAnswer, HelloAnswer, WireEntry } from '../../src/contract/sync-protocol.ts'
import { ticketNumberOf } from '../../src/domain/queue.ts'
import { hashedText } from '../../src/sync/batch.ts'
import { initialState, step } from '../../src/sync/machine.ts'
import type { Call, Failed, SyncEvent, SyncState } from '../../src/sync/machine.ts'
import { bodyOf } from '../bench/clinic-day.ts'

export type Told = { readonly bookingId: string; readonly ticketNumber: string; readonly place: { readonly slotId: string; readonly n: number } | null; readonly at: number }
export type CentreAnswer = { readonly kind: 'ok'; readonly json: unknown } | { readonly kind: 'failed'; readonly reason: Failed; readonly retryAfterMs: number | null }
export type Asking = { readonly call: Call; readonly input: unknown; readonly backlog: number }
export type Holding = { readonly slotId: string; readonly allotmentId: string; readonly places: readonly number[]; readonly letter: string }
type Deps = {
  readonly now: () => number; readonly random: () => number; readonly epochStart: number
  readonly after: (ms: number, act: () => void) => void
  readonly send: (asking: Asking, answered: (answer: CentreAnswer) => void) => void
}
export type Clinic = ReturnType<typeof createClinic>

const CAP_MS = MINUTE_MS
const ENVELOPE_BYTES = 100

/** What the kiosk wrote: numbers, and entries that the centre has not acknowledged. */
function createBooks({ epochStart, now }: Pick<Deps, 'epochStart' | 'now'>, holding: Holding, firstPerson: number) {
  const free = [...holding.places]
  const told: Told[] = []
  const unsent: { text: string; at: number }[] = []
  let previousHash = ''
  return {
    told, unsent, head: () => ({ sequence: told.length, hash: previousHash }),
    batchOf: (size: number): string[] => {
      let bytes = ENVELOPE_BYTES
      const past = unsent.slice(0, size).findIndex(({ text }) => {
        bytes += Buffer.byteLength(text) + 1
        return bytes > limits.batchBytesMax
      })
      return unsent.slice(0, past < 0 ? size : past).map(({ text }) => text)
    },
    /** A person walks up: a place while there is one, else a standby number. Nothing here asks the centre. */
    walkIn: (): Told => {
      const n = free.shift()
      const at = epochStart + now()
      const place = n === undefined ? null : { slotId: holding.slotId, n }
      const ticketNumber = ticketNumberOf(holding.letter, told.length + 1)
      const bookingId = uuidV7(at, randomBytes)
      const entry: WireEntry = {
        entryId: uuidV7(at, randomBytes), sequence: told.length + 1, previousHash, type: place ? 'booking-created' : 'booking-waitlisted', bookingId, version: 1,
        place, allotmentId: place ? holding.allotmentId : null, occurredAt: toIso(at), body: bodyOf(firstPerson + told.length, at, ticketNumber), answer: null,
      }
      previousHash = createHash('sha256').update(hashedText(entry)).digest('base64url')
      const ticket = { bookingId, ticketNumber, place, at: now() }
      told.push(ticket)
      unsent.push({ text: JSON.stringify(entry), at: now() })
      return ticket
    },
  }
}

export function createClinic(deps: Deps, holding: Holding, firstPerson: number) {
  const books = createBooks(deps, holding, firstPerson)
  const { told, unsent } = books
  const counts = { requests: 0, refused: 0, acknowledged: 0 }
  let cursor: string | undefined
  let state: SyncState = { ...initialState({ enrolled: true, hasCode: false, hasAddress: true, incarnation: 1 }, CAP_MS), needInventory: false }

  const dispatch = (event: SyncEvent): void => {
    const next = step(state, event, deps.now())
    state = next.state
    for (const effect of next.effects) {
      if (effect.kind === 'wake') deps.after(Math.max(0, effect.at - deps.now()), () => dispatch({ kind: 'woke' }))
      if (effect.kind === 'request') perform(effect.call, effect.batchSize)
    }
  }
  const perform = (call: Call, size: number): void => {
    // All of the clinic's places are here already: it wants no more.
    if (call === 'allotments' || (call === 'entries' && unsent.length === 0)) return dispatch({ kind: 'nothing-to-send', call, dueInMs: null })
    const batch = call === 'entries' ? books.batchOf(size) : []
    const input = call === 'entries' ? Buffer.from(`{"epoch":1,"incarnationSeen":1,"entries":[${batch.join(',')}]}`) : inputOf(call)
    counts.requests++
    deps.send({ call, input, backlog: batch.length }, (answer) => dispatch(absorb(call, answer)))
  }
  const inputOf = (call: Call): unknown => {
    if (call === 'changes') return { cursor }
    return { epoch: 1, head: books.head(), backlog: { entries: unsent.length, oldestMs: 0 }, free: [], wallTime: toIso(deps.epochStart + deps.now()), bootId: 'replay', appVersion: '1', incarnationSeen: 1 }
  }
  const absorb = (call: Call, answer: CentreAnswer): SyncEvent => {
    if (answer.kind === 'failed') {
      if (answer.reason === 'overloaded') counts.refused++
      return { kind: 'failed', reason: answer.reason, retryAfterMs: answer.retryAfterMs, random: deps.random() }
    }
    if (call === 'hello') return { kind: 'hello-answered', answer: { ...(answer.json as HelloAnswer), recall: [] } }
    if (call === 'changes') {
      const changes = answer.json as ChangesAnswer
      cursor = changes.cursor
      return { kind: 'changes-answered', more: changes.more, incarnation: 1 }
    }
    if (call !== 'entries') throw new Error(`a replayed kiosk asks no ${call}`)
    const { results, next } = answer.json as EntriesAnswer
    const bad = results.find(({ verdict }) => verdict !== 'accepted' && verdict !== 'duplicate')
    if (bad) throw new Error(JSON.stringify(bad))
    unsent.splice(0, results.length)
    counts.acknowledged += results.length
    return { kind: 'entries-answered', next, dueInMs: unsent.length === 0 ? null : 0, incarnation: 1 }
  }
  const walkIn = (): Told => {
    const ticket = books.walkIn()
    dispatch({ kind: 'committed' })
    return ticket
  }
  return { told, counts, walkIn, unsent: () => unsent.length, oldestUnsentAt: (): number => unsent[0]?.at ?? Number.POSITIVE_INFINITY, start: (): void => dispatch({ kind: 'started' }) }
}
