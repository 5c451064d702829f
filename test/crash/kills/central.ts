/** The real central service as a process: killed, checked, started again on the same port. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { COMPILE_CACHE } from '../compile-cache.ts'
import { damageOf } from './integrity.ts'

const SERVICE = new URL('../../../src/service/main.ts', import.meta.url).pathname
const GUARD = new URL('./end-with-parent.ts', import.meta.url).href
const HELLO_MS = 500
/** Places a window: enough for clients that book all the time. */
const CAPACITY = 60

type Ready = { readonly url: string; readonly enrolmentCodes: readonly string[] }
export type Central = {
  readonly ledger: string; readonly ready: () => Promise<Ready>; readonly isReady: () => boolean
  /** False when there was no process to kill. */
  readonly kill: () => boolean
  readonly stop: () => Promise<void>
}

export function keepCentral(folder: string, onDamage: (what: string) => void, onDied: (code: number | null) => void): Central {
  const log = openSync(join(folder, 'central.log'), 'a')
  const ledger = join(folder, 'centre', 'ledger.db')
  let port = 0
  let child: ChildProcess
  let ended = false
  let ready: Ready | null = null
  let waiting: ((ready: Ready) => void)[] = []

  const begin = (): void => {
    if (ended) return
    ready = null
    const args = ['--import', GUARD, SERVICE, '--json', '--demo', `--port=${port}`, `--data=${join(folder, 'centre')}`, `--capacity=${CAPACITY}`, `--hello-ms=${HELLO_MS}`]
    const made = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', log], env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE } })
    child = made
    made.stdin?.on('error', () => {})
    if (made.stdout) createInterface({ input: made.stdout }).once('line', (line) => {
      ready = JSON.parse(line) as Ready
      port = Number(new URL(ready.url).port)
      for (const resolve of waiting) resolve(ready)
      waiting = []
    })
    made.on('exit', (code, signal) => {
      ready = null
      if (ended) return
      if (signal !== 'SIGKILL') onDied(code)
      const damage = damageOf(ledger, null)
      if (damage) onDamage(`ledger: ${damage}`)
      setTimeout(begin, signal === 'SIGKILL' ? 0 : 200)
    })
  }
  begin()

  return {
    ledger, isReady: () => ready !== null, kill: () => child.exitCode === null && child.signalCode === null && child.kill('SIGKILL'),
    ready: () => (ready ? Promise.resolve(ready) : new Promise((resolve) => { waiting.push(resolve) })),
    stop: () => new Promise((resolve) => {
      ended = true
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      const force = setTimeout(() => child.kill('SIGKILL'), 5_000)
      child.once('exit', () => { clearTimeout(force); resolve() })
      child.kill('SIGTERM')
    }),
  }
}
