import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageKey } from '../../src/service/ledger/field-reads.ts'
import type { FieldReads } from '../../src/service/ledger/field-reads.ts'
import type { BookingRow, EntryRow, Ledger, PlaceRow } from '../../src/service/ledger/ledger.ts'
import { ledgerNamed, ledgerNames, stopCluster } from './ledgers.ts'
import type { Opened } from './ledgers.ts'

const MINUTE = 60_000
const DAY = '2026-11-24'
const FLU = { system: 'x', code: '13' }
const COVID = { system: 'x', code: '21' }
const LOT = 'FLU "26\\04"'
const clinic = (clinicId: string, name: string) => ({ clinicId, name, timeZone: 'Asia/Seoul' })
const device = (clinicId: string, deviceId: string, stationLetter: string) =>
  ({ deviceId, clinicId, publicKey: `key-${deviceId}`, epoch: 1, stationLetter, stationName: '1번', appVersion: '1', state: 'ok', lastSeenAt: 40, backlog: 3, lost: false }) as const
const patient = (name: string, phone: string) => JSON.stringify({ patient: { name, birthDate: '1961-02-03', phone, guardian: { name: '보호자', relation: 'guardian' } }, vaccine: FLU })
const booking = (clinicId: string, bookingId: string, part: Partial<BookingRow> = {}): BookingRow =>
  ({ bookingId, clinicId, deviceId: `d-${clinicId}`, epoch: 1, status: 'booked', version: 1, ticketNumber: `A-${bookingId}`, slotId: null, n: null, overdraft: false, body: patient(`사람 ${bookingId}`, '010-1'), date: DAY, ...part })
const entry = (clinicId: string, sequence: number, kind: 'accepted' | 'rejected' | 'conflict', content: object): EntryRow => ({
  entryId: `e-${clinicId}-${sequence}`, clinicId, deviceId: `d-${clinicId}`, epoch: 1, sequence, contentHash: 'h', content: JSON.stringify(content), receivedAt: sequence,
  // What a stranger writes into a detail is no verdict.
  verdict: { entryId: `e-${clinicId}-${sequence}`, verdict: kind, ...(kind === 'accepted' ? { outcome: { status: 'booked', note: '"verdict":"rejected"' } } : { code: 'UNKNOWN_TYPE', detail: 'a\u0000b' }) },
})
const place = (n: number, part: Partial<PlaceRow>): PlaceRow => ({ slotId: 's1', n, state: 'allotted', deviceId: 'd-c1', epoch: 1, allotmentId: 'a', bookingId: null, ...part })
const LOST = { slotId: 's1', clinicId: 'c1', deviceId: 'd-c1', startAt: 100, endAt: 200, places: [4, 5] }

const first = (ledger: Ledger): void => {
  ledger.putSession({ clinicId: 'c1', sessionId: 'n1', date: DAY, vaccine: FLU })
  ledger.putSession({ clinicId: 'c1', sessionId: 'n2', date: '2026-11-25', vaccine: COVID })
  ledger.putSlot({ clinicId: 'c1', slotId: 's1', sessionId: 'n1', date: DAY, startAt: 100, endAt: 200, capacity: 6 })
  ledger.putSlot({ clinicId: 'c1', slotId: 's2', sessionId: 'n2', date: '2026-11-25', startAt: 300, endAt: 400, capacity: 2 })
  ledger.putDevice(device('c1', 'd-c1', 'A'))
  ledger.putCode({ code: 'old', clinicId: 'c1', expiresAt: 5, usedBy: null, publicKey: null, deviceId: null })
  ledger.putCode({ code: 'new', clinicId: 'c1', expiresAt: 500, usedBy: null, publicKey: null, deviceId: null })
  ledger.putBooking(booking('c1', 'b1', { slotId: 's1', n: 1, body: patient('Lee Ann', '010-7777-1234') }))
  ledger.putBooking(booking('c1', 'b2', { status: 'cancelled' }))
  ledger.putBooking(booking('c1', 'b3', { status: 'fulfilled', overdraft: true, date: '2026-11-25' }))
  ledger.putBooking(booking('c1', 'b\u0000', { status: 'waitlist', date: '2026-11-25', body: patient('half \ud800 \u0000', '010') }))
  for (const row of [place(1, { state: 'booked', bookingId: 'b1' }), place(2, {}), place(4, { state: 'in-doubt' }), place(5, { state: 'in-doubt' })]) ledger.putPlace(row)
  ledger.putEntry(entry('c1', 1, 'accepted', { bookingId: 'b1' }))
  ledger.putEntry(entry('c1', 2, 'rejected', { bookingId: 'b1', body: { name: 'half \ud800 \u0000' } }))
  ledger.putEntry(entry('c1', 3, 'conflict', { bookingId: { no: 'id' } }))
  ledger.putImmunization({ entryId: 'i1', clinicId: 'c1', bookingId: 'b3', given: true, body: JSON.stringify({ vaccine: FLU, lotNumber: LOT }) })
  ledger.putImmunization({ entryId: 'i2', clinicId: 'c1', bookingId: 'b9', given: false, body: JSON.stringify({ reason: `"lotNumber":"${LOT}"` }) })
  ledger.putDeviceReport({ clinicId: 'c1', deviceId: 'd-c1', at: 40, oldestMs: 9, free: 2, clockOffsetMs: -4 })
  ledger.putDrill({ clinicId: 'c1', deviceId: 'd-c1', at: 30, note: '10' })
  ledger.putLearner('c1', { deviceId: 'd-c1', state: 'pending' })
  ledger.putClosedCase({ clinicId: 'c1', caseId: 'x', at: 7, who: '김', note: 'called' })
}
const second = (ledger: Ledger): void => {
  ledger.putDevice(device('c2', 'd-c2', 'A'))
  ledger.putBooking(booking('c2', 'b4', { body: patient(' lee ann ', '01077771234') }))
  ledger.putEntry(entry('c2', 1, 'rejected', { type: 'no-such-type' }))
  ledger.putImmunization({ entryId: 'i3', clinicId: 'c2', bookingId: 'b4', given: true, body: JSON.stringify({ vaccine: FLU, lotNumber: 'other' }) })
}
const message = (clinicId: string) => (ledger: Ledger): void => ledger.putMessage({ clinicId, messageId: 'm', at: 8, kind: 'lot-recall', lotNumber: LOT, text: '{"ko":"회수"}', who: '김' })

const ran = new Map<string, number>()
afterAll(async () => {
  await stopCluster()
  process.stdout.write(`field reads: ${JSON.stringify(Object.fromEntries(ran))}\n`)
}, MINUTE)

describe.each(ledgerNames)('reads of console and field: %s', (name) => {
  let opened: Opened | { readonly why: string } | undefined
  let reads: FieldReads
  beforeAll(async () => {
    opened = await ledgerNamed(name)()
    if ('why' in opened) return
    reads = opened.reads
    const { door } = opened
    await door.transact({ clinicId: null, mode: 'write', centre: true }, (ledger) => {
      ledger.putSetting('incarnation', '1')
      for (const row of [clinic('c1', '한빛'), clinic('c2', '가온')]) ledger.putClinic(row)
    })
    for (const [clinicId, act] of [['c1', first], ['c2', second], ['c1', message('c1')], ['c2', message('c2')]] as const) await door.transact({ clinicId, mode: 'write' }, act)
  }, MINUTE)
  afterAll(async () => { if (opened && !('why' in opened)) await opened.end() })
  const check = (what: string, act: () => Promise<void>): void => it(what, async (test) => {
    if (!opened || 'why' in opened) return test.skip(opened?.why ?? 'no ledger')
    await act()
    ran.set(name, (ran.get(name) ?? 0) + 1)
  })

  check('tell the fleet: clinics by name, devices, what they said last, drills, codes, who learns', async () => {
    expect(await reads.clinics()).toEqual([clinic('c2', '가온'), clinic('c1', '한빛')])
    expect(await reads.devices('c1')).toEqual([device('c1', 'd-c1', 'A')])
    expect((await reads.devices(null)).map((d) => d.deviceId).sort()).toEqual(['d-c1', 'd-c2'])
    expect(await reads.deviceReports(null)).toEqual([{ clinicId: 'c1', deviceId: 'd-c1', at: 40, oldestMs: 9, free: 2, clockOffsetMs: -4 }])
    expect([await reads.deviceReports('c2'), await reads.drills('c2')]).toEqual([[], []])
    expect(await reads.drills('c1')).toEqual([{ clinicId: 'c1', deviceId: 'd-c1', at: 30, note: '10' }])
    expect(await reads.unusedCodes('c1', 10)).toEqual(['new'])
    expect([await reads.isLearning('c1'), await reads.isLearning('c2')]).toEqual([true, false])
  })
  check('count the day, without what was cancelled, and everything from a day on', async () => {
    expect(await reads.bookingCounts(DAY)).toEqual(new Map([['c1', 1], ['c2', 1]]))
    expect(await reads.totals('2026-11-25')).toEqual({ places: { pool: 2 }, bookings: { fulfilled: 1, waitlist: 1 }, entries: 4, problems: 3, doses: 2 })
    expect((await reads.totals(DAY)).places).toEqual({ allotted: 1, booked: 1, 'in-doubt': 2, pool: 4 })
  })
  check('turn pages by key, with every filter', async () => {
    expect(await reads.clinicsPage({}, '', 1)).toEqual([clinic('c1', '한빛')])
    expect(await reads.clinicsPage({}, pageKey('c1', 'c1'), 9)).toEqual([clinic('c2', '가온')])
    const ids = async (...args: Parameters<FieldReads['bookingsPage']>) => (await reads.bookingsPage(...args)).map((row) => row.bookingId)
    expect(await ids({ clinicId: 'c1' }, pageKey('c1', 'b1'), 9)).toEqual(['b2', 'b3'])
    expect(await ids({ clinicId: 'c1', date: DAY }, '', 9)).toEqual(['b1', 'b2'])
    expect(await ids({ fromDate: '2026-11-25' }, '', 9)).toEqual(['b\u0000', 'b3'])
    expect(await ids({ id: 'b\u0000' }, '', 9)).toEqual(['b\u0000'])
    expect(await reads.bookingsPage({ id: 'b1' }, '', 9)).toEqual([{ ...booking('c1', 'b1', { slotId: 's1', n: 1, body: patient('Lee Ann', '010-7777-1234') }), startAt: 100, endAt: 200, slotVaccine: FLU }])
    expect((await reads.bookingsPage({ id: 'b4' }, '', 9)).map(({ startAt, endAt, slotVaccine }) => [startAt, endAt, slotVaccine])).toEqual([[null, null, null]])
    expect(await reads.sessionsPage({ clinicId: 'c1', fromDate: '2026-11-25' }, '', 9)).toEqual([{ clinicId: 'c1', sessionId: 'n2', date: '2026-11-25', vaccine: COVID }])
    expect(await reads.slotsPage({ clinicId: 'c1', sessionId: 'n1' }, '', 9)).toEqual([
      { clinicId: 'c1', slotId: 's1', sessionId: 'n1', date: DAY, startAt: 100, endAt: 200, capacity: 6, heldMax: null, cut: 0, vaccine: FLU, places: { allotted: 1, booked: 1, 'in-doubt': 2, pool: 2 } }])
    expect((await reads.slotsPage({}, pageKey('c1', 's1'), 9)).map((slot) => slot.slotId)).toEqual(['s2'])
  })
  check('turn to every row once, however small the pages are, across clinics', async () => {
    const turned = async (page: FieldReads['bookingsPage'], after = ''): Promise<string[]> => {
      const [row] = await page({}, after, 1)
      return row ? [`${row.clinicId} ${row.bookingId}`, ...await turned(page, pageKey(row.clinicId, row.bookingId))] : []
    }
    const whole = (await reads.bookingsPage({}, '', 99)).map((row) => `${row.clinicId} ${row.bookingId}`)
    expect(await turned(reads.bookingsPage)).toEqual(whole)
    expect(new Set(whole).size).toBe(5)
  })
  check('give doses with the booking they belong to, and those whose booking nobody knows', async () => {
    const doses = await reads.dosesPage({ clinicId: 'c1' }, '', 9)
    expect(doses.map(({ entryId, given, date }) => [entryId, given, date])).toEqual([['i1', true, '2026-11-25'], ['i2', false, null]])
    expect([doses[0]?.bookingBody, doses[1]?.bookingBody]).toEqual([patient('사람 b3', '010-1'), null])
  })
  check('find the doses of a lot, however it is written, and nothing that only speaks of it', async () => {
    expect(await reads.dosesOfLot(LOT)).toEqual([{ clinicId: 'c1', count: 1 }])
    expect(await reads.dosesOfLot("'; DROP TABLE booking; --")).toEqual([])
  })
  check('name what was refused, newest first, with the booking it speaks of', async () => {
    const problems = await reads.problemEntries('c1', 9)
    expect(problems.map(({ entryId, ticketNumber, receivedAt }) => [entryId, ticketNumber, receivedAt])).toEqual([['e-c1-3', null, 3], ['e-c1-2', 'A-b1', 2]])
    expect(problems[1]?.verdict).toMatchObject({ verdict: 'rejected', code: 'UNKNOWN_TYPE', detail: 'a\u0000b' })
    expect([(await reads.problemEntries(null, 9)).length, (await reads.problemEntries(null, 1)).length]).toEqual([3, 1])
  })
  check('find one person at two clinics, spaces, capitals and dashes aside', async () => {
    expect((await reads.peopleTwice(DAY, 9)).map((rows) => rows.map((row) => [row.clinicId, row.bookingId]))).toEqual([[['c1', 'b1'], ['c2', 'b4']]])
    expect(await reads.peopleTwice('2026-11-25', 9)).toEqual([])
  })
  check('name what went over the capacity, what is in doubt, what was closed', async () => {
    expect((await reads.overdrafts(null, 9)).map((row) => row.bookingId)).toEqual(['b3'])
    expect([await reads.overdrafts('c2', 9), await reads.inDoubt('c2', 9)]).toEqual([[], []])
    expect([await reads.inDoubt(null, 9), await reads.inDoubt('c1', 9)]).toEqual([[LOST], [LOST]])
    expect(await reads.closedCases()).toEqual([{ clinicId: 'c1', caseId: 'x', at: 7, who: '김', note: 'called' }])
  })
  check('tell what an act would touch, and what was sent', async () => {
    const held = await reads.heldWindows('d-c1')
    expect([...held].sort((a, b) => a.state.localeCompare(b.state)).map(({ slotId, startAt, state, count }) => [slotId, startAt, state, count])).toEqual([['s1', 100, 'allotted', 1], ['s1', 100, 'booked', 1], ['s1', 100, 'in-doubt', 2]])
    expect(await reads.bookedAt('s1')).toEqual([{ bookingId: 'b1', ticketNumber: 'A-b1', n: 1 }])
    expect(await reads.messages(9)).toEqual([{ clinicId: 'c1', clinics: 2, messageId: 'm', at: 8, kind: 'lot-recall', lotNumber: LOT, text: '{"ko":"회수"}', who: '김' }])
  })
})

describe('the suite itself', () => {
  it('ran on the ledgers that need nothing installed, as many cases on each', () => {
    expect(ran.get('SQLite in memory')).toBeGreaterThan(0)
    expect(new Set(ran.values()).size).toBe(1)
  })
})
