/** The program among others: told to whoever watches it, awake while patients are there, one of its kind. */
import { spawn } from 'node:child_process'
import { powerSaveBlocker } from 'electron'

const WATCHDOG_MS = 20_000
const HOURS_MS = 60_000

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
