import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'

const KEY_BYTES = 32
const OWNER_READS = 0o400
/** `seal` and `open` are the operating system's; absent on Linux, where the file's mode protects it. */
export type Sealing = { readonly seal: (text: string) => Buffer; readonly open: (bytes: Buffer) => string }

/** A key is made only where there is neither key nor database: a missing key never leads to an empty file over an old one. */
export function databaseKey(dataDir: string, keyFile: string, sealing: Sealing | null): Result<string, Failure> {
  try {
    if (existsSync(keyFile)) return readKey(keyFile, sealing)
    if (existsSync(join(dataDir, 'kiosk.db'))) return err(failure('DATABASE_KEY_MISSING', `no key in ${keyFile}`))
    const key = randomBytes(KEY_BYTES).toString('hex')
    mkdirSync(dirname(keyFile), { recursive: true })
    writeWhole(keyFile, sealing ? sealing.seal(key) : Buffer.from(key))
    return ok(key)
  } catch (cause) {
    return err(failure('DISK_READ_ONLY', `${keyFile}: ${(cause as { code?: string }).code ?? 'cannot be used'}`))
  }
}

/** On the disk, whole, before the first booking is written under it: bookings must not outlive their key in a power cut. */
function writeWhole(file: string, bytes: Buffer): void {
  const unfinished = `${file}.new`
  rmSync(unfinished, { force: true })
  const handle = openSync(unfinished, 'wx', OWNER_READS)
  try {
    writeSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(unfinished, file)
  if (process.platform === 'win32') return
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function readKey(keyFile: string, sealing: Sealing | null): Result<string, Failure> {
  const bytes = readFileSync(keyFile)
  const key = (sealing ? sealing.open(bytes) : bytes.toString('utf8')).trim()
  return new RegExp(`^[0-9a-f]{${KEY_BYTES * 2}}$`, 'i').test(key) ? ok(key) : err(failure('DATABASE_KEY_WRONG', `${keyFile} holds no key`))
}
