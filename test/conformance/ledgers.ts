/** Every ledger there is. A new one is added here and passes the same suite, or `npm test` fails. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LedgerDoor } from '../../src/service/ledger/ledger.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { openPostgres } from '../../src/service/ledger/postgres/open-postgres.ts'
import { createPostgresLedger } from '../../src/service/ledger/postgres/postgres-ledger.ts'
import { sqliteDoor } from '../../src/service/ledger/sqlite-door.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { orThrow } from '../support/clinic.ts'
import { startCluster } from '../support/postgres.ts'
import type { Started } from '../support/postgres.ts'

export type Opened = { readonly door: LedgerDoor; readonly end: () => Promise<void> }
/** A ledger that cannot be had here says why. */
export type Opener = () => Promise<Opened | { readonly why: string }>

const sqlite = (path: string): LedgerDoor => sqliteDoor(createSqliteLedger(orThrow(openLedgerFile(path))))

let cluster: Promise<Started> | undefined
export const stopCluster = async (): Promise<void> => {
  const started = await cluster
  if (started?.ok) await started.cluster.stop()
}

const ledgers: Readonly<Record<string, Opener>> = {
  'SQLite in memory': async () => {
    const door = sqlite(':memory:')
    return { door, end: door.close }
  },
  'SQLite on disk': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
    const door = sqlite(join(folder, 'ledger.db'))
    return { door, end: async () => { await door.close(); rmSync(folder, { recursive: true }) } }
  },
  PostgreSQL: async () => {
    cluster ??= startCluster()
    const started = await cluster
    if (!started.ok) return started
    const door = createPostgresLedger(orThrow(await openPostgres(await started.cluster.createDatabase())))
    return { door, end: door.close }
  },
}

export const ledgerNames: readonly string[] = Object.keys(ledgers)

export function ledgerNamed(name: string): Opener {
  const open = Object.hasOwn(ledgers, name) ? ledgers[name] : undefined
  if (!open) throw new Error(`no ledger ${name}: there are ${ledgerNames.join(', ')}`)
  return open
}
