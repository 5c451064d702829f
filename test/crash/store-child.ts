/** One real store process, started and asked by hand: for the power-cut recording and the disk faults. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { Result } from '../../src/base/result.ts'
import type { Failure } from '../../src/contract/errors.ts'
import { createRpcClient } from '../../src/rpc/client.ts'
import type { FromStore, Port, StoreStart, ToStore } from '../../src/rpc/port.ts'
import { COMPILE_CACHE } from './compile-cache.ts'

const CHILDREN = new Set<ChildProcess>()
process.once('exit', () => { for (const child of CHILDREN) child.kill('SIGKILL') })

const STORE = new URL('../../src/store/main.ts', import.meta.url).pathname
const START_MS_MAX = 20_000
const CALL_MS_MAX = 15_000

export type StoreChild = {
  readonly call: (name: string, input: unknown) => Promise<Result<unknown, Failure>>
  readonly stop: () => Promise<void>; readonly kill: () => Promise<void>; readonly isAlive: () => boolean; readonly log: () => string
}
export type Started = { readonly store: StoreChild; readonly failed: null } | { readonly store: null; /** What it said, or that it ended without a word. */ readonly failed: Failure | 'died'; readonly log: string }
type Part = Partial<StoreStart> & Pick<StoreStart, 'dataDir' | 'databaseKey'>

const timer = { after: (ms: number, act: () => void) => { const handle = setTimeout(act, ms); return () => clearTimeout(handle) } }

const portOf = (child: ChildProcess): Port<ToStore, FromStore> => ({
  post: (message) => { if (child.connected) child.send(message, () => {}) },
  onMessage: (listener) => { child.on('message', (message) => listener(message as FromStore)) },
  onClose: (listener) => { child.on('exit', listener) },
})

function handleOf(child: ChildProcess, port: Port<ToStore, FromStore>, log: () => string): StoreChild {
  const client = createRpcClient(port, timer, CALL_MS_MAX)
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null
  const gone = (act: () => void): Promise<void> => new Promise((resolve) => {
    if (!isAlive()) return resolve()
    child.once('exit', () => resolve())
    act()
  })
  return { call: client.call, isAlive, log, stop: () => gone(() => port.post({ kind: 'stop' })), kill: () => gone(() => { child.kill('SIGKILL') }) }
}

export function startStore(part: Part, env: Record<string, string> = {}, execArgv: readonly string[] = []): Promise<Started> {
  const start: StoreStart = { serviceUrl: null, enrolmentCode: null, stationName: 'crash', appVersion: '0.1.0', technicianPin: '', ...part }
  const child = fork(STORE, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [...execArgv], env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, KIOSK_BACKOFF_CAP_MS: '200', ...env } })
  CHILDREN.add(child)
  child.once('exit', () => CHILDREN.delete(child))
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => { text += chunk })
  const port = portOf(child)
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill('SIGKILL'), START_MS_MAX)
    child.once('exit', () => { clearTimeout(late); resolve({ store: null, failed: 'died', log: text }) })
    port.onMessage((message) => {
      if (message.kind === 'failed') resolve({ store: null, failed: message.failure, log: text })
      if (message.kind !== 'ready') return
      clearTimeout(late)
      resolve({ store: handleOf(child, port, () => text), failed: null })
    })
    port.post({ kind: 'start', start })
  })
}

export async function storeOrThrow(part: Part, env: Record<string, string> = {}, execArgv: readonly string[] = []): Promise<StoreChild> {
  const started = await startStore(part, env, execArgv)
  if (!started.store) throw new Error(`the store did not start: ${JSON.stringify(started.failed)} ${started.log}`)
  return started.store
}
