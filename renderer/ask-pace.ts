/** When a question is put again: at once after a person's own act, else never twice in a short while, however often its topics speak. */
import type { After } from '../src/base/time.ts'

/** A page has about ten questions and 100 calls a second; an act moves four topics, and a queue that drains speaks of each batch. */
export const HEARD_MS_MIN = 200
/** An answer that took long is not asked for again before so many times as long has passed: the store is there for bookings first. */
export const REST_TIMES = 4
export const LONG_MS = 200

export type Pace = { readonly atOnce: () => void; readonly heard: () => void; /** Nothing that was put off is asked any more. */ readonly stop: () => void }
type Time = { readonly now: () => number; readonly after: After }

/** One question at a time: what is wished for meanwhile is asked once, afterwards. */
export function paceOf(ask: () => Promise<void>, { now, after }: Time): Pace {
  let from = Number.NEGATIVE_INFINITY
  let busy = false
  let wished: 'at-once' | 'heard' | null = null
  let callOff: (() => void) | null = null
  const begin = (): void => {
    callOff?.()
    callOff = null
    busy = true
    from = now()
    void ask().finally(() => {
      const tookMs = now() - from
      if (tookMs > LONG_MS) after(tookMs * REST_TIMES, free)
      else free()
    })
  }
  const free = (): void => {
    const next = wished
    busy = false
    wished = null
    if (next === 'at-once') begin()
    if (next === 'heard') heard()
  }
  const heard = (): void => {
    if (busy) { wished ??= 'heard'; return }
    const waitMs = from + HEARD_MS_MIN - now()
    if (waitMs <= 0) begin()
    else callOff ??= after(waitMs, begin)
  }
  const atOnce = (): void => {
    if (busy) wished = 'at-once'
    else begin()
  }
  const stop = (): void => {
    callOff?.()
    callOff = null
    wished = null
  }
  return { atOnce, heard, stop }
}
