/** The end of a machine's life here: nothing unsent may go with it, and its key goes first. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { unsentHere } from './carry.ts'

/** Kept: what says who this program is and how it went. */
const KEPT = new Set(['logs', 'browser'])

/** Refused while anything is unsent, and where that cannot be known. Without its key what is left of a file on the disk is noise. */
export function wipe(dataDir: string, key: string | null, keyFile: string | null, insist: boolean): Result<{ readonly removed: number }, Failure> {
  const unsent = key === null ? (existsSync(join(dataDir, 'kiosk.db')) ? 'unknown' : 0) : countSafely(dataDir, key)
  if (unsent !== 0 && !insist) return err(failure('UNSENT_WOULD_BE_LOST', unsent === 'unknown' ? 'the file cannot be read' : `${unsent} entries have not gone up`))
  if (keyFile) rmSync(keyFile, { force: true })
  const names = readdirSync(dataDir).filter((name) => !KEPT.has(name))
  for (const name of names) rmSync(join(dataDir, name), { recursive: true, force: true })
  return ok({ removed: names.length })
}

function countSafely(dataDir: string, key: string): number | 'unknown' {
  try { return unsentHere(dataDir, key) ?? 0 } catch { return 'unknown' }
}
