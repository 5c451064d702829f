import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../base/log.ts'

export const LOG_BYTES_MAX = 5 * 1024 * 1024
/** kiosk.log and four older ones. */
export const LOG_FILES_MAX = 5

/** Where the platform keeps logs: systemd names a folder (/var/log/vaccination-kiosk), elsewhere they lie with the data. */
export const logFolder = (dataDir: string, environment: Readonly<Record<string, string | undefined>>): string => environment.LOGS_DIRECTORY ?? join(dataDir, 'logs')

function rotate(file: string, bytesMax: number): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= bytesMax) return
  for (let n = LOG_FILES_MAX - 2; n >= 1; n--) if (statSync(`${file}.${n}`, { throwIfNoEntry: false })) renameSync(`${file}.${n}`, `${file}.${n + 1}`)
  renameSync(file, `${file}.1`)
}

/** JSON lines, five files of at most 5 MiB. A full disk must not stop a patient: then only the console hears. */
export function createLog(folder: string, bytesMax = LOG_BYTES_MAX): Log {
  const file = join(folder, 'kiosk.log')
  const line = (level: string) => (event: string, facts: Record<string, unknown> = {}): void => {
    const text = `${JSON.stringify({ level, at: new Date().toISOString(), event, ...facts })}\n`
    process.stderr.write(text)
    try {
      mkdirSync(folder, { recursive: true })
      rotate(file, bytesMax)
      appendFileSync(file, text)
    } catch { /* said on the console */ }
  }
  return { info: line('info'), warn: line('warn'), error: line('error') }
}
