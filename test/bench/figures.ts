/** The arithmetic of the bench: medians, percentiles, a seeded order, and the one line a measuring child prints. */

/** The value below which the part `q` (0..1) of the sample lies; nearest rank. */
export function percentile(sample: readonly number[], q: number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN
}

/** Of an even sample: the mean of the middle two. */
export function median(sample: readonly number[]): number {
  const sorted = [...sample].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[half] ?? Number.NaN) : ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2
}

export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits))

/** Fisher-Yates. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items]
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [order[i] as T, order[j] as T]
    order[i] = b
    order[j] = a
  }
  return order
}

export const tell = (result: Record<string, unknown>): void => { process.stdout.write(`${JSON.stringify(result)}\n`) }

export const microsecondsSince = (since: bigint): number => Number(process.hrtime.bigint() - since) / 1_000

/** Lets whatever else waits for the event loop have its turn, as between two patients. */
export const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })
