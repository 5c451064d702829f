import Database from 'better-sqlite3'
import { assert } from '../../base/assert.ts'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { first } from './migrations/0001-first.ts'
import { lives } from './migrations/0002-lives.ts'
import { field } from './migrations/0003-field.ts'
import { auditChain } from './migrations/0004-audit-chain.ts'
import { fewerIndexes } from './migrations/0005-fewer-indexes.ts'
import { fewerTrees } from './migrations/0006-fewer-trees.ts'

export type LedgerFile = Database.Database

const migrations = [first, lives, field, auditChain, fewerIndexes, fewerTrees]

/** Pages in the log before they are moved into the file, 32 MiB: a batch of 500 entries writes some 1,500. */
const CHECKPOINT_PAGES = 8_000
const CACHE_KIB = 64 * 1_024

const failureOf = (cause: unknown): Failure => {
  const code = (cause as { code?: string }).code ?? ''
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) return failure('DATABASE_CORRUPTED')
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) return failure('DISK_READ_ONLY')
  if (code.startsWith('SQLITE_FULL')) return failure('DISK_FULL')
  if (code.startsWith('SQLITE_IOERR')) return failure('DISK_FAILED')
  throw cause
}

/** Opens, checks and migrates. FULL is set on every open: a re-opened WAL file comes up NORMAL and loses what was acknowledged. */
export function openLedgerFile(path: string): Result<LedgerFile, Failure> {
  let db: LedgerFile | undefined
  try {
    db = new Database(path)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    db.pragma(`cache_size = -${CACHE_KIB}`)
    // What a savepoint may have to undo, a page or two an entry, is no matter for the disk.
    db.pragma('temp_store = MEMORY')
    db.pragma('foreign_keys = ON')
    assert(db.pragma('synchronous', { simple: true }) === 2, 'synchronous is FULL')
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > migrations.length) {
      db.close()
      return err(failure('DATABASE_TOO_NEW', `ledger is of version ${version}, this service knows ${migrations.length}`))
    }
    for (let next = version; next < migrations.length; next++) migrate(db, next)
    if (db.pragma('quick_check', { simple: true }) !== 'ok') return err(failure('DATABASE_CORRUPTED'))
    return ok(db)
  } catch (cause) {
    db?.close()
    return err(failureOf(cause))
  }
}

function migrate(db: LedgerFile, index: number): void {
  db.transaction(() => {
    db.exec(migrations[index] ?? '')
    db.pragma(`user_version = ${index + 1}`)
  })()
}
