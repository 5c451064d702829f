/**
 * Nothing reaches the writer but through here: who is let in before the body is read, the line in front of the writer, groups for one commit,
 * and the time that each device is told to send. No timer, no socket.
 */
import { limits } from '../../contract/sync-protocol.ts'
import type { Centre } from '../centre.ts'
import type { CentrePort } from '../centre-port.ts'
import { callClasses, classOf } from './classes.ts'
import type { CallClass } from './classes.ts'
import { createCosts, KIB } from './costs.ts'
import { createLine } from './line.ts'
import type { Call } from './line.ts'
import { createSlots } from './slots.ts'
import type { Slots } from './slots.ts'
import type { Writer } from './writer.ts'
import { WAIT_MS_MAX } from './writer-queue.ts'

export type AdmissionDeps = { readonly writer: Writer
  /** Milliseconds, never set back. */
  readonly clock: () => number; readonly random: () => number }
/** A request between the door and the line. `leave`: its body is here, or will never come; once is enough, more does no harm. */
export type Visit = { readonly gone: () => boolean; readonly leave: () => void }
export type Admission = ReturnType<typeof createAdmission>

const RETRY_MS_MIN = 1_000
/** As long as a kiosk's own longest pause: what is promised for later than that is asked for once in a while. */
const RETRY_MS_MAX = 60_000
/** Of a body whose length is not told, and of one that is still zipped. */
const BODY_BYTES_GUESS = 64 * KIB
const INFLATES_BY = 8
/** While work is promised ahead, a heartbeat may come later by as much, up to this. */
const HELLO_LATER_MS_MAX = 240_000
/** Inflated bodies that wait, in milliseconds of the writer's work: a bound on memory. */
const INSIDE_MS_MAX = 2 * WAIT_MS_MAX

const none = (): Record<CallClass, number> => Object.fromEntries(callClasses.map((name) => [name, 0])) as Record<CallClass, number>
const nobody: Visit = { gone: () => false, leave: () => {} }
const sizeOf = (name: string, args: readonly unknown[]): number => (name === 'entriesText' && args[1] instanceof Uint8Array ? args[1].byteLength / KIB : 0)

export function createAdmission({ writer, clock, random }: AdmissionDeps) {
  const costs = createCosts()
  const slots = createSlots(costs.ofEntries)
  const reading = none()
  const counts = { admitted: none(), refused: none() }
  const line = createLine({ writer, clock, costs, settle: (call, value) => {
    const results = resultsOf(value)
    if (results > 0 && call.size > 0) costs.learnSize(call.size, results)
    return withSlot(slots, clock(), call, value)
  } })

  /** Spread out, so that those who were turned away together do not come back together; none beyond the work that is promised by now, where the writer would wait for them. */
  const retryAfterMs = (): number => {
    const ahead = Math.min(RETRY_MS_MAX, slots.aheadMs(clock()))
    const share = random()
    return Math.round(Math.max(RETRY_MS_MIN * (0.5 + share), ahead * (0.25 + 0.75 * share)))
  }

  const ask = (name: string, args: readonly unknown[], { gone, leave }: Visit): Promise<unknown> => {
    const [callClass, size] = [classOf(name), sizeOf(name, args)]
    if (callClass !== 'house') leave()
    // Who was let in stays in, unless bodies were far larger than they said.
    if (callClass !== 'house' && line.waitMs(callClass, reading) > INSIDE_MS_MAX) {
      counts.refused[callClass]++
      return Promise.resolve('overloaded')
    }
    return new Promise((resolve, reject) => { line.push({ name, args, callClass, size, costMs: costs.of(callClass, size), since: clock(), gone, resolve, reject }) })
  }

  return {
    /** The door, before anything of the body is read: null lets in, else the wait that is told. */
    refusal: (callClass: CallClass): number | null => {
      const waits = line.waitMs(callClass, reading)
      if (waits <= line.limitMs(callClass, clock(), waits)) return null
      counts.refused[callClass]++
      return retryAfterMs()
    },
    /** For whoever passed the door and may be trusted to send a body. `bytes`: as the header says, null when it does not. */
    enter: (callClass: CallClass, bytes: number | null, isZip: boolean, gone = nobody.gone): Visit => {
      const size = isZip ? Math.min((bytes ?? BODY_BYTES_GUESS) * INFLATES_BY, limits.batchBytesMax) : (bytes ?? BODY_BYTES_GUESS)
      const costMs = costs.of(callClass, size / KIB)
      counts.admitted[callClass]++
      reading[callClass] += costMs
      let inside = true
      return { gone, leave: () => { if (inside) { inside = false; reading[callClass] = Math.max(0, reading[callClass] - costMs) } } }
    },
    /** The centre behind the line. */
    portFor: (visit: Visit = nobody): CentrePort =>
      new Proxy({} as CentrePort, { get: (_target, name: keyof Centre) => (...args: unknown[]) => ask(name, args, visit) }),
    retryAfterMs,
    state: () => ({ ...counts, ...line.state(), waitMs: line.waitMs('changes', reading), aheadMs: slots.aheadMs(clock()), msPerEntry: costs.ofEntries(100) / 100 }),
  }
}

type Answer = { readonly ok?: boolean; readonly value?: { readonly next?: { readonly helloMs: number }; readonly results?: readonly unknown[] } }
const resultsOf = (value: unknown): number => (value as Answer | null)?.value?.results?.length ?? 0

/** Puts the device's slot into what it is answered. */
function withSlot(slots: Slots, now: number, { callClass, args }: Call, value: unknown): unknown {
  const answer = value as Answer | null
  const [caller, input] = args as readonly [{ readonly deviceId: string }, { readonly backlog?: { readonly entries: number } }]
  if (answer?.ok !== true || !answer.value?.next || (callClass !== 'hello' && callClass !== 'entries')) return value
  const waitsMs = Math.round(callClass === 'hello' ? slots.hello(now, caller.deviceId, input.backlog?.entries ?? 0) : slots.taken(now, caller.deviceId, resultsOf(value)))
  const { next } = answer.value
  // Who waits for a slot need not say hello meanwhile, and who is done need not say it as often while others wait: heartbeats cost the writer too.
  const quietMs = Math.min(HELLO_LATER_MS_MAX, slots.aheadMs(now))
  return { ...answer, value: { ...answer.value, next: { ...next, entriesAfterMs: waitsMs, helloMs: Math.round(next.helloMs + Math.max(waitsMs, quietMs)) } } }
}
