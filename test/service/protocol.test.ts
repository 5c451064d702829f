import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { FLU, testCentre, testClock, walkIn } from '../support/clinic.ts'
import type { TestCentre } from '../support/clinic.ts'

/** A client written from PROTOCOL.md alone: shares no code with the store. */
async function device({ app, newCode }: TestCentre) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
  const enrolled = await app.inject({ method: 'POST', url: '/v1/enrolments', payload: { code: newCode(), publicKey: { kty: 'OKP', crv: 'Ed25519', x }, stationName: 's', appVersion: '1', platform: 'test' } })
  const me = enrolled.json() as { deviceId: string; epoch: number; audience: string; stationLetter: string }
  const token = (method: string, path: string, body: Buffer, claims = {}): string => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const text = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part({ iss: me.deviceId, epoch: me.epoch, aud: me.audience, htm: method, htu: path, digest: createHash('sha256').update(body).digest('base64url'), jti: 'j', iat: 1, ...claims })}`
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`
  }
  const post = (path: string, body: unknown, { claims = {}, zip = false } = {}) => {
    const plain = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    const sent = zip ? gzipSync(plain) : plain
    return app.inject({ method: 'POST', url: path, payload: sent, headers: { 'content-type': 'application/json', ...(zip ? { 'content-encoding': 'gzip' } : {}), authorization: `Bearer ${token('POST', path, sent, claims)}` } })
  }
  return { me, post }
}

let count = 0
const entry = (sequence: number, part: Record<string, unknown> = {}) => {
  const { patient, consent, screening } = walkIn()
  count++
  return {
    entryId: `entry-${count}`, sequence, previousHash: null, type: 'booking-waitlisted', bookingId: `booking-${count}`, version: 1, place: null, allotmentId: null, occurredAt: '2026-11-24T01:10:00.000Z', answer: null,
    body: { patient, vaccine: FLU, ticketNumber: `A-${count}`, channel: 'kiosk', consent, screening, promisedWaitMinutes: [15, 25] }, ...part,
  }
}
const batch = (...entries: unknown[]) => ({ epoch: 1, incarnationSeen: 1, entries })
const setUp = async (options = {}) => {
  const centre = await testCentre(testClock(), options)
  const slotId = centre.centre.listSlots(null, null)[0]?.slotId ?? ''
  return { centre, slotId, a: await device(centre), b: await device(centre) }
}
const sums = ({ centre }: TestCentre): void => {
  for (const slot of centre.listSlots(null, null)) expect(Object.values(slot.places).reduce((x, y) => x + y, 0)).toBe(slot.capacity)
}

describe('the centre, from outside', () => {
  it('gives the last place to one of two devices, and a claim of the other becomes standby', async () => {
    const { centre, slotId, a, b } = await setUp({ capacity: 1 })
    const wish = { requestId: 'r', epoch: 1, wants: [{ slotId, count: 1 }] }
    const [first, second] = await Promise.all([a.post('/v1/allotments', wish), b.post('/v1/allotments', wish)])
    const granted = [first, second].map((answer) => (answer.json() as { grants: unknown[] }).grants.length)
    expect(granted.sort()).toEqual([0, 1])
    const created = { type: 'booking-created', place: { slotId, n: 1 }, allotmentId: 'x' }
    const winner = (first.json() as { grants: unknown[] }).grants.length === 1 ? a : b
    const loser = winner === a ? b : a
    expect((await loser.post('/v1/entries', batch(entry(1, created)))).json()).toMatchObject({ results: [{ verdict: 'conflict', code: 'PLACE_NOT_HELD' }] })
    expect((await winner.post('/v1/entries', batch(entry(1, created)))).json()).toMatchObject({ results: [{ verdict: 'accepted', outcome: { status: 'booked', slotId, n: 1 } }] })
    sums(centre)
  })

  it('answers a batch sent twice with the first outcomes, and the same requestId with the same places', async () => {
    const { slotId, a, centre } = await setUp()
    const wish = { requestId: 'same', epoch: 1, wants: [{ slotId, count: 2 }] }
    const grants = (await a.post('/v1/allotments', wish)).json()
    expect((await a.post('/v1/allotments', wish)).json()).toEqual(grants)
    expect((await a.post('/v1/allotments', { ...wish, wants: [] })).statusCode).toBe(409)
    const sent = batch(entry(1, { type: 'booking-created', place: { slotId, n: 1 } }), entry(2))
    await a.post('/v1/entries', sent)
    expect((await a.post('/v1/entries', sent)).json()).toMatchObject({ acknowledgedThrough: 2, results: [{ verdict: 'duplicate', outcome: { status: 'booked', n: 1 } }, { verdict: 'duplicate', outcome: { status: 'waitlist' } }] })
    expect(centre.centre.listBookings(null)).toHaveLength(2)
    sums(centre)
  })

  it('takes a shuffled batch, answers in the order sent, and tells the gaps', async () => {
    const { a } = await setUp()
    const [one, two] = [entry(1), entry(3)]
    const late = { ...entry(2), type: 'booking-cancelled', bookingId: one.bookingId, version: 2, body: { reason: 'patient' } }
    expect((await a.post('/v1/entries', batch(two))).json()).toMatchObject({ acknowledgedThrough: 0, missing: [[1, 2]] })
    expect((await a.post('/v1/entries', batch(late, one))).json()).toMatchObject({ acknowledgedThrough: 3, missing: [], results: [{ entryId: late.entryId, verdict: 'accepted', outcome: { status: 'cancelled' } }, { entryId: one.entryId, verdict: 'accepted' }] })
  })

  it('never lets one bad entry block the others', async () => {
    const { a } = await setUp()
    const answer = await a.post('/v1/entries', batch(entry(1), entry(2, { type: 'no-such-type' }), { entryId: 'torn' }, entry(3, { body: { patient: 1 } }), entry(4, { origin: { deviceId: 'another', epoch: 1 } }), entry(5)))
    expect(answer.statusCode).toBe(200)
    expect((answer.json() as { results: { verdict: string; code?: string }[] }).results.map((r) => r.code ?? r.verdict)).toEqual(['accepted', 'UNKNOWN_TYPE', 'BODY_INVALID', 'BODY_INVALID', 'ENTRY_OF_ANOTHER_DEVICE', 'accepted'])
  })

  it('records a dose for a booking it never heard of', async () => {
    const { a } = await setUp()
    const body = { vaccine: FLU, lotNumber: 'L', expiryDate: '2027-01-01', doseNumber: 1, practitionerId: 'p', givenAt: '2026-11-24T01:10:00.000Z' }
    expect((await a.post('/v1/entries', batch(entry(1, { type: 'dose-recorded', bookingId: 'unknown', version: 2, body })))).json()).toMatchObject({ results: [{ verdict: 'accepted' }] })
  })

  it('tells a clone by one sequence with two contents: places freeze, entries go on', async () => {
    const { slotId, a } = await setUp()
    await a.post('/v1/entries', batch(entry(1)))
    expect((await a.post('/v1/entries', batch(entry(1)))).json()).toMatchObject({ results: [{ verdict: 'accepted' }] })
    expect((await a.post('/v1/allotments', { requestId: 'r', epoch: 1, wants: [{ slotId, count: 1 }] })).json()).toMatchObject({ code: 'EPOCH_FENCED' })
  })

  it.each([
    ['a forged path', { htu: '/v1/hello' }, 401], ['another audience', { aud: 'elsewhere' }, 401], ['another device', { iss: 'nobody' }, 401], ['a body that was changed', { digest: 'x' }, 401], ['a clock of 1970', { iat: 0 }, 200],
  ])('judges %s by its signature', async (_name, claims, status) => {
    const { a } = await setUp()
    expect((await a.post('/v1/entries', batch(entry(1)), { claims })).statusCode).toBe(status)
  })

  it('reads gzip, refuses what inflates too far, and answers problem+json with a code', async () => {
    const { a, centre } = await setUp()
    expect((await a.post('/v1/entries', batch(entry(1)), { zip: true })).statusCode).toBe(200)
    expect((await a.post('/v1/entries', 'x'.repeat(5 * 1024 * 1024), { zip: true })).json()).toMatchObject({ code: 'TOO_LARGE' })
    expect((await a.post('/v1/entries', '{broken')).json()).toMatchObject({ code: 'ENVELOPE_UNREADABLE' })
    const nowhere = await centre.app.inject({ method: 'GET', url: '/v1/nowhere' })
    expect(nowhere.headers['content-type']).toContain('application/problem+json')
    expect(nowhere.json()).toMatchObject({ code: 'NOT_FOUND', status: 404 })
  })
})
