/** A database in memory that can fail as a disk does, or die in the middle of a transaction as a process does. */
import Database from 'better-sqlite3'

export class SimulatedCrash extends Error {}

export type Gate = {
  /** Writes until the process dies in the middle of a transaction; null: it does not. */
  crashIn: number | null
  crashed: boolean
  full: boolean
}
export const openGate = (): Gate => ({ crashIn: null, crashed: false, full: false })

const kept = new WeakMap<Database.Database, Map<string, Database.Statement>>()
/** Prepared once a file, however often its process starts again. */
export function statementOf(file: Database.Database, sql: string): Database.Statement {
  const statements = kept.get(file) ?? new Map<string, Database.Statement>()
  kept.set(file, statements)
  const statement = statements.get(sql) ?? file.prepare(sql)
  statements.set(sql, statement)
  return statement
}

/** Only what repositories and ledger use of a database. */
export function faultyFile(real: Database.Database, gate: Gate): Database.Database {
  const beforeWrite = (): void => {
    if (gate.crashed) throw new SimulatedCrash()
    if (gate.crashIn !== null && gate.crashIn-- <= 0) {
      gate.crashIn = null
      gate.crashed = true
      throw new SimulatedCrash()
    }
    if (gate.full) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  }
  const prepare = (sql: string): unknown => {
    const statement = statementOf(real, sql)
    const reads = /^\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK)/i.test(sql)
    return { get: (...v: unknown[]) => statement.get(...v), all: (...v: unknown[]) => statement.all(...v), run: (...v: unknown[]) => { if (!reads) beforeWrite(); return statement.run(...v) } }
  }
  const transaction = (act: (...args: unknown[]) => unknown): unknown => real.transaction((...args: unknown[]) => {
    const result = act(...args)
    // What a savepoint swallowed still ends the process.
    if (gate.crashed) throw new SimulatedCrash()
    return result
  })
  return { get inTransaction() { return real.inTransaction }, prepare, transaction, pragma: (text: string) => real.pragma(text), exec: (sql: string) => real.exec(sql), close: () => real.close() } as unknown as Database.Database
}

/** A copy lies there as bytes until somebody opens it: most never are. */
export function openCopy(bytes: Buffer): Database.Database {
  const file = new Database(bytes)
  // Nobody else opens it: no lock is taken and no page read again for each transaction.
  file.pragma('locking_mode = EXCLUSIVE')
  return file
}
