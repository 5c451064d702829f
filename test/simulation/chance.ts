/** All randomness of a schedule comes from its seed. */
export type Chance = {
  /** In [0, 1). */
  readonly next: () => number
  readonly whole: (below: number) => number
  readonly happens: (rate: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T | undefined
  readonly bytes: (count: number) => Uint8Array
}

/** Mulberry32 (Ettinger, 2017): 32 bits of state, good enough to wander, the same everywhere. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (below: number): number => Math.floor(next() * below)
  return {
    next, whole, happens: (rate) => next() < rate, pick: (items) => items[whole(items.length)],
    bytes: (count) => Uint8Array.from({ length: count }, () => whole(256)),
  }
}
