/** `integrity_check` of what a killed process left, on a copy: the file itself is recovered by the product alone. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { unlock } from '../../../src/store/db/unlock.ts'

const MEMORY_FOLDER = '/dev/shm'
export const scratchRoot = (): string => (existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir())

export function openWithKey(path: string, key: string | null, options: { readonly readonly?: boolean } = {}): Database.Database {
  const db = new Database(path, options)
  if (key !== null) unlock(db, key)
  return db
}

/** Null when sound, else what is wrong. The copy lies in the run's own folder; the -shm is left behind: it is rebuilt from the log. */
export function damageOf(path: string, key: string | null): string | null {
  if (!existsSync(path)) return null
  const folder = mkdtempSync(join(dirname(dirname(path)), 'check-'))
  try {
    const copy = join(folder, 'copy.db')
    copyFileSync(path, copy)
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
    const db = openWithKey(copy, key)
    try {
      const verdict = String(db.pragma('integrity_check', { simple: true }))
      return verdict === 'ok' ? null : verdict
    } finally {
      db.close()
    }
  } catch (cause) {
    return String(cause)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
