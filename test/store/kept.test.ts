import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/base/canonical-json.ts'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import type { WireEntry } from '../../src/contract/sync-protocol.ts'
import { floorTickets } from '../../src/store/db/salvage.ts'
import type { Store } from '../../src/store/store.ts'
import { hashedText } from '../../src/sync/batch.ts'
import { orThrow, START, walkIn } from '../support/clinic.ts'
import { inFile, kioskFile } from '../support/kiosk-file.ts'

const file = kioskFile()

let persons = 0
const book = (store: Store, commandId = `walk-in-${++persons}`): Ticket =>
  orThrow(store.handle('bookWalkIn', { ...walkIn({ patient: { ...walkIn().patient, name: `사람${commandId}` } }), commandId })) as Ticket
const countOf = (ticket: Ticket): number => Number(ticket.ticketNumber.split('-')[1])

describe('what the store keeps in memory of its file', () => {
  it('is forgotten with the transaction that wrote it', () => {
    const { context } = file.open()
    const { repos } = context
    repos.meta.put('staffCalls', 1)
    const before = repos.head(0)
    expect(() => repos.atomically(() => {
      repos.meta.put('staffCalls', 2)
      expect(repos.meta.get('staffCalls')).toBe(2)
      repos.nextTicketCount('2026-11-24', 'A', 0)
      repos.append(0, { ...entry, sequence: before.sequence + 1 }, 'hash', START)
      throw new Error('undone')
    })).toThrow('undone')
    expect(repos.meta.get('staffCalls')).toBe(1)
    expect(repos.head(0)).toEqual(before)
    expect(repos.nextTicketCount('2026-11-24', 'A', 0)).toBe(1)
  })

  it('counts numbers on over a restart, from the bookings themselves', () => {
    const first = file.open()
    for (let i = 0; i < 3; i++) book(first)
    first.close()
    expect(countOf(book(file.open()))).toBe(4)
  })

  it('gives a repeated command the first answer, also after a restart', () => {
    const first = file.open()
    const ticket = book(first, 'one-tap')
    expect(book(first, 'one-tap')).toEqual(ticket)
    first.close()
    expect(book(file.open(), 'one-tap')).toEqual(ticket)
  })
})

describe('numbers after a salvage', () => {
  it('go on behind those of bookings that are lost, as the entries tell', () => {
    const first = file.open()
    for (let i = 0; i < 5; i++) book(first)
    first.close()
    inFile(file.path, (db) => {
      db.pragma('foreign_keys = OFF')
      db.exec('DELETE FROM booking WHERE rowid > 2; DELETE FROM command')
      floorTickets(db, START)
    })
    expect(countOf(book(file.open()))).toBe(6)
  })
})

const entry: WireEntry = { entryId: 'e', sequence: 1, previousHash: '', type: 'booking-created', bookingId: 'b', version: 1, place: null, allotmentId: null, body: {}, occurredAt: '2026-11-24T01:00:00Z', answer: null }

describe('the text an entry is hashed by', () => {
  it('is its canonical JSON without the answer, with the body\'s text from elsewhere or not', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (body, bookingId) => {
      const made = { ...entry, body, bookingId } as WireEntry
      const { answer: _answer, ...content } = made
      expect(hashedText(made)).toBe(canonicalJson(content))
      expect(hashedText(made, canonicalJson(body))).toBe(canonicalJson(content))
    }), { numRuns: 300 })
  })
})
