/** What was in doubt when its window ended is given up; its device's late word still counts (PROTOCOL 5). */
import { MINUTE_MS } from '../base/time.ts'
import type { Instant } from '../base/time.ts'
import type { Ledger } from './ledger/ledger.ts'

const LOOK_EVERY_MS = 10 * MINUTE_MS
const key = (clinicId: string): string => `windows-over/${clinicId}`

/** Inside a transaction. Looks only at windows that ended since it last looked. */
export function perishOver(ledger: Ledger, clinicId: string, now: Instant): void {
  const since = Number(ledger.setting(key(clinicId)) ?? 0)
  if (now - since < LOOK_EVERY_MS) return
  for (const slot of ledger.slotsEndedIn(clinicId, since, now)) {
    for (const state of ['pool', 'limbo', 'in-doubt'] as const) for (const place of ledger.placesOf({ slotId: slot.slotId, state })) ledger.putPlace({ ...place, state: 'perished' })
  }
  ledger.putSetting(key(clinicId), String(now))
}
