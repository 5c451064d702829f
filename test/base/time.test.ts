import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuidV7 } from '../../src/base/ids.ts'
import { addDays, DAY_MS, instantOfLocal, localDateOf, localMinuteOf } from '../../src/base/time.ts'

const zones = ['Asia/Seoul', 'UTC', 'Asia/Kolkata', 'Pacific/Auckland'] as const

describe('local time of a clinic', () => {
  it('comes back from an instant to the same local day and minute, in every zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2021-01-01'), max: Date.parse('2035-12-31') }),
        fc.constantFrom(...zones),
        (at, zone) => {
          const whole = Math.floor(at / 60_000) * 60_000
          const back = instantOfLocal(localDateOf(whole, zone), localMinuteOf(whole, zone), zone)
          // In the hour that autumn repeats, either of its two instants is right.
          expect(Math.abs(back - whole) % 3_600_000).toBe(0)
          expect(localMinuteOf(back, zone)).toBe(localMinuteOf(whole, zone))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('turns the day at midnight in Seoul, not in Greenwich', () => {
    expect(localDateOf(Date.parse('2026-11-23T14:59:59Z'), 'Asia/Seoul')).toBe('2026-11-23')
    expect(localDateOf(Date.parse('2026-11-23T15:00:00Z'), 'Asia/Seoul')).toBe('2026-11-24')
  })

  it('adds days over month ends and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })
})

describe('UUIDv7', () => {
  it('has version 7, the RFC variant, and sorts by time', () => {
    const random = (count: number) => new Uint8Array(count).fill(0xff)
    const early = uuidV7(1_700_000_000_000, random)
    const late = uuidV7(1_700_000_000_000 + DAY_MS, random)
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(early < late).toBe(true)
  })
})
