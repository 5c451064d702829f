import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HEARD_MS_MIN, LONG_MS, paceOf, REST_TIMES } from '../../renderer/ask-pace.ts'

/** A clock that is turned by hand, and questions that take `tookMs` of it. */
function desk(tookMs: number) {
  let now = 0
  const timers: { at: number; act: () => void }[] = []
  const asked: number[] = []
  const after = (ms: number, act: () => void) => {
    const timer = { at: now + ms, act }
    timers.push(timer)
    return () => { const at = timers.indexOf(timer); if (at >= 0) timers.splice(at, 1) }
  }
  const pace = paceOf(() => new Promise((answered) => { asked.push(now); after(tookMs, answered) }), { now: () => now, after })
  const turn = async (ms: number): Promise<void> => {
    for (const end = now + ms; ; ) {
      await new Promise(setImmediate)
      const next = timers.toSorted((a, b) => a.at - b.at)[0]
      if (!next || next.at > end) { now = end; return }
      now = next.at
      timers.splice(timers.indexOf(next), 1)
      next.act()
    }
  }
  return { pace, asked, turn }
}

describe('a question of a page', () => {
  it('is put at once when its topic speaks for the first time, and once more for all that was said in the next 200 ms', async () => {
    const { pace, asked, turn } = desk(10)
    for (let i = 0; i < 10; i++) { pace.heard(); await turn(15) }
    await turn(1_000)
    expect(asked).toEqual([0, HEARD_MS_MIN])
  })

  it('is put at once after an act of this page, whatever was heard before, and not once more for that', async () => {
    const { pace, asked, turn } = desk(10)
    pace.heard()
    await turn(20)
    pace.heard()
    await turn(5)
    pace.atOnce()
    await turn(1_000)
    expect(asked).toEqual([0, 25])
  })

  it('is put again as soon as it is answered when an act was done meanwhile', async () => {
    const { pace, asked, turn } = desk(30)
    pace.heard()
    await turn(10)
    pace.atOnce()
    pace.heard()
    await turn(1_000)
    expect(asked).toEqual([0, 30])
  })

  it('leaves a store that answered late in peace for four times as long', async () => {
    const tookMs = LONG_MS + 50
    const { pace, asked, turn } = desk(tookMs)
    pace.heard()
    await turn(10)
    pace.heard()
    await turn(5_000)
    expect(asked).toEqual([0, tookMs * (1 + REST_TIMES)])
  })

  it('is put no more once its page has gone', async () => {
    const { pace, asked, turn } = desk(10)
    pace.heard()
    await turn(20)
    pace.heard()
    pace.stop()
    await turn(1_000)
    expect(asked).toEqual([0])
  })

  it('never rests with something unasked, and never outruns its topics', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), fc.nat(300)), { maxLength: 60 }), fc.integer({ min: 1, max: 400 }), async (steps, tookMs) => {
      const { pace, asked, turn } = desk(tookMs)
      let at = 0
      let [last, acts] = [Number.NEGATIVE_INFINITY, 0]
      for (const [isAct, ms] of steps) {
        last = at
        if (isAct) { acts++; pace.atOnce() } else pace.heard()
        await turn(ms)
        at += ms
      }
      await turn(10_000)
      expect(asked.at(-1) ?? Number.NEGATIVE_INFINITY).toBeGreaterThanOrEqual(last)
      expect(asked.length).toBeLessThanOrEqual(acts + 2 + at / HEARD_MS_MIN)
    }), { numRuns: 100 })
  })
})
