import type { Db } from '../db/database.ts'
import { bookingTables } from './bookings.ts'
import { deskActTable } from './desk-acts.ts'
import { doseTables } from './doses.ts'
import { metaTable } from './meta.ts'
import { outboxTables } from './outbox.ts'
import { placeTables } from './places.ts'
import { problemTable } from './problems.ts'
import { promiseTable } from './promises.ts'
import { rowsOf } from './rows.ts'
import { staffTables } from './staff.ts'
import { visitTables } from './visits.ts'

export type Repositories = ReturnType<typeof openRepositories>

/** All tables of one open file. `atomically` is BEGIN IMMEDIATE ... COMMIT; a throw undoes everything. */
export function openRepositories(db: Db) {
  const rows = rowsOf(db)
  return {
    meta: metaTable(rows), ...placeTables(rows), ...bookingTables(rows), ...outboxTables(rows), ...promiseTable(rows),
    ...visitTables(rows), ...problemTable(rows), ...deskActTable(rows), ...doseTables(rows), ...staffTables(rows),
    atomically: <T>(act: () => T): T => db.transaction(act).immediate(),
    close: (): void => { db.close() },
  }
}
