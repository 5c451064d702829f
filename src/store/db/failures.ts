import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'

/** What SQLite says of the disk, as an expected failure; null for anything that is our own bug. */
export function diskFailure(cause: unknown): Failure | null {
  const code = String((cause as { code?: unknown }).code ?? '')
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return failure('DISK_FULL')
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES' || code === 'EROFS') return failure('DISK_READ_ONLY')
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return failure('DISK_FAILED')
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return failure('DATABASE_CORRUPTED')
  return null
}
