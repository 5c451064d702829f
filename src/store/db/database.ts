import type Database from 'better-sqlite3'

/** One open kiosk file. Only `db/` and `repositories/` may name it. */
export type Db = Database.Database
