import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialState, step } from '../../src/sync/machine.ts'
import type { SyncEvent, SyncState } from '../../src/sync/machine.ts'

const next = { entriesAfterMs: 0, batchMax: 200, helloMs: 60_000 }
const hello = (incarnation: number, mode: 'normal' | 'learning', epochState: 'ok' | 'forked' | 'revoked'): SyncEvent =>
  ({ kind: 'hello-answered', answer: { incarnation, time: '2026-11-24T01:00:00.000Z', acknowledgedThrough: 0, next, recall: [], mode, epochState } })

/** The answer to the request under way, good or bad, or something that happens at any time. */
const anEvent = (state: SyncState, dice: number, life: number): SyncEvent => {
  if (dice < 0.15) return { kind: 'committed' }
  if (state.inFlight === null) return { kind: 'woke' }
  if (dice < 0.4) return { kind: 'failed', reason: (['unreachable', 'timeout', 'overloaded', 'bad-envelope', 'fenced', 'garbage', 'unauthorised', 'disk'] as const)[Math.floor(dice * 20) % 8] ?? 'timeout', retryAfterMs: dice < 0.2 ? 5_000 : null, random: dice }
  switch (state.inFlight) {
    case 'enrol': return dice < 0.7 ? { kind: 'enrolled', incarnation: life } : { kind: 'enrolment-refused' }
    case 'hello': return hello(life, dice < 0.6 ? 'learning' : 'normal', dice > 0.95 ? 'forked' : dice > 0.92 ? 'revoked' : 'ok')
    case 'changes': return { kind: 'changes-answered', more: dice < 0.5, incarnation: life }
    case 'inventory': return { kind: 'inventory-answered', incarnation: life }
    case 'entries': return dice < 0.6 ? { kind: 'nothing-to-send', call: 'entries', dueInMs: dice < 0.5 ? 3_000 : null } : { kind: 'entries-answered', next, dueInMs: dice < 0.8 ? 0 : null, incarnation: life }
    case 'allotments': return { kind: 'allotments-answered', incarnation: life }
  }
}

describe('the sync machine', () => {
  it('always has a request or a wake-up alive while it has an address, and one request at a time (I9)', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 90_000 }), fc.boolean()), { maxLength: 120 }), (script) => {
      let now = 1_000
      let life = 1
      let { state } = step(initialState({ enrolled: false, hasCode: true, hasAddress: true, incarnation: null }), { kind: 'started' }, now)
      for (const [dice, ms, restored] of script) {
        now += state.inFlight === null ? Math.max(ms, (state.wakeAt ?? now) - now) : ms % 10_000
        if (restored && dice > 0.97) life++
        const busy = state.inFlight
        const after = step(state, anEvent(state, dice, life), now)
        const requests = after.effects.filter((effect) => effect.kind === 'request').length
        expect(requests).toBeLessThanOrEqual(busy !== null && after.state.inFlight === busy && requests === 0 ? 0 : 1)
        state = after.state
        if (state.hasAddress && (state.enrolled || state.hasCode)) expect(state.inFlight !== null || state.wakeAt !== null).toBe(true)
      }
    }))
  })
  it('tells entries before what it holds, and both before it asks for more', () => {
    let { state } = step(initialState({ enrolled: true, hasCode: false, hasAddress: true, incarnation: 1 }), { kind: 'started' }, 0)
    const calls = []
    for (let i = 0; i < 6 && state.inFlight; i++) {
      calls.push(state.inFlight)
      state = step(state, anEvent(state, state.inFlight === 'entries' ? 0.55 : 0.9, 1), i).state
    }
    expect(calls.slice(0, 5)).toEqual(['hello', 'entries', 'inventory', 'changes', 'entries'])
  })

  describe('a centre that is busy', () => {
    const busy: SyncEvent = { kind: 'failed', reason: 'overloaded', retryAfterMs: 5_000, random: 0.5 }
    const greeted = (entriesAfterMs: number): SyncState => {
      const started = step(initialState({ enrolled: true, hasCode: false, hasAddress: true, incarnation: 1 }), { kind: 'started' }, 0).state
      const answered = hello(1, 'normal', 'ok') as Extract<SyncEvent, { kind: 'hello-answered' }>
      return step(started, { ...answered, answer: { ...answered.answer, next: { ...next, entriesAfterMs } } }, 0).state
    }
    /** What is asked when the pause is over, again and again turned away, from `since` on. */
    const askedAgain = (state: SyncState, event: SyncEvent, since: number): SyncState => {
      const waits = step(state, event, since).state
      return step(waits, { kind: 'woke' }, waits.wakeAt ?? since).state
    }

    it('was reached: what it turned away is asked again after exactly its pause, with no hello in between', () => {
      const turnedAway = step(greeted(0), busy, 100).state
      expect(turnedAway).toMatchObject({ inFlight: null, wakeAt: 5_100 })
      expect(step(turnedAway, { kind: 'committed' }, 3_000).effects).toEqual([])
      expect(step(turnedAway, { kind: 'woke' }, 5_100).state.inFlight).toBe('entries')
    })
    it('that cannot be reached is greeted first', () => {
      expect(askedAgain(greeted(0), { ...busy, reason: 'timeout' } as SyncEvent, 100).inFlight).toBe('hello')
    })
    it('gets the entries whose time has come before a heartbeat, but a heartbeat waits five minutes at most', () => {
      const entries = greeted(0)
      expect(entries.inFlight).toBe('entries')
      expect(askedAgain(entries, busy, 60_000).inFlight).toBe('entries')
      expect(askedAgain(entries, busy, 360_000).inFlight).toBe('hello')
      expect(askedAgain({ ...greeted(500_000), inFlight: 'changes' }, busy, 60_000).inFlight).toBe('hello')
    })
  })
})
