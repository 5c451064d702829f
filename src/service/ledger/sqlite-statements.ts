import type { LedgerFile } from './open-ledger.ts'

export type Rows = ReturnType<typeof statements>
type Statement = {
  readonly get: (...values: unknown[]) => unknown
  readonly all: (...values: unknown[]) => unknown[]
  readonly run: (...values: unknown[]) => { readonly changes: number }
}

/** Each text is prepared once. */
export function statements(db: LedgerFile) {
  const cache = new Map<string, Statement>()
  const prepared = (sql: string): Statement => {
    const known = cache.get(sql)
    if (known) return known
    const made = db.prepare(sql) as unknown as Statement
    cache.set(sql, made)
    return made
  }
  return {
    one: <T>(sql: string, ...values: unknown[]): T | null => (prepared(sql).get(...values) as T | undefined) ?? null,
    all: <T>(sql: string, ...values: unknown[]): T[] => prepared(sql).all(...values) as T[],
    run: (sql: string, ...values: unknown[]): number => prepared(sql).run(...values).changes,
  }
}
