/** Which calls are new, and in which order they are heard. A board that starts again says nothing a second time. */
import type { BoardView } from '../../src/contract/desk-types.ts'

export type Called = BoardView['called'][number]

/** Above the last one that was heard, oldest first. The store counts calls: a clock that is set back changes no order. */
export const newCalls = (heard: number | null, called: readonly Called[]): readonly Called[] => (heard === null ? [] : called.filter(({ call }) => call > heard).sort((a, b) => a.call - b.call))
export const lastHeard = (heard: number | null, called: readonly Called[]): number => Math.max(heard ?? 0, ...called.map(({ call }) => call))

/** `A-012` as it is said: the letter, and a number without the noughts before it. */
export function spokenParts(ticketNumber: string): { readonly letter: string; readonly number: string } {
  const [, letter = '', digits = ticketNumber] = /^(.*?)-?(\d+)$/.exec(ticketNumber) ?? []
  return { letter, number: String(Number(digits)) }
}

export type Announcing = { readonly chime: () => void; readonly say: (call: Called) => void; readonly speaking: () => boolean; readonly after: (ms: number, act: () => void) => void }
const CHIME_MS = 1_100
const LOOK_AGAIN_MS = 250
/** An engine that never ends its sentence keeps nobody waiting longer than this. */
const SENTENCE_MS_MAX = 8_000
/** Rooms that call at once are heard one after the other; more than these would be talked about when their people already sit inside. */
const PENDING_MAX = 6

/** One call after another: a chime, then the words; never over the one before. */
export function announcer({ chime, say, speaking, after }: Announcing): (calls: readonly Called[]) => void {
  const pending: Called[] = []
  let running = false
  const next = (waitedMs: number): void => {
    if (speaking() && waitedMs < SENTENCE_MS_MAX) return after(LOOK_AGAIN_MS, () => next(waitedMs + LOOK_AGAIN_MS))
    const call = pending.shift()
    running = call !== undefined
    if (!call) return
    chime()
    after(CHIME_MS, () => { say(call); after(LOOK_AGAIN_MS, () => next(0)) })
  }
  return (calls) => {
    pending.push(...calls)
    pending.splice(0, Math.max(0, pending.length - PENDING_MAX))
    if (!running && pending.length > 0) next(0)
  }
}
