/** The disk as it would be found if the power went now: all that a next start knows. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clinic } from './clinic.ts'
import { read } from './clinic.ts'

export type Disk = { readonly sound: string; readonly bookings: number; /** Files in which a word stands as it was typed. */ readonly telling: readonly string[] }

/** Held by a process, and gone with it. */
const OF_A_PROCESS = /Singleton|\.lock$|LOCK$/

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

export function diskNow({ dataDir }: Pick<Clinic, 'dataDir'>, words: readonly string[]): Disk {
  const copy = mkdtempSync(join(tmpdir(), 'kiosk-disk-'))
  try {
    cpSync(dataDir, copy, { recursive: true, filter: (path) => !OF_A_PROCESS.test(path) })
    const key = readFileSync(join(copy, 'key', 'database.key'), 'utf8').trim()
    const ask = (sql: string): Record<string, unknown> => read(join(copy, 'kiosk.db'), key, sql, [])[0] ?? {}
    const wanted = words.flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')])
    return {
      sound: String(Object.values(ask('PRAGMA integrity_check'))[0]), bookings: Number(ask('SELECT count(*) AS n FROM booking').n),
      telling: filesUnder(copy).filter((file) => statSync(file).size > 0 && wanted.some((word) => readFileSync(file).includes(word))).map((file) => file.slice(copy.length + 1)),
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
