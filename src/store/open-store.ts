/** A store on a file and a real network: what the store process is, and what tests of the whole open. */
import { uuidV7 } from '../base/ids.ts'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Failure } from '../contract/errors.ts'
import { diskFailure } from './db/failures.ts'
import { openKioskFile } from './db/open.ts'
import { createServiceClient } from './service-client.ts'
import type { Fetch } from './service-client.ts'
import { createStore } from './store.ts'
import type { Store, StoreDeps } from './store.ts'

export type OpenDeps = Omit<StoreDeps, 'file' | 'client'> & { readonly path: string; readonly fetch: Fetch }

/** A file that cannot be opened, or a disk that takes nothing, is an expected failure. */
export function openStore({ path, fetch, ...deps }: OpenDeps): Result<Store, Failure> {
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
