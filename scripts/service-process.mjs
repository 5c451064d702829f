/** The central service as a child: resolves with what it printed when it was ready. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { node24, root, Stop } from './steps.mjs'

export function startService(args) {
  const child = spawn(node24, [join(root, 'src/service/main.ts'), '--json', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Stop(`the central service ended with exit code ${code}`)))
    createInterface({ input: child.stdout }).once('line', (line) => resolve({ child, ready: JSON.parse(line) }))
  })
}
