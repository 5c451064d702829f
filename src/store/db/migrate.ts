import { copyFileSync } from 'node:fs'
import type { Db } from './database.ts'
import { first } from './migrations/0001-first.ts'
import { lanes } from './migrations/0002-lanes.ts'
import { promises } from './migrations/0005-promises.ts'
import { desk } from './migrations/0006-desk.ts'
import { messages } from './migrations/0007-messages.ts'
import { fewerPages } from './migrations/0008-fewer-pages.ts'
import { trail } from './migrations/0009-trail.ts'

/** Append-only: a number is the position, and what stands here once is never edited. */
const migrations: readonly string[] = [first, lanes, promises, desk, messages, fewerPages, trail]

export const SCHEMA_VERSION = migrations.length

/** Each step in its transaction; an existing file is copied first, still encrypted. */
export function migrate(db: Db, path?: string): void {
  const from = Number(db.pragma('user_version', { simple: true }))
  if (from > 0 && from < SCHEMA_VERSION && path) {
    db.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(path, `${path}.before-${SCHEMA_VERSION}`)
  }
  for (let index = from; index < SCHEMA_VERSION; index++) {
    db.transaction(() => {
      db.exec(migrations[index] ?? '')
      db.pragma(`user_version = ${index + 1}`)
    })()
  }
}
