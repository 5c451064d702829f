/** The central service as a child: resolves with what it printed when it was ready. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { node24, root, Stop } from './steps.mjs'

const HOUR_MS = 3_600_000
/**
 * A place on earth where it is about ten in the morning: a demo clinic there has hours later today, and no midnight comes while it is tried.
 * (Etc/GMT-9 is nine hours ahead of UTC.)
 */
export function morningZone(now) {
  const ahead = ((10 - Math.floor(now / HOUR_MS) % 24 + 36) % 24) - 12
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}
export const demoInTheMorning = () => ['--demo', `--demo-time-zone=${morningZone(Date.now())}`]

export function startService(args) {
  const child = spawn(node24, [join(root, 'src/service/main.ts'), '--json', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Stop(`the central service ended with exit code ${code}`)))
    createInterface({ input: child.stdout }).once('line', (line) => resolve({ child, ready: JSON.parse(line) }))
  })
}
