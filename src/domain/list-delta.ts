/** What of a long list changed since it was last told: five thousand rows are not sent again because one was called. */
export type ListDelta<R> = { /** Where each new or changed row stands now, first first. */ readonly changed: readonly { readonly index: number; readonly row: R }[]; readonly gone: readonly string[] }

/** Same values, whichever object holds them. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => sameValue(one[key], other[key]))
}

/** Null when rows that did not change stand in another order: then the whole list is told. */
export function deltaOf<R>(before: readonly R[], after: readonly R[], idOf: (row: R) => string): ListDelta<R> | null {
  const old = new Map(before.map((row) => [idOf(row), row]))
  const changed = after.flatMap((row, index) => (sameValue(old.get(idOf(row)), row) ? [] : [{ index, row }]))
  const fresh = new Set(changed.map(({ row }) => idOf(row)))
  const now = new Set(after.map(idOf))
  const stay = before.filter((row) => now.has(idOf(row)) && !fresh.has(idOf(row)))
  let at = 0
  for (const row of after) if (!fresh.has(idOf(row)) && idOf(row) !== idOf(stay[at++] as R)) return null
  return { changed, gone: before.map(idOf).filter((id) => !now.has(id)) }
}

/** Rows that did not change stay the very same objects. */
export function applyDelta<R>(before: readonly R[], { changed, gone }: ListDelta<R>, idOf: (row: R) => string): readonly R[] {
  if (changed.length === 0 && gone.length === 0) return before
  const out = new Set([...gone, ...changed.map(({ row }) => idOf(row))])
  const stay = before.filter((row) => !out.has(idOf(row)))
  const placed = new Map(changed.map(({ index, row }) => [index, row]))
  let at = 0
  return Array.from({ length: stay.length + changed.length }, (_, index) => placed.get(index) ?? (stay[at++] as R))
}
