import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
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

export type Opened = { readonly db: Db; /** Set when a damaged file was put aside and a fresh one begun. */ readonly setAside: string | null }

const KEY_HEX = /^[0-9a-f]{64}$/i
/** Pages in the log before they are moved into the file, 16 MiB: three syncs for 200 bookings, instead of for 50. */
const CHECKPOINT_PAGES = 4_000
const OLDEST_SQLITE = [3, 51, 3]

/** AEGIS-256, authenticated like the default ChaCha20-Poly1305, takes a third of its time on a CPU with AES instructions: a booking writes about 20 pages. */
function unlock(db: Db, key: string): void {
  db.pragma("cipher = 'aegis'")
  db.pragma(`key = "x'${key}'"`)
}

/** Proves that a key belongs to a file without opening it: a wrong key and a damaged file look alike to SQLite. */
const keyCheckOf = (key: string): string => createHmac('sha256', Buffer.from(key, 'hex')).update('vaccination-kiosk key check 1').digest('hex')

/** Opens, checks, migrates. Never makes an empty file over an old one whose key is missing. `at` names a file that is set aside. */
export function openKioskFile(path: string, key: string, at: number): Result<Opened, Failure> {
  if (path === ':memory:') return ok({ db: prepare(new Database(path)), setAside: null })
  if (!KEY_HEX.test(key)) return err(failure('DATABASE_KEY_MISSING'))
  try {
    mkdirSync(dirname(path), { recursive: true })
    const checkPath = `${path}.keycheck`
    if (existsSync(path) && existsSync(checkPath) && readFileSync(checkPath, 'utf8').trim() !== keyCheckOf(key)) return err(failure('DATABASE_KEY_WRONG'))
    if (existsSync(path) && !existsSync(checkPath) && !opensWith(path, key)) return err(failure('DATABASE_KEY_WRONG'))
    writeFileSync(checkPath, keyCheckOf(key))
    return openChecked(path, key, at)
  } catch (cause) {
    const known = diskFailure(cause)
    if (known) return err(known)
    throw cause
  }
}

function openChecked(path: string, key: string, at: number): Result<Opened, Failure> {
  try {
    const db = new Database(path)
    unlock(db, key)
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > SCHEMA_VERSION) {
      db.close()
      return err(failure('DATABASE_TOO_NEW', `the file is of version ${version}, this kiosk knows ${SCHEMA_VERSION}`))
    }
    if (db.pragma('quick_check', { simple: true }) !== 'ok') throw Object.assign(new Error('quick_check'), { code: 'SQLITE_CORRUPT' })
    return ok({ db: prepare(db, path), setAside: null })
  } catch (cause) {
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
  } catch {
    return false
  } finally {
    db.close()
  }
}

/** The damaged file is kept for salvage, with its log; booking goes on in a fresh one. */
function beginAfresh(path: string, key: string, at: number): Opened {
  const setAside = `${path}.damaged-${at}`
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix)
  const db = new Database(path)
  unlock(db, key)
  return { db: prepare(db, path), setAside }
}

/** Set on every open: a re-opened WAL file comes up NORMAL, and NORMAL loses what was acknowledged in a power cut. */
function prepare(db: Db, path?: string): Db {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  db.pragma('foreign_keys = ON')
  assert(db.pragma('synchronous', { simple: true }) === 2, 'synchronous is FULL')
  const version = String(db.prepare('SELECT sqlite_version() AS v').pluck().get()).split('.').map(Number)
  const index = OLDEST_SQLITE.findIndex((part, i) => version[i] !== part)
  assert(index < 0 || (version[index] ?? 0) > (OLDEST_SQLITE[index] ?? 0), 'SQLite is 3.51.3 or newer (WAL reset race)')
  migrate(db, path)
  return db
}
