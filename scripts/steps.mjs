/** One printed line a step, with its time. Plain Node from 20 up: runs before anything is installed. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** Node 24, from the project's own packages. */
export const node24 = join(root, 'node_modules', '.bin', 'node')

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const say = (line) => process.stderr.write(`${line}\n`)

export async function step(name, act) {
  const since = performance.now()
  const detail = await act()
  say(`  ${name}${detail ? `: ${detail}` : ''} (${seconds(since)})`)
  return detail
}

export class Stop extends Error {}

/** Runs to the end; its output is shown only when it failed. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options })
  if (done.error || done.status !== 0) throw new Stop(`${command} ${args.join(' ')} failed\n${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`)
  return done.stdout ?? ''
}

export const answers = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Top level of a script: an expected stop is a message and exit 1, the rest is a trace. */
export async function script(main) {
  try {
    await main()
  } catch (cause) {
    say(cause instanceof Stop ? cause.message : cause.stack)
    process.exit(1)
  }
}
