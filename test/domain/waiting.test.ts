import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts'
import { HALF_HOURS, PACE_HOURS, paceOf, quietWindow, usualPace, waitRange } from '../../src/domain/waiting.ts'

const NOW = 1_000 * HOUR_MS
/** Calls `minutes` apart, the last one now, everybody waiting since long ago. */
const calls = (count: number, minutes: number, since = 0) => Array.from({ length: count }, (_, i) => ({ since, calledAt: NOW - (count - 1 - i) * minutes * MINUTE_MS }))

describe('how long a line takes', () => {
  it('is the usual pace before anybody was called, and a range of five minutes for whoever is next', () => {
    expect(paceOf([], NOW)).toEqual(usualPace)
    expect(waitRange(0)).toEqual([0, 5])
  })
  it('follows the clinic: slow rooms promise more, fast ones less', () => {
    const [slow, fast] = [paceOf(calls(15, 10), NOW), paceOf(calls(60, 2), NOW)]
    expect(slow.meanMinutes).toBeGreaterThan(8)
    expect(fast.meanMinutes).toBeLessThan(2.3)
    expect(waitRange(6, slow)[0]).toBeGreaterThan(waitRange(6, fast)[1])
  })
  it('is not changed by an hour in which nobody waited', () => {
    const [last] = calls(1, 0)
    const before = calls(10, 3).map((call) => ({ since: call.since, calledAt: call.calledAt - HOUR_MS }))
    expect(paceOf([...before, { since: NOW - 3 * MINUTE_MS, calledAt: last?.calledAt ?? 0 }], NOW).meanMinutes).toBeLessThan(3.5)
  })
  it('takes a lunch break for a break, and forgets what is longer ago than its hours', () => {
    expect(paceOf([{ since: 0, calledAt: NOW - 2 * HOUR_MS }, { since: 0, calledAt: NOW }], NOW).meanMinutes).toBeLessThanOrEqual((4 * usualPace.meanMinutes + 20) / 5)
    expect(paceOf(calls(10, 30).map((call) => ({ ...call, calledAt: call.calledAt - PACE_HOURS * HOUR_MS })), NOW)).toEqual(usualPace)
  })
  it('is a range in steps of five that never shrinks with the line, and holds four of five waits of a steady clinic', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0, max: 20, noNaN: true }), fc.double({ min: 0, max: 15, noNaN: true }), (ahead, meanMinutes, spreadMinutes) => {
      const [low, high] = waitRange(ahead, { meanMinutes, spreadMinutes })
      const [, longer] = waitRange(ahead + 1, { meanMinutes, spreadMinutes })
      return low % 5 === 0 && high % 5 === 0 && low >= 0 && high > low && high <= 600 && longer >= high
    }))
  })
})

describe('a quiet time later today', () => {
  const byHalfHour = Array.from({ length: HALF_HOURS }, (_, half) => (half === 20 ? 140 : half === 30 ? 14 : 84))
  const windows = [{ slotId: 'soon', halfHour: 22, booked: 0 }, { slotId: 'three', halfHour: 30, booked: 1 }, { slotId: 'four', halfHour: 32, booked: 0 }]
  it('is the window with the fewest people, when it is clearly quieter than now', () => {
    expect(quietWindow(windows, { days: 14, byHalfHour }, 20)).toBe('three')
    expect(quietWindow(windows, { days: 14, byHalfHour }, 30)).toBeNull()
    expect(quietWindow(windows.map((w) => ({ ...w, booked: 9 })), { days: 14, byHalfHour }, 20)).toBeNull()
  })
  it('is not known to a clinic of two days, and nowhere when nothing is left today', () => {
    expect(quietWindow(windows, { days: 2, byHalfHour }, 20)).toBeNull()
    expect(quietWindow([], { days: 14, byHalfHour }, 20)).toBeNull()
  })
})
