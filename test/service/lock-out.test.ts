import { describe, expect, it } from 'vitest'
import { createLockOut, guesserOf } from '../../src/service/lock-out.ts'

const SECOND = 1_000
const make = () => createLockOut({ wrongMax: 3, lockMsMin: 10 * SECOND, lockMsMax: 60 * SECOND })

describe('a lock-out', () => {
  it('lets a few wrong guesses pass, then makes that address wait, and nobody else', () => {
    const lock = make()
    expect([0, 1, 2].map((at) => lock.wrong('a', at))).toEqual([false, false, true])
    expect(lock.enter('a', 2)).toBe(10 * SECOND)
    expect(lock.enter('a', 2 + 9 * SECOND)).toBe(SECOND)
    expect(lock.enter('a', 2 + 10 * SECOND)).toBe(0)
    expect(lock.enter('b', 2)).toBe(0)
  })

  it('doubles the wait up to its end, and forgets who was quiet for as long', () => {
    const lock = make()
    let now = 0
    const waits = Array.from({ length: 5 }, () => {
      while (!lock.wrong('a', now)) now++
      const wait = lock.enter('a', now)
      now += wait
      return wait
    })
    expect(waits).toEqual([10, 20, 40, 60, 60].map((s) => s * SECOND))
    now += 61 * SECOND
    expect([lock.wrong('a', now), lock.wrong('a', now), lock.wrong('a', now)]).toEqual([false, false, true])
    expect(lock.enter('a', now)).toBe(10 * SECOND)
  })

  it('forgets the wrong ones after a right one', () => {
    const lock = make()
    lock.wrong('a', 0)
    lock.wrong('a', 0)
    lock.right('a')
    expect(lock.wrong('a', 0)).toBe(false)
  })

  it('counts tries under way as wrong until they are known', () => {
    const lock = make()
    expect([0, 1, 2, 3].map(() => lock.enter('a', 0))).toEqual([0, 0, 0, SECOND])
    expect(lock.enter('b', 0)).toBe(0)
    lock.neither('a')
    expect([lock.enter('a', 0), lock.enter('a', 0)]).toEqual([0, SECOND])
    lock.right('a')
    lock.wrong('a', 0)
    expect([lock.enter('a', 0), lock.enter('a', 0)]).toEqual([0, SECOND])
  })

  it('remembers a bounded number of addresses, the newest', () => {
    const lock = make()
    for (let i = 0; i < 3; i++) lock.wrong('first', 0)
    for (let i = 0; i < 10_000; i++) lock.wrong(`a${i}`, 0)
    expect(lock.enter('first', 0)).toBe(0)
    for (let i = 0; i < 3; i++) lock.wrong('last', 0)
    expect(lock.enter('last', 0)).toBeGreaterThan(0)
  })

  it('counts the 64 bits of an IPv6 customer as one', () => {
    expect(guesserOf('2001:db8:1:2:aaaa::1')).toBe(guesserOf('2001:db8:1:2:bbbb:c:d:e'))
    expect(guesserOf('2001:db8::1')).toBe('2001:db8:0:0')
    expect(guesserOf('2001:db8:1:2::1')).not.toBe(guesserOf('2001:db8:1:3::1'))
    expect(guesserOf('::ffff:10.0.0.7')).toBe('10.0.0.7')
  })
})
