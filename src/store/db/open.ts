import { createHmac } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { assert } from '../../base/assert.ts'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { diskFailure } from './failures.ts'
import type { Db } from './database.ts'
import { migrate, SCHEMA_VERSION } from './migrate.ts'
import { newestBackup } from './newest-backup.ts'
import { floorTickets, freezeFile, salvage } from './salvage.ts'
import type { Salvaged } from './salvage.ts'
import { unlock } from './unlock.ts'

export type Opened = {
  readonly db: Db
  /** Set when a damaged file was put aside and a fresh one begun. */
  readonly setAside: string | null
  /** What could be read of the damaged one and of the last backup. */
  readonly salvaged?: Salvaged
}

const KEY_HEX = /^[0-9a-f]{64}$/i
/** Pages in the log before they are moved into the file, 16 MiB: three syncs for 200 bookings, instead of for 50. */
const CHECKPOINT_PAGES = 4_000
const OLDEST_SQLITE = [3, 51, 3]

/** Proves that a key belongs to a file without opening it: a wrong key and a damaged file look alike to SQLite. */
const keyCheckOf = (key: string): string => createHmac('sha256', Buffer.from(key, 'hex')).update('vaccination-kiosk key check 1').digest('hex')

/** Opens, checks, migrates. Never makes an empty file over an old one whose key is missing. `at` names a file that is set aside. */
export function openKioskFile(path: string, key: string, at: number): Result<Opened, Failure> {
  if (path === ':memory:') return ok({ db: prepare(new Database(path)), setAside: null })
  if (!KEY_HEX.test(key)) return err(failure('DATABASE_KEY_MISSING'))
  try {
    mkdirSync(dirname(path), { recursive: true })
    const checkPath = `${path}.keycheck`
    const check = existsSync(checkPath) ? readFileSync(checkPath, 'utf8').trim() : ''
    // A check that was cut off says nothing: the file itself is asked.
    const fits = check === keyCheckOf(key) || (!KEY_HEX.test(check) && (!existsSync(path) || opensWith(path, key)))
    if (existsSync(path) && !fits) return err(failure('DATABASE_KEY_WRONG'))
    if (check !== keyCheckOf(key)) replaceFile(checkPath, keyCheckOf(key))
    settleLog(path, key)
    return openChecked(path, key, at)
  } catch (cause) {
    const known = diskFailure(cause)
    if (known) return err(known)
    throw cause
  }
}

/**
 * What a killed process left in the log is read back from the page cache, which after a failed fsync may hold what the disk does not (Rebello et al., 2020).
 * Written again in place and synced, every commit that recovery sees is on the disk; the same bytes harm nothing whenever the power goes.
 * Under an exclusive lock: the log of a process that still runs is its own.
 */
function settleLog(path: string, key: string): void {
  const log = `${path}-wal`
  if (!existsSync(path) || !existsSync(log) || statSync(log).size === 0) return
  // First, for its plain word on a folder that may not be written.
  const file = openSync(log, 'r+')
  const db = new Database(path, { timeout: 0 })
  try {
    unlock(db, key)
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('user_version')
    writeSynced(file, readFileSync(log))
  } catch (cause) {
    const code = String((cause as { code?: unknown }).code)
    // In use elsewhere, or damaged: whoever opens it next says so.
    if (!code.startsWith('SQLITE_BUSY') && diskFailure(cause)?.code !== 'DATABASE_CORRUPTED') throw cause
  } finally {
    db.close()
    closeSync(file)
  }
}

/** Replaced whole: cut off in the middle it would look like a wrong key for ever after. */
function replaceFile(path: string, text: string): void {
  const file = openSync(`${path}.new`, 'w')
  try { writeSynced(file, Buffer.from(text)) } finally { closeSync(file) }
  renameSync(`${path}.new`, path)
}

function writeSynced(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written, bytes.length - written, written)
  fsyncSync(file)
}

function openChecked(path: string, key: string, at: number): Result<Opened, Failure> {
  const db = new Database(path)
  try {
    unlock(db, key)
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > SCHEMA_VERSION) {
      db.close()
      return err(failure('DATABASE_TOO_NEW', `the file is of version ${version}, this kiosk knows ${SCHEMA_VERSION}`))
    }
    if (db.pragma('quick_check', { simple: true }) !== 'ok') throw Object.assign(new Error('quick_check'), { code: 'SQLITE_CORRUPT' })
    return ok({ db: prepare(db, path), setAside: null })
  } catch (cause) {
    // Closed before it is moved: an open file cannot be renamed on Windows.
    db.close()
    if (diskFailure(cause)?.code !== 'DATABASE_CORRUPTED') throw cause
    return ok(beginAfresh(path, key, at))
  }
}

function opensWith(path: string, key: string): boolean {
  const db = new Database(path, { readonly: true })
  try {
    unlock(db, key)
    db.pragma('user_version')
    return true
  } catch (cause) {
    // A disk that fails is no wrong key.
    if ((cause as { code?: string }).code !== 'SQLITE_NOTADB') throw cause
    return false
  } finally {
    db.close()
  }
}

/** The damaged file is kept, with its log; what can be read of it, and what only the last backup still has, goes into a fresh one, where booking goes on. */
function beginAfresh(path: string, key: string, at: number): Opened {
  const setAside = `${path}.damaged-${at}`
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix)
  const db = new Database(path)
  unlock(db, key)
  const fresh = prepare(db, path)
  const salvaged = [setAside, newestBackup(dirname(path))].flatMap((source) => (source ? salvageFrom(source, key, fresh) : []))
  floorTickets(fresh, at)
  freezeFile(fresh)
  return { db: fresh, setAside, salvaged: { rows: sum(salvaged, 'rows'), entries: sum(salvaged, 'entries'), whole: salvaged[0]?.whole ?? false } }
}

const sum = (all: readonly Salvaged[], of: 'rows' | 'entries'): number => all.reduce((total, one) => total + one[of], 0)

function salvageFrom(source: string, key: string, into: Db): Salvaged[] {
  try {
    return [salvage(source, key, into)]
  } catch (cause) {
    // Not even its first page: there is nothing in it to be read.
    if (diskFailure(cause) === null) throw cause
    return []
  }
}

/** Set on every open: a re-opened WAL file comes up NORMAL, and NORMAL loses what was acknowledged in a power cut. */
function prepare(db: Db, path?: string): Db {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  db.pragma('foreign_keys = ON')
  // What is forgotten is overwritten, wherever that costs no write of its own.
  db.pragma('secure_delete = FAST')
  assert(db.pragma('synchronous', { simple: true }) === 2, 'synchronous is FULL')
  const version = String(db.prepare('SELECT sqlite_version() AS v').pluck().get()).split('.').map(Number)
  const index = OLDEST_SQLITE.findIndex((part, i) => version[i] !== part)
  assert(index < 0 || (version[index] ?? 0) > (OLDEST_SQLITE[index] ?? 0), 'SQLite is 3.51.3 or newer (WAL reset race)')
  migrate(db, path)
  return db
}
