/** How a wait is told: a range when it is one, and no minute that promises more than is known. */
export type Wait = { readonly key: 'soon' | 'within' | 'range'; readonly low: number; readonly high: number }
const SOON_MINUTES = 5

export function waitOf([low, high]: readonly [number, number]): Wait {
  return { key: high <= SOON_MINUTES ? 'soon' : low === 0 ? 'within' : 'range', low, high }
}
