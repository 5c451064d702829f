import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export const backupFolder = (dataDir: string): string => join(dataDir, 'backups')
const NAME = /^kiosk-(\d+)\.db$/

/** Oldest first; the number is the instant it was taken, ms. */
export function backupsIn(dataDir: string): { readonly path: string; readonly at: number }[] {
  const folder = backupFolder(dataDir)
  const found = (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => { const at = NAME.exec(name)?.[1]; return at ? [{ path: join(folder, name), at: Number(at) }] : [] })
  return found.sort((a, b) => a.at - b.at)
}

export const newestBackup = (dataDir: string): string | null => backupsIn(dataDir).at(-1)?.path ?? null
