/** Looks into a kiosk's file without taking part: another process may own it, and nothing is migrated, repaired or begun. */
import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { checkTrail } from '../../domain/trail-chain.ts'
import type { TrailFinding } from '../../domain/trail-chain.ts'
import type { Db } from './database.ts'
import { unlock } from './unlock.ts'

/** The form of the file that has the chain. */
const TRAIL_SINCE = 7

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
/** The last so many acts of the desk: reading them takes a second at most. */
const TRAIL_ACTS_MAX = 50_000
type TrailRow = { readonly actId: number; readonly at: number; readonly date: string; readonly practitionerId: string | null; readonly kind: string; readonly bookingId: string | null; readonly facts: string; readonly hash: string | null }
/** A file of an older version has no chain. */
export function trailOf(db: Db): TrailFinding {
  if (versionOf(db) < TRAIL_SINCE) return { acts: 0, broken: null }
  const rows = db.prepare(`SELECT act_id AS actId, at, date, practitioner_id AS practitionerId, kind, booking_id AS bookingId, facts, hash FROM desk_act
    WHERE act_id > (SELECT coalesce(max(act_id), 0) FROM desk_act) - ? ORDER BY act_id`).iterate(TRAIL_ACTS_MAX) as Iterable<TrailRow>
  const acts = function* () { for (const { facts, ...row } of rows) yield { ...row, facts: JSON.parse(facts) as Record<string, unknown> } }
  return checkTrail(acts(), (text) => hash('sha256', text, 'base64url'))
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

/** Somebody else has it open: then its log cannot be folded in. What cannot be opened at all is judged by whoever asks next. */
export function isInUse(path: string, key: string): boolean {
  if (!existsSync(path)) return false
  const db = new Database(path, { timeout: 0 })
  try {
    unlock(db, key)
    return db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete'
  } catch (cause) {
    return (cause as { code?: string }).code?.startsWith('SQLITE_BUSY') === true
  } finally {
    db.close()
  }
}
