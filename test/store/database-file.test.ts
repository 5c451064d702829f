import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKioskFile } from '../../src/store/db/open.ts'
import { KEY, orThrow, testClock, testKiosk, walkIn } from '../support/clinic.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-'))
  path = join(folder, 'kiosk.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const nobody = () => Promise.reject(new TypeError('fetch failed'))
const kiosk = (part = {}) => testKiosk(testClock(), nobody, { path, ...part }).store

describe('the kiosk file', () => {
  it('keeps a booking over a restart', () => {
    const first = kiosk()
    const ticket = orThrow(first.handle('bookWalkIn', walkIn())) as { bookingId: string; ticketNumber: string }
    first.close()
    expect(orThrow(kiosk().handle('ticket', { bookingId: ticket.bookingId }))).toMatchObject({ ticketNumber: ticket.ticketNumber })
  })
  it('has no personal data in clear, in the file, its log or beside it', () => {
    const store = kiosk()
    const input = walkIn({ patient: { ...walkIn().patient, name: 'CANARYNAME', phone: '01099887766' } })
    orThrow(store.handle('bookWalkIn', input))
    for (const file of readdirSync(folder)) for (const canary of ['CANARYNAME', '01099887766', '1957-03-04']) expect(readFileSync(join(folder, file)).includes(canary)).toBe(false)
    store.close()
  })
  it('does not open with a wrong key, and is not replaced', () => {
    kiosk().close()
    const before = readFileSync(path)
    expect(openKioskFile(path, 'f'.repeat(64), 1)).toMatchObject({ ok: false, error: { code: 'DATABASE_KEY_WRONG' } })
    expect(openKioskFile(path, '', 1)).toMatchObject({ ok: false, error: { code: 'DATABASE_KEY_MISSING' } })
    expect(readFileSync(path)).toEqual(before)
  })
  it('of a newer version is left alone', () => {
    kiosk().close()
    const db = new Database(path)
    db.pragma("cipher = 'aegis'")
    db.pragma(`key = "x'${KEY}'"`)
    db.pragma('user_version = 99')
    db.close()
    expect(openKioskFile(path, KEY, 1)).toMatchObject({ ok: false, error: { code: 'DATABASE_TOO_NEW' } })
  })
  it('that is damaged is set aside, never deleted, and booking goes on', () => {
    kiosk().close()
    writeFileSync(path, Buffer.alloc(40_000, 7))
    const store = kiosk()
    expect(orThrow(store.handle('bookWalkIn', walkIn()))).toMatchObject({ status: 'standby' })
    expect(orThrow(store.handle('syncOverview', {}))).toMatchObject({ storeProblem: 'DATABASE_CORRUPTED' })
    expect(readdirSync(folder).some((file) => file.startsWith('kiosk.db.damaged-'))).toBe(true)
    store.close()
  })
  it('is written with synchronous FULL on every open', () => {
    for (let i = 0; i < 2; i++) {
      const { db } = orThrow(openKioskFile(path, KEY, 1))
      expect(db.pragma('synchronous', { simple: true })).toBe(2)
      db.close()
    }
  })
})
