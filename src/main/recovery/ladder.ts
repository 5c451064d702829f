/** What is done about each trouble, from the smallest step to the last. Pure: what happened before and when comes in. */
export type Trouble = 'page-hung' | 'page-gone' | 'gpu-gone' | 'store-down' | 'started'
export type Rung = 'nothing' | 'crash-page' | 'new-page' | 'software-rendering' | 'restart' | 'out-of-service'
export type Incident = { readonly trouble: Trouble; readonly at: number }

const MINUTE_MS = 60_000
export const WINDOW_MS = 5 * MINUTE_MS
const PAGES_MAX = 3
const GPU_MAX = 2
const STORE_MAX = 12
/** Starts of the whole program that were not asked for by a person. */
export const STARTS_WINDOW_MS = 15 * MINUTE_MS
const STARTS_MAX = 5
export const INCIDENTS_KEPT_MAX = 200

const countOf = (before: readonly Incident[], trouble: Trouble, since: number): number => before.filter((one) => one.trouble === trouble && one.at > since).length

/** `before` holds the trouble itself already. A clock set back makes counts larger at worst, never a rung that is skipped. */
export function rungFor(before: readonly Incident[], { trouble, at }: Incident): Rung {
  const lately = countOf(before, trouble, at - WINDOW_MS)
  switch (trouble) {
    case 'page-hung': return 'crash-page'
    case 'page-gone': return lately >= PAGES_MAX ? 'restart' : 'new-page'
    case 'gpu-gone': return lately >= GPU_MAX ? 'software-rendering' : 'nothing'
    // The store is started again by its keeper, with pauses that grow.
    case 'store-down': return lately >= STORE_MAX ? 'restart' : 'nothing'
    case 'started': return countOf(before, 'started', at - STARTS_WINDOW_MS) > STARTS_MAX ? 'out-of-service' : 'nothing'
  }
}

export const remember = (before: readonly Incident[], incident: Incident): Incident[] => [...before, incident].slice(-INCIDENTS_KEPT_MAX)
