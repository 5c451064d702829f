import { describe, expect, it } from 'vitest'
import { inLineOrder, ticketNumberOf } from '../../src/domain/queue.ts'
import type { QueueEntry } from '../../src/domain/queue.ts'
import { isCurrentOrNext, WALK_IN_HORIZON_MS } from '../../src/domain/session.ts'

const entry = (ticketNumber: string, since: number, standby = false): QueueEntry => ({ bookingId: ticketNumber, ticketNumber, state: 'waiting', standby, since, room: null })

describe('the line', () => {
  it('calls held places before standby, and each in the order of coming', () => {
    const line = [entry('A-003', 30), entry('A-001', 10, true), entry('B-001', 20), entry('A-002', 20)].sort(inLineOrder)
    expect(line.map((e) => e.ticketNumber)).toEqual(['A-002', 'B-001', 'A-003', 'A-001'])
  })
  it('numbers by device letter and count, also past 999', () => {
    expect(ticketNumberOf('A', 17)).toBe('A-017')
    expect(ticketNumberOf('B', 1_204)).toBe('B-1204')
  })
})

describe('as soon as possible', () => {
  const slot = { start: 1_000_000, end: 2_800_000 }
  it('means the current window or one that starts within the horizon', () => {
    expect(isCurrentOrNext(slot, 2_000_000)).toBe(true)
    expect(isCurrentOrNext(slot, slot.end)).toBe(false)
    expect(isCurrentOrNext({ start: 5_000_000 + WALK_IN_HORIZON_MS, end: 9e9 }, 5_000_000)).toBe(true)
    expect(isCurrentOrNext({ start: 5_000_001 + WALK_IN_HORIZON_MS, end: 9e9 }, 5_000_000)).toBe(false)
  })
})
