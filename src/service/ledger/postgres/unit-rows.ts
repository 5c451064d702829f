/** Rows of one table as one unit of work knows them: what was loaded, and over it what was written, each write with the way back. */
export type Journal = (() => void)[]

export const undoTo = (journal: Journal, mark: number): void => { while (journal.length > mark) journal.pop()?.() }

export type Change<Row> = { readonly before: Row | null; readonly row: Row | null }
export type Rows<Row> = {
  readonly get: (key: string) => Row | null
  readonly has: (key: string) => boolean
  readonly load: (row: Row) => void
  readonly put: (row: Row) => void
  readonly drop: (key: string) => void
  readonly filter: (fits: (row: Row) => boolean) => Row[]
  /** A `row` of null was deleted. */
  readonly changes: () => readonly Change<Row>[]
}

export function createRows<Row>(journal: Journal, keyOf: (row: Row) => string): Rows<Row> {
  const stored = new Map<string, Row>()
  const written = new Map<string, Row | null>()
  const write = (key: string, row: Row | null): void => {
    const [had, before] = [written.has(key), written.get(key) ?? null]
    journal.push(() => { if (had) written.set(key, before); else written.delete(key) })
    written.set(key, row)
  }
  return {
    get: (key) => (written.has(key) ? (written.get(key) ?? null) : (stored.get(key) ?? null)),
    has: (key) => written.has(key) || stored.has(key),
    load: (row) => { stored.set(keyOf(row), row) },
    put: (row) => write(keyOf(row), row),
    drop: (key) => write(key, null),
    filter: (fits) => {
      const found: Row[] = []
      for (const [key, row] of stored) if (!written.has(key) && fits(row)) found.push(row)
      for (const row of written.values()) if (row !== null && fits(row)) found.push(row)
      return found
    },
    changes: () => [...written].map(([key, row]) => ({ before: stored.get(key) ?? null, row })),
  }
}

/** What is only ever added. */
export type Added<Row> = { readonly add: (row: Row) => void; readonly all: () => readonly Row[] }

export function createAdded<Row>(journal: Journal): Added<Row> {
  const rows: Row[] = []
  return { add: (row) => { journal.push(() => { rows.pop() }); rows.push(row) }, all: () => rows }
}
