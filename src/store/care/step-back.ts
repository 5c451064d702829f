/** After an update that was taken back: the version before cannot read a file that the newer one carried over. It gets one it can read, with everything that is owed in it. */
import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { contentMark, shapeOf } from '../db/content-mark.ts'
import { countBookings, countEntries, countUnsent, isSound, lookInto, versionOf } from '../db/look.ts'
import { SCHEMA_VERSION } from '../db/migrate.ts'
import { newestBackup } from '../db/newest-backup.ts'
import { openKioskFile } from '../db/open.ts'
import { freezeFile, salvage } from '../db/salvage.ts'
import { settleFile } from '../db/settle-file.ts'

/** `put-back`: as if the newer version had never been. `carried-over`: what it wrote is kept, and no place is sold until the machine is enrolled again. */
export type SteppedBack = { readonly how: 'not-needed' | 'put-back' | 'carried-over'; readonly entries: number; readonly setAside: string | null }
const NEVER_NEWER: SteppedBack = { how: 'not-needed', entries: 0, setAside: null }

/** Every word with the centre: a file that had one since must not be told twice. */
const WITH_THE_CENTRE = ['lastContactAt', 'acknowledgedThrough', 'identity', 'cursor']

/** Nothing happened under the newer version but the carrying over itself: no row that this form knows is another. */
function isSame(path: string, copy: string, key: string): boolean {
  const [shape, before] = lookInto(copy, key, (db) => { const found = shapeOf(db); return [found, contentMark(db, found, WITH_THE_CENTRE)] as const })
  return before !== null && lookInto(path, key, (db) => contentMark(db, shape, WITH_THE_CENTRE)) === before
}

/** Copies from before the newer version, newest form first; none that this version cannot read. */
function copiesOf(dataDir: string, key: string): string[] {
  const beside = readdirSync(dataDir).filter((name) => /^kiosk\.db\.before-\d+$/.test(name)).map((name) => join(dataDir, name))
  const backup = newestBackup(dataDir)
  return [...beside, ...(backup ? [backup] : [])].filter((path) => {
    try { return lookInto(path, key, (db) => versionOf(db) <= SCHEMA_VERSION && isSound(db)) } catch { return false }
  })
}

function carryOver(from: string, key: string, to: string, now: number): Result<number, Failure> {
  const opened = openKioskFile(to, key, now)
  if (!opened.ok) return opened
  const { db } = opened.value
  try {
    const { whole } = salvage(from, key, db)
    freezeFile(db)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.pragma('journal_mode = DELETE')
    const [newer, here] = [lookInto(from, key, (other) => [countEntries(other), countUnsent(other), countBookings(other)]), [countEntries(db), countUnsent(db), countBookings(db)]]
    return whole && newer.join() === here.join() ? ok(countEntries(db)) : err(failure('MIGRATION_FAILS', `of ${newer.join('/')} entries, unsent and bookings only ${here.join('/')} fit into the older form`))
  } finally {
    db.close()
  }
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r')
  try { fsyncSync(handle) } finally { closeSync(handle) }
}

/** The kiosk must not run. The newer file is kept beside; at no instant is there no file, or half of one. */
export function stepBack(dataDir: string, key: string, now: number): Result<SteppedBack, Failure> {
  const path = join(dataDir, 'kiosk.db')
  if (!existsSync(path) || lookInto(path, key, versionOf) <= SCHEMA_VERSION) return ok(NEVER_NEWER)
  const made = `${path}.stepping-back`
  const leftovers = (): void => { for (const suffix of ['', '-wal', '-shm', '.keycheck', '.new']) rmSync(made + suffix, { force: true }) }
  leftovers()
  try {
    settleFile(path, key)
    const same = copiesOf(dataDir, key).find((copy) => isSame(path, copy, key))
    if (same) copyFileSync(same, made)
    const carried = same ? ok(lookInto(same, key, countEntries)) : carryOver(path, key, made, now)
    if (!carried.ok) return carried
    syncFile(made)
    const setAside = `${path}.newer-${now}`
    linkSync(path, setAside)
    renameSync(made, path)
    return ok({ how: same ? 'put-back' : 'carried-over', entries: carried.value, setAside })
  } finally {
    leftovers()
  }
}
