import type { Db } from '../db/database.ts'

/** Prepared statements, made once a text. The only way repositories reach the file. */
export type Rows = {
  readonly one: <T>(sql: string, ...values: unknown[]) => T | null
  readonly all: <T>(sql: string, ...values: unknown[]) => T[]
  readonly run: (sql: string, ...values: unknown[]) => number
  /** What was read and is still so, by a repository's own names; whoever writes the rows drops the name, an undone transaction drops all. */
  readonly kept: Map<string, unknown>
}

type Statement = { readonly get: (...v: unknown[]) => unknown; readonly all: (...v: unknown[]) => unknown[]; readonly run: (...v: unknown[]) => { readonly changes: number } }

export function rowsOf(db: Db): Rows {
  const cache = new Map<string, Statement>()
  const prepared = (sql: string): Statement => {
    const known = cache.get(sql)
    if (known) return known
    const made = db.prepare(sql) as unknown as Statement
    cache.set(sql, made)
    return made
  }
  return {
    kept: new Map(),
    one: <T>(sql: string, ...values: unknown[]) => (prepared(sql).get(...values) as T | undefined) ?? null,
    all: <T>(sql: string, ...values: unknown[]) => prepared(sql).all(...values) as T[],
    run: (sql, ...values) => prepared(sql).run(...values).changes,
  }
}
