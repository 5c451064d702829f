/** A clinic to try things with: bookable at any time of day, today and tomorrow. */
import { addDays, localDateOf } from '../base/time.ts'
import { defaultCatalogue } from '../domain/catalogue.ts'
import { createSession } from './admin.ts'
import type { CentreDeps } from './centre.ts'

const DEMO_CODES = 12
const WINDOW_MINUTES = 30
const DAYS_AHEAD = 1
const CODE_VALID_MS = 30 * 86_400_000
/** Tomorrow is there in time at every hour. */
export const SEED_EVERY_MS = 3_600_000

const clock24 = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** `capacity`: places of each half hour and vaccine. */
export type DemoClinic = { readonly capacity: number; readonly timeZone: string }

/** Makes what is missing and leaves what is there: safe at every start and every hour. */
export function seedDemoClinic(deps: CentreDeps, { capacity, timeZone }: DemoClinic): { readonly clinicId: string; readonly enrolmentCodes: readonly string[] } {
  const { ledger } = deps
  return ledger.atomically(() => {
    const clinicId = ledger.setting('demoClinic') ?? deps.newId()
    const known = ledger.clinic(clinicId)
    if (!known) {
      ledger.putClinic({ clinicId, name: '한빛가정의학과', timeZone })
      ledger.putSetting('demoClinic', clinicId)
    }
    // A clinic stays where it was made.
    const today = localDateOf(deps.clock(), known?.timeZone ?? timeZone)
    for (let day = 0; day <= DAYS_AHEAD; day++) seedDay(deps, clinicId, addDays(today, day), capacity)
    for (let have = ledger.unusedCodes(clinicId, deps.clock()).length; have < DEMO_CODES; have++)
      ledger.putCode({ code: deps.newCode(), clinicId, expiresAt: deps.clock() + CODE_VALID_MS, usedBy: null, publicKey: null, deviceId: null })
    return { clinicId, enrolmentCodes: ledger.unusedCodes(clinicId, deps.clock()) }
  })
}

function seedDay(deps: CentreDeps, clinicId: string, date: string, capacity: number): void {
  if (deps.ledger.sessions(clinicId, date, date).length > 0) return
  const starts = Array.from({ length: (24 * 60) / WINDOW_MINUTES }, (_, i) => i * WINDOW_MINUTES)
  const windows = starts.map((minute) => ({ start: clock24(minute), end: clock24(minute + WINDOW_MINUTES), capacity }))
  for (const { vaccine } of defaultCatalogue) createSession(deps, { clinicId, date, vaccine, windows })
}
