import { ask, columns, listOf } from './columns.ts'
import type { Tx } from './columns.ts'
import type { Asked } from './asked.ts'
import type { AuditRow } from '../ledger.ts'
import { auditKey } from './unit.ts'
import type { Unit } from './unit.ts'

const select = (clinicId: unknown): string => `SELECT id, ${listOf(columns.audit)} FROM audit WHERE ${clinicId === null ? '$1::text IS NULL' : 'clinic_id = $1'}`
type Read = readonly [clinicId: string | null, above: number | null, limit: number]

export const auditFetchers = {
  /** Read under the clinic's lock: no other row can come between. */
  'audit-head': async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [clinicId = null] of asked) {
      const [head] = await ask<{ hash: string }>(tx, 'SELECT hash FROM audit WHERE clinic_id = $1 ORDER BY id DESC LIMIT 1', clinicId)
      unit.facts.auditHead.set(String(clinicId), head?.hash ?? '')
    }
  },
  audits: async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [clinicId, above, limit] of asked as unknown as readonly Read[])
      unit.facts.audits.set(auditKey(clinicId, above, limit), await ask<AuditRow>(tx, `${select(clinicId)} AND id > $2::text::bigint ORDER BY id LIMIT $3::text::bigint`, clinicId, above, limit))
  },
  'last-audits': async (tx: Tx, unit: Unit, asked: Asked) => {
    for (const [clinicId, limit] of asked as unknown as readonly (readonly [string | null, number])[])
      unit.facts.audits.set(auditKey(clinicId, null, limit), (await ask<AuditRow>(tx, `${select(clinicId)} ORDER BY id DESC LIMIT $2::text::bigint`, clinicId, limit)).reverse())
  },
}
