import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts'
import type { CallOutput, Ticket } from '../../src/contract/kiosk-api.ts'
import { orThrow, quiet, testCentre, testClock, testKiosk, walkIn, wire } from '../support/clinic.ts'

const clinic = async () => {
  const clock = testClock()
  const centre = await testCentre(clock, { capacity: 40 })
  const kiosk = testKiosk(clock, wire(() => centre.app), { code: centre.newCode() })
  kiosk.store.loop.start()
  await quiet(kiosk)
  const ask = <T>(name: Parameters<typeof kiosk.store.handle>[0], input: unknown): T => orThrow(kiosk.store.handle(name, input) as { ok: true; value: unknown }) as T
  const { repos } = kiosk.store.context
  return { clock, ask, repos, book: (part = {}): Ticket => ask('bookWalkIn', walkIn(part)) }
}

describe('the promised wait', () => {
  it('is told on the ticket, kept beside the booking, sent to the centre, and stays what it was', async () => {
    const { clock, ask, repos, book } = await clinic()
    for (let n = 0; n < 5; n++) { book(); clock.now += 1_000 }
    const ticket = book()
    const [low, high] = ticket.waitMinutes
    expect(ticket.ahead).toBe(5)
    expect(ticket.promise).toEqual({ at: clock.now, minutes: [low, high] })
    expect(repos.promiseOf(ticket.bookingId)).toMatchObject({ ahead: 5, low, high, calledAt: null })
    expect(repos.booking(ticket.bookingId)?.body?.promisedWaitMinutes).toEqual([low, high])
    clock.now += 10 * MINUTE_MS
    ask('callPatient', { commandId: 'c1', bookingId: ticket.bookingId, room: '1진료실' })
    clock.now += MINUTE_MS
    ask('callPatient', { commandId: 'c2', bookingId: ticket.bookingId, room: '2진료실' })
    expect(repos.promiseOf(ticket.bookingId)).toMatchObject({ low, high, calledAt: clock.now - MINUTE_MS })
    expect(ask<Ticket>('ticket', { bookingId: ticket.bookingId }).promise?.minutes).toEqual([low, high])
  })
  it('comes from how the last hours went: after slow calls more is promised for the same line', async () => {
    const { clock, ask, book } = await clinic()
    const line: Ticket[] = []
    for (let n = 0; n < 12; n++) { line.push(book()); clock.now += 100 }
    const before = ask<CallOutput['vaccinesToday']>('vaccinesToday', {})[0]?.waitMinutes ?? [0, 0]
    for (const [i, ticket] of line.slice(0, 8).entries()) {
      clock.now += 9 * MINUTE_MS
      ask('callPatient', { commandId: `call-${i}`, bookingId: ticket.bookingId, room: '1진료실' })
      book()
    }
    const after = ask<CallOutput['vaccinesToday']>('vaccinesToday', {})[0]?.waitMinutes ?? [0, 0]
    expect(after[0]).toBeGreaterThan(before[0])
    expect(after[1]).toBeGreaterThan(before[1])
  })
  it('is not made for a later slot before that person has come', async () => {
    const { clock, ask, repos, book } = await clinic()
    const later = ask<CallOutput['vaccinesToday']>('vaccinesToday', {})[0]?.later.at(-1)
    const ticket = book({ when: { slotId: later?.slotId ?? '' } })
    expect(ticket).toMatchObject({ status: 'booked', promise: null, slot: { later: true } })
    clock.now = (later?.start ?? 0) - 5 * MINUTE_MS
    const arrived = ask<Ticket>('checkIn', { commandId: 'k', bookingId: ticket.bookingId })
    expect(arrived.promise).toEqual({ at: clock.now, minutes: arrived.waitMinutes })
    expect(repos.promiseOf(ticket.bookingId)?.low).toBe(0)
  })
  it('marks one later window as quiet once the clinic has days of its own, and none before', async () => {
    const [without, { clock, ask, repos }] = [await clinic(), await clinic()]
    const laterOf = (asked: typeof ask) => asked<CallOutput['vaccinesToday']>('vaccinesToday', {})[0]?.later ?? []
    expect(laterOf(without.ask).filter((slot) => slot.quiet)).toEqual([])
    // 10:00 to 10:30 is busy on four days, 13:00 to 13:30 nearly empty.
    for (const date of ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21']) {
      for (let half = 20; half < 28; half++) for (let n = 0; n < (half === 20 ? 30 : half === 26 ? 2 : 20); n++) repos.keepPromise({ bookingId: `${date}-${half}-${n}`, date, halfHour: half, at: clock.now, ahead: 0, low: 0, high: 5 })
    }
    expect(laterOf(ask).filter((slot) => slot.quiet).map((slot) => slot.start)).toEqual([Date.parse('2026-11-24T13:00:00+09:00')])
    clock.now += 24 * HOUR_MS
    repos.dropPromisesBefore('2026-11-20')
    expect(repos.arrivals('2026-11-02', '2026-11-24').days).toBe(2)
  })
})
