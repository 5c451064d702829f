import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openKioskFile } from '../../src/store/db/open.ts'
import { KEY, orThrow, walkIn } from '../support/clinic.ts'
import { inFile, kioskFile } from '../support/kiosk-file.ts'

const file = kioskFile()

describe('the kiosk file', () => {
  it('keeps a booking over a restart', () => {
    const first = file.open()
    const ticket = orThrow(first.handle('bookWalkIn', walkIn())) as { bookingId: string; ticketNumber: string }
    first.close()
    expect(orThrow(file.open().handle('ticket', { bookingId: ticket.bookingId }))).toMatchObject({ ticketNumber: ticket.ticketNumber })
  })
  it('has no personal data in clear, in the file, its log or beside it', () => {
    const store = file.open()
    const input = walkIn({ patient: { ...walkIn().patient, name: 'CANARYNAME', phone: '01099887766' } })
    orThrow(store.handle('bookWalkIn', input))
    for (const name of readdirSync(file.folder)) for (const canary of ['CANARYNAME', '01099887766', '1957-03-04']) expect(readFileSync(join(file.folder, name)).includes(canary)).toBe(false)
    store.close()
  })
  it('does not open with a wrong key, and is not replaced', () => {
    file.open().close()
    const before = readFileSync(file.path)
    expect(openKioskFile(file.path, 'f'.repeat(64), 1)).toMatchObject({ ok: false, error: { code: 'DATABASE_KEY_WRONG' } })
    expect(openKioskFile(file.path, '', 1)).toMatchObject({ ok: false, error: { code: 'DATABASE_KEY_MISSING' } })
    expect(readFileSync(file.path)).toEqual(before)
  })
  it('of a newer version is left alone', () => {
    file.open().close()
    inFile(file.path, (db) => { db.pragma('user_version = 99') })
    expect(openKioskFile(file.path, KEY, 1)).toMatchObject({ ok: false, error: { code: 'DATABASE_TOO_NEW' } })
  })
  it('that is damaged is set aside, never deleted, and booking goes on', () => {
    file.open().close()
    writeFileSync(file.path, Buffer.alloc(40_000, 7))
    const store = file.open()
    expect(orThrow(store.handle('bookWalkIn', walkIn()))).toMatchObject({ status: 'standby' })
    expect(orThrow(store.handle('syncOverview', {}))).toMatchObject({ storeProblem: 'DATABASE_CORRUPTED' })
    expect(readdirSync(file.folder).some((name) => name.startsWith('kiosk.db.damaged-'))).toBe(true)
    store.close()
  })
  it('is written with synchronous FULL on every open', () => {
    for (let i = 0; i < 2; i++) {
      const { db } = orThrow(openKioskFile(file.path, KEY, 1))
      expect(db.pragma('synchronous', { simple: true })).toBe(2)
      db.close()
    }
  })
})
