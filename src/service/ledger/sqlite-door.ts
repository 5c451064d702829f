import type { Ledger, LedgerDoor } from './ledger.ts'

/** SQLite behind the interface of all ledgers: one writer, every row at hand, so a decision runs once and needs no scope. */
export const sqliteDoor = (ledger: Ledger): LedgerDoor => ({
  transact: async (_scope, decide) => ledger.atomically(() => decide(ledger)),
  close: async () => { ledger.close() },
})
