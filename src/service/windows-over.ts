/** What was in doubt when its window ended is given up; its device's late word still counts (PROTOCOL 5). */
import type { Instant } from '../base/time.ts'
import type { Ledger } from './ledger/ledger.ts'

const EARLIEST = '0000-01-01'
const LATEST = '9999-12-31'
const key = (clinicId: string): string => `windows-over/${clinicId}`

/** Inside a transaction. Looks only at windows that ended since it last looked. */
export function perishOver(ledger: Ledger, clinicId: string, now: Instant): void {
  const since = Number(ledger.setting(key(clinicId)) ?? 0)
  if (now - since < 60_000) return
  for (const slot of ledger.slots(clinicId, EARLIEST, LATEST)) {
    if (slot.endAt > now || slot.endAt <= since) continue
    for (const state of ['pool', 'limbo', 'in-doubt'] as const) for (const place of ledger.placesOf({ slotId: slot.slotId, state })) ledger.putPlace({ ...place, state: 'perished' })
  }
  ledger.putSetting(key(clinicId), String(now))
}
