import type { Db } from './database.ts'

/** AEGIS-256, authenticated like the default ChaCha20-Poly1305, takes a third of its time on a CPU with AES instructions: a booking writes about 20 pages. */
export function unlock(db: Db, key: string): void {
  db.pragma("cipher = 'aegis'")
  db.pragma(`key = "x'${key}'"`)
}
