import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import { drain, quiet, testCentre, testClock, testKiosk, orThrow, walkIn, wire } from '../support/clinic.ts'

const online = async (options = {}) => {
  const clock = testClock()
  const centre = await testCentre(clock, options)
  let up = true
  const kiosk = testKiosk(clock, wire(() => centre.app, () => (up ? 'pass' : 'lose-request')), { code: centre.newCode() })
  kiosk.store.loop.start()
  await quiet(kiosk)
  const book = (part = {}): Ticket => orThrow(kiosk.store.handle('bookWalkIn', walkIn(part))) as Ticket
  return { clock, centre, kiosk, book, cut: () => { up = false }, heal: () => { up = true } }
}

describe('a walk-in', () => {
  it('is booked with a place, reaches the centre, and the centre holds the same place', async () => {
    const { clock, centre, kiosk, book } = await online()
    const ticket = book()
    expect(ticket).toMatchObject({ status: 'booked', ticketNumber: 'A-001', repeated: false })
    await drain(clock, [kiosk])
    expect(centre.centre.listBookings(null)).toMatchObject([{ bookingId: ticket.bookingId, status: 'booked', slotId: ticket.slot?.slotId }])
  })

  it('goes on without the centre: booked while places are held, then standby, and all drains afterwards', async () => {
    const { clock, centre, kiosk, book, cut, heal } = await online({ capacity: 3 })
    cut()
    const tickets = Array.from({ length: 12 }, () => book())
    expect(tickets.filter((t) => t.status === 'booked')).toHaveLength(9)
    expect(tickets.slice(9).map((t) => t.status)).toEqual(['standby', 'standby', 'standby'])
    expect(new Set(tickets.map((t) => t.ticketNumber)).size).toBe(12)
    heal()
    await drain(clock, [kiosk])
    const there = centre.centre.listBookings(null)
    expect(there).toHaveLength(12)
    expect(there.filter((b) => b.status === 'booked')).toHaveLength(9)
    expect(new Set(there.filter((b) => b.slotId).map((b) => `${b.slotId}/${b.n}`)).size).toBe(9)
  })

  it('gets a number before the device was ever enrolled, and a place as soon as the centre can give one', async () => {
    const clock = testClock()
    const centre = await testCentre(clock)
    const kiosk = testKiosk(clock, wire(() => centre.app))
    const ticket = orThrow(kiosk.store.handle('bookWalkIn', walkIn())) as Ticket
    expect(ticket.status).toBe('standby')
    orThrow(kiosk.store.handle('enrol', { commandId: 'e', pin: '4711', code: centre.newCode() }))
    await drain(clock, [kiosk])
    const [there] = centre.centre.listBookings(null)
    expect(there).toMatchObject({ bookingId: ticket.bookingId, status: 'booked' })
    expect(orThrow(kiosk.store.handle('ticket', { bookingId: ticket.bookingId }))).toMatchObject({ status: 'booked', ticketNumber: ticket.ticketNumber, slot: { slotId: there?.slotId } })
  })

  it('is one booking for a double tap and one number for the same person', async () => {
    const { book } = await online()
    const input = walkIn()
    const first = book(input)
    expect(book(input)).toEqual(first)
    expect(book({ ...input, commandId: 'another' })).toMatchObject({ ticketNumber: first.ticketNumber, repeated: true })
  })

  it('frees its place when cancelled, here and at the centre', async () => {
    const { clock, centre, kiosk, book } = await online({ capacity: 1, windows: 2 })
    const [a, b, c] = [book(), book(), book()]
    expect([a, b, c].map((t) => t?.status)).toEqual(['booked', 'booked', 'standby'])
    orThrow(kiosk.store.handle('cancelBooking', { commandId: 'c1', bookingId: a?.bookingId ?? '', reason: 'patient' }))
    expect(book().status).toBe('booked')
    await drain(clock, [kiosk])
    expect(centre.centre.listBookings(null).map((x) => x.status).sort()).toEqual(['booked', 'booked', 'cancelled', 'waitlist'])
  })

  it.each([
    ['a birth date in the future', { birthDate: '2026-11-25' }, 'BIRTH_DATE_INVALID'],
    ['a birth date that does not exist', { birthDate: '2001-02-30' }, 'INPUT_INVALID'],
    ['a name of 101 letters', { name: '각'.repeat(101) }, 'INPUT_INVALID'],
    ['letters in the phone number', { phone: '010-abcd-1234' }, 'INPUT_INVALID'],
    ['a child alone', { birthDate: '2020-01-01' }, 'GUARDIAN_REQUIRED'],
  ])('refuses %s with a code, and writes nothing', async (_name, part, code) => {
    const { kiosk } = await online()
    const input = walkIn()
    const before = kiosk.store.context.repos.head(1).sequence
    expect(kiosk.store.handle('bookWalkIn', { ...input, patient: { ...input.patient, ...part } })).toMatchObject({ ok: false, error: { code } })
    expect(kiosk.store.context.repos.head(1).sequence).toBe(before)
  })
})

describe('a visit', () => {
  it('is called, finished with a dose, and the centre knows the dose', async () => {
    const { clock, centre, kiosk, book } = await online()
    const { bookingId } = book()
    orThrow(kiosk.store.handle('checkIn', { commandId: 'k', bookingId }))
    orThrow(kiosk.store.handle('callPatient', { commandId: 'c', bookingId, room: '1진료실' }))
    expect(orThrow(kiosk.store.handle('nowCalling', {}))).toMatchObject({ called: [{ ticketNumber: 'A-001', room: '1진료실' }] })
    const dose = { lotNumber: 'FLU-2604B', expiryDate: '2027-04-30', doseNumber: 1, practitionerId: 'desk' }
    orThrow(kiosk.store.handle('finishVisit', { commandId: 'f', bookingId, dose, notGivenReason: null }))
    expect(kiosk.store.handle('markNoShow', { commandId: 'n', bookingId })).toMatchObject({ ok: false, error: { code: 'TRANSITION_NOT_ALLOWED' } })
    await drain(clock, [kiosk])
    expect(centre.centre.listBookings(null)).toMatchObject([{ status: 'fulfilled', version: 3, overdraft: false }])
    expect(orThrow(kiosk.store.handle('syncOverview', {}))).toMatchObject({ unsent: 0, problems: 0, online: true })
  })
})
