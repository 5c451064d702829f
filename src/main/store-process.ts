/**
 * Keeps one store process alive. A utility process where Electron can load the database module, else a child on Node 24:
 * one path but for the spawn. While it is down calls answer STORE_UNAVAILABLE at once; the same command may be sent again.
 */
import { fork } from 'node:child_process'
import { utilityProcess } from 'electron'
import { err } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { createRpcClient } from '../rpc/client.ts'
import type { RpcClient } from '../rpc/client.ts'
import type { FromStore, Port, StoreStart, ToStore } from '../rpc/port.ts'
import type { Log } from '../base/log.ts'

export type StoreProcess = {
  readonly call: (name: string, input: unknown) => Promise<Result<unknown, Failure>>
  readonly pid: () => number | undefined
  readonly stop: () => Promise<void>
}
type Child = Port<ToStore, FromStore> & { readonly pid: () => number | undefined; readonly kill: () => void }
export type StoreProcessDeps = {
  readonly file: string; readonly start: StoreStart; readonly log: Log
  /** The Node that runs the store; null for a utility process of Electron's own. */
  readonly nodePath: string | null
  readonly onTopic: (topic: string) => void; readonly onFailed: (failure: Failure) => void
  /** It ended by itself and is being started again. */
  readonly onDown?: () => void
}

export const NODE_API_OF_DATABASE_MODULE = 10
const RESTART_MS_MIN = 100
const RESTART_MS_MAX = 5_000
const STOP_MS_MAX = 3_000
/** Up this long means the last crash is over: the next one starts the pauses anew. */
const STEADY_MS = 30_000

/**
 * The store runs for weeks and holds some ten megabytes that are in use. Left to itself V8 doubles the room for what is new each time much of it is new,
 * looks through the old only when that has become many times as much, and the C library keeps what was freed: after 500 people 60 MB more than after none.
 * None of these is a limit to what may be used.
 */
const V8_ROOM = ['--max-semi-space-size=8', '--initial-old-space-size=12']
const MALLOC_ROOM = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' }

function spawnUtility(file: string): Child {
  const child = utilityProcess.fork(file, [], { serviceName: 'store', stdio: 'inherit', execArgv: [`--js-flags=${V8_ROOM.join(' ')}`] })
  return {
    post: (message) => child.postMessage(message), onMessage: (listener) => { child.on('message', listener) }, onClose: (listener) => { child.on('exit', listener) },
    pid: () => child.pid, kill: () => { child.kill() },
  }
}

function spawnNode(file: string, nodePath: string): Child {
  const { ELECTRON_RUN_AS_NODE: _unset, ...env } = process.env
  const child = fork(file, [], { execPath: nodePath, serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...MALLOC_ROOM, ...env }, execArgv: V8_ROOM })
  child.on('error', () => {})
  return {
    post: (message) => { if (child.connected) child.send(message, () => {}) }, onMessage: (listener) => { child.on('message', (message) => listener(message as FromStore)) },
    onClose: (listener) => { child.on('exit', listener) }, pid: () => child.pid, kill: () => { child.kill('SIGKILL') },
  }
}

const timer = { after: (ms: number, act: () => void) => { const handle = setTimeout(act, ms); return () => clearTimeout(handle) } }

export function keepStore(deps: StoreProcessDeps): StoreProcess {
  let child: Child | null = null
  let client: RpcClient | null = null
  let crashes = 0
  let stopping: (() => void) | null = null
  let ended = false

  const begin = (): void => {
    const since = Date.now()
    const made = deps.nodePath === null ? spawnUtility(deps.file) : spawnNode(deps.file, deps.nodePath)
    child = made
    made.onMessage((message) => {
      if (message.kind === 'failed') deps.onFailed(message.failure)
      if (message.kind !== 'ready') return
      client = createRpcClient(made, timer)
      client.onTopic(deps.onTopic)
      deps.log.info('store-up', { pid: made.pid() })
      deps.onTopic('store-up')
    })
    made.onClose(() => {
      client = null
      if (ended) return stopping?.()
      crashes = Date.now() - since > STEADY_MS ? 1 : crashes + 1
      const pause = Math.min(RESTART_MS_MAX, RESTART_MS_MIN * 2 ** (crashes - 1))
      deps.log.warn('store-down', { crashes, restartMs: pause })
      deps.onDown?.()
      setTimeout(() => { if (!ended) begin() }, pause)
    })
    made.post({ kind: 'start', start: deps.start })
  }
  begin()

  return {
    call: (name, input) => client?.call(name, input) ?? Promise.resolve(err(failure('STORE_UNAVAILABLE'))),
    pid: () => child?.pid(),
    stop: () => new Promise((resolve) => {
      ended = true
      stopping = resolve
      child?.post({ kind: 'stop' })
      setTimeout(() => { child?.kill(); resolve() }, STOP_MS_MAX).unref()
    }),
  }
}
