/** Every ledger there is. A new one is added here and passes the same suite, or `npm test` fails. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ledger } from '../../src/service/ledger/ledger.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { orThrow } from '../support/clinic.ts'

export type Opened = { readonly ledger: Ledger; readonly end: () => void }

const sqlite = (path: string): Ledger => createSqliteLedger(orThrow(openLedgerFile(path)))

export const ledgers: Readonly<Record<string, () => Opened>> = {
  'SQLite in memory': () => {
    const ledger = sqlite(':memory:')
    return { ledger, end: () => ledger.close() }
  },
  'SQLite on disk': () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
    const ledger = sqlite(join(folder, 'ledger.db'))
    return { ledger, end: () => { ledger.close(); rmSync(folder, { recursive: true }) } }
  },
}
