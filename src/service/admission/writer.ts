/** Whoever works off the line: a group of calls, one commit, durable before it is answered. */
import type { Centre } from '../centre.ts'

export type WriterCall = { readonly name: string; readonly args: readonly unknown[] }
/** `ms`: what this call took, without the commit. */
export type Worked = { readonly value: unknown; readonly ms: number
  /** Why this call alone came to nothing, by nobody's foresight: its request fails, the others do not. */
  readonly refused?: string }
export type Writer = {
  /** Groups that may be on their way to it at once. */
  readonly lanes?: number
  readonly run: (calls: readonly WriterCall[]) => Promise<{ readonly answers: readonly Worked[]
  /** What the group took, with its commit. */
  readonly ms: number }> }

/** Calls that only read: they need no commit. */
const reads: ReadonlySet<string> = new Set(['identity', 'deviceKey', 'listClinics', 'listDevices', 'listSlots', 'listBookings', 'listInDoubt', 'callList', 'modeOf', 'unusedCodes', 'adminTokens', 'listAudit'])

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

/** Groups for a database that has its own line and its own group commit: many calls are under way together, each with a commit of its own. */
export function createTogether(ask: (call: WriterCall) => Promise<Omit<Worked, 'ms'>>, clock: () => number) {
  let underWay = 0
  /** A call's part of the database is the time it took, shared with those beside it. */
  const timed = async (call: WriterCall): Promise<Worked> => {
    const beside = ++underWay
    const since = clock()
    const answer = await ask(call)
    underWay--
    return { ...answer, ms: (clock() - since) / Math.max(beside, underWay + 1) }
  }
  return async (calls: readonly WriterCall[]): Promise<{ answers: Worked[]; ms: number }> => {
    const answers = await Promise.all(calls.map(timed))
    return { answers, ms: answers.reduce((sum, { ms }) => sum + ms, 0) }
  }
}
