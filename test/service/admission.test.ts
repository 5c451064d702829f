import { describe, expect, it } from 'vitest'
import { createAdmission } from '../../src/service/admission/admission.ts'
import { createCostLine } from '../../src/service/admission/cost-line.ts'
import { createSlots } from '../../src/service/admission/slots.ts'
import type { Writer, WriterCall } from '../../src/service/admission/writer.ts'
import { createWriterQueue, STANDING_WAIT_MS_MAX, WAIT_MS_MAX } from '../../src/service/admission/writer-queue.ts'
import type { Waiting } from '../../src/service/admission/writer-queue.ts'
import { chanceOf } from '../simulation/chance.ts'
import { runModel } from '../bench/herd/model.ts'

const KIB = 1_024
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const answer = { ok: true, value: { next: { entriesAfterMs: 0, batchMax: 500, helloMs: 60_000 } } }

/** A writer that works when it is told to. */
function handWriter() {
  const groups: { calls: readonly WriterCall[]; end: (msPerCall?: number) => void }[] = []
  const writer: Writer = { run: (calls) => new Promise((resolve) => {
    groups.push({ calls, end: (ms = 1) => resolve({ answers: calls.map(() => ({ value: answer, ms })), ms: ms * calls.length }) })
  }) }
  return { writer, groups }
}
const setUp = () => {
  const hand = handWriter()
  const clock = { now: 1_000 }
  return { ...hand, clock, admission: createAdmission({ writer: hand.writer, clock: () => clock.now, random: () => 0.5 }) }
}
const body = (kib: number): Uint8Array => new Uint8Array(kib * KIB)
const caller = (deviceId: string) => ({ deviceId, epoch: 1, order: null })
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

describe('admission', () => {
  it('turns entries away at the door when their wait would be too long, and says when to come again; a heartbeat still comes in', () => {
    const { admission } = setUp()
    expect(admission.refusal('entries')).toBeNull()
    for (let i = 0; i < 100; i++) void admission.portFor().entriesText(caller(`d${i}`), body(256))
    expect(admission.refusal('entries')).toBeGreaterThanOrEqual(500)
    expect(admission.refusal('hello')).toBeNull()
    expect(admission.refusal('changes')).toBeNull()
  })

  it('commits many calls at once, and one group is on its way while another is worked off', async () => {
    const { admission, groups } = setUp()
    for (let i = 0; i < 40; i++) void admission.portFor().hello(caller(`d${i}`), { backlog: { entries: 0 } } as never)
    expect(groups).toHaveLength(2)
    groups[0]?.end()
    await turn()
    expect(groups[2]?.calls.length).toBeGreaterThan(10)
  })

  it('does not work for a client that left', async () => {
    const { admission, groups } = setUp()
    let left = false
    void admission.portFor().entriesText(caller('a'), body(256))
    void admission.portFor().entriesText(caller('b'), body(256))
    const late = admission.portFor(admission.enter('entries', 256 * KIB, false, () => left)).entriesText(caller('c'), body(256))
    left = true
    for (const group of groups) group.end()
    expect(await late).toBe('overloaded')
    expect(groups).toHaveLength(2)
  })

  it('asks those who are done for their heartbeat later while work is promised ahead, by five minutes at most', async () => {
    const { admission, groups, clock } = setUp()
    const heartbeat = async (deviceId: string, entries: number): Promise<number> => {
      const told = admission.portFor().hello(caller(deviceId), { backlog: { entries } } as never)
      groups.at(-1)?.end()
      return ((await told) as unknown as typeof answer).value.next.helloMs
    }
    expect(await heartbeat('idle', 0)).toBe(MINUTE)
    for (let i = 0; i < 100; i++) await heartbeat(`d${i}`, 1_000)
    const ahead = admission.state().aheadMs
    expect(ahead).toBeGreaterThan(5_000)
    expect(await heartbeat('idle', 0)).toBe(Math.round(MINUTE + ahead))
    for (let i = 0; i < 5_000; i++) await heartbeat(`e${i}`, 2_000)
    expect(await heartbeat('idle', 0)).toBe(5 * MINUTE)
    clock.now += HOUR
    expect(await heartbeat('idle', 0)).toBe(MINUTE)
  })

  it('counts a body on its way as work until it is here or will never come', () => {
    const { admission } = setUp()
    const visits = Array.from({ length: 100 }, () => admission.enter('entries', 256 * KIB, false))
    expect(admission.refusal('entries')).not.toBeNull()
    for (const visit of visits) { visit.leave(); visit.leave() }
    expect(admission.refusal('entries')).toBeNull()
  })
})

describe('the line in front of the writer', () => {
  const call = (callClass: Waiting['callClass'], costMs: number): Waiting => ({ callClass, costMs, since: 0, gone: () => false })

  it('lets the important go first, but starves nobody', () => {
    const queue = createWriterQueue(10_000)
    for (let i = 0; i < 400; i++) queue.push(call('entries', 10))
    for (let i = 0; i < 40; i++) queue.push(call('changes', 5))
    queue.push(call('hello', 1))
    expect(queue.take(0, 25, 64).run[0]?.callClass).toBe('hello')
    const taken = Array.from({ length: 50 }, () => queue.take(0, 25, 64).run).flat()
    expect(taken.filter(({ callClass }) => callClass === 'changes').length).toBeGreaterThanOrEqual(20)
    expect(taken.filter(({ callClass }) => callClass === 'entries').length).toBeGreaterThan(80)
  })

  it('bears a burst, but not a line that stands', () => {
    const queue = createWriterQueue(10_000)
    expect(queue.limitMs('entries', 0, 0)).toBe(WAIT_MS_MAX)
    expect(queue.limitMs('entries', 400, 1_500)).toBe(WAIT_MS_MAX)
    expect(queue.limitMs('entries', 600, 1_500)).toBe(STANDING_WAIT_MS_MAX)
    expect(queue.limitMs('entries', 700, 50)).toBe(WAIT_MS_MAX)
  })

  it('drops what waited longer than its client does', () => {
    const queue = createWriterQueue(10_000)
    queue.push(call('entries', 1))
    expect(queue.take(10_001, 25, 64)).toMatchObject({ run: [], dropped: [{}] })
    expect(queue.size()).toBe(0)
  })
})

describe('slots by a virtual clock', () => {
  it('gives each device the time for its backlog, one behind the other, and keeps its place when it asks again', () => {
    const slots = createSlots((entries) => entries)
    expect(slots.hello(0, 'a', 100)).toBe(0)
    expect(slots.hello(0, 'b', 100)).toBeCloseTo(105)
    expect(slots.hello(50, 'b', 100)).toBeCloseTo(55)
    expect(slots.hello(50, 'c', 100)).toBeCloseTo(160)
  })
  it('lets a device send within its slot at once, and the rest of a giant backlog later', () => {
    const slots = createSlots((entries) => entries)
    slots.hello(0, 'a', 5_000)
    expect(slots.taken(0, 'a', 500)).toBe(0)
    for (let i = 0; i < 2; i++) expect(slots.taken(0, 'a', 500)).toBe(0)
    expect(slots.taken(0, 'a', 500)).toBeGreaterThan(2_000)
  })
  it('moves on for what comes unannounced', () => {
    const slots = createSlots((entries) => entries)
    expect(slots.taken(0, 'x', 200)).toBe(0)
    expect(slots.hello(0, 'a', 10)).toBeCloseTo(210)
  })
})

describe('the cost of a call', () => {
  it('finds the line through what was measured', () => {
    const line = createCostLine([[1, 1], [100, 50]])
    for (let i = 0; i < 300; i++) { const size = 1 + (i % 200); line.learn(size, 2 + 0.1 * size) }
    expect(Math.abs(line.estimate(100) - 12)).toBeLessThan(1.5)
  })
})

describe('a herd as discrete events, on the real admission and the real sync machine', () => {
  it.each([[1, 11], [2, 12]])('drains every kiosk through %i node(s), near the ideal, with few requests', async (nodes, seed) => {
    const told = await runModel({ kiosks: 2_000, entries: 300, entryBytes: 1_324, msPerEntry: 0.5, nodes, random: chanceOf(seed).next })
    expect(told.drained).toBe(2_000)
    expect(told.vsIdeal).toBeLessThan(1.25)
    expect(told.drainRequests).toBeLessThan(nodes === 1 ? 4 : 6)
  }, MINUTE)
})
