/** The store as one value: open the file, serve calls, keep in step with the centre. Runs in a process of its own, or inside a test. */
import { createHash, createPrivateKey, generateKeyPairSync, sign as signBytes } from 'node:crypto'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Log } from '../base/log.ts'
import type { RandomBytes } from '../base/ids.ts'
import { uuidV7 } from '../base/ids.ts'
import type { Clock } from '../base/time.ts'
import type { Failure } from '../contract/errors.ts'
import type { Topic } from '../contract/kiosk-api.ts'
import { BACKOFF_CAP_MS } from '../sync/backoff.ts'
import type { StoreStart } from '../rpc/port.ts'
import { createApi } from './api.ts'
import { setFirstPin } from './commands/technician-acts.ts'
import type { StoreContext } from './context.ts'
import { openKioskFile } from './db/open.ts'
import { openRepositories } from './repositories/repositories.ts'
import type { Repositories } from './repositories/repositories.ts'
import { createServiceClient } from './service-client.ts'
import type { Fetch } from './service-client.ts'
import { createSyncLoop } from './sync-loop.ts'

export type StoreDeps = {
  readonly start: StoreStart; readonly path: string; readonly clock: Clock; readonly randomBytes: RandomBytes; readonly random: () => number; readonly fetch: Fetch
  readonly after: (ms: number, act: () => void) => () => void; readonly log: Log; readonly publish: (topic: Topic) => void
  /** Milliseconds; the longest pause between two tries. */
  readonly backoffCapMs?: number
}
export type Store = { readonly handle: ReturnType<typeof createApi>; readonly context: StoreContext; readonly loop: ReturnType<typeof createSyncLoop>; readonly close: () => void }

type DeviceKey = { readonly private: JsonWebKey; readonly x: string }

/** Made and stored before the first request, so that an enrolment whose answer was lost can be asked again. */
function deviceKeyOf(repos: Repositories): DeviceKey {
  const kept = repos.meta.get('deviceKey')
  const made = kept ?? (generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JsonWebKey)
  if (!kept) repos.meta.put('deviceKey', made)
  return { private: made, x: made.x ?? '' }
}

export function createStore(deps: StoreDeps): Result<Store, Failure> {
  const opened = openKioskFile(deps.path, deps.start.databaseKey, deps.clock())
  if (!opened.ok) return err(opened.error)
  const repos = openRepositories(opened.value.db)
  if (opened.value.setAside) {
    repos.meta.put('setAside', opened.value.setAside)
    deps.log.error('database-set-aside', { file: opened.value.setAside })
  }
  if (deps.start.serviceUrl) repos.meta.put('serviceUrl', deps.start.serviceUrl.replace(/\/+$/, ''))
  if (deps.start.enrolmentCode && !repos.meta.get('identity')) repos.meta.put('enrolmentCode', deps.start.enrolmentCode)
  const deviceKey = deviceKeyOf(repos)
  const signingKey = createPrivateKey({ key: { ...deviceKey.private }, format: 'jwk' })
  const context: StoreContext = {
    repos, clock: deps.clock, random: deps.randomBytes, appVersion: deps.start.appVersion, dataDir: deps.start.dataDir, publish: deps.publish,
    sha256: (text) => createHash('sha256').update(text).digest('base64url'), sign: (text) => signBytes(null, Buffer.from(text), signingKey).toString('base64url'),
  }
  setFirstPin(context, deps.start.technicianPin)
  const newId = (): string => uuidV7(deps.clock(), deps.randomBytes)
  const loop = createSyncLoop({
    context, client: createServiceClient({ fetch: deps.fetch, clock: deps.clock, newId }), log: deps.log, random: deps.random, after: deps.after,
    deviceKey: () => deviceKey, bootId: newId(), stationName: deps.start.stationName, capMs: deps.backoffCapMs ?? BACKOFF_CAP_MS,
  })
  const close = (): void => {
    loop.stop()
    repos.close()
  }
  return ok({ handle: createApi(context, { committed: loop.committed, configured: loop.configured }), context, loop, close })
}
