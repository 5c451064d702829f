/**
 * The line in front of the one writer, measured in milliseconds of its work. Pure: the time comes in.
 * The important go first, but each class has its share, so that none starves and none can be made to wait for ever by another.
 */
import { callClasses, shares } from './classes.ts'
import type { CallClass } from './classes.ts'

export type Waiting = { readonly callClass: CallClass; readonly costMs: number; readonly since: number
  /** The client left: nobody would hear the answer. */
  readonly gone: () => boolean }
type Line<T> = { calls: T[]; workMs: number; creditMs: number }

/** A burst may wait this long ... */
export const WAIT_MS_MAX = 2_000
/** ... but a line that did not empty for a while is no burst: then whoever would wait longer than this is told to come later. */
export const STANDING_WAIT_MS_MAX = 300
const STANDING_AFTER_MS = 500
const EMPTY_MS = 100
/** Nobody may save up more than this of an unused share. */
const CREDIT_MS_MAX = 100

export type WriterQueue<T extends Waiting> = ReturnType<typeof createWriterQueue<T>>

export function createWriterQueue<T extends Waiting>(patienceMs: number) {
  const lines = Object.fromEntries(callClasses.map((name) => [name, { calls: [], workMs: 0, creditMs: 0 }])) as unknown as Record<CallClass, Line<T>>
  const emptyAt = Object.fromEntries(callClasses.map((name) => [name, 0])) as Record<CallClass, number>

  /** How long a call of this class would wait: for all that is as important, but never longer than its own share makes it. `readingMs`: work that is on its way in. */
  const waitMs = (name: CallClass, busyMs: number, readingMs: Readonly<Record<CallClass, number>>): number => {
    const upTo = callClasses.slice(0, callClasses.indexOf(name) + 1)
    const ahead = upTo.reduce((sum, each) => sum + lines[each].workMs + readingMs[each], 0)
    return busyMs + Math.min(ahead, (lines[name].workMs + readingMs[name]) / shares[name])
  }
  const remove = (line: Line<T>): T | undefined => {
    const call = line.calls.shift()
    if (call) line.workMs = line.calls.length === 0 ? 0 : line.workMs - call.costMs
    return call
  }
  /** What nobody waits for any more leaves the line before it costs anything. */
  const dropGone = (now: number): T[] => callClasses.flatMap((name) => {
    const line = lines[name]
    const [kept, dropped]: [T[], T[]] = [[], []]
    for (const call of line.calls) (call.gone() || now - call.since > patienceMs ? dropped : kept).push(call)
    if (dropped.length > 0) { line.calls = kept; line.workMs = kept.reduce((sum, call) => sum + call.costMs, 0) }
    return dropped
  })

  return {
    waitMs,
    /** How long a call of this class may be made to wait now. */
    limitMs: (name: CallClass, now: number, waits: number): number => {
      if (waits <= EMPTY_MS) emptyAt[name] = now
      return now - emptyAt[name] > STANDING_AFTER_MS ? STANDING_WAIT_MS_MAX : WAIT_MS_MAX
    },
    push: (call: T): void => {
      const line = lines[call.callClass]
      line.calls.push(call)
      line.workMs += call.costMs
    },
    size: (): number => callClasses.reduce((sum, name) => sum + lines[name].calls.length, 0),
    /** The next group for one commit: first each class what its share has earned, then the important ones. At least one call. */
    take: (now: number, budgetMs: number, callsMax: number): { readonly run: T[]; readonly dropped: T[] } => {
      const dropped = dropGone(now)
      const run: T[] = []
      let spentMs = 0
      const takeFrom = (name: CallClass, mayTake: (line: Line<T>) => boolean): void => {
        const line = lines[name]
        while (line.calls.length > 0 && run.length < callsMax && (spentMs < budgetMs || run.length === 0) && mayTake(line)) {
          const call = remove(line)
          if (!call) return
          run.push(call)
          spentMs += call.costMs
          line.creditMs -= call.costMs
        }
      }
      for (const name of callClasses) takeFrom(name, (line) => line.creditMs > 0)
      for (const name of callClasses) takeFrom(name, () => true)
      for (const name of callClasses) lines[name].creditMs = Math.max(-CREDIT_MS_MAX, Math.min(CREDIT_MS_MAX, lines[name].creditMs + shares[name] * spentMs))
      return { run, dropped }
    },
  }
}
