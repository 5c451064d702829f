/** Backup and restore of the SQLite ledger's file. A backup is one consistent file, made while the service runs. */
import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'

const OWNER_ONLY = 0o600

function flush(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}

/** Null when the file is a whole database. */
function damageOf(path: string): Failure | null {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true })
    const found = db.pragma('quick_check', { simple: true })
    db.close()
    return found === 'ok' ? null : failure('DATABASE_CORRUPTED', `${path}: ${String(found)}`)
  } catch (cause) {
    return failure('DATABASE_CORRUPTED', `${path}: ${(cause as Error).message}`)
  }
}

/** Never over a file that is there already. */
export function backupLedger(path: string, to: string): Result<{ path: string }, Failure> {
  if (!existsSync(path)) return err(failure('CONFIG_INVALID', `there is no ledger at ${path}`))
  if (existsSync(to)) return err(failure('CONFIG_INVALID', `${to} is there already`))
  const db = new Database(path, { readonly: true })
  const half = `${to}.half`
  db.prepare('VACUUM INTO ?').run(half)
  db.close()
  const damage = damageOf(half)
  if (damage) return err(damage)
  chmodSync(half, OWNER_ONLY)
  flush(half)
  renameSync(half, to)
  return ok({ path: to })
}

/** While the service is stopped. What was there is set aside; the mark stays, so that the service knows at its start that the ledger went back. */
export function restoreLedger(from: string, path: string, now: number): Result<{ path: string; setAside: string | null }, Failure> {
  const damage = damageOf(from)
  if (damage) return err(damage)
  const setAside = existsSync(path) ? `${path}.set-aside-${now}` : null
  if (setAside !== null) for (const end of ['', '-wal', '-shm']) if (existsSync(path + end)) renameSync(path + end, setAside + end)
  copyFileSync(from, path)
  chmodSync(path, OWNER_ONLY)
  flush(path)
  return ok({ path, setAside })
}
