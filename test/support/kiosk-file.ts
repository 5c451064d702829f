/** A kiosk's file in a folder of its own for each test, and a store on it that reaches nobody. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach } from 'vitest'
import { unlock } from '../../src/store/db/unlock.ts'
import type { Store } from '../../src/store/store.ts'
import { KEY, testClock, testKiosk } from './clinic.ts'

export type KioskFile = { readonly folder: string; readonly path: string; readonly open: (part?: Partial<Parameters<typeof testKiosk>[2]>) => Store }

/** Called once a file of tests. */
export function kioskFile(): KioskFile {
  let folder = ''
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kiosk-')) })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const nobody = (): Promise<never> => Promise.reject(new TypeError('fetch failed'))
  return {
    get folder() { return folder },
    get path() { return join(folder, 'kiosk.db') },
    open(part = {}) { return testKiosk(testClock(), nobody, { path: this.path, ...part }).store },
  }
}

/** The raw file, as a repair tool would open it. */
export function inFile(path: string, act: (db: Database.Database) => void): void {
  const db = new Database(path)
  unlock(db, KEY)
  act(db)
  db.close()
}
