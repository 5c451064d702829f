/** Runs decisions on PostgreSQL: lock, fetch, decide, write, commit; again when rows were missing or another transaction was in the way. */
import { assert } from '../../../base/assert.ts'
import type { Ledger, LedgerDoor } from '../ledger.ts'
import { ask } from './columns.ts'
import type { Tx } from './columns.ts'
import { fetchMissing } from './fetch.ts'
import { flush } from './flush.ts'
import type { Sql } from './open-postgres.ts'
import { unitLedger } from './unit-ledger.ts'
import { createUnit } from './unit.ts'
import type { UnitScope } from '../unit-scope.ts'
import type { Unit } from './unit.ts'

const PASSES_MAX = 200
const TRIES_MAX = 6
const RETRY_MS = 15
/** Serialization failure, deadlock, and a key that somebody else wrote first: the next try sees it. */
const LOST_TO_ANOTHER = new Set(['40001', '40P01', '23505'])

export type PostgresLedger = LedgerDoor & {
  /** For where a clinic is known only by one of its things. */
  readonly clinicOf: (table: 'device' | 'slot' | 'enrolment_code', id: string) => Promise<string | null>
}

export function createPostgresLedger(sql: Sql): PostgresLedger {
  const idColumn = { device: 'device_id', slot: 'slot_id', enrolment_code: 'code' }
  return {
    transact: (scope, decide) => patiently(() => once(sql, scope, decide)),
    clinicOf: async (table, id) => {
      const [found] = await ask<{ clinicId: string }>(sql as unknown as Tx, `SELECT clinic_id AS "clinicId" FROM ${table} WHERE ${idColumn[table]} = $1 ORDER BY clinic_id LIMIT 1`, id)
      return found?.clinicId ?? null
    },
    close: () => sql.end({ timeout: 5 }),
  }
}

async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act()
    } catch (cause) {
      if (attempt >= TRIES_MAX || !LOST_TO_ANOTHER.has(String((cause as { code?: unknown }).code))) throw cause
      await new Promise((resolve) => { setTimeout(resolve, Math.random() * RETRY_MS * attempt) })
    }
  }
}

const once = <T>(sql: Sql, scope: UnitScope, decide: (ledger: Ledger) => T): Promise<T> =>
  sql.begin(scope.mode === 'read' ? 'isolation level repeatable read read only' : 'isolation level read committed', async (tx) => {
    const unit = createUnit(scope)
    // All on their way before the first is answered; the locks are taken first, so what is read is read under them.
    await Promise.all([lock(tx, scope), fetchFirst(tx, unit)])
    const result = await decideOver(tx, unit, decide)
    await flush(tx, unit)
    return result
  }) as Promise<T>

async function lock(tx: Tx, { mode, clinicId, deviceId, centre }: UnitScope): Promise<void> {
  if (mode === 'read') return
  const locks = []
  if (centre) locks.push(ask(tx, "SELECT 1 FROM setting WHERE clinic_id = '' AND key = 'schemaVersion' FOR NO KEY UPDATE"))
  if (clinicId !== null) locks.push(ask(tx, `SELECT 1 FROM clinic WHERE clinic_id = $1 FOR ${mode === 'grant' ? 'SHARE' : 'NO KEY UPDATE'}`, clinicId))
  if (mode === 'grant' && deviceId !== undefined) locks.push(ask(tx, 'SELECT 1 FROM device WHERE clinic_id = $1 AND device_id = $2 FOR NO KEY UPDATE', clinicId, deviceId))
  await Promise.all(locks)
}

function fetchFirst(tx: Tx, unit: Unit): Promise<void> {
  unit.want('crew', '')
  if (unit.scope.clinicId !== null) unit.want('crew', unit.scope.clinicId)
  for (const want of unit.scope.wants ?? []) unit.want(...want)
  return fetchMissing(tx, unit)
}

async function decideOver<T>(tx: Tx, unit: Unit, decide: (ledger: Ledger) => T): Promise<T> {
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    unit.undoTo(0)
    const run = attempt(() => decide(unitLedger(unit)))
    // Whoever caught what was thrown at it, or stumbled over what was missing: all of it is forgotten.
    if (unit.isComplete()) {
      if (run.ok) return run.value
      throw run.cause
    }
    await fetchMissing(tx, unit)
  }
  assert(false, `a decision came to its end within ${PASSES_MAX} passes`)
}

function attempt<T>(act: () => T): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly cause: unknown } {
  try { return { ok: true, value: act() } } catch (cause) { return { ok: false, cause } }
}
