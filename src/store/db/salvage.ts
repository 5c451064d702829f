/** Row by row from a file that is damaged, or that belongs to another life: what can be read goes into a fresh one. */
import { DAY_MS } from '../../base/time.ts'
import type { Db } from './database.ts'
import { lookInto } from './look.ts'

export type Salvaged = { readonly rows: number; readonly entries: number; readonly whole: boolean }

/** Places may have been sold in rows that are lost, sessions come down again, answers to commands belong to the old screens. */
const LEFT_BEHIND = new Set(['place', 'session', 'slot', 'command'])
/** Where the centre's feed is read, and a wish that waits, belong to the old file. */
const META_LEFT_BEHIND = new Set(['cursor', 'pendingAllotment', 'demand', 'setAside'])

type Row = Readonly<Record<string, unknown>>
const namesOf = (db: Db, sql: string, ...values: unknown[]): string[] => db.prepare(sql).pluck().all(...values) as string[]
const tablesOf = (db: Db): string[] => namesOf(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
const columnsOf = (db: Db, table: string): string[] => namesOf(db, 'SELECT name FROM pragma_table_info(?)', table)

/** From the front until it breaks, then from the back until it breaks: one damaged place costs only what stands on it. */
function readable(db: Db, table: string, keep: (row: Row) => void): boolean {
  for (const direction of ['ASC', 'DESC']) {
    try {
      const keys = namesOf(db, 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', table)
      const order = keys.map((name) => `${name} ${direction}`).join(', ')
      for (const row of db.prepare(`SELECT * FROM ${table}${order ? ` ORDER BY ${order}` : ''}`).iterate() as Iterable<Row>) keep(row)
      return direction === 'ASC'
    } catch { /* damaged from here on */ }
  }
  return false
}

export function salvage(from: string, key: string, into: Db, only: (table: string, row: Row) => boolean = () => true): Salvaged {
  let rows = 0
  let entries = 0
  let whole = true
  const known = new Set(tablesOf(into))
  lookInto(from, key, (db) => {
    into.pragma('foreign_keys = OFF')
    for (const table of tablesOf(db).filter((name) => known.has(name) && !LEFT_BEHIND.has(name))) {
      const shared = columnsOf(into, table).filter((name) => columnsOf(db, table).includes(name))
      const insert = into.prepare(`INSERT OR IGNORE INTO ${table} (${shared.join(', ')}) VALUES (${shared.map(() => '?').join(', ')})`)
      const keep = (row: Row): void => {
        if ((table === 'meta' && META_LEFT_BEHIND.has(String(row.key))) || !only(table, row)) return
        const { changes } = insert.run(...shared.map((name) => row[name]))
        rows += changes
        if (table === 'outbox') entries += changes
      }
      whole = into.transaction(() => readable(db, table, keep))() && whole
    }
    into.pragma('foreign_keys = ON')
  })
  return { rows, entries, whole }
}

/** Numbers of bookings that are lost are not given again: the entries of the last day say how far they went. */
export function floorTickets(db: Db, at: number): void {
  const numbers = namesOf(db, "SELECT json_extract(wire, '$.body.ticketNumber') FROM outbox WHERE type IN ('booking-created', 'booking-waitlisted') AND created_at > ?", at - DAY_MS)
  const byLetter: Record<string, number> = {}
  for (const [, letter = '', count] of numbers.flatMap((number) => [/^(.+)-(\d+)/.exec(number) ?? []])) byLetter[letter] = Math.max(byLetter[letter] ?? 0, Number(count))
  db.prepare("INSERT INTO meta VALUES ('ticketFloor', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(JSON.stringify({ at, byLetter }))
}

/** An enrolled device whose places are unknown sells nothing until it is enrolled again; what it already promised still goes up. */
export function freezeFile(db: Db): void {
  if (db.prepare("SELECT 1 FROM meta WHERE key = 'identity'").get()) db.prepare("INSERT INTO meta VALUES ('frozen', '\"forked\"') ON CONFLICT (key) DO NOTHING").run()
}
