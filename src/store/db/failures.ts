import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'

// What Node says where SQLite is not asked: the key check and the log of a killed process.
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']
const READ_ONLY = ['EACCES', 'EROFS', 'EPERM']
const FAILED = ['EIO', 'ENXIO', 'ENODEV']

/** What SQLite says of the disk, as an expected failure; null for anything that is our own bug. */
export function diskFailure(cause: unknown): Failure | null {
  const code = String((cause as { code?: unknown }).code ?? '')
  if (code.startsWith('SQLITE_FULL') || FULL.includes(code)) return failure('DISK_FULL')
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || READ_ONLY.includes(code)) return failure('DISK_READ_ONLY')
  if (code.startsWith('SQLITE_IOERR') || FAILED.includes(code)) return failure('DISK_FAILED')
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return failure('DATABASE_CORRUPTED')
  return null
}
