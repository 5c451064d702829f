/** The chain of the desk's trail: every act vouches for the one before it. What a chain cannot show is its own missing end. */
import { canonicalJson } from '../base/canonical-json.ts'

export type ChainedAct = {
  readonly actId: number; readonly at: number; readonly date: string; readonly practitionerId: string | null; readonly kind: string; readonly bookingId: string | null
  readonly facts: Readonly<Record<string, unknown>>
}
export type TrailFinding = { readonly acts: number; /** The first act that does not fit the one before it; null: all do. */ readonly broken: number | null }

/** Without what is written by hand: it leaves with the person, and the act stays. */
export const chainText = (previousHash: string, { actId, at, date, practitionerId, kind, bookingId, facts: { note: _, ...facts } }: ChainedAct): string =>
  canonicalJson([previousHash, actId, at, date, practitionerId, kind, bookingId, facts])

/** In the order of the acts. The first that has a hash begins the chain: those before it are gone, or older than the chain. */
export function checkTrail(acts: Iterable<ChainedAct & { readonly hash: string | null }>, hashOf: (text: string) => string): TrailFinding {
  let previous: string | null = null
  let count = 0
  for (const act of acts) {
    if (act.hash === null && previous === null) continue
    count++
    if (previous !== null && act.hash !== hashOf(chainText(previous, act))) return { acts: count, broken: act.actId }
    previous = act.hash
  }
  return { acts: count, broken: null }
}
