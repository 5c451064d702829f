/** The two SQLite files as they stand: a change of schema is a new migration, never an edit of an old one. UPDATE_GOLDEN=1 writes the pictures anew after a migration was added. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { openKioskFile } from '../../src/store/db/open.ts'
import { KEY, orThrow } from '../support/clinic.ts'

const schemaOf = (db: Database.Database): string =>
  `${(db.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name").all() as { sql: string }[]).map(({ sql }) => `${sql.replaceAll(/\n\s*/g, '\n  ')};`).join('\n')}\n`

const files = {
  kiosk: { open: () => orThrow(openKioskFile(':memory:', KEY, 1)).db },
  ledger: { open: () => orThrow(openLedgerFile(':memory:')) },
}

describe.each(Object.entries(files))('the schema of the %s', (name, { open }) => {
  const golden = fileURLToPath(new URL(`./golden/${name}.sql`, import.meta.url))
  it('is the recorded one', () => {
    const schema = schemaOf(open())
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, schema)
    expect(schema).toBe(readFileSync(golden, 'utf8'))
  })
})
