/** Unsent entries on a stick: encrypted with words that are told apart from it, and sent by a spare machine in the name of the one that made them. */
import { randomInt, randomBytes, scryptSync } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import type { Exported } from '../../contract/care.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { countUnsent, lookInto, metaOf } from '../db/look.ts'
import { openKioskFile } from '../db/open.ts'
import { freezeFile, salvage } from '../db/salvage.ts'

const MAGIC = 'vaccination-kiosk unsent 1'
const EXPORT_BYTES_MAX = 512 * 1024 * 1024
/** The device's word is needed to send in its name; staff, PINs and bookings stay where they are. */
const META_CARRIED = new Set(['identity', 'deviceKey', 'serviceUrl', 'acknowledgedThrough', 'incarnation', 'boot'])

const keyOf = (passphrase: string, salt: Buffer): string => scryptSync(passphrase.replace(/\D/g, ''), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }).toString('hex')
/** 20 digits in fives: 66 bits, and can be read out over a telephone. */
export const newPassphrase = (): string => Array.from({ length: 4 }, () => String(randomInt(100_000)).padStart(5, '0')).join('-')

export const importFolder = (dataDir: string): string => join(dataDir, 'imports')
export const importsIn = (dataDir: string): string[] => (existsSync(importFolder(dataDir)) ? readdirSync(importFolder(dataDir)).filter((name) => name.endsWith('.db')).map((name) => join(importFolder(dataDir), name)) : [])

export function exportUnsent(dataDir: string, key: string, to: string, now: number): Result<Exported, Failure> {
  const passphrase = newPassphrase()
  const salt = randomBytes(16)
  const work = join(dataDir, `export-${now}.db`)
  try {
    const opened = openKioskFile(work, keyOf(passphrase, salt), now)
    if (!opened.ok) return opened
    const { entries } = salvage(join(dataDir, 'kiosk.db'), key, opened.value.db, (table, row) => (table === 'outbox' ? row.state !== 'settled' : table === 'meta' && META_CARRIED.has(String(row.key))))
    opened.value.db.pragma('wal_checkpoint(TRUNCATE)')
    opened.value.db.pragma('journal_mode = DELETE')
    opened.value.db.close()
    const file = join(to, `unsent-${new Date(now).toISOString().slice(0, 10)}-${now}.kiosk`)
    writeFileSync(file, Buffer.concat([Buffer.from(`${JSON.stringify({ format: MAGIC, salt: salt.toString('hex'), entries })}\n`), readFileSync(work)]), { flush: true })
    return ok({ file, entries, passphrase })
  } finally {
    for (const suffix of ['', '-wal', '-shm', '.keycheck']) rmSync(work + suffix, { force: true })
  }
}

/** Under this machine's own key from now on; its store sends them beside its own, until none is left. */
export function importUnsent(dataDir: string, key: string, file: string, passphrase: string, now: number): Result<{ readonly entries: number; readonly deviceId: string | null }, Failure> {
  const bytes = readFileSync(file)
  const end = bytes.indexOf('\n')
  const header = readHeader(bytes.subarray(0, Math.max(0, end)).toString('utf8'))
  if (!header || bytes.length > EXPORT_BYTES_MAX) return err(failure('INPUT_INVALID', `${file} is no export of a kiosk`))
  mkdirSync(importFolder(dataDir), { recursive: true })
  const work = join(importFolder(dataDir), `${now}.carried`)
  const path = join(importFolder(dataDir), `${now}.db`)
  try {
    writeFileSync(work, bytes.subarray(end + 1))
    const carriedKey = keyOf(passphrase, Buffer.from(header.salt, 'hex'))
    const deviceId = lookInto(work, carriedKey, (db) => (metaOf(db, 'identity') as { deviceId?: string } | null)?.deviceId ?? null)
    const opened = openKioskFile(path, key, now)
    if (!opened.ok) return opened
    const { entries } = salvage(work, carriedKey, opened.value.db)
    freezeFile(opened.value.db)
    opened.value.db.close()
    return ok({ entries, deviceId })
  } catch {
    return err(failure('PIN_WRONG', 'these digits do not open the export'))
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(work + suffix, { force: true })
  }
}

function readHeader(line: string): { readonly salt: string } | null {
  try {
    const header = JSON.parse(line) as { format?: unknown; salt?: unknown }
    return header.format === MAGIC && typeof header.salt === 'string' && /^[0-9a-f]{32}$/.test(header.salt) ? { salt: header.salt } : null
  } catch {
    return null
  }
}

/** All that this machine still owes the centre: its own entries and those it carries for others. Null: there is no file. */
export function unsentHere(dataDir: string, key: string): number | null {
  const files = [join(dataDir, 'kiosk.db'), ...importsIn(dataDir)].filter((path) => existsSync(path))
  return files.length === 0 ? null : files.reduce((sum, path) => sum + lookInto(path, key, countUnsent), 0)
}
