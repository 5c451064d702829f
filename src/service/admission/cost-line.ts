/** What a call costs the writer, as `fixed + size x slope` milliseconds: a straight line through what was measured, the newest counting most. */
export type CostLine = { readonly estimate: (size: number) => number; readonly learn: (size: number, ms: number) => void }
type Sums = readonly [weight: number, size: number, ms: number, sizeSize: number, sizeMs: number]

/** Of what was known, this much still counts after one more measurement. */
const KEPT = 0.98
const MS_MIN = 0.02

const plus = (a: Sums, size: number, ms: number): Sums => [a[0] + 1, a[1] + size, a[2] + ms, a[3] + size * size, a[4] + size * ms]

/** `guesses` stand for measurements that were never made; they weigh as much as one each, for ever, so that calls of one size alone tell no slope. */
export function createCostLine(guesses: readonly (readonly [size: number, ms: number])[]): CostLine {
  const prior = guesses.reduce<Sums>((sums, [size, ms]) => plus(sums, size, ms), [0, 0, 0, 0, 0])
  let seen: Sums = [0, 0, 0, 0, 0]
  let line = lineThrough(prior)
  return {
    estimate: (size) => Math.max(MS_MIN, line.fixed + size * line.slope),
    learn: (size, ms) => {
      const [weight, sizes, mss, sizeSize, sizeMs] = seen
      seen = plus([weight * KEPT, sizes * KEPT, mss * KEPT, sizeSize * KEPT, sizeMs * KEPT], size, ms)
      line = lineThrough(seen.map((sum, i) => sum + (prior[i] ?? 0)) as unknown as Sums)
    },
  }
}

function lineThrough([weight, size, ms, sizeSize, sizeMs]: Sums): { readonly fixed: number; readonly slope: number } {
  const spread = weight * sizeSize - size * size
  const slope = spread > 0 ? (weight * sizeMs - size * ms) / spread : 0
  const fixed = (ms - slope * size) / weight
  // A line below zero somewhere is no cost: it goes through the origin instead.
  if (slope >= 0 && fixed >= 0) return { fixed, slope }
  return slope < 0 ? { fixed: ms / weight, slope: 0 } : { fixed: 0, slope: sizeMs / sizeSize }
}
