/** The store process: waits for `start`, answers calls, says which topics changed. Exit 0 when told to stop, 70 on a bug. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Topic } from '../contract/kiosk-api.ts'
import type { StoreStart } from '../rpc/port.ts'
import { serveRpc } from '../rpc/server.ts'
import { parentPortOf } from './port.ts'
import { openStore } from './open-store.ts'

const EXIT_INTERNAL = 70
const FAILED_MESSAGE_MS = 200

const port = parentPortOf()
const line = (level: string) => (event: string, facts: Record<string, unknown> = {}) => { process.stderr.write(`${JSON.stringify({ level, at: new Date().toISOString(), event, ...facts })}\n`) }
const log = { info: line('info'), warn: line('warn'), error: line('error') }

process.on('uncaughtException', (cause) => {
  log.error('store-died', { cause: cause.stack ?? String(cause) })
  process.exit(EXIT_INTERNAL)
})

function begin(start: StoreStart): void {
  const opened = openStore({
    start, path: join(start.dataDir, 'kiosk.db'), clock: Date.now, randomBytes, random: Math.random, fetch: (url, init) => fetch(url, init), log,
    after: (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) },
    publish: (topic: Topic) => port.post({ kind: 'topic', topic }),
    ...(process.env.KIOSK_BACKOFF_CAP_MS ? { backoffCapMs: Number(process.env.KIOSK_BACKOFF_CAP_MS) } : {}),
  })
  if (!opened.ok) {
    port.post({ kind: 'failed', failure: opened.error })
    setTimeout(() => process.exit(0), FAILED_MESSAGE_MS)
    return
  }
  const { handle, loop, close } = opened.value
  const stop = (): void => {
    close()
    process.exit(0)
  }
  serveRpc(port, handle)
  port.onMessage((message) => { if (message.kind === 'stop') stop() })
  port.onClose(stop)
  port.post({ kind: 'ready' })
  loop.start()
}

port.onMessage((message) => { if (message.kind === 'start') begin(message.start) })
