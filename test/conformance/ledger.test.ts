import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EntryRow, Ledger, PlaceRow } from '../../src/service/ledger/ledger.ts'
import { ledgers } from './ledgers.ts'
import type { Opened } from './ledgers.ts'

const CLINIC = { clinicId: 'c', name: '한빛 "의원"\\', timeZone: 'Asia/Seoul' }
const SESSION = { clinicId: 'c', sessionId: 's', date: '2026-11-24', vaccine: { system: 'x', code: '13' } }
const SLOT = { clinicId: 'c', slotId: 'slot', sessionId: 's', date: '2026-11-24', startAt: 1, endAt: 2_000, capacity: 3 }
const DEVICE = {
  deviceId: 'd', clinicId: 'c', publicKey: 'key-1', epoch: 1, stationLetter: 'A', stationName: '1번', appVersion: '1', state: 'ok', lastSeenAt: null, backlog: 0, lost: false,
} as const
const BOOKING = { bookingId: 'b', clinicId: 'c', deviceId: 'd', epoch: 1, status: 'booked', version: 1, ticketNumber: 'A-001', slotId: 'slot', n: 1, overdraft: false, body: '{"name":"홍길동\\u0000"}', date: '2026-11-24' } as const
const entry = (entryId: string, sequence: number): EntryRow => ({ entryId, clinicId: 'c', deviceId: 'd', epoch: 1, sequence, contentHash: 'h', content: '{"a":[1,"둘",null]}', verdict: { entryId, verdict: 'accepted', outcome: { status: 'booked', slotId: 'slot', n: 1 } }, receivedAt: 5 })
const held = (n: number): PlaceRow => ({ slotId: 'slot', n, state: 'allotted', deviceId: 'd', epoch: 1, allotmentId: 'a', bookingId: null })

describe.each(Object.keys(ledgers))('a ledger: %s', (name) => {
  let opened: Opened
  let ledger: Ledger
  beforeEach(() => {
    const open = ledgers[name]
    if (!open) throw new Error(`no ledger ${name}`)
    opened = open()
    ledger = opened.ledger
    ledger.atomically(() => {
      ledger.putSetting('incarnation', '4')
      ledger.putClinic(CLINIC)
      ledger.putSession(SESSION)
      ledger.putSlot(SLOT)
      ledger.putDevice(DEVICE)
    })
  })
  afterEach(() => opened.end())

  it('reads back what it was given, to the letter', () => {
    ledger.atomically(() => { ledger.putBooking(BOOKING); ledger.putEntry(entry('e', 1)) })
    expect([ledger.clinic('c'), ledger.session('s'), ledger.device('d'), ledger.booking('b'), ledger.entry('e')]).toEqual([CLINIC, SESSION, DEVICE, BOOKING, entry('e', 1)])
    expect(ledger.slot('slot')).toMatchObject(SLOT)
  })
  it('makes as many places as the capacity, numbered from 1, all in the pool', () => {
    expect(ledger.placesOf({ slotId: 'slot' }).map(({ n, state }) => [n, state])).toEqual([[1, 'pool'], [2, 'pool'], [3, 'pool']])
    expect(ledger.placeCounts('slot')).toEqual({ pool: 3 })
    expect(ledger.takeFromPool('slot', 2)).toEqual([1, 2])
  })
  it('gives one place to one booking, and one booking to one place', () => {
    ledger.atomically(() => ledger.putPlace({ ...held(1), state: 'booked', bookingId: 'b' }))
    expect(() => ledger.atomically(() => ledger.putPlace({ ...held(2), state: 'booked', bookingId: 'b' }))).toThrow()
    expect(ledger.place('slot', 1)).toMatchObject({ bookingId: 'b', incarnation: 4 })
    expect(ledger.place('slot', 2)).toMatchObject({ state: 'pool' })
  })
  it('undoes a transaction whole, and a savepoint alone', () => {
    const before = ledger.commits()
    expect(() => ledger.atomically(() => { ledger.putPlace(held(1)); throw new Error('died') })).toThrow('died')
    expect([ledger.place('slot', 1)?.state, ledger.commits()]).toEqual(['pool', before])
    ledger.atomically(() => {
      ledger.putPlace(held(1))
      expect(() => ledger.savepoint(() => { ledger.putPlace(held(2)); throw new Error('bad entry') })).toThrow('bad entry')
    })
    expect([ledger.place('slot', 1)?.state, ledger.place('slot', 2)?.state, ledger.commits()]).toEqual(['allotted', 'pool', before + 1])
  })
  it('tells a second content at one sequence, and keeps both entries', () => {
    ledger.atomically(() => {
      expect(ledger.putEntry(entry('e', 1))).toBe(true)
      expect(ledger.putEntry(entry('twin', 1))).toBe(false)
    })
    expect([ledger.entryIdAt('d', 1, 1), ledger.entry('twin')?.entryId]).toEqual(['e', 'twin'])
  })
  it('keeps the key of every epoch', () => {
    ledger.atomically(() => ledger.putDevice({ ...DEVICE, epoch: 2, publicKey: 'key-2', stationLetter: 'B' }))
    expect([ledger.keyOf('d', 1), ledger.keyOf('d', 2), ledger.keyOf('d', 3), ledger.deviceByKey('key-1')?.epoch]).toEqual(['key-1', 'key-2', null, 2])
  })
  it('feeds changes in order, to this clinic only', () => {
    ledger.atomically(() => { for (const text of ['1', '2', '3']) ledger.addChange('c', text === '2' ? 'd' : null, text); ledger.addChange('other', null, 'x') })
    expect(ledger.changesAbove('c', 0, 10).map(({ content, byDevice }) => [content, byDevice])).toEqual([['1', null], ['2', 'd'], ['3', null]])
  })
})
