/** The demo's own count, held to what it must notice: each planted fault moves its number and no other. */
import { describe, expect, it } from 'vitest'
import { compare } from '../../scripts/demo/compare.mjs'
import type { Booking, Compared, Counts } from '../../scripts/demo/compare.mjs'

const ids = ['b1', 'b2', 'b3']
const booking = (id: string, i: number): Booking => ({ id, status: i < 2 ? 'booked' : 'waitlist', slotId: i < 2 ? 's' : null, n: i < 2 ? i + 1 : null, ticket: `A-00${i + 1}` })
const wire = (id: string, more = {}) => JSON.stringify({ entryId: `e-${id}`, sequence: 1, type: 'booking-created', bookingId: id, version: 1, body: { a: 1, b: { c: 2 } }, answer: null, ...more })
const good: Compared = {
  outbox: ids.map((id) => ({ id: `e-${id}`, text: wire(id), state: 'settled' })),
  // Fields in another order and an answer beside them: the same fact.
  entries: ids.map((id) => ({ id: `e-${id}`, text: JSON.stringify({ answer: { verdict: 'accepted' }, ...Object.fromEntries(Object.entries(JSON.parse(wire(id)) as object).filter(([key]) => key !== 'answer').reverse()) }) })),
  local: ids.map(booking), central: ids.map(booking), slots: [{ booked: 2, capacity: 2 }],
  shown: ids.map((id, i) => ({ bookingId: id, number: `A-00${i + 1}`, status: i < 2 ? 'booked' : 'standby', offline: i === 1 })),
}
const faultsOf = ({ lost, duplicated, oversold, falseConfirmations }: Counts) => ({ lost, duplicated, oversold, falseConfirmations })
const none = { lost: 0, duplicated: 0, oversold: 0, falseConfirmations: 0 }
const other = (part: Partial<Compared>) => faultsOf(compare({ ...good, ...part }))

describe('what the demo counts', () => {
  it('is nothing at fault when file, ledger and screens agree', () => {
    expect(compare(good)).toEqual({ ...none, booked: 2, bookedOffline: 1, waitlisted: 1, entries: 3, acknowledged: 3 })
  })
  it('is lost: an entry, a booking or a ticket that did not arrive', () => {
    expect(other({ entries: good.entries.slice(1) })).toEqual({ ...none, lost: 1 })
    expect(other({ local: good.local.slice(0, 2), central: good.central.slice(0, 2) })).toEqual({ ...none, lost: 1 })
    expect(other({ shown: [...good.shown, { bookingId: 'gone', number: 'A-009', status: 'standby', offline: false }] })).toEqual({ ...none, lost: 1 })
    expect(other({ shown: good.shown.map((t) => (t.number === 'A-003' ? { ...t, number: 'A-004' } : t)) })).toEqual({ ...none, lost: 1 })
  })
  it('is duplicated: another content under one id, one fact under two ids, an entry or booking nobody made, one number twice', () => {
    expect(other({ entries: good.entries.map((e, i) => (i === 0 ? { ...e, text: wire('b1', { body: { a: 2 } }) } : e)) })).toEqual({ ...none, duplicated: 1 })
    const twice = { id: 'e-b1-again', text: wire('b1', { entryId: 'e-b1-again', sequence: 9 }) }
    expect(other({ outbox: [...good.outbox, { ...twice, state: 'settled' }], entries: [...good.entries, twice] })).toEqual({ ...none, duplicated: 1 })
    expect(other({ entries: [...good.entries, { id: 'e-b9', text: wire('b9') }] })).toEqual({ ...none, duplicated: 1 })
    expect(other({ central: [...good.central, { ...booking('b4', 3), id: 'b9' }] })).toEqual({ ...none, duplicated: 1 })
    const same = (rows: readonly Booking[]) => rows.map((row) => (row.id === 'b3' ? { ...row, ticket: 'A-002' } : row))
    expect(other({ local: same(good.local), central: same(good.central), shown: good.shown.map((t) => (t.bookingId === 'b3' ? { ...t, number: 'A-002' } : t)) })).toEqual({ ...none, duplicated: 3 })
  })
  it('is oversold: a place twice, or more than a window holds', () => {
    const again = (rows: readonly Booking[]) => rows.map((row) => (row.id === 'b2' ? { ...row, n: 1 } : row))
    expect(other({ local: again(good.local), central: again(good.central) })).toEqual({ ...none, oversold: 1 })
    expect(other({ slots: [{ booked: 3, capacity: 2 }] })).toEqual({ ...none, oversold: 1 })
  })
  it('is falsely confirmed: "booked" on the screen without the place in both', () => {
    expect(other({ shown: good.shown.map((t) => ({ ...t, status: 'booked' })) })).toEqual({ ...none, falseConfirmations: 1 })
    expect(other({ central: good.central.map((row) => (row.id === 'b1' ? { ...row, slotId: null, n: null, status: 'waitlist' } : row)) })).toEqual({ ...none, falseConfirmations: 1 })
  })
})
