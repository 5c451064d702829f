/** Whoever works off the line: a group of calls, one commit, durable before it is answered. */
import type { Centre } from '../centre.ts'
import type { CentrePort } from '../centre-port.ts'

export type WriterCall = { readonly name: string; readonly args: readonly unknown[] }
/** `ms`: what this call took, without the commit. */
export type Worked = { readonly value: unknown; readonly ms: number }
export type Writer = { readonly run: (calls: readonly WriterCall[]) => Promise<{ readonly answers: readonly Worked[]
  /** What the group took, with its commit. */
  readonly ms: number }> }

/** Calls that only read: they need no commit. */
const reads: ReadonlySet<string> = new Set(['identity', 'deviceKey', 'listClinics', 'listDevices', 'listSlots', 'listBookings', 'listInDoubt', 'callList', 'modeOf', 'unusedCodes'])

/** One commit for all of `calls`; a single one, and what only reads, needs nothing around it. */
export function workOff(centre: Centre, atomically: <T>(act: () => T) => T, calls: readonly WriterCall[], clock: () => number): { answers: Worked[]; ms: number } {
  const since = clock()
  const work = (): Worked[] => calls.map(({ name, args }) => {
    const began = clock()
    const value = (centre[name as keyof Centre] as (...a: readonly unknown[]) => unknown)(...args)
    return { value, ms: clock() - began }
  })
  const answers = calls.length === 1 || calls.every(({ name }) => reads.has(name)) ? work() : atomically(work)
  return { answers, ms: clock() - since }
}

/** A writer over a centre that answers each call by itself, several at a time: a database that has its own line and its own group commit. */
export const writerOf = (port: CentrePort, clock: () => number): Writer => ({
  run: async (calls) => {
    const since = clock()
    const answers = await Promise.all(calls.map(async ({ name, args }) => {
      const value = await (port[name as keyof Centre] as (...a: readonly unknown[]) => Promise<unknown>)(...args)
      return { value, ms: 1 }
    }))
    return { answers, ms: clock() - since }
  },
})
