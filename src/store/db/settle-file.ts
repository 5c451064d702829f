import Database from 'better-sqlite3'
import { unlock } from './unlock.ts'

/** What lies in the log of a file nobody uses goes into it, so that the file alone is all of it. Migrates nothing. */
export function settleFile(path: string, key: string): void {
  const db = new Database(path)
  try {
    unlock(db, key)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.pragma('journal_mode = DELETE')
  } finally {
    db.close()
  }
}
