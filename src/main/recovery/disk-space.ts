/** The disk fills: first old copies go by retention, then no number is promised any more, before one could be false. */
import { existsSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MIB = 1024 * 1024
export type Space = 'enough' | 'low' | 'stop'

/** A stop ends only well above where it began: a screen must not come and go. */
export const spaceOf = (freeMib: number, lowMib: number, stopMib: number, before: Space): Space => {
  if (freeMib < stopMib || (before === 'stop' && freeMib < stopMib * 1.5)) return 'stop'
  return freeMib < lowMib ? 'low' : 'enough'
}

export const freeMibOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return (bavail * bsize) / MIB
}

/** What may go, worst first. Never the file, its log, its key, or a damaged file: entries may still be saved from that. */
export function disposable(dataDir: string): string[] {
  const listed = (folder: string, pattern: RegExp): string[] =>
    (existsSync(folder) ? readdirSync(folder) : []).filter((name) => pattern.test(name)).map((name) => join(folder, name)).sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
  const browser = join(dataDir, 'browser')
  return [
    ...listed(browser, /^(Crashpad|Code Cache|GPUCache|DawnCache|Cache|blob_storage)$/), ...listed(join(dataDir, 'logs'), /\.\d+$/), ...listed(join(dataDir, 'support'), /./),
    ...listed(dataDir, /^kiosk\.db\.(before|newer)-\d+$/), ...listed(join(dataDir, 'updates'), /\.(part|deb)$/), ...listed(join(dataDir, 'backups'), /\.db$/).slice(0, -1),
  ]
}

export function watchSpace(dataDir: string, { lowMib, stopMib }: { readonly lowMib: number; readonly stopMib: number }, everyMs: number, changed: (space: Space, freeMib: number, purged: number) => void): void {
  let space: Space = 'enough'
  const look = (): void => {
    let free = freeMibOf(dataDir)
    let purged = 0
    if (free < lowMib) {
      const victims = disposable(dataDir)
      for (const path of victims) rmSync(path, { recursive: true, force: true })
      purged = victims.length
      free = freeMibOf(dataDir)
    }
    const next = spaceOf(free, lowMib, stopMib, space)
    if (next !== space || purged > 0) changed(next, Math.round(free), purged)
    space = next
  }
  look()
  setInterval(look, everyMs)
}
