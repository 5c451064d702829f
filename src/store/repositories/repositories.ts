import type { Db } from '../db/database.ts'
import { bookingTables } from './bookings.ts'
import { commandTable } from './commands.ts'
import { deskActTable } from './desk-acts.ts'
import { doseTables } from './doses.ts'
import { messageTable } from './messages.ts'
import { heldActTable } from './held-acts.ts'
import { identityTable } from './identities.ts'
import { metaTable } from './meta.ts'
import { outboxTables } from './outbox.ts'
import { placeTables } from './places.ts'
import { problemTable } from './problems.ts'
import { promiseTable } from './promises.ts'
import { rowsOf } from '../../base/prepared-rows.ts'
import { staffTables } from './staff.ts'
import { visitTables } from './visits.ts'

export type Repositories = ReturnType<typeof openRepositories>

/** All tables of one open file. `atomically` is BEGIN IMMEDIATE ... COMMIT; a throw undoes everything. */
export function openRepositories(db: Db) {
  const rows = rowsOf(db)
  // Made once: to make one takes longer than many a statement.
  const transaction = db.transaction((act: () => unknown) => act())
  return {
    meta: metaTable(rows), ...placeTables(rows), ...bookingTables(rows), ...outboxTables(rows), ...promiseTable(rows),
    ...visitTables(rows), ...heldActTable(rows), ...problemTable(rows), ...deskActTable(rows), ...doseTables(rows), ...staffTables(rows), ...messageTable(rows), ...identityTable(rows), ...commandTable(rows),
    atomically: <T>(act: () => T): T => rows.undoing(() => transaction.immediate(act) as T),
    close: (): void => { db.close() },
  }
}
