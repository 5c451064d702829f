/** The program among others: told to whoever watches it, awake while patients are there, one of its kind. */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { powerSaveBlocker } from 'electron'
import type { Log } from '../base/log.ts'
import type { Settings } from '../contract/settings.ts'
import { fetchUpdate } from './updates/fetch-update.ts'

const WATCHDOG_MS = 20_000
const HOURS_MS = 60_000
const UPDATES_MS = 6 * 3_600_000
const UPDATES_FIRST_MS = 10 * 60_000
/** Written by the elevated agent. */
const badVersions = (platform: string, environment: Readonly<Record<string, string | undefined>>): string =>
  (platform === 'win32' ? join(environment.ProgramData ?? 'C:\\ProgramData', 'vaccination-kiosk-update', 'bad-versions') : '/var/lib/vaccination-kiosk-update/bad-versions')

/** systemd restarts what falls silent. Only from a loop that still turns. */
export function feedWatchdog(environment: Readonly<Record<string, string | undefined>>): void {
  if (!environment.NOTIFY_SOCKET || !environment.WATCHDOG_USEC) return
  setInterval(() => { spawn('systemd-notify', ['WATCHDOG=1'], { stdio: 'ignore' }).on('error', () => {}) }, WATCHDOG_MS)
}

const minutesOf = (text: string): number => { const [hours = 0, minutes = 0] = text.split(':').map(Number); return hours * 60 + minutes }

/** `08:30-18:00`, and over midnight `20:00-02:00`. */
export function isOpen(hours: string, minuteOfDay: number): boolean {
  const [from = 0, to = 0] = hours.split('-').map(minutesOf)
  return from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to
}

/** The screen stays on in opening hours and may sleep outside of them. */
export function keepAwake(hours: string, now: () => Date): void {
  let blocker: number | null = null
  const look = (): void => {
    const at = now()
    const open = isOpen(hours, at.getHours() * 60 + at.getMinutes())
    if (open && blocker === null) blocker = powerSaveBlocker.start('prevent-display-sleep')
    if (open || blocker === null) return
    powerSaveBlocker.stop(blocker)
    blocker = null
  }
  look()
  setInterval(look, HOURS_MS)
}

/** The sign of life that an update waits for: the store answers under this version. On a full disk there is none, and none is needed. */
export function sayHealthy(dataDir: string, version: string): void {
  try { writeFileSync(join(dataDir, 'health.json'), JSON.stringify({ version, at: new Date().toISOString() })) } catch { /* the agent goes back to the version before */ }
}

/** Machines of one image share their name, and those of one name seldom their image. */
function machineId(): string {
  try { return `${readFileSync('/etc/machine-id', 'utf8').trim()} ${hostname()}` } catch { return hostname() }
}

/** Downloads and verifies only; an elevated agent installs in closed hours. */
export function lookForUpdates(settings: Settings, dataDir: string, current: string, log: Log): void {
  const { KIOSK_UPDATE_URL: url, KIOSK_UPDATE_KEY: publicKey } = settings
  if (!url || !publicKey) return
  const look = (): void => {
    void fetchUpdate({ url, publicKey, dataDir, current, machineId: machineId(), fetch: (address) => fetch(address), badVersionsFile: badVersions(process.platform, process.env) })
      .then((found) => log.info('update', found.ok ? { version: found.value.version, state: 'ready' } : { state: found.error }))
  }
  setTimeout(() => { look(); setInterval(look, UPDATES_MS) }, UPDATES_FIRST_MS)
}
