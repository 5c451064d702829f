/** Looks into a kiosk's file without taking part: another process may own it, and nothing is migrated, repaired or begun. */
import Database from 'better-sqlite3'
import type { Db } from './database.ts'
import { unlock } from './unlock.ts'

export function lookInto<T>(path: string, key: string, look: (db: Db) => T): T {
  const db = new Database(path, { readonly: true, timeout: 5_000 })
  try {
    unlock(db, key)
    return look(db)
  } finally {
    db.close()
  }
}

export const isSound = (db: Db): boolean => db.pragma('quick_check', { simple: true }) === 'ok'
/** Entries, and acts of the desk that are still held back for undo. A file of an older version has no such table. */
export const countUnsent = (db: Db): number => Number(db.prepare("SELECT count(*) FROM outbox WHERE state <> 'settled'").pluck().get())
  + (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'held_act'").get() === undefined ? 0 : Number(db.prepare('SELECT count(*) FROM held_act').pluck().get()))
export const countEntries = (db: Db): number => Number(db.prepare('SELECT count(*) FROM outbox').pluck().get())
export const countBookings = (db: Db): number => Number(db.prepare('SELECT count(*) FROM booking').pluck().get())
/** Of the file's form; a program knows forms up to its own. */
export const versionOf = (db: Db): number => Number(db.pragma('user_version', { simple: true }))
export const unsentIds = (db: Db): string[] => db.prepare("SELECT entry_id FROM outbox WHERE state <> 'settled'").pluck().all() as string[]
export const hasEntry = (db: Db, entryId: string): boolean => db.prepare('SELECT 1 FROM outbox WHERE entry_id = ?').get(entryId) !== undefined
export const metaOf = (db: Db, key: string): unknown => {
  const found = db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key)
  return found === undefined ? null : JSON.parse(String(found))
}
/** Counts and states, no row of a person. */
export const outlineOf = (db: Db): Record<string, unknown> => ({
  schemaVersion: db.pragma('user_version', { simple: true }), outbox: db.prepare('SELECT state, count(*) AS n FROM outbox GROUP BY state').all(),
  bookings: db.prepare('SELECT date, status, count(*) AS n FROM booking GROUP BY date, status').all(), problems: db.prepare('SELECT code, count(*) AS n FROM problem GROUP BY code').all(),
  places: db.prepare('SELECT state, count(*) AS n FROM place GROUP BY state').all(),
})
/** A consistent copy under the same key, of a file that is in use. */
export function copyWhole(path: string, key: string, to: string): void {
  lookInto(path, key, (db) => { db.prepare('VACUUM INTO ?').run(to) })
}
