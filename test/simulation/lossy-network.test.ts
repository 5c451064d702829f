import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import { drain, orThrow, quiet, testCentre, testClock, testKiosk, walkIn, wire } from '../support/clinic.ts'
import type { Fate } from '../support/clinic.ts'

/** Mulberry32: a seed repeats a schedule. */
const randomOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

async function schedule(seed: number): Promise<{ shown: Ticket[]; central: readonly { bookingId: string; status: string; slotId: string | null; n: number | null }[]; unsent: number }> {
  const random = randomOf(seed)
  const clock = testClock()
  const centre = await testCentre(clock, { capacity: 3, windows: 4 })
  let calm = false
  const fate = (): Fate => {
    const dice = calm ? 1 : random()
    return dice < 0.15 ? 'lose-request' : dice < 0.3 ? 'lose-answer' : dice < 0.4 ? 'twice' : 'pass'
  }
  const kiosks = [1, 2].map(() => testKiosk(clock, wire(() => centre.app, fate), { code: centre.newCode(), random }))
  for (const kiosk of kiosks) kiosk.store.loop.start()
  const shown: Ticket[] = []
  for (let stepCount = 0; stepCount < 40; stepCount++) {
    const kiosk = kiosks[random() < 0.5 ? 0 : 1]
    if (!kiosk) continue
    const dice = random()
    if (dice < 0.6) shown.push(orThrow(kiosk.store.handle('bookWalkIn', walkIn())) as Ticket)
    else if (dice < 0.7 && shown.length > 0) kiosk.store.handle('cancelBooking', { commandId: `c${seed}-${stepCount}`, bookingId: shown[Math.floor(random() * shown.length)]?.bookingId ?? '', reason: 'patient' })
    clock.now += Math.floor(random() * 60_000)
    for (const k of kiosks) { k.timers.runDue(); await quiet(k) }
    for (const slot of centre.centre.listSlots(null, null)) expect(Object.values(slot.places).reduce((x, y) => x + y, 0)).toBe(slot.capacity)
  }
  calm = true
  await drain(clock, kiosks)
  const unsent = kiosks.reduce((sum, k) => sum + k.store.context.repos.countPending().n, 0)
  const central = centre.centre.listBookings(null)
  for (const kiosk of kiosks) kiosk.store.close()
  return { shown, central, unsent }
}

describe('lost, doubled and late messages', () => {
  it.each(Array.from({ length: 25 }, (_, i) => i + 1))('lose nothing, double nothing, oversell nothing (seed %i)', async (seed) => {
    const { shown, central, unsent } = await schedule(seed)
    expect(unsent).toBe(0)
    expect(new Set(central.map((b) => b.bookingId))).toEqual(new Set(shown.map((t) => t.bookingId)))
    const places = central.filter((b) => b.slotId && b.status !== 'cancelled').map((b) => `${b.slotId}/${b.n}`)
    expect(new Set(places).size).toBe(places.length)
    const promised = shown.filter((t) => t.status === 'booked').map((t) => t.bookingId)
    expect(central.filter((b) => promised.includes(b.bookingId) && b.status === 'waitlist')).toEqual([])
  })
})
