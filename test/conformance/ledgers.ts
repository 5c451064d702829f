/** Every ledger there is. A new one is added here and passes the same suite, or `npm test` fails. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FieldReads } from '../../src/service/ledger/field-reads.ts'
import type { LedgerDoor } from '../../src/service/ledger/ledger.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { openPostgres } from '../../src/service/ledger/postgres/open-postgres.ts'
import { connectToRead, createPostgresFieldReads } from '../../src/service/ledger/postgres/postgres-field-reads.ts'
import { createPostgresLedger } from '../../src/service/ledger/postgres/postgres-ledger.ts'
import { sqliteDoor } from '../../src/service/ledger/sqlite-door.ts'
import { createSqliteFieldReads, openFieldReads } from '../../src/service/ledger/sqlite-field-reads.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { orThrow } from '../support/clinic.ts'
import { startCluster } from '../support/postgres.ts'
import type { Started } from '../support/postgres.ts'

/** `reads`: what console and field read, on a connection of its own where there is one. */
export type Opened = { readonly door: LedgerDoor; readonly reads: FieldReads; readonly end: () => Promise<void> }
/** A ledger that cannot be had here says why. */
export type Opener = () => Promise<Opened | { readonly why: string }>

function sqlite(path: string): Pick<Opened, 'door' | 'reads'> {
  const file = orThrow(openLedgerFile(path))
  return { door: sqliteDoor(createSqliteLedger(file)), reads: createSqliteFieldReads(path === ':memory:' ? file : openFieldReads(path)) }
}

let cluster: Promise<Started> | undefined
export const stopCluster = async (): Promise<void> => {
  const started = await cluster
  if (started?.ok) await started.cluster.stop()
}

const ledgers: Readonly<Record<string, Opener>> = {
  'SQLite in memory': async () => {
    const opened = sqlite(':memory:')
    return { ...opened, end: opened.door.close }
  },
  'SQLite on disk': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
    const opened = sqlite(join(folder, 'ledger.db'))
    return { ...opened, end: async () => { await opened.door.close(); rmSync(folder, { recursive: true }) } }
  },
  PostgreSQL: async () => {
    cluster ??= startCluster()
    const started = await cluster
    if (!started.ok) return started
    const url = await started.cluster.createDatabase()
    const [door, reader] = [createPostgresLedger(orThrow(await openPostgres(url))), connectToRead(url)]
    return { door, reads: createPostgresFieldReads(reader), end: async () => { await reader.end({ timeout: 5 }); await door.close() } }
  },
}

export const ledgerNames: readonly string[] = Object.keys(ledgers)

export function ledgerNamed(name: string): Opener {
  const open = Object.hasOwn(ledgers, name) ? ledgers[name] : undefined
  if (!open) throw new Error(`no ledger ${name}: there are ${ledgerNames.join(', ')}`)
  return open
}
