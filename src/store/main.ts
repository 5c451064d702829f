/** The store process: waits for `start`, answers calls, says which topics changed. Exit 0 when told to stop, 70 on a bug. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { After } from '../base/time.ts'
import { isCareCall } from '../contract/kiosk-api.ts'
import type { Topic } from '../contract/kiosk-api.ts'
import type { StoreStart } from '../rpc/port.ts'
import { serveRpc } from '../rpc/server.ts'
import { createCare } from './care/care-calls.ts'
import { createDrill } from './care/drill.ts'
import { keepBackups, keepCarriedGoing, keepDeskGoing, stickRoots } from './care/keep.ts'
import { parentPortOf } from './port.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

const EXIT_INTERNAL = 70
const FAILED_MESSAGE_MS = 200
const ANSWER_MS = 300

const port = parentPortOf()
const line = (level: string) => (event: string, facts: Record<string, unknown> = {}) => { process.stderr.write(`${JSON.stringify({ level, at: new Date().toISOString(), event, ...facts })}\n`) }
const log = { info: line('info'), warn: line('warn'), error: line('error') }

process.on('uncaughtException', (cause) => {
  log.error('store-died', { cause: cause.stack ?? String(cause) })
  process.exit(EXIT_INTERNAL)
})

const after: After = (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) }

function begin(start: StoreStart): void {
  let store: Store | null = null
  const drill = createDrill({
    now: Date.now, after, lineIsBack: () => store?.loop.configured(),
    counts: () => ({ bookings: store?.context.repos.countBookings() ?? 0, unsent: store?.context.repos.countPending().n ?? 0 }),
  })
  const deps = {
    start, clock: Date.now, randomBytes, random: Math.random, fetch: drill.through((url: string, init: RequestInit) => fetch(url, init)), log, after,
    ...(process.env.KIOSK_BACKOFF_CAP_MS ? { backoffCapMs: Number(process.env.KIOSK_BACKOFF_CAP_MS) } : {}),
  }
  const opened = openStore({ ...deps, path: join(start.dataDir, 'kiosk.db'), trialFirst: process.platform === 'win32', publish: (topic: Topic) => port.post({ kind: 'topic', topic }) })
  if (!opened.ok) {
    port.post({ kind: 'failed', failure: opened.error })
    setTimeout(() => process.exit(0), FAILED_MESSAGE_MS)
    return
  }
  store = opened.value
  const { handle, loop, close, context } = store
  const stop = (): void => {
    close()
    process.exit(0)
  }
  const carried = keepCarriedGoing(deps)
  const care = createCare({
    context, start, drill, clock: Date.now, fetch: deps.fetch, logFolder: process.env.LOGS_DIRECTORY ?? join(start.dataDir, 'logs'), stickRoots: stickRoots(process.platform, process.env), imported: carried,
    closeForGood: () => { close(); setTimeout(() => process.exit(0), ANSWER_MS) },
  })
  serveRpc(port, (name, input) => (isCareCall(name) ? care(name, input) : handle(name, input)))
  port.onMessage((message) => { if (message.kind === 'stop') stop() })
  port.onClose(stop)
  port.post({ kind: 'ready' })
  loop.start()
  keepBackups(start, log)
  keepDeskGoing(store.deskTick, log)
}

port.onMessage((message) => { if (message.kind === 'start') begin(message.start) })
