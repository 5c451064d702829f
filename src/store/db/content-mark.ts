import { createHash } from 'node:crypto'
import type { Db } from './database.ts'

type Shape = readonly { readonly table: string; readonly columns: readonly string[]; readonly order: string }[]
/** What a start of the program changes by itself: compared by its keys that matter. */
const BY_ITSELF = 'meta'

/** Tables and columns that the older form has. */
export function shapeOf(db: Db): Shape {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all() as string[]
  return tables.filter((table) => table !== BY_ITSELF).map((table) => {
    const columns = db.prepare('SELECT name, pk FROM pragma_table_info(?) ORDER BY cid').all(table) as { readonly name: string; readonly pk: number }[]
    const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk).map(({ name }) => `"${name}"`)
    return { table, columns: columns.map(({ name }) => name), order: keys.length > 0 ? keys.join(', ') : 'rowid' }
  })
}

/** The same for two files whose rows are the same, as far as the older form can hold them. Null: this file lacks something of that form. */
export function contentMark(db: Db, shape: Shape, metaKeys: readonly string[]): string | null {
  const hash = createHash('sha256')
  try {
    for (const { table, columns, order } of shape) {
      hash.update(`${table}\n`)
      for (const row of db.prepare(`SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM "${table}" ORDER BY ${order}`).raw().iterate()) hash.update(`${JSON.stringify(row)}\n`)
    }
    for (const key of metaKeys) hash.update(`${key} ${String(db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key))}\n`)
    return hash.digest('hex')
  } catch {
    return null
  }
}
