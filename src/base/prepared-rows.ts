/** Rows of one open SQLite file, for whoever owns it: statements made once a text, and what was read and is still so. */
type Statement = { readonly get: (...values: unknown[]) => unknown; readonly all: (...values: unknown[]) => unknown[]; readonly run: (...values: unknown[]) => { readonly changes: number } }
type Preparing = { readonly prepare: (sql: string) => unknown }

/** Whoever writes the rows drops the name; a transaction that is undone drops all. Only for a file that nobody else writes. */
export type Kept = {
  readonly of: <T>(name: string, read: () => T) => T
  readonly put: (name: string, value: unknown) => void
  readonly drop: (name: string) => void
  readonly clear: () => void
}
export type Rows = {
  readonly one: <T>(sql: string, ...values: unknown[]) => T | null
  readonly all: <T>(sql: string, ...values: unknown[]) => T[]
  /** Answers how many rows changed. */
  readonly run: (sql: string, ...values: unknown[]) => number
  readonly kept: Kept
  /** Around what writes in a transaction or a savepoint: when it throws, its rows are undone, and what was kept of them is forgotten. */
  readonly undoing: <T>(act: () => T) => T
}

const KEPT_NAMES_MAX = 10_000

function keptValues(): Kept {
  const values = new Map<string, unknown>()
  const put = (name: string, value: unknown): void => {
    if (values.size >= KEPT_NAMES_MAX) values.clear()
    values.set(name, value)
  }
  return {
    of: <T>(name: string, read: () => T): T => {
      const known = values.get(name)
      if (known !== undefined) return known as T
      const made = read()
      put(name, made)
      return made
    },
    put, drop: (name) => { values.delete(name) }, clear: () => { values.clear() },
  }
}

/** SQLite makes the plan anew whenever a bare parameter of LIMIT is bound, which takes ten times as long as a short read. Behind a sign it is planned once. */
const plannedOnce = (sql: string): string => sql.replace(/\bLIMIT \?/g, 'LIMIT +?')

export function rowsOf(db: Preparing): Rows {
  const statements = new Map<string, Statement>()
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql)
    if (known) return known
    const made = db.prepare(plannedOnce(sql)) as Statement
    statements.set(sql, made)
    return made
  }
  const kept = keptValues()
  return {
    one: <T>(sql: string, ...values: unknown[]) => (prepared(sql).get(...values) as T | undefined) ?? null,
    all: <T>(sql: string, ...values: unknown[]) => prepared(sql).all(...values) as T[],
    run: (sql, ...values) => prepared(sql).run(...values).changes,
    kept,
    undoing: (act) => {
      try {
        return act()
      } catch (cause) {
        kept.clear()
        throw cause
      }
    },
  }
}
