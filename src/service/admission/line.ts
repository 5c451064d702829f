/** Calls wait here for the writer and go to it in groups, one commit each. Driven by the writer's answers: no timer. */
import type { CallClass } from './classes.ts'
import type { Costs } from './costs.ts'
import type { Writer } from './writer.ts'
import { createWriterQueue } from './writer-queue.ts'
import type { Waiting } from './writer-queue.ts'

export type Call = Waiting & { readonly name: string; readonly args: readonly unknown[]; readonly size: number; readonly resolve: (value: unknown) => void; readonly reject: (cause: Error) => void }

/** A kiosk gives up after this long (store/service-client). */
const PATIENCE_MS = 10_000
const GROUP_MS = 25
const GROUP_CALLS_MAX = 64
/** One group commits while the next is on its way to the writer's thread. */
const LANES = 2

export type Line = ReturnType<typeof createLine>

export function createLine({ writer, clock, costs, settle }: { readonly writer: Writer; readonly clock: () => number; readonly costs: Costs; readonly settle: (call: Call, value: unknown) => unknown }) {
  const queue = createWriterQueue<Call>(PATIENCE_MS)
  const counts = { groups: 0, calls: 0, dropped: 0 }
  let [busyMs, inFlight] = [0, 0]

  const work = async (run: readonly Call[]): Promise<void> => {
    const expectedMs = run.reduce((sum, call) => sum + call.costMs, 0)
    inFlight++
    busyMs += expectedMs
    counts.groups++
    counts.calls += run.length
    const { answers, ms } = await writer.run(run.map(({ name, args }) => ({ name, args })))
    inFlight--
    busyMs = inFlight === 0 ? 0 : Math.max(0, busyMs - expectedMs)
    const alone = answers.reduce((sum, answer) => sum + answer.ms, 0)
    for (const [i, call] of run.entries()) {
      const answer = answers[i]
      if (!answer) continue
      // The commit belongs to all of the group, by what each had done.
      if (alone > 0) costs.learn(call.callClass, call.size, (answer.ms * ms) / alone)
      if (answer.refused === undefined) call.resolve(settle(call, answer.value))
      else call.reject(new Error(answer.refused))
    }
    pump()
  }
  const pump = (): void => {
    while (inFlight < (writer.lanes ?? LANES) && queue.size() > 0) {
      const { run, dropped } = queue.take(clock(), GROUP_MS, GROUP_CALLS_MAX)
      counts.dropped += dropped.length
      for (const call of dropped) call.resolve('overloaded')
      if (run.length > 0) void work(run)
    }
  }
  return {
    push: (call: Call): void => { queue.push(call); pump() },
    waitMs: (name: CallClass, readingMs: Readonly<Record<CallClass, number>>): number => queue.waitMs(name, busyMs, readingMs),
    limitMs: queue.limitMs,
    state: () => ({ ...counts, waiting: queue.size() }),
  }
}
