import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../scripts/crash.mjs', import.meta.url))

type Report = { readonly control?: { readonly lost: number }; readonly skipped?: string; readonly lost?: number }

/** Null when the store at synchronous NORMAL lost what it had shown, as it must; else why nothing was seen. */
export function cutPower(cuts: number): string | null {
  if (!existsSync(script)) return 'no power-cut harness'
  const done = spawnSync(process.execPath, [script, `--power-cuts=${cuts}`, '--json'], { encoding: 'utf8', timeout: 180_000 })
  const line = done.stdout.trim().split('\n').at(-1) ?? ''
  if (!line.startsWith('{')) return `the harness ended with ${done.status}: ${done.stderr.slice(-300)}`
  const { control, skipped } = JSON.parse(line) as Report
  if (control && control.lost > 0) return null
  return skipped ?? 'the control lost nothing'
}
