/** One store process kept alive: forked as the kiosk's main does on Node, reopened at once however it ended. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { err } from '../../../src/base/result.ts'
import type { Result } from '../../../src/base/result.ts'
import { failure } from '../../../src/contract/errors.ts'
import type { Failure } from '../../../src/contract/errors.ts'
import { createRpcClient } from '../../../src/rpc/client.ts'
import type { RpcClient } from '../../../src/rpc/client.ts'
import type { FromStore, Port, StoreStart, ToStore } from '../../../src/rpc/port.ts'
import { COMPILE_CACHE } from '../compile-cache.ts'
import { damageOf } from './integrity.ts'
import type { Device, Line } from './lines.ts'

const STORE = new URL('../../../src/store/main.ts', import.meta.url).pathname
const BACKOFF_CAP_MS = 300
/** Pause before a store that refused to start is tried again. */
const REFUSED_PAUSE_MS = 200

const timer = { after: (ms: number, act: () => void) => { const handle = setTimeout(act, ms); return () => clearTimeout(handle) } }

export type Kept = { readonly call: (name: string, input: unknown) => Promise<Result<unknown, Failure>>; readonly isUp: () => boolean; readonly stop: () => Promise<void> }

const portOf = (child: ChildProcess): Port<ToStore, FromStore> => ({
  post: (message) => { if (child.connected) child.send(message, () => {}) },
  onMessage: (listener) => { child.on('message', (message) => listener(message as FromStore)) },
  onClose: (listener) => { child.on('exit', listener) },
})

export function keepStore(index: number, device: Device, serviceUrl: string, tell: (line: Line) => void): Kept {
  const start: StoreStart = { dataDir: device.dataDir, databaseKey: device.key, serviceUrl, enrolmentCode: device.code, stationName: device.name, appVersion: '0.1.0', technicianPin: '' }
  const log = openSync(join(device.dataDir, '..', `${device.name}.log`), 'a')
  let client: RpcClient | null = null
  let child: ChildProcess | null = null
  let ended = false

  const begin = (): void => {
    if (ended) return
    const made = fork(STORE, [], {
      serialization: 'advanced', stdio: ['ignore', 'ignore', log, 'ipc'], execArgv: [], env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, KIOSK_BACKOFF_CAP_MS: String(BACKOFF_CAP_MS) },
    })
    child = made
    const port = portOf(made)
    made.on('error', () => {})
    if (made.pid) tell({ kind: 'store', device: index, pid: made.pid })
    port.onMessage((message) => {
      if (message.kind === 'failed') tell({ kind: 'refused-to-start', device: index, failure: message.failure })
      if (message.kind !== 'ready') return
      client = createRpcClient(port, timer)
      tell({ kind: 'up', device: index })
    })
    made.on('exit', (code, signal) => {
      client = null
      if (ended) return
      if (signal !== 'SIGKILL') tell({ kind: 'died', device: index, code })
      const damage = damageOf(join(device.dataDir, 'kiosk.db'), device.key)
      if (damage) tell({ kind: 'damaged', device: index, what: damage })
      if (signal === 'SIGKILL') begin()
      else setTimeout(begin, REFUSED_PAUSE_MS)
    })
    port.post({ kind: 'start', start })
  }
  begin()

  return {
    call: (name, input) => client?.call(name, input) ?? Promise.resolve(err(failure('STORE_UNAVAILABLE'))),
    isUp: () => client !== null,
    stop: () => new Promise((resolve) => {
      ended = true
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.send({ kind: 'stop' }, () => {})
    }),
  }
}
