/** Two processes of kiosks that begin in the same moment. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Answer } from '../children.ts'

const PROCESSES = 2

export type HerdRun = { readonly url: string; readonly dir: string; readonly entries: number; readonly cap: number; readonly limit: number; readonly naive: boolean }

function startPart({ url, dir, entries, cap, limit, naive }: HerdRun, part: number) {
  const flags = [`--url=${url}`, `--dir=${dir}`, `--entries=${entries}`, `--cap=${cap}`, `--limit=${limit}`, `--part=${part}`, `--of=${PROCESSES}`, ...(naive ? ['--naive'] : [])]
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kiosks.ts'), ...flags], { stdio: ['pipe', 'pipe', 'inherit'] })
  let text = ''
  let isReady = (): void => {}
  const ready = new Promise<void>((resolve) => { isReady = resolve })
  child.stdout.on('data', (said) => { text += String(said); isReady() })
  const done = new Promise<Answer>((resolve, reject) => {
    child.once('close', (code) => (code === 0 ? resolve(JSON.parse(text.trim().split('\n').at(-1) ?? '') as Answer) : reject(new Error(`kiosks ended with ${code}\n${text}`))))
  })
  return { ready, done, begin: () => child.stdin.end('begin\n') }
}

/** Sums of both; `seconds` is the later one's. */
export async function startKiosks(run: HerdRun): Promise<Answer> {
  const parts = Array.from({ length: PROCESSES }, (_, part) => startPart(run, part))
  await Promise.all(parts.map(({ ready }) => ready))
  for (const { begin } of parts) begin()
  const told = await Promise.all(parts.map(({ done }) => done))
  const names = Object.keys(told[0] ?? {})
  return Object.fromEntries(names.map((name) => [name, name === 'seconds' ? Math.max(...told.map((t) => t[name] ?? 0)) : told.reduce((sum, t) => sum + (t[name] ?? 0), 0)]))
}
