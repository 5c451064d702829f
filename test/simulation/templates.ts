/** Migrated empty files, made once and copied: a schedule opens several. */
import Database from 'better-sqlite3'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { openKioskFile } from '../../src/store/db/open.ts'
import { orThrow } from '../support/clinic.ts'

const kiosk = orThrow(openKioskFile(':memory:', '', 0)).db.serialize()
const ledger = orThrow(openLedgerFile(':memory:')).serialize()

export const newKioskFile = (): Database.Database => new Database(Buffer.from(kiosk))
export const newLedgerFile = (): Database.Database => new Database(Buffer.from(ledger))
