import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../base/log.ts'

const LOG_BYTES_MAX = 5 * 1024 * 1024

/** JSON lines in the data folder, two files of at most 5 MiB. A full disk must not stop a patient: then only the console hears. */
export function createLog(dataDir: string): Log {
  const file = join(dataDir, 'logs', 'kiosk.log')
  const line = (level: string) => (event: string, facts: Record<string, unknown> = {}): void => {
    const text = `${JSON.stringify({ level, at: new Date().toISOString(), event, ...facts })}\n`
    process.stderr.write(text)
    try {
      mkdirSync(join(dataDir, 'logs'), { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) renameSync(file, `${file}.1`)
      appendFileSync(file, text)
    } catch { /* said on the console */ }
  }
  return { info: line('info'), warn: line('warn'), error: line('error') }
}
