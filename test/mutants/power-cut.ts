import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../scripts/crash.mjs', import.meta.url))

type Report = { readonly control?: { readonly lost: number }; readonly skipped?: string; readonly lost?: number }

/** Null when the store at synchronous NORMAL lost what it had shown, as it must; else why nothing was seen. */
export async function cutPower(cuts: number): Promise<string | null> {
  if (!existsSync(script)) return 'no power-cut harness'
  // Not waited for in place: others are played meanwhile.
  const done = await new Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }>((resolve) => {
    execFile(process.execPath, [script, `--power-cuts=${cuts}`, '--json'], { timeout: 180_000 }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }))
  })
  const line = done.stdout.trim().split('\n').at(-1) ?? ''
  if (!line.startsWith('{')) return `the harness ended with ${String(done.code)}: ${done.stderr.slice(-300)}`
  const { control, skipped } = JSON.parse(line) as Report
  if (control && control.lost > 0) return null
  return skipped ?? 'the control lost nothing'
}
