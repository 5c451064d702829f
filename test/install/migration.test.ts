/** An update is tried on a copy of the machine's own file; one that is taken back leaves a file that the version before can read. */
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeBackup } from '../../src/store/care/backup.ts'
import { stepBack } from '../../src/store/care/step-back.ts'
import { tryMigration } from '../../src/store/care/trial.ts'
import { countBookings, lookInto, metaOf, versionOf } from '../../src/store/db/look.ts'
import { SCHEMA_VERSION } from '../../src/store/db/migrate.ts'
import { first } from '../../src/store/db/migrations/0001-first.ts'
import { lanes } from '../../src/store/db/migrations/0002-lanes.ts'
import { salvage } from '../../src/store/db/salvage.ts'
import { triedFirst } from '../../src/store/open-store.ts'
import { KEY, orThrow, walkIn } from '../support/clinic.ts'
import { inFile, kioskFile } from '../support/kiosk-file.ts'

const file = kioskFile()
function book(count: number): void {
  const store = file.open()
  for (let n = 0; n < count; n++) orThrow(store.handle('bookWalkIn', walkIn({ commandId: `c-${n}-${readdirSync(file.folder).length}-${Math.random()}` })))
  store.close()
}
const change = (...sql: string[]): void => inFile(file.path, (db) => { for (const one of sql) db.exec(one) })
/** The file as version 2 had it, with the same rows in it. */
function older(): void {
  const old = `${file.path}.old`
  inFile(old, (db) => {
    for (const step of [first, lanes]) db.exec(step)
    db.pragma('user_version = 2')
    salvage(file.path, KEY, db)
  })
  for (const suffix of ['-wal', '-shm']) rmSync(file.path + suffix, { force: true })
  renameSync(old, file.path)
}
/** As a newer version would have left it: a form this one does not know, a column of its own. */
const newer = () => change('ALTER TABLE booking ADD COLUMN colour TEXT', `PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
const bookings = (): number => lookInto(file.path, KEY, countBookings)

describe('the trial of a migration', () => {
  it('carries a copy over, counts what is in it, and leaves the file in use and its file.folder as they were', () => {
    book(3)
    older()
    const before = readFileSync(file.path)
    expect(tryMigration(file.folder, KEY, 1)).toEqual({ ok: true, value: { from: 2, to: SCHEMA_VERSION, entries: 3, unsent: 3, bookings: 3 } })
    expect(readFileSync(file.path).equals(before)).toBe(true)
    expect(readdirSync(file.folder).filter((name) => !/^kiosk\.db(\.keycheck|-wal|-shm)?$/.test(name))).toEqual([])
  })

  it('says that it fails where a step fails', () => {
    book(1)
    older()
    change('CREATE TABLE promise (in_the_way TEXT)')
    expect(tryMigration(file.folder, KEY, 1)).toMatchObject({ ok: false, error: { code: 'MIGRATION_FAILS', detail: expect.stringContaining('promise') } })
    expect(existsSync(join(file.folder, 'trial'))).toBe(false)
  })

  it('says that it fails where a row leads nowhere, and where the file is of a newer form', () => {
    book(1)
    change('PRAGMA foreign_keys = OFF', 'CREATE TABLE astray (booking_id TEXT REFERENCES booking (booking_id))', "INSERT INTO astray VALUES ('nobody')")
    expect(tryMigration(file.folder, KEY, 1)).toMatchObject({ ok: false, error: { code: 'MIGRATION_FAILS', detail: expect.stringContaining('astray') } })
    change('DROP TABLE astray', `PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
    expect(tryMigration(file.folder, KEY, 1)).toMatchObject({ ok: false, error: { code: 'DATABASE_TOO_NEW' } })
  })

  it('does not take a copy that had to be begun afresh for a good one', () => {
    book(1)
    expect(tryMigration(file.folder, KEY.replace(/^./, (digit) => (digit === 'a' ? 'b' : 'a')), 1)).toMatchObject({ ok: false, error: { code: 'MIGRATION_FAILS' } })
    expect(bookings()).toBe(1)
  })
})

describe('where no agent could try it (Windows: only the running kiosk opens the key)', () => {
  it('the new version tries a copy at its first start, and leaves a file that it could not carry over to the version before', () => {
    book(2)
    expect(triedFirst(file.path, KEY, 1)).toEqual({ ok: true, value: null })
    older()
    expect(triedFirst(file.path, KEY, 1)).toEqual({ ok: true, value: null })
    change('CREATE TABLE promise (in_the_way TEXT)')
    expect(triedFirst(file.path, KEY, 1)).toMatchObject({ ok: false, error: { code: 'MIGRATION_FAILS' } })
    expect([lookInto(file.path, KEY, versionOf), bookings()]).toEqual([2, 2])
    expect(existsSync(join(file.folder, 'trial'))).toBe(false)
  })
})

describe('the step back', () => {
  it('does nothing to a file that can be read', () => {
    book(1)
    expect(stepBack(file.folder, KEY, 1)).toMatchObject({ ok: true, value: { how: 'not-needed' } })
  })

  it('puts the copy of before back where the newer version did nothing but carry over', () => {
    book(2)
    orThrow(makeBackup(file.folder, KEY, 5))
    newer()
    expect(stepBack(file.folder, KEY, 9)).toEqual({ ok: true, value: { how: 'put-back', entries: 2, setAside: `${file.path}.newer-9` } })
    expect(lookInto(file.path, KEY, versionOf)).toBe(SCHEMA_VERSION)
    expect(lookInto(file.path, KEY, (db) => metaOf(db, 'frozen'))).toBeNull()
    book(1)
    expect(bookings()).toBe(3)
  })

  it('keeps a change that no entry tells of: a row that is another is something that happened', () => {
    book(1)
    orThrow(makeBackup(file.folder, KEY, 5))
    newer()
    change("UPDATE booking SET version = 7")
    expect(stepBack(file.folder, KEY, 9)).toMatchObject({ ok: true, value: { how: 'carried-over' } })
    expect(lookInto(file.path, KEY, (db) => db.prepare('SELECT version FROM booking').pluck().get())).toBe(7)
  })

  it('keeps what was booked under the newer version: nothing that is owed is lost', () => {
    book(2)
    orThrow(makeBackup(file.folder, KEY, 5))
    book(1)
    newer()
    expect(stepBack(file.folder, KEY, 9)).toMatchObject({ ok: true, value: { how: 'carried-over', entries: 3 } })
    expect(lookInto(file.path, KEY, versionOf)).toBe(SCHEMA_VERSION)
    expect(bookings()).toBe(3)
    expect(lookInto(`${file.path}.newer-9`, KEY, versionOf)).toBe(SCHEMA_VERSION + 1)
    expect(readdirSync(file.folder).filter((name) => name.includes('stepping-back'))).toEqual([])
  })

  it('changes nothing where the older form has no room for all of it', () => {
    book(1)
    newer()
    change('CREATE TABLE booking_as_it_was AS SELECT * FROM booking', 'PRAGMA foreign_keys = OFF', 'DROP TABLE booking', 'ALTER TABLE booking_as_it_was RENAME TO booking', 'UPDATE booking SET status = NULL')
    expect(stepBack(file.folder, KEY, 9)).toMatchObject({ ok: false, error: { code: 'MIGRATION_FAILS' } })
    expect(lookInto(file.path, KEY, versionOf)).toBe(SCHEMA_VERSION + 1)
  })
})
