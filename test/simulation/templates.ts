/** Migrated empty files. One that was used is emptied and used again: its statements are made already, which takes longer than to run them. */
import type Database from 'better-sqlite3'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { openKioskFile } from '../../src/store/db/open.ts'
import { orThrow } from '../support/clinic.ts'
import { openCopy, statementOf } from './faulty-file.ts'

const KEPT_FILES_MAX = 24

/** A table that points at another comes before it: rows are let go before what they point at. */
function tablesOf(db: Database.Database): readonly string[] {
  const names = (db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'").all() as { name: string }[]).map(({ name }) => name)
  const left = new Map(names.map((name) => [name, new Set((db.pragma(`foreign_key_list(${name})`) as { table: string }[]).map(({ table }) => table).filter((table) => table !== name))]))
  const sorted: string[] = []
  while (left.size > 0) {
    const next = [...left.keys()].find((name) => ![...left.values()].some((targets) => targets.has(name)))
    if (next === undefined) throw new Error(`these tables point at one another: ${[...left.keys()].join(', ')}`)
    left.delete(next)
    sorted.push(next)
  }
  return sorted
}

function filesLike(first: Database.Database) {
  const bytes = first.serialize()
  // Ids that count begin anew as well.
  const tables = [...tablesOf(first), 'sqlite_sequence']
  const filled = tables.filter((name) => first.prepare(`SELECT 1 FROM ${name}`).get() !== undefined)
  if (filled.length > 0) throw new Error(`a new file has rows in ${filled.join(', ')}: to empty it would not make it new`)
  first.close()
  const kept: Database.Database[] = []
  const empty = (file: Database.Database): void => file.transaction(() => { for (const name of tables) statementOf(file, `DELETE FROM ${name}`).run() })()
  return {
    take: (): Database.Database => kept.pop() ?? openCopy(bytes),
    giveBack: (file: Database.Database): void => {
      if (kept.length >= KEPT_FILES_MAX || file.inTransaction) return void file.close()
      empty(file)
      kept.push(file)
    },
  }
}

export const kioskFiles = filesLike(orThrow(openKioskFile(':memory:', '', 0)).db)
export const ledgerFiles = filesLike(orThrow(openLedgerFile(':memory:')))
