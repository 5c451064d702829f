/** Measuring children: each a fresh process of the project's own Node, with one JSON line as its answer. */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const STOP_MS_MAX = 10_000
const CHILD_MS_MAX = 600_000
const LOG_SHOWN_CHARS = 2_000

export const say = (line: string): void => { process.stderr.write(`${line}\n`) }

/** Everything the bench writes, removed at the end. */
export const workDir = mkdtempSync(join(tmpdir(), 'vaccination-bench-'))
process.on('exit', () => rmSync(workDir, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))

let copies = 0
/** A copy of a prepared folder, so that every run begins at the same state. */
export function freshCopy(folder: string): string {
  const copy = join(workDir, `run-${++copies}`)
  cpSync(folder, copy, { recursive: true })
  return copy
}
export const freshPath = (): string => join(workDir, `run-${++copies}`)
export const discard = (path: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { recursive: true, force: true })
}

export type Answer = Readonly<Record<string, number>>

const lastLine = (text: string): unknown => JSON.parse(text.trim().split('\n').at(-1) ?? '')
const flagsOf = (args: Readonly<Record<string, string | number>>): string[] => Object.entries(args).map(([name, value]) => `--${name}=${value}`)

/** Runs a child to its end. A child that fails ends the bench: no run is left out. */
export function measure(script: string, args: Readonly<Record<string, string | number | boolean>>, before: readonly string[] = []): Answer {
  const flags = Object.entries(args).flatMap(([name, value]) => (value === false ? [] : value === true ? [`--${name}`] : [`--${name}=${value}`]))
  const [command = '', ...rest] = [...before, process.execPath, join(here, script), ...flags]
  const done = spawnSync(command, rest, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout: CHILD_MS_MAX })
  const said = `${done.stdout}${done.stderr}${done.error ?? ''}`
  if (done.status !== 0) throw new Error(`${script} ${flags.join(' ')} ended with ${done.status ?? done.signal}\n${said}`)
  return lastLine(done.stdout) as Answer
}

export type Server = { readonly ready: { readonly url: string; readonly adminToken?: string }; readonly pid: number; readonly stop: () => Promise<void> }

/** Starts a server that prints one JSON line when it listens. What it logs goes to a file; its end is shown when the server failed. */
export function serve(script: string, args: readonly string[]): Promise<Server> {
  const log = `${freshPath()}.log`
  const file = openSync(log, 'a')
  const child: ChildProcess = spawn(process.execPath, [join(here, script), ...args], { stdio: ['ignore', 'pipe', file] })
  closeSync(file)
  child.once('exit', (code) => { if (code !== 0 && code !== null) say(readFileSync(log, 'utf8').slice(-LOG_SHOWN_CHARS)) })
  const stop = (): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
    child.once('exit', () => { clearTimeout(timer); resolve() })
    child.kill('SIGTERM')
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
    if (!child.stdout) return
    createInterface({ input: child.stdout }).once('line', (line) => resolve({ ready: JSON.parse(line) as Server['ready'], pid: child.pid ?? 0, stop }))
  })
}

/** A child beside a running server must not stop the event loop of this process: the server's pipe is read here. */
export function measureBeside(script: string, args: Readonly<Record<string, string | number>>): Promise<Answer> {
  const child = spawn(process.execPath, [join(here, script), ...flagsOf(args)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (part) => { text += String(part) })
  return new Promise((resolve, reject) => {
    child.once('close', (code) => (code === 0 ? resolve(lastLine(text) as Answer) : reject(new Error(`${script} ended with ${code}\n${text}`))))
  })
}

/** What else ran, as far as the machine tells. */
export function whatElseRan(): string {
  const load = readFileSync('/proc/loadavg', 'utf8').trim().split(' ').slice(0, 3).join(' ')
  const busy = spawnSync('ps', ['-eo', 'pcpu,comm', '--sort=-pcpu', '--no-headers'], { encoding: 'utf8' }).stdout ?? ''
  const top = busy.trim().split('\n').map((line) => line.trim()).filter((line) => Number(line.split(' ')[0]) >= 1 && !line.endsWith(' ps')).slice(0, 5)
  return `load ${load}; busiest (CPU %): ${top.join(', ') || 'nothing above 1 %'}`
}
