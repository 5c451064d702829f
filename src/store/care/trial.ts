/** Before an update: would the newer version carry this machine's own file over? Its store tries it on a copy; the file in use is only read. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { diskFailure } from '../db/failures.ts'
import { copyWhole, countBookings, countEntries, countUnsent, lookInto, versionOf } from '../db/look.ts'
import type { Db } from '../db/database.ts'
import { openKioskFile } from '../db/open.ts'

/** Versions of the file's form, and what must be there before and after. */
export type Trial = { readonly from: number; readonly to: number; readonly entries: number; readonly unsent: number; readonly bookings: number }

const trialFolder = (dataDir: string): string => join(dataDir, 'trial')
const countsOf = (db: Db) => ({ entries: countEntries(db), unsent: countUnsent(db), bookings: countBookings(db) })

/** Page by page, index by index, reference by reference: slower than the check of a start, and here nobody waits. */
function faultOf(db: Db): string | null {
  const integrity = String(db.pragma('integrity_check', { simple: true }))
  if (integrity !== 'ok') return integrity.slice(0, 200)
  const loose = db.pragma('foreign_key_check') as readonly { readonly table?: string }[]
  return loose.length > 0 ? `${loose.length} rows of ${loose[0]?.table} lead nowhere` : null
}

/** MIGRATION_FAILS: this version must not be installed here. A disk that is full says so by its own code. Needs room for two copies of the file. */
export function tryMigration(dataDir: string, key: string, now: number): Result<Trial, Failure> {
  const path = join(dataDir, 'kiosk.db')
  if (!existsSync(path)) return err(failure('NOT_FOUND', `there is no ${path} to try it on`))
  // A folder of its own: a damaged copy must find no backup that would mend it in silence.
  const folder = trialFolder(dataDir)
  const copy = join(folder, 'kiosk.db')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  try {
    copyWhole(path, key, copy)
    const before = lookInto(copy, key, (db) => ({ from: versionOf(db), ...countsOf(db) }))
    const opened = openKioskFile(copy, key, now)
    if (!opened.ok) return opened
    const { db, setAside } = opened.value
    try {
      const fault = setAside === null ? faultOf(db) : 'the copy could not be read'
      const after = { from: before.from, to: versionOf(db), ...countsOf(db) }
      const lost = (['entries', 'unsent', 'bookings'] as const).filter((name) => after[name] !== before[name])
      if (fault) return err(failure('MIGRATION_FAILS', fault))
      return lost.length > 0 ? err(failure('MIGRATION_FAILS', lost.map((name) => `${name}: ${before[name]} before, ${after[name]} after`).join(', '))) : ok(after)
    } finally {
      db.close()
    }
  } catch (cause) {
    const disk = diskFailure(cause)
    return err(disk && disk.code !== 'DATABASE_CORRUPTED' ? disk : failure('MIGRATION_FAILS', (cause as Error).message.slice(0, 200)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
