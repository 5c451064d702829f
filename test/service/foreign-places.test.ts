/** What a device says of another clinic's places, and of doses, in any order: also at a ledger that learns, which gives what is nobody's. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { uuidV7 } from '../../src/base/ids.ts'
import { createCentre } from '../../src/service/centre.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { RECEIPT_PREFIX } from '../../src/contract/sync-protocol.ts'
import type { ReceiptFacts } from '../../src/contract/sync-protocol.ts'
import { FLU, orThrow, START, walkIn } from '../support/clinic.ts'

const DATE = '2026-11-24'
let count = 0

function twoClinics() {
  const ledger = createSqliteLedger(orThrow(openLedgerFile(':memory:')))
  const deps = { ledger, clock: () => START, newId: () => uuidV7(START, randomBytes), newCode: () => randomBytes(6).toString('hex'), helloMs: 60_000, log: () => {} }
  const first = createCentre(deps)
  const clinic = (name: string) => {
    const { clinicId } = orThrow(first.createClinic({ name, timeZone: 'Asia/Seoul' }))
    const { slotIds: [slotId = ''] } = orThrow(first.createSession({ clinicId, date: DATE, vaccine: FLU, windows: [{ start: '10:00', end: '11:00', capacity: 3 }] }))
    return { clinicId, slotId }
  }
  const [mine, theirs] = [clinic('한빛'), clinic('가온')]
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { code } = orThrow(first.createEnrolmentCode({ clinicId: mine.clinicId }))
  const { deviceId } = orThrow(first.enrol({ code, publicKey: { kty: 'OKP', crv: 'Ed25519', x: publicKey.export({ format: 'jwk' }).x ?? '' }, stationName: 's', appVersion: '1', platform: 'test' }))
  const caller = { deviceId, epoch: 1, order: null }
  const { grants: [grant] } = orThrow(first.allotments(caller, { requestId: 'r', epoch: 1, wants: [{ slotId: mine.slotId, count: 1 }] }))
  let [centre, sequence] = [first, 0]
  const { patient, consent, screening } = walkIn()
  const body = { patient, vaccine: FLU, ticketNumber: 'A-1', channel: 'kiosk', consent, screening, promisedWaitMinutes: [15, 25] }
  const entry = (type: string, bookingId: string, part: object) =>
    ({ entryId: `entry-${++count}`, sequence: ++sequence, previousHash: null, type, bookingId, version: 1, place: null, allotmentId: null, occurredAt: '2026-11-24T01:10:00.000Z', answer: null, ...part })
  return {
    mine, theirs, deviceId, privateKey, ledger,
    learn: () => { centre = createCentre({ ...deps, restoredAfter: 1 }) },
    books: (bookingId: string) => entry('booking-created', bookingId, { place: { slotId: mine.slotId, n: 1 }, allotmentId: grant?.allotmentId ?? null, body }),
    moves: (bookingId: string, slotId: string) => entry('booking-rescheduled', bookingId, { version: 2, place: { slotId, n: 2 }, body: { from: { slotId: mine.slotId, n: 1 } } }),
    checksIn: (bookingId: string, receipt: string) => entry('booking-checked-in', bookingId, { version: 2, body: { receipt } }),
    gives: (bookingId: string) => entry('dose-recorded', bookingId, { version: 3, body: { vaccine: FLU, lotNumber: 'L', expiryDate: '2027-01-01', doseNumber: 1, practitionerId: 'n', givenAt: '2026-11-24T01:20:00.000Z' } }),
    skip: () => { sequence++ },
    sends: (incarnationSeen: number, ...entries: { entryId: string }[]) => orThrow(centre.entries(caller, { epoch: 1, incarnationSeen, entries })).results.map(({ verdict }) => verdict),
  }
}

describe('a booking that moves', () => {
  it('never takes a place of another clinic, whose pool a learning ledger would give', () => {
    const clinics = twoClinics()
    expect(clinics.sends(1, clinics.books('b'))).toEqual(['accepted'])
    expect(clinics.sends(1, clinics.moves('b', clinics.theirs.slotId))).toEqual(['conflict'])
    clinics.learn()
    expect(clinics.sends(2, clinics.moves('b', clinics.theirs.slotId))).toEqual(['deferred'])
    expect(clinics.ledger.placeCounts(clinics.theirs.slotId)).toEqual({ pool: 3 })
    expect(clinics.ledger.booking('b')).toMatchObject({ slotId: clinics.mine.slotId, n: 1 })
  })
  it('to a window that nobody knows is put off while the ledger learns', () => {
    const clinics = twoClinics()
    clinics.sends(1, clinics.books('b'))
    clinics.learn()
    expect(clinics.sends(2, clinics.moves('b', 'no-such-window'))).toEqual(['deferred'])
  })
  it('takes none with a receipt that names one, either', () => {
    const clinics = twoClinics()
    clinics.learn()
    const facts: ReceiptFacts = { b: 'b', d: clinics.deviceId, e: 1, v: '', t: 'A-1', s: clinics.theirs.slotId, n: 2, day: DATE }
    const text = `${RECEIPT_PREFIX}.${Buffer.from(JSON.stringify(facts)).toString('base64url')}`
    expect(clinics.sends(2, clinics.checksIn('b', `${text}.${sign(null, Buffer.from(text), clinics.privateKey).toString('base64url')}`))).toEqual(['accepted'])
    expect(clinics.ledger.booking('b')).toMatchObject({ status: 'checked-in', slotId: null })
    expect(clinics.ledger.placeCounts(clinics.theirs.slotId)).toEqual({ pool: 3 })
  })
})

describe('a dose', () => {
  it('that had to wait is taken when it comes again, and once', () => {
    const clinics = twoClinics()
    clinics.learn()
    clinics.skip()
    const dose = clinics.gives('b')
    // From before its device heard of this life, behind an entry that is still on its way.
    expect([clinics.sends(1, dose), clinics.sends(1, dose)]).toEqual([['deferred'], ['deferred']])
    expect([clinics.sends(2, dose), clinics.sends(2, dose)]).toEqual([['accepted'], ['duplicate']])
    expect(clinics.ledger.hasImmunization(clinics.mine.clinicId, 'b')).toBe(true)
  })
  it('that comes before its booking counts, and the booking behind it is fulfilled', () => {
    const clinics = twoClinics()
    const booking = clinics.books('b')
    expect(clinics.sends(1, clinics.gives('b'))).toEqual(['accepted'])
    expect(clinics.sends(1, booking)).toEqual(['accepted'])
    expect(clinics.ledger.booking('b')).toMatchObject({ status: 'fulfilled', slotId: clinics.mine.slotId })
  })
})
