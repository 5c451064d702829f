/** What the store does by itself while it is up: nightly copies, and sending what was carried here. */
import type { Log } from '../../base/log.ts'
import { HOUR_MS, MINUTE_MS } from '../../base/time.ts'
import type { StoreStart } from '../../rpc/port.ts'
import { diskFailure } from '../db/failures.ts'
import { TICK_MS } from '../desk/tick.ts'
import { backupsIn } from '../db/newest-backup.ts'
import { backupIsDue, makeBackup } from './backup.ts'
import { sendCarried } from './carried.ts'
import type { CarriedDeps } from './carried.ts'
import { importsIn } from './carry.ts'

const FIRST_LOOK_MS = 5 * MINUTE_MS
const CARRIED_AGAIN_MS = MINUTE_MS

export function keepBackups(start: StoreStart, log: Log): void {
  const look = (): void => {
    const now = Date.now()
    if (!backupIsDue(backupsIn(start.dataDir).at(-1)?.at ?? null, now, new Date(now).getHours())) return
    try {
      const made = makeBackup(start.dataDir, start.databaseKey, now)
      log.info('backup', made.ok ? { entries: made.value.entries, state: 'restorable' } : { code: made.error.code })
    } catch (cause) {
      // A full disk must not end the store: the self-test says that the last copy is old.
      const disk = diskFailure(cause)
      if (!disk) throw cause
      log.error('backup', { code: disk.code })
    }
  }
  setTimeout(() => { look(); setInterval(look, HOUR_MS) }, FIRST_LOOK_MS).unref()
}

/** A full disk must not end the store: what is due stays due. */
export function keepDeskGoing(tick: () => void, log: Log): void {
  setInterval(() => {
    try { tick() } catch (cause) {
      const disk = diskFailure(cause)
      if (!disk) throw cause
      log.error('desk-tick', { code: disk.code })
    }
  }, TICK_MS).unref()
}

/** Answers how to begin at once. One round at a time. */
export function keepCarriedGoing(deps: CarriedDeps): () => void {
  let running = false
  const look = (): void => {
    if (running || importsIn(deps.start.dataDir).length === 0) return
    running = true
    void sendCarried(deps).then((left) => { if (left > 0) deps.log.info('carried', { entries: left }) }).finally(() => { running = false })
  }
  setInterval(look, CARRIED_AGAIN_MS).unref()
  setImmediate(look)
  return look
}

/** Where desktops and Windows show what is plugged in. */
export const stickRoots = (platform: string, environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
  environment.KIOSK_STICKS ? [environment.KIOSK_STICKS] : platform === 'win32' ? [...'DEFGHIJ'].map((letter) => `${letter}:\\`) : ['/media', '/run/media']
