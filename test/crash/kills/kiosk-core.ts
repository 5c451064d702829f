/** The harness's hand on the driver: starts it in a process group of its own, reads its lines, kills it whole or one store of it. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { COMPILE_CACHE } from '../compile-cache.ts'
import { damageOf } from './integrity.ts'
import type { Device, Line, Overview } from './lines.ts'
import type { Receipts } from './receipts.ts'

const DRIVER = new URL('./driver.ts', import.meta.url).pathname
const GONE_LOOK_MS = 2
/** A core that never gets quiet is compared as it stands: what it left unanswered or unsent counts as stuck. */
const QUIET_MS_MAX = 45_000

export type CoreEvents = { readonly onDamage: (what: string) => void; readonly onDied: (what: string) => void }
export type Core = {
  readonly killWhole: () => boolean; readonly killStore: (device: number) => boolean
  /** All stores answer. */
  readonly isUp: () => boolean
  readonly overviews: () => readonly (Overview | null)[]; readonly quiesce: () => Promise<readonly Overview[]>; readonly end: () => void
}

const killed = (pid: number): boolean => {
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

/** Dead means its locks and files are let go: gone from /proc, or a zombie. */
function isGone(pid: number): boolean {
  if (!existsSync('/proc/self/stat')) return true
  try { return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) } catch { return true }
}

export function keepCore(devices: readonly Device[], serviceUrl: string, seed: number, receipts: Receipts, events: CoreEvents): Core {
  const pids: (number | null)[] = devices.map(() => null)
  const up = devices.map(() => false)
  let overviews: readonly (Overview | null)[] = []
  let life = 0
  let driver: ChildProcess
  let ended = false
  let quiet: ((overviews: readonly Overview[]) => void) | null = null

  const heard = (line: Line): void => {
    if (line.kind === 'store') pids[line.device] = line.pid
    if (line.kind === 'store' || line.kind === 'up') up[line.device] = line.kind === 'up'
    if (line.kind === 'asked') receipts.asked(line.command)
    if (line.kind === 'answered') receipts.answered(line.commandId, line.sends, line.result)
    if (line.kind === 'differs') receipts.doubled.push(`${line.commandId}: two sends, two answers`)
    if (line.kind === 'damaged') events.onDamage(`store ${line.device}: ${line.what}`)
    if (line.kind === 'refused-to-start') events.onDamage(`store ${line.device} does not open its file: ${line.failure.code} ${line.failure.detail}`)
    if (line.kind === 'died') events.onDied(`store ${line.device} ended by itself with exit code ${line.code}`)
    if (line.kind === 'overviews') overviews = line.overviews
    if (line.kind === 'quiet') {
      ended = true
      quiet?.(line.overviews)
    }
  }
  const begin = (): void => {
    if (ended) return
    const made = spawn(process.execPath, [DRIVER], { detached: true, stdio: ['pipe', 'inherit', 'inherit', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE } })
    driver = made
    const lines = createInterface({ input: made.stdio[3] as Readable })
    lines.on('line', (text) => heard(JSON.parse(text) as Line))
    const drained = new Promise<void>((resolve) => { lines.once('close', resolve) })
    made.stdin?.on('error', () => {})
    made.stdin?.write(`${JSON.stringify({ devices, serviceUrl, seed, life: life++, ...receipts.forNextLife() })}\n`)
    if (quiet) made.stdin?.write('quiesce\n')
    made.on('exit', (code, signal) => void drained.then(() => again(code, signal)))
  }
  const again = async (code: number | null, signal: string | null): Promise<void> => {
    if (ended) return
    up.fill(false)
    if (signal !== 'SIGKILL') events.onDied(`the driver ended by itself with exit code ${code}`)
    for (const pid of pids) while (pid !== null && !isGone(pid)) await new Promise((resolve) => { setTimeout(resolve, GONE_LOOK_MS) })
    for (const device of devices) {
      const damage = damageOf(join(device.dataDir, 'kiosk.db'), device.key)
      if (damage) events.onDamage(`${device.name}: ${damage}`)
    }
    begin()
  }
  begin()

  return {
    killWhole: () => driver.exitCode === null && driver.signalCode === null && driver.pid !== undefined && killed(-driver.pid),
    killStore: (device) => {
      const pid = pids[device] ?? null
      return pid !== null && !isGone(pid) && killed(pid)
    },
    isUp: () => up.every(Boolean),
    overviews: () => overviews,
    quiesce: () => new Promise((resolve) => {
      quiet = resolve
      driver.stdin?.write('quiesce\n')
      setTimeout(() => { ended = true; resolve([]) }, QUIET_MS_MAX).unref()
    }),
    end: () => {
      ended = true
      if (driver.pid !== undefined) killed(-driver.pid)
    },
  }
}
