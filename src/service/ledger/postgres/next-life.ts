/**
 * A restored database begins its next life: every clinic learns from its devices, and no cursor of the earlier life is good.
 * It is told by the note that a restore leaves in the database, or by the operator (`--restored`). A node that dies in the middle leaves the note; the next start goes on.
 */
import type { Instant } from '../../../base/time.ts'
import { OF_THE_CENTRE } from '../../audit-chain.ts'
import { beginNextLife, incarnationOf } from '../../learning.ts'
import type { Ledger } from '../ledger.ts'
import type { UnitScope } from '../unit-scope.ts'
import type { PostgresLedger } from './postgres-ledger.ts'

/** The newest life that was known outside of the backup; `BEGUN` once the number moved; '' when there is nothing to do. Written by `keep-postgres`, too. */
export const RESTORED_NOTE = 'restored'
const BEGUN = 'begun'
const ofTheCentre: UnitScope = { clinicId: null, mode: 'write', centre: true }
const lifeKey = (clinicId: string): string => `life/${clinicId}`

export async function beginLifeIfRestored(door: PostgresLedger, now: Instant, declared: boolean): Promise<void> {
  const begun = await door.transact(ofTheCentre, (ledger) => moveNumber(ledger, now, declared))
  if (!begun) return
  const clinics = await door.transact({ clinicId: null, mode: 'read' }, (ledger) => ledger.clinics().map((clinic) => clinic.clinicId))
  // One clinic after the other, each alone in its own transaction; the number moved first, so nobody is answered in the old life after its clinic learns.
  for (const clinicId of clinics) await door.transact({ clinicId, mode: 'write' }, (ledger) => learnAt(ledger, clinicId, now))
  await door.transact(ofTheCentre, (ledger) => ledger.putSetting(RESTORED_NOTE, ''))
}

/** True when clinics have yet to begin: also when another node, or one that died, moved the number. */
function moveNumber(ledger: Ledger, now: Instant, declared: boolean): boolean {
  const note = ledger.setting(RESTORED_NOTE) ?? ''
  if (note === BEGUN) return true
  if (note === '' && !declared) return false
  const life = Math.max(incarnationOf(ledger), Number(note)) + 1
  ledger.putSetting('incarnation', String(life))
  ledger.putSetting(RESTORED_NOTE, BEGUN)
  ledger.audit(OF_THE_CENTRE, now, 'service', `restored from a backup: life ${life} begins`)
  return true
}

/** Once a life: a device that has told already would be waited for again. */
function learnAt(ledger: Ledger, clinicId: string, now: Instant): void {
  const life = ledger.setting('incarnation') ?? ''
  if (ledger.setting(lifeKey(clinicId)) === life) return
  ledger.putSetting(lifeKey(clinicId), life)
  beginNextLife({ ...ledger, clinics: () => ledger.clinics().filter((c) => c.clinicId === clinicId), putSetting: (key, value) => { if (key !== 'incarnation') ledger.putSetting(key, value) } }, now, 0)
}
