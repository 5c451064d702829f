/** A ledger put back from a copy, and what comes in which order afterwards (PROTOCOL 5). Each story was a false confirmation once, found by the model. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { uuidV7 } from '../../src/base/ids.ts'
import { createCentre } from '../../src/service/centre.ts'
import type { Centre } from '../../src/service/centre.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import type { LedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { FLU, orThrow, START, walkIn } from '../support/clinic.ts'

type Lives = { centre: Centre; readonly slotId: string; readonly copy: () => Buffer; readonly restore: (copy: Buffer) => void }

function clinicWithOnePlace(): Lives {
  const open = (file: LedgerFile, restoredAfter: number | null): Centre =>
    createCentre({ ledger: createSqliteLedger(file), clock: () => START, newId: () => uuidV7(START, randomBytes), newCode: () => randomBytes(6).toString('hex'), helloMs: 60_000, log: () => {}, restoredAfter })
  let file = orThrow(openLedgerFile(':memory:'))
  let life = 1
  const centre = open(file, null)
  const { clinicId } = orThrow(centre.createClinic({ name: '한빛의원', timeZone: 'Asia/Seoul' }))
  orThrow(centre.createSession({ clinicId, date: '2026-11-24', vaccine: FLU, windows: [{ start: '10:00', end: '10:30', capacity: 1 }] }))
  const slotId = centre.listSlots(null, null)[0]?.slotId ?? ''
  const lives: Lives = {
    centre, slotId, copy: () => file.serialize(),
    restore: (copy) => {
      const path = join(mkdtempSync(join(tmpdir(), 'restored-')), 'ledger.db')
      writeFileSync(path, copy)
      file = orThrow(openLedgerFile(path))
      lives.centre = open(file, life++)
    },
  }
  return lives
}

let ids = 0
function kiosk(lives: Lives, reimaged?: string) {
  const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
  const { clinicId } = lives.centre.listClinics()[0] ?? { clinicId: '' }
  const code = orThrow(lives.centre.createEnrolmentCode({ clinicId, deviceId: reimaged })).code
  const { deviceId, epoch } = orThrow(lives.centre.enrol({ code, publicKey: { kty: 'OKP', crv: 'Ed25519', x: x ?? '' }, stationName: 's', appVersion: '1', platform: 'test' }))
  const caller = { deviceId, epoch, order: null }
  const { slotId } = lives
  let sequence = 0
  const { patient, consent, screening } = walkIn()
  const entry = (type: string, part: object) => ({ entryId: `e-${++ids}`, sequence: ++sequence, previousHash: null, type, version: null, place: null, allotmentId: null, occurredAt: '2026-11-24T01:10:00.000Z', answer: null, ...part })
  const told = (status: string) => ({ answer: { verdict: 'accepted', outcome: { status } } })
  return {
    deviceId,
    wish: (requestId: string) => orThrow(lives.centre.allotments(caller, { requestId, epoch, wants: [{ slotId, count: 1 }] })).grants,
    books: (bookingId: string, allotmentId: string) => entry('booking-created', {
      bookingId, version: 1, place: { slotId, n: 1 }, allotmentId, ...told('booked'),
      body: { patient, vaccine: FLU, ticketNumber: `A-${ids}`, channel: 'kiosk', consent, screening, promisedWaitMinutes: [15, 25] },
    }),
    cancels: (bookingId: string) => entry('booking-cancelled', { bookingId, version: 2, ...told('cancelled'), body: { reason: 'patient' } }),
    returns: (allotmentId: string) => entry('places-returned', { bookingId: null, ...told('returned'), body: { allotmentId, slotId, places: [1] } }),
    sends: (incarnationSeen: number, ...entries: { entryId: string }[]) => orThrow(lives.centre.entries(caller, { epoch, incarnationSeen, entries })).results.map(({ verdict }) => verdict),
    holds: (incarnation: number, allotmentId: string | null, spent: number[] = [1]) =>
      orThrow(lives.centre.inventory(caller, { epoch, incarnation, held: allotmentId === null ? [] : [{ allotmentId, slotId, free: [], spent }] })).mode,
  }
}

const placeOf = (lives: Lives, bookingId: string): number | null => lives.centre.listBookings(null).find((booking) => booking.bookingId === bookingId)?.n ?? null

describe('after a restore', () => {
  it('a sale that is history does not take the place of the one who holds it now, through two restores', () => {
    const lives = clinicWithOnePlace()
    const [a, b] = [kiosk(lives), kiosk(lives)]
    const first = a.wish('a')[0]?.allotmentId ?? ''
    const before = lives.copy()
    const history = [a.books('old', first), a.cancels('old'), a.returns(first)]
    a.sends(1, ...history)
    const second = b.wish('b')[0]?.allotmentId ?? ''
    const sale = b.books('new', second)
    expect(b.sends(1, sale)).toEqual(['accepted'])

    lives.restore(before)
    expect(b.sends(2, sale)).toEqual(['deferred'])
    expect(b.holds(2, second)).toBe('learning')
    expect(b.sends(2, sale)).toEqual(['accepted'])
    lives.restore(lives.copy())
    expect(a.sends(3, ...history)).toEqual(['deferred', 'deferred', 'accepted'])
    expect(a.holds(3, null)).toBe('learning')
    expect(a.sends(3, ...history.slice(0, 2))).toEqual(['accepted', 'accepted'])
    expect(b.holds(3, second)).toBe('normal')
    expect(placeOf(lives, 'new')).toBe(1)
    expect(placeOf(lives, 'old')).toBeNull()
  })

  it('what was sent before its device heard of the restore waits for the older entries that the ledger lacks', () => {
    const lives = clinicWithOnePlace()
    const a = kiosk(lives)
    const allotment = a.wish('a')[0]?.allotmentId ?? ''
    const before = lives.copy()
    const history = [a.books('first', allotment), a.cancels('first')]
    a.sends(1, ...history)
    const sale = a.books('second', allotment)
    lives.restore(before)
    expect(a.sends(1, sale)).toEqual(['deferred'])
    expect(a.sends(2, ...history, sale)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(placeOf(lives, 'second')).toBe(1)
  })

  it('a wish that the ledger remembers granting gives nothing until its device has told what it holds', () => {
    const lives = clinicWithOnePlace()
    const [a, b] = [kiosk(lives), kiosk(lives)]
    a.wish('lost answer')
    const before = lives.copy()
    a.holds(1, null)
    const second = b.wish('b')[0]?.allotmentId ?? ''
    const sale = b.books('new', second)
    lives.restore(before)
    expect(a.wish('lost answer')).toEqual([])
    expect(a.holds(2, null)).toBe('learning')
    b.sends(2, sale)
    expect(b.holds(2, second)).toBe('normal')
    expect(a.wish('lost answer')).toEqual([])
    b.sends(2, sale)
    expect(placeOf(lives, 'new')).toBe(1)
  })

  it('what a re-imaged machine may have sold unheard is kept back, also when the life that gave it up is itself put back from a copy', () => {
    const lives = clinicWithOnePlace()
    const [a, b] = [kiosk(lives), kiosk(lives)]
    const before = lives.copy()
    // Sold to somebody who has a ticket; then the disk is wiped before a word of it was sent.
    a.wish('a')
    lives.restore(before)
    const again = kiosk(lives, a.deviceId)
    lives.restore(lives.copy())
    expect(again.holds(3, null)).toBe('learning')
    expect(b.holds(3, null)).toBe('normal')
    expect([...again.wish('again'), ...b.wish('b')]).toEqual([])
  })

  it('a place given back while the ledger learns is offered again when all have told what they hold', () => {
    const lives = clinicWithOnePlace()
    const [a, b] = [kiosk(lives), kiosk(lives)]
    const allotment = a.wish('a')[0]?.allotmentId ?? ''
    lives.restore(lives.copy())
    expect(a.sends(2, a.returns(allotment))).toEqual(['accepted'])
    expect(a.holds(2, null)).toBe('learning')
    expect(b.wish('b')).toEqual([])
    expect(b.holds(2, null)).toBe('normal')
    expect(b.wish('b')).toHaveLength(1)
  })

  it('what an old disk sold before a restore still has its place when it turns up, kept back in whose name ever', () => {
    const lives = clinicWithOnePlace()
    const [lost, a, b] = [kiosk(lives), kiosk(lives), kiosk(lives)]
    const before = lives.copy()
    const sale = a.books('unheard', a.wish('a')[0]?.allotmentId ?? '')
    lives.restore(before)
    // Both are given up while the ledger learns: what is unheld is kept back in one of their names.
    kiosk(lives, lost.deviceId)
    kiosk(lives, a.deviceId)
    expect(b.holds(2, null)).toBe('normal')
    expect(a.sends(2, { ...sale, answer: null } as typeof sale)).toEqual(['accepted'])
    expect(placeOf(lives, 'unheard')).toBe(1)
  })

  it('what one old disk gives back is kept for the other old disk that had it after', () => {
    const lives = clinicWithOnePlace()
    const [a, b, c] = [kiosk(lives), kiosk(lives), kiosk(lives)]
    const first = a.wish('a')[0]?.allotmentId ?? ''
    const before = lives.copy()
    const back = a.returns(first)
    a.sends(1, back)
    const sale = b.books('confirmed', b.wish('b')[0]?.allotmentId ?? '')
    expect(b.sends(1, sale)).toEqual(['accepted'])
    lives.restore(before)
    for (const { deviceId } of [a, b]) kiosk(lives, deviceId)
    expect(c.holds(2, null)).toBe('normal')
    expect(a.sends(2, back)).toEqual(['accepted'])
    expect(c.wish('c')).toEqual([])
    expect(b.sends(2, sale)).toEqual(['accepted'])
    expect(placeOf(lives, 'confirmed')).toBe(1)
  })

  it('the newest sale of an old disk waits for its older entries, also when the ledger has learned already', () => {
    const lives = clinicWithOnePlace()
    const [a, b] = [kiosk(lives), kiosk(lives)]
    const allotment = a.wish('a')[0]?.allotmentId ?? ''
    const first = a.books('first', allotment)
    a.sends(1, first)
    const before = lives.copy()
    const history = [a.cancels('first')]
    a.sends(1, ...history)
    const sale = a.books('second', allotment)
    lives.restore(before)
    kiosk(lives, a.deviceId)
    expect(b.holds(2, null)).toBe('normal')
    expect(a.sends(1, sale)).toEqual(['deferred'])
    expect(a.sends(2, ...history, sale)).toEqual(['accepted', 'accepted'])
    expect(placeOf(lives, 'second')).toBe(1)
  })
})
