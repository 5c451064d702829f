import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENING_FROM_MINUTE, excess, shareOf, wants } from '../../src/domain/allotment.ts'
import type { Holding } from '../../src/domain/allotment.ts'

const now = Date.parse('2026-11-24T01:00:00Z')
const HALF_HOUR_MS = 1_800_000
const holding = (start: number, part: Partial<Holding> = {}): Holding => ({
  slotId: `s${start}`, sessionId: 'x', date: '2026-11-24', start, end: start + HALF_HOUR_MS, capacity: 6, free: 0, spent: 0, ...part,
})
const policy = (holdings: readonly Holding[], part = {}) => ({ now, today: '2026-11-24', minuteOfDay: 600, devices: 1, holdings, ...part })

describe('the allotment policy', () => {
  it('asks for all places of the day in a clinic with one kiosk, soonest first', () => {
    const later = holding(now + HALF_HOUR_MS * 4)
    expect(wants(policy([later, holding(now)]))).toEqual([{ slotId: `s${now}`, count: 6 }, { slotId: later.slotId, count: 6 }])
  })

  it('asks for nothing of a window that is over', () => {
    expect(wants(policy([holding(now - HALF_HOUR_MS)]))).toEqual([])
  })

  it('asks for the next day only in the evening before', () => {
    const tomorrow = holding(now + 24 * 3_600_000, { date: '2026-11-25' })
    expect(wants(policy([tomorrow], { minuteOfDay: EVENING_FROM_MINUTE - 1 }))).toEqual([])
    expect(wants(policy([tomorrow], { minuteOfDay: EVENING_FROM_MINUTE }))).toHaveLength(1)
  })

  it('never wants and gives back of one slot, never gives back more than is free, and the shares cover the slot', () => {
    const arb = fc.record({ capacity: fc.integer({ min: 0, max: 50 }), free: fc.integer({ min: 0, max: 50 }), spent: fc.integer({ min: 0, max: 50 }), devices: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(arb, ({ capacity, free, spent, devices }) => {
        const p = policy([holding(now, { capacity, free, spent })], { devices })
        const back = excess(p)[0]?.count ?? 0
        expect(wants(p).length > 0 && back > 0).toBe(false)
        expect(back).toBeLessThanOrEqual(free)
        expect(shareOf(capacity, devices) * devices).toBeGreaterThanOrEqual(capacity)
      }),
    )
  })
})
