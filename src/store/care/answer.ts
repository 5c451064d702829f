/** How a command answers whoever typed it: JSON on stdout, or one line on stderr that says what to do. Never a trace of the program for what is not its fault. */
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { errorCatalogue, failure } from '../../contract/errors.ts'
import type { ErrorCode, Failure } from '../../contract/errors.ts'

export const CARE_EXIT = { good: 0, failed: 1, internal: 70, configuration: 78 } as const
export const say = (text: string): void => { process.stdout.write(`${text}\n`) }
const complain = (text: string): void => { process.stderr.write(`${text}\n`) }
const lineOf = ({ code, detail }: Failure): string => `${code}: ${detail}. ${errorCatalogue[code].hint}`

export function told(result: Result<unknown, Failure>): number {
  if (result.ok) {
    say(JSON.stringify(result.value))
    return CARE_EXIT.good
  }
  complain(lineOf(result.error))
  return CARE_EXIT.failed
}

/** A plain file that is there, or what to do about it. */
export function fileAsked(path: string | null, missing: string): Result<string, Failure> {
  if (path === null) return err(failure('NOT_FOUND', missing))
  const whole = resolve(path)
  return statSync(whole, { throwIfNoEntry: false })?.isFile() ? ok(whole) : err(failure('NOT_FOUND', `${whole} is no file`))
}

/** `--unsent` is read by what removes the program: it says a number or this word, never nothing. */
export function unknown(name: string, code: ErrorCode, detail: string): number {
  if (name === 'unsent') say('unknown')
  complain(lineOf(failure(code, detail)))
  return CARE_EXIT.configuration
}

export function kioskRuns(): number {
  complain('KIOSK_RUNS: the kiosk is using this file. Stop it first (systemctl stop vaccination-kiosk), then try again; nothing was changed.')
  return CARE_EXIT.configuration
}

const OF_THE_DISK: Readonly<Record<string, ErrorCode>> = { ENOSPC: 'DISK_FULL', SQLITE_FULL: 'DISK_FULL', EIO: 'DISK_FAILED', SQLITE_IOERR: 'DISK_FAILED', EACCES: 'DISK_READ_ONLY', EPERM: 'DISK_READ_ONLY', EROFS: 'DISK_READ_ONLY', ENOENT: 'DISK_READ_ONLY', ENOTDIR: 'DISK_READ_ONLY', SQLITE_READONLY: 'DISK_READ_ONLY' }

export function toldFault(name: string, dataDir: string, cause: unknown): number {
  const { code = '', path } = cause as { code?: string; path?: string }
  const file = join(dataDir, 'kiosk.db')
  if (code === 'SQLITE_NOTADB') return unknown(name, 'DATABASE_KEY_WRONG', `${file} does not open with this key`)
  if (code === 'SQLITE_CANTOPEN') return unknown(name, 'NOT_FOUND', `${file} is not there or may not be read by this user`)
  const known = OF_THE_DISK[code]
  if (!known) {
    complain(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))
    return CARE_EXIT.internal
  }
  complain(`${known}: ${path ?? file}: ${code}. ${known === 'DISK_READ_ONLY' ? 'The folder must be there, and the kiosk\'s user must be able to write into it.' : errorCatalogue[known].hint}`)
  return CARE_EXIT.failed
}
