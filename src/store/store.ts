/** The store as one value: open the file, serve calls, keep in step with the centre. Runs in a process of its own, or inside a test. */
import { createPrivateKey, generateKeyPairSync, hash, sign as signBytes } from 'node:crypto'
import type { Log } from '../base/log.ts'
import type { RandomBytes } from '../base/ids.ts'
import { pooled, uuidV7 } from '../base/ids.ts'
import type { After, Clock } from '../base/time.ts'
import type { Topic } from '../contract/kiosk-api.ts'
import { BACKOFF_CAP_MS } from '../sync/backoff.ts'
import type { StoreStart } from '../rpc/port.ts'
import { createApi } from './api.ts'
import { setFirstPin } from './commands/technician-acts.ts'
import type { StoreContext } from './context.ts'
import { deskTick } from './desk/tick.ts'
import type { Opened } from './db/open.ts'
import { openRepositories } from './repositories/repositories.ts'
import type { Repositories } from './repositories/repositories.ts'
import type { ServiceClient } from './service-client.ts'
import { createSyncLoop } from './sync-loop.ts'

export type StoreDeps = {
  readonly start: StoreStart; readonly file: Opened; readonly clock: Clock; readonly randomBytes: RandomBytes; readonly random: () => number; readonly client: ServiceClient
  readonly after: After; readonly log: Log; readonly publish: (topic: Topic) => void
  readonly platform?: string
  /** Default: thrown, so that the process dies and is started again. */
  readonly onBug?: (cause: unknown) => void
  /** Milliseconds; the longest pause between two tries. */
  readonly backoffCapMs?: number
}
export type Store = { readonly handle: ReturnType<typeof createApi>; readonly context: StoreContext; readonly loop: ReturnType<typeof createSyncLoop>; readonly close: () => void; /** Some times a minute; see desk/tick. */ readonly deskTick: () => void }

type DeviceKey = { readonly private: JsonWebKey; readonly x: string }

/** Made and stored before the first request, so that an enrolment whose answer was lost can be asked again. */
function deviceKeyOf(repos: Repositories): DeviceKey {
  const kept = repos.meta.get('deviceKey')
  const made = kept ?? (generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JsonWebKey)
  if (!kept) repos.meta.put('deviceKey', made)
  return { private: made, x: made.x ?? '' }
}

/** The centre's clock counts for windows and screens; smaller differences than this are the network's. */
const OFFSET_MS_MIN = 2_000

export function createStore(deps: StoreDeps): Store {
  const repos = openRepositories(deps.file.db)
  if (deps.file.setAside) {
    repos.meta.put('setAside', deps.file.setAside)
    deps.log.error('database-set-aside', { file: deps.file.setAside, ...deps.file.salvaged })
  }
  if (deps.start.serviceUrl) repos.meta.put('serviceUrl', deps.start.serviceUrl.replace(/\/+$/, ''))
  if (deps.start.enrolmentCode && !repos.meta.get('identity')) repos.meta.put('enrolmentCode', deps.start.enrolmentCode)
  const boot = (repos.meta.get('boot') ?? 0) + 1
  repos.meta.put('boot', boot)
  let offsetMs = repos.meta.get('serverOffsetMs') ?? 0
  const clock = (): number => deps.clock() + offsetMs
  const setOffset = (ms: number): void => {
    if (Math.abs(ms - offsetMs) < OFFSET_MS_MIN) return
    offsetMs = Math.abs(ms) < OFFSET_MS_MIN ? 0 : ms
    repos.meta.put('serverOffsetMs', offsetMs)
  }
  const deviceKey = deviceKeyOf(repos)
  const signingKey = createPrivateKey({ key: { ...deviceKey.private }, format: 'jwk' })
  const context: StoreContext = {
    repos, clock, random: deps.randomBytes, idBytes: pooled(deps.randomBytes), appVersion: deps.start.appVersion, dataDir: deps.start.dataDir, publish: deps.publish,
    sha256: (text) => hash('sha256', text, 'base64url'), sign: (text) => signBytes(null, Buffer.from(text), signingKey).toString('base64url'),
  }
  setFirstPin(context, deps.start.technicianPin)
  // A moment later, so that whoever asked is answered first.
  const onBug = deps.onBug ?? ((cause: unknown): void => { deps.after(0, () => { throw cause }) })
  const loop = createSyncLoop({
    context, client: deps.client, log: deps.log, random: deps.random, after: deps.after, rawClock: deps.clock, boot, platform: deps.platform ?? process.platform, setOffset,
    deviceKey: () => deviceKey, bootId: uuidV7(deps.clock(), deps.randomBytes), stationName: deps.start.stationName, capMs: deps.backoffCapMs ?? BACKOFF_CAP_MS,
    onBug,
  })
  const close = (): void => {
    loop.stop()
    repos.close()
  }
  const tick = (): void => {
    if (!deskTick(context)) return
    loop.committed()
    for (const topic of ['queue', 'sync', 'desk'] as const) context.publish(topic)
  }
  return { deskTick: tick, handle: createApi(context, { committed: loop.committed, configured: loop.configured }), context, loop, close }
}
