import Database from 'better-sqlite3'
import { unlock } from './unlock.ts'

/** The technician's PIN is forgotten, and its lock with it: the next start takes the one that the settings name. For a file that nobody uses. */
export function forgetPin(path: string, key: string): boolean {
  const db = new Database(path, { fileMustExist: true })
  try {
    unlock(db, key)
    return db.prepare("DELETE FROM meta WHERE key = 'pin'").run().changes > 0
  } finally {
    db.close()
  }
}
