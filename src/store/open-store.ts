/** A store on a file and a real network: what the store process is, and what tests of the whole open. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { uuidV7 } from '../base/ids.ts'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Failure } from '../contract/errors.ts'
import { tryMigration } from './care/trial.ts'
import { diskFailure } from './db/failures.ts'
import { lookInto, versionOf } from './db/look.ts'
import { SCHEMA_VERSION } from './db/migrate.ts'
import { openKioskFile } from './db/open.ts'
import { createServiceClient } from './service-client.ts'
import type { Fetch } from './service-client.ts'
import { createStore } from './store.ts'
import type { Store, StoreDeps } from './store.ts'

export type OpenDeps = Omit<StoreDeps, 'file' | 'client'> & { readonly path: string; readonly fetch: Fetch; /** No agent could try it before: on Windows only the running kiosk opens the sealed key. */ readonly trialFirst?: boolean }

/** A file of an older form is carried over as a copy first, and counted: where that fails the file stays as the version before left it, and that one can go on. */
export function triedFirst(path: string, key: string, now: number): Result<null, Failure> {
  if (!existsSync(path) || !isOlder(path, key)) return ok(null)
  const tried = tryMigration(dirname(path), key, now)
  return tried.ok ? ok(null) : err(tried.error)
}

/** What cannot be looked into is judged by whoever opens it. */
function isOlder(path: string, key: string): boolean {
  try { return lookInto(path, key, versionOf) < SCHEMA_VERSION } catch { return false }
}

/** A file that cannot be opened, or a disk that takes nothing, is an expected failure. */
export function openStore({ path, fetch, trialFirst = false, ...deps }: OpenDeps): Result<Store, Failure> {
  const tried = trialFirst ? triedFirst(path, deps.start.databaseKey, deps.clock()) : ok(null)
  if (!tried.ok) return err(tried.error)
  const file = openKioskFile(path, deps.start.databaseKey, deps.clock())
  if (!file.ok) return err(file.error)
  const client = createServiceClient({ fetch, clock: deps.clock, newId: () => uuidV7(deps.clock(), deps.randomBytes) })
  try {
    return ok(createStore({ ...deps, file: file.value, client }))
  } catch (cause) {
    file.value.db.close()
    const disk = diskFailure(cause)
    if (disk) return err(disk)
    throw cause
  }
}
