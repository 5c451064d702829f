/** Who is at the desk: PINs, lock-outs that survive everything, a forgotten PIN, the lock, and what works with nobody signed in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/base/time.ts'
import { orThrow, testKiosk, wire } from '../support/clinic.ts'
import { doseOf, LEAD_PIN, openDesk, signInLead } from '../support/desk.ts'
import type { Desk } from '../support/desk.ts'

// Each PIN is a scrypt of some 100 ms, more on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const folders: string[] = []
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }) })
const file = (): string => { const folder = mkdtempSync(join(tmpdir(), 'desk-')); folders.push(folder); return join(folder, 'kiosk.db') }

const codeOf = (desk: Desk, practitionerId: string, staffPin: string): string | null => {
  const result = desk.kiosk.store.handle('signIn', { practitionerId, staffPin })
  return result.ok ? null : result.error.code
}

describe('the staff', () => {
  it('begins with a lead made by the technician\'s PIN, once; the lead names the others', async () => {
    const desk = await openDesk()
    expect(desk.look('staffList', {})).toMatchObject({ needsFirstLead: true, staff: [] })
    expect(desk.ask('makeFirstLead', { pin: '0000', name: '김책임', staffPin: LEAD_PIN })).toMatchObject({ error: { code: 'PIN_WRONG' } })
    const lead = signInLead(desk)
    expect(desk.ask('makeFirstLead', { pin: '4711', name: '또', staffPin: '1234' })).toMatchObject({ error: { code: 'LEAD_NEEDED' } })
    const other = desk.act('addStaff', { session: lead.session, name: '박간호', role: 'vaccinator', staffPin: '1357' })
    const signed = desk.look('signIn', { practitionerId: other.practitionerId, staffPin: '1357' })
    expect(signed).toMatchObject({ name: '박간호', role: 'vaccinator' })
    expect(desk.ask('addStaff', { session: signed.session, name: '몰래', role: 'lead', staffPin: '1111' })).toMatchObject({ error: { code: 'LEAD_NEEDED' } })
    expect(desk.ask('changeStaff', { session: lead.session, practitionerId: lead.practitionerId, role: 'receptionist' })).toMatchObject({ error: { code: 'LAST_LEAD' } })
    desk.act('changeStaff', { session: lead.session, practitionerId: other.practitionerId, active: false })
    expect(desk.look('sessionState', { session: signed.session, active: true })).toBeNull()
    expect(codeOf(desk, other.practitionerId, '1357')).toBe('UNKNOWN_STAFF')
  })

  it('lets everybody call, check in and book with nobody signed in, and asks who it is for papers and settings', async () => {
    const desk = await openDesk()
    signInLead(desk)
    const { bookingId } = desk.book()
    desk.act('checkInVisit', desk.at(bookingId))
    desk.act('callVisit', { ...desk.at(bookingId), room: '1진료실' })
    desk.act('callVisit', { ...desk.at(bookingId, 'no-such-session'), room: '2진료실' })
    for (const [name, input] of [['daySheet', { session: null, date: null }], ['searchHistory', { session: null, search: { by: 'number', ticketNumber: 'A-001', date: null } }], ['exportHistory', { session: null, from: '2026-11-24', to: '2026-11-24' }]] as const)
      expect(desk.kiosk.store.handle(name, input)).toMatchObject({ ok: false, error: { code: 'SIGN_IN_NEEDED' } })
    expect(desk.ask('setDeskSettings', { session: null, settings: desk.look('deskList', {}).settings })).toMatchObject({ error: { code: 'SIGN_IN_NEEDED' } })
  })

  it('writes who and when beside every act, and no name of a patient', async () => {
    const desk = await openDesk()
    const lead = signInLead(desk)
    const { bookingId, ticketNumber } = desk.book()
    desk.act('callVisit', { ...desk.at(bookingId, lead.session), room: '1진료실' })
    desk.act('recordDose', { ...desk.at(bookingId, lead.session), ...doseOf() })
    const { rows } = desk.look('auditTrail', { session: lead.session, date: null, bookingId: null })
    expect(rows.slice(0, 2)).toMatchObject([{ kind: 'dose', by: '김책임', ticketNumber, at: desk.clock.now }, { kind: 'call', by: '김책임', facts: { room: '1진료실' } }])
    expect(JSON.stringify(rows)).not.toContain(desk.context.repos.booking(bookingId)?.body?.patient.name)
    expect(rows.map((row) => row.kind)).toEqual(['dose', 'call', 'signed-in', 'staff-added'])
  })
})

describe('a wrong PIN', () => {
  it('locks the name longer with each, over a restart, whatever the clock does; the right one waits too', async () => {
    const path = file()
    const desk = await openDesk({ path })
    const { practitionerId } = signInLead(desk)
    expect([1, 2, 3, 4].map(() => codeOf(desk, practitionerId, '9999'))).toEqual(Array(4).fill('STAFF_PIN_WRONG'))
    expect(codeOf(desk, practitionerId, LEAD_PIN)).toBe('STAFF_LOCKED')
    desk.kiosk.store.close()
    const again = { ...desk, kiosk: testKiosk(desk.clock, wire(() => desk.centre.app), { path }) }
    const still = (): string | null => codeOf(again as Desk, practitionerId, LEAD_PIN)
    expect(still()).toBe('STAFF_LOCKED')
    desk.clock.now -= 5 * HOUR_MS
    expect(still()).toBe('STAFF_LOCKED')
    desk.clock.now += 29 * SECOND_MS
    expect(still()).toBe('STAFF_LOCKED')
    desk.clock.now += SECOND_MS
    expect(codeOf(again as Desk, practitionerId, '9999')).toBe('STAFF_PIN_WRONG')
    desk.clock.now += 59 * SECOND_MS
    expect(still()).toBe('STAFF_LOCKED')
    desk.clock.now += SECOND_MS
    expect(still()).toBeNull()
    again.kiosk.store.close()
  })

  it('is not a question of who else is locked', async () => {
    const desk = await openDesk()
    const lead = signInLead(desk)
    const other = desk.act('addStaff', { session: lead.session, name: '박간호', role: 'vaccinator', staffPin: '1357' })
    for (let i = 0; i < 5; i++) codeOf(desk, lead.practitionerId, '9999')
    expect(codeOf(desk, lead.practitionerId, LEAD_PIN)).toBe('STAFF_LOCKED')
    expect(codeOf(desk, other.practitionerId, '1357')).toBeNull()
    expect(desk.look('staffList', {}).staff.map((one) => one.lockedForMs > 0).sort()).toEqual([false, true])
  })
})

describe('a forgotten PIN', () => {
  it('is set anew by the code the clinic was enrolled with, without a network, and opens the lock', async () => {
    const desk = await openDesk()
    const lead = signInLead(desk)
    desk.net.up = false
    for (let i = 0; i < 5; i++) codeOf(desk, lead.practitionerId, '9999')
    expect(desk.look('staffList', {}).recoverable).toBe(true)
    expect(desk.kiosk.store.handle('recoverStaffPin', { practitionerId: lead.practitionerId, code: 'not-the-code', staffPin: '8642' })).toMatchObject({ error: { code: 'RECOVERY_CODE_WRONG' } })
    const typed = ` ${desk.code.toUpperCase().slice(0, 4)}-${desk.code.slice(4)} `
    desk.look('recoverStaffPin', { practitionerId: lead.practitionerId, code: typed, staffPin: '8642' })
    expect(codeOf(desk, lead.practitionerId, LEAD_PIN)).toBe('STAFF_PIN_WRONG')
    expect(codeOf(desk, lead.practitionerId, '8642')).toBeNull()
    expect(desk.look('sessionState', { session: lead.session, active: true })).toBeNull()
  })

  it('cannot be guessed at: wrong codes wait as wrong PINs do, and the right one with them', async () => {
    const desk = await openDesk()
    const { practitionerId } = signInLead(desk)
    const recover = (code: string) => desk.kiosk.store.handle('recoverStaffPin', { practitionerId, code, staffPin: '8642' })
    for (let i = 0; i < 4; i++) recover(`guess-${i}`)
    expect(recover(desk.code)).toMatchObject({ error: { code: 'STAFF_LOCKED' } })
    desk.clock.now += 30 * SECOND_MS
    expect(recover(desk.code).ok).toBe(true)
  })

  it('keeps no PIN, no code and no session in the file as they are typed', async () => {
    const desk = await openDesk()
    const lead = signInLead(desk)
    const kept = JSON.stringify([desk.context.repos.staff(), desk.context.repos.meta.get('enrolmentKey'), desk.context.repos.session(desk.context.sha256(lead.session))])
    for (const secret of [LEAD_PIN, desk.code, lead.session]) expect(kept).not.toContain(secret)
    expect(JSON.parse(desk.context.repos.staff()[0]?.pin ?? '')).toMatchObject({ kdf: 'scrypt', cost: 32_768, blockSize: 8, parallel: 1 })
  })
})

describe('the lock', () => {
  it('comes after the clinic\'s minutes without an act; an act puts it off; a clock that jumps locks', async () => {
    const desk = await openDesk()
    const { session, lockAfterMs } = signInLead(desk)
    expect(lockAfterMs).toBe(5 * MINUTE_MS)
    desk.clock.now += 4 * MINUTE_MS
    expect(desk.look('sessionState', { session, active: true })).not.toBeNull()
    desk.clock.now += 4 * MINUTE_MS
    expect(desk.look('sessionState', { session, active: false })).not.toBeNull()
    desk.clock.now += 2 * MINUTE_MS
    expect(desk.look('sessionState', { session, active: false })).toBeNull()
    const again = signInAgain(desk)
    desk.clock.now -= 2 * HOUR_MS
    expect(desk.look('sessionState', { session: again, active: true })).toBeNull()
  })
  const signInAgain = (desk: Desk): string => desk.look('signIn', { practitionerId: desk.look('staffList', {}).staff[0]?.practitionerId ?? '', staffPin: LEAD_PIN }).session

  it('leaves a note to the next, whoever that is, and the queue as it stands', async () => {
    const desk = await openDesk()
    const { session } = signInLead(desk)
    const { bookingId } = desk.book()
    desk.act('signOut', { session, handOver: '2진료실은 3시부터 씁니다.' })
    expect(desk.look('deskList', {})).toMatchObject({ handOver: { text: '2진료실은 3시부터 씁니다.', by: '김책임' }, rows: [{ bookingId }] })
    const next = signInAgain(desk)
    desk.act('signOut', { session: next, handOver: '' })
    expect(desk.look('deskList', {}).handOver).toBeNull()
    expect(desk.ask('signOut', { session: null, handOver: '가'.repeat(501) })).toMatchObject({ error: { code: 'INPUT_INVALID' } })
    expect(orThrow(desk.ask('signOut', { session: 'gone', handOver: null }))).toEqual({ signedOut: true })
  })
})
