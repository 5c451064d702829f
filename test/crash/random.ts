/** Mulberry32: a seed repeats the schedule of kills and acts (the instants themselves depend on the machine). */
export type Random = { readonly next: () => number; readonly below: (n: number) => number; readonly between: (min: number, max: number) => number; readonly pick: <T>(items: readonly T[]) => T }

export function randomOf(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return { next, below, between: (min, max) => min + below(max - min + 1), pick: (items) => items[below(items.length)] as (typeof items)[number] }
}
