/** Copies of the file under its own key, each checked by opening it; a restore never sells what may have been sold since. */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { DAY_MS, HOUR_MS } from '../../base/time.ts'
import type { BackupFacts } from '../../contract/care.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { copyWhole, countEntries, countUnsent, hasEntry, isSound, lookInto, unsentIds } from '../db/look.ts'
import { backupFolder, backupsIn } from '../db/newest-backup.ts'
import { openKioskFile } from '../db/open.ts'
import { freezeFile } from '../db/salvage.ts'

export const BACKUPS_KEPT_MAX = 7
/** Nightly, and at the latest after a day and six hours: a machine that is off at night is saved by day. */
const LATE_MS = DAY_MS + 6 * HOUR_MS
const [NIGHT_FROM, NIGHT_TO] = [22, 6]

export const backupIsDue = (lastAt: number | null, now: number, hourOfDay: number): boolean =>
  lastAt === null || now - lastAt > LATE_MS || now < lastAt || (now - lastAt > 12 * HOUR_MS && (hourOfDay >= NIGHT_FROM || hourOfDay < NIGHT_TO))

/** What a restore would find: opened with the key, read to the end. */
export function checkBackup(file: string, key: string): Result<BackupFacts, Failure> {
  try {
    return ok(lookInto(file, key, (db) => ({ file, bytes: statSync(file).size, entries: countEntries(db), unsent: countUnsent(db), restorable: isSound(db) })))
  } catch {
    return err(failure('DATABASE_CORRUPTED', `${file} cannot be read with this key`))
  }
}

export function makeBackup(dataDir: string, key: string, now: number): Result<BackupFacts, Failure> {
  const file = join(backupFolder(dataDir), `kiosk-${now}.db`)
  const unfinished = `${file}.new`
  mkdirSync(backupFolder(dataDir), { recursive: true })
  rmSync(unfinished, { force: true })
  copyWhole(join(dataDir, 'kiosk.db'), key, unfinished)
  const checked = checkBackup(unfinished, key)
  if (!checked.ok || !checked.value.restorable) return checked.ok ? err(failure('DATABASE_CORRUPTED', 'the copy is not sound')) : checked
  renameSync(unfinished, file)
  for (const old of backupsIn(dataDir).slice(0, -BACKUPS_KEPT_MAX)) rmSync(old.path, { force: true })
  return ok({ ...checked.value, file })
}

/** The file in use is kept beside. Refused while it holds unsent entries that the backup does not know, unless a person insists. */
export function restoreBackup(dataDir: string, key: string, file: string, now: number, insist: boolean): Result<BackupFacts & { readonly setAside: string | null }, Failure> {
  const checked = checkBackup(file, key)
  if (!checked.ok) return checked
  if (!checked.value.restorable) return err(failure('DATABASE_CORRUPTED', `${file} is damaged`))
  const path = join(dataDir, 'kiosk.db')
  const lost = existsSync(path) ? entriesOnlyIn(path, file, key) : 0
  if (lost > 0 && !insist) return err(failure('UNSENT_WOULD_BE_LOST', `${lost} unsent entries are not in this backup`))
  const setAside = existsSync(path) ? `${path}.before-restore-${now}` : null
  if (setAside) for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix)
  copyFileSync(file, path)
  const opened = openKioskFile(path, key, now)
  if (!opened.ok) return opened
  freezeFile(opened.value.db)
  opened.value.db.close()
  return ok({ ...checked.value, setAside })
}

function entriesOnlyIn(path: string, backup: string, key: string): number {
  try {
    const ids = lookInto(path, key, unsentIds)
    return lookInto(backup, key, (db) => ids.filter((id) => !hasEntry(db, id)).length)
  } catch {
    // What cannot be read cannot be kept either.
    return 0
  }
}
