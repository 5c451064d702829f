import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../src/service/audit-chain.ts'
import type { EntryRow, Ledger, PlaceRow } from '../../src/service/ledger/ledger.ts'
import type { UnitScope } from '../../src/service/ledger/unit-scope.ts'
import { ledgerNamed, ledgerNames, stopCluster } from './ledgers.ts'
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
const WRITE: UnitScope = { clinicId: 'c', mode: 'write' }
const READ: UnitScope = { clinicId: 'c', mode: 'read' }
const MINUTE = 60_000

const ran = new Map<string, number>()
afterAll(async () => {
  await stopCluster()
  process.stdout.write(`conformance: ${JSON.stringify(Object.fromEntries(ran))}\n`)
}, MINUTE)

describe.each(ledgerNames)('a ledger: %s', (name) => {
  let opened: Opened | undefined
  const unit = <T>(act: (ledger: Ledger) => T, scope: UnitScope = WRITE): Promise<T> => {
    if (!opened) throw new Error('no ledger is open')
    return opened.door.transact(scope, act)
  }
  beforeEach(async (test) => {
    opened = undefined
    const made = await ledgerNamed(name)()
    if ('why' in made) return test.skip(made.why)
    opened = made
    await unit((ledger) => { ledger.putSetting('incarnation', '4'); ledger.putClinic(CLINIC) }, { clinicId: null, mode: 'write', centre: true })
    await unit((ledger) => { ledger.putSession(SESSION); ledger.putSlot(SLOT); ledger.putDevice(DEVICE) })
    ran.set(name, (ran.get(name) ?? 0) + 1)
  }, MINUTE)
  afterEach(() => opened?.end())

  it('reads back what it was given, to the letter', async () => {
    await unit((ledger) => { ledger.putBooking(BOOKING); ledger.putEntry(entry('e', 1)) })
    expect(await unit((ledger) => [ledger.clinic('c'), ledger.session('s'), ledger.device('d'), ledger.booking('b'), ledger.entry('e')])).toEqual([CLINIC, SESSION, DEVICE, BOOKING, entry('e', 1)])
    expect(await unit((ledger) => ledger.slot('slot'))).toMatchObject(SLOT)
  })
  it('keeps names that no database likes, each apart', async () => {
    const names = ['a\0b', 'a\x1a0000b', 'half \ud800', 'other half \udc00', '\x1a', '"{}\\', 'null', '🙂', "'; DROP TABLE booking; --"]
    await unit((ledger) => { for (const bookingId of names) ledger.putBooking({ ...BOOKING, bookingId, body: bookingId.toWellFormed().replaceAll('\0', ''), slotId: null, n: null }) })
    const kept = await unit((ledger) => names.filter((bookingId) => ledger.booking(bookingId) !== null))
    expect(kept).toEqual(names)
  })
  it('makes as many places as the capacity, numbered from 1, all in the pool', async () => {
    expect(await unit((ledger) => ledger.placesOf({ slotId: 'slot' }).map(({ n, state }) => [n, state]))).toEqual([[1, 'pool'], [2, 'pool'], [3, 'pool']])
    expect(await unit((ledger) => [ledger.placeCounts('slot'), ledger.takeFromPool('slot', 2)])).toEqual([{ pool: 3 }, [1, 2]])
  })
  it('gives one place to one booking, and one booking to one place', async () => {
    await unit((ledger) => ledger.putPlace({ ...held(1), state: 'booked', bookingId: 'b' }))
    await expect(unit((ledger) => ledger.putPlace({ ...held(2), state: 'booked', bookingId: 'b' }))).rejects.toThrow()
    expect(await unit((ledger) => ledger.place('slot', 1))).toMatchObject({ bookingId: 'b', incarnation: 4 })
    expect(await unit((ledger) => ledger.place('slot', 2))).toMatchObject({ state: 'pool' })
  })
  it('lets two bookings change places', async () => {
    const booked = (n: number, bookingId: string): PlaceRow => ({ ...held(n), state: 'booked', bookingId })
    await unit((ledger) => { ledger.putPlace(booked(1, 'b')); ledger.putPlace(booked(2, 'z')) })
    await unit((ledger) => { ledger.putPlace(held(1)); ledger.putPlace(booked(2, 'b')); ledger.putPlace(booked(1, 'z')) })
    expect(await unit((ledger) => ledger.placesOf({ slotId: 'slot', state: 'booked' }).map((p) => [p.n, p.bookingId]))).toEqual([[1, 'z'], [2, 'b']])
  })
  it('undoes a transaction whole, and a savepoint alone', async () => {
    await expect(unit((ledger) => { ledger.putPlace(held(1)); throw new Error('died') })).rejects.toThrow('died')
    expect(await unit((ledger) => ledger.place('slot', 1)?.state)).toBe('pool')
    await unit((ledger) => {
      ledger.putPlace(held(1))
      try { ledger.savepoint(() => { ledger.putPlace(held(2)); throw new Error('bad entry') }) } catch { /* Only the savepoint is undone. */ }
    })
    expect(await unit((ledger) => [ledger.place('slot', 1)?.state, ledger.place('slot', 2)?.state])).toEqual(['allotted', 'pool'])
  })
  it('tells a second content at one sequence, and keeps both entries', async () => {
    expect(await unit((ledger) => [ledger.putEntry(entry('e', 1)), ledger.putEntry(entry('twin', 1))])).toEqual([true, false])
    expect(await unit((ledger) => ledger.putEntry(entry('third', 1)))).toBe(false)
    expect(await unit((ledger) => [ledger.entryIdAt('d', 1, 1), ledger.entry('twin')?.entryId, ledger.sequencesAbove('d', 1, 0)])).toEqual(['e', 'twin', [1]])
  })
  it('keeps the key of every epoch', async () => {
    await unit((ledger) => ledger.putDevice({ ...DEVICE, epoch: 2, publicKey: 'key-2', stationLetter: 'B' }))
    expect(await unit((ledger) => [ledger.keyOf('d', 1), ledger.keyOf('d', 2), ledger.keyOf('d', 3), ledger.deviceByKey('key-1')?.epoch])).toEqual(['key-1', 'key-2', null, 2])
  })
  it('knows who waits, longest first, and who does not any more', async () => {
    const waits = (bookingId: string) => ({ ...BOOKING, bookingId, status: 'waitlist' as const, slotId: null, n: null })
    await unit((ledger) => { for (const id of ['w2', 'w1', 'w3']) ledger.putBooking(waits(id)) })
    const seen = await unit((ledger) => {
      ledger.putBooking({ ...waits('w2'), status: 'cancelled' })
      return [ledger.hasWaiting('c', '2026-11-24'), ledger.hasWaiting('c', '2026-11-25'), ledger.waiting('c', '2026-11-24', 1).map((b) => b.bookingId)]
    })
    expect(seen).toEqual([true, false, ['w1']])
  })
  it('chains its audit clinic by clinic, a rolled-back row apart, and reads it in pages', async () => {
    await unit((ledger) => ledger.putClinic({ ...CLINIC, clinicId: 'other' }), { clinicId: null, mode: 'write' })
    await unit((ledger) => { ledger.audit('c', 7, 'kim', 'one \u0000'); ledger.audit('c', 8, '김', 'two') })
    await expect(unit((ledger) => { ledger.audit('c', 9, 'kim', 'never'); throw new Error('died') })).rejects.toThrow('died')
    await unit((ledger) => ledger.audit('other', 9, 'kim', 'elsewhere'), { clinicId: 'other', mode: 'write' })
    await unit((ledger) => ledger.audit('c', 9, 'kim', 'three'))
    const rows = await unit((ledger) => ledger.audits('c', 0, 10), READ)
    expect(rows.map(({ at, who, what }) => [at, who, what])).toEqual([[7, 'kim', 'one \u0000'], [8, '김', 'two'], [9, 'kim', 'three']])
    expect(await unit((ledger) => [ledger.audits('c', rows[0]?.id ?? 0, 1), ledger.lastAudits('c', 2).map((row) => row.what)], READ)).toEqual([[rows[1]], ['two', 'three']])
    const all: UnitScope = { clinicId: null, mode: 'read' }
    expect(await unit((ledger) => ledger.lastAudits(null, 9).map((row) => row.what), all)).toEqual(['one \u0000', 'two', 'elsewhere', 'three'])
    expect(verifyAudit({ audits: (_clinicId, above) => rows.filter((row) => row.id > above) })).toMatchObject({ entries: 3, broken: [] })
    expect(rows.map((row) => row.previousHash)).toEqual(['', rows[0]?.hash, rows[1]?.hash])
  })
  it('remembers what was sent to a clinic, the newest first, each once', async () => {
    await unit((ledger) => ledger.putClinic({ ...CLINIC, clinicId: 'other' }), { clinicId: null, mode: 'write' })
    const message = (messageId: string, at: number, clinicId = 'c') => ({ clinicId, messageId, at, kind: 'lot-recall' as const, lotNumber: 'L', text: '{"ko":"회수"}', who: 'kim' })
    await unit((ledger) => { ledger.putMessage(message('m1', 1)); ledger.putMessage(message('m2', 2)) })
    await unit((ledger) => ledger.putMessage(message('m1', 9)))
    await unit((ledger) => ledger.putMessage(message('m3', 3, 'other')), { clinicId: 'other', mode: 'write' })
    expect(await unit((ledger) => ledger.messagesOf('c', 9))).toEqual([message('m2', 2), message('m1', 1)])
    expect(await unit((ledger) => ledger.messagesOf('c', 1))).toEqual([message('m2', 2)])
  })
  it('feeds changes in order, to this clinic only', async () => {
    await unit((ledger) => ledger.putClinic({ ...CLINIC, clinicId: 'other' }), { clinicId: null, mode: 'write' })
    await unit((ledger) => { for (const text of ['1', '2', '3']) ledger.addChange('c', text === '2' ? 'd' : null, text) })
    await unit((ledger) => ledger.addChange('other', null, 'x'), { clinicId: 'other', mode: 'write' })
    // Told once no older transaction is under way, the database's own chores among them.
    await expect.poll(() => unit((ledger) => ledger.changesAbove('c', 0, 10).map(({ content, byDevice }) => [content, byDevice]))).toEqual([['1', null], ['2', 'd'], ['3', null]])
  })
})

describe('the suite itself', () => {
  it('throws at a ledger nobody knows', () => expect(() => ledgerNamed('toString')).toThrow('no ledger toString'))
  it('ran on the ledgers that need nothing installed, as many cases on each', () => {
    expect(ran.get('SQLite in memory')).toBeGreaterThan(0)
    expect(new Set(ran.values()).size).toBe(1)
  })
})
