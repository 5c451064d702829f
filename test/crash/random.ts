import { chanceOf } from '../simulation/chance.ts'

/** A seed repeats the schedule of kills and acts (the instants themselves depend on the machine). */
export type Random = { readonly next: () => number; readonly below: (n: number) => number; readonly between: (min: number, max: number) => number; readonly pick: <T>(items: readonly T[]) => T }

export function randomOf(seed: number): Random {
  const { next, whole: below } = chanceOf(seed)
  return { next, below, between: (min, max) => min + below(max - min + 1), pick: (items) => items[below(items.length)] as (typeof items)[number] }
}
