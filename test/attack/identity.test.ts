import { createHash, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, enrolDevice, enrolmentOf, entryOf, freshId, makeClinic, newKey, startRealCentre } from '../support/real-centre.ts'
import type { Answer, RealCentre, RealDevice } from '../support/real-centre.ts'
import { startBystander } from './bystander.ts'
import type { Bystander } from './bystander.ts'
import { expectProblem } from './problem.ts'

const LOCK_MS = 300
let centre: RealCentre
let bystander: Bystander
type Clinic = Awaited<ReturnType<typeof makeClinic>>
let [here, there]: Clinic[] = []
let [mine, other, foreign]: RealDevice[] = []
const need = <T>(value: T | undefined): T => { if (value === undefined) throw new Error('not set up'); return value }

beforeAll(async () => {
  centre = await startRealCentre(['--wrong-codes-max=6', '--wrong-tokens-max=6', `--lock-ms-min=${LOCK_MS}`])
  ;[here, there] = [await makeClinic(centre), await makeClinic(centre)]
  ;[mine, other, foreign] = [await enrolDevice(centre.url, await here.newCode()), await enrolDevice(centre.url, await here.newCode()), await enrolDevice(centre.url, await there.newCode())]
  bystander = await startBystander(centre, await here.newCode())
})
afterAll(async () => {
  await bystander.stop()
  await centre.stop()
})

const raw = async (path: string, init: RequestInit): Promise<Answer> => answerOf(await fetch(centre.url + path, init))
const verdictOf = (answer: Answer): Record<string, unknown> => (answer.body.results as Record<string, unknown>[])[0] ?? {}
const wants = (device: RealDevice, slotId: string, epoch = device.me.epoch) => device.post('/v1/allotments', { requestId: freshId('request'), epoch, wants: [{ slotId, count: 1 }] })

describe('forged and altered requests', () => {
  it('are refused: no signature, another key, another device, another algorithm, none', async () => {
    const device = need(mine)
    const body = JSON.stringify(device.batch(entryOf(device)))
    const digest = createHash('sha256').update(body).digest('base64url')
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { iss: device.me.deviceId, epoch: 1, aud: device.me.audience, htm: 'POST', htu: '/v1/entries', digest, jti: 'j', iat: 1 }
    const signed = (header: object, payload: object, by = device.key): string => { const text = `${part(header)}.${part(payload)}`; return `${text}.${sign(null, Buffer.from(text), by.privateKey).toString('base64url')}` }
    const good = signed({ alg: 'EdDSA' }, claims)
    const forged = [
      '', 'Bearer', 'Bearer x', `Basic ${good}`, `Bearer ${part({ alg: 'none' })}.${part(claims)}.`, `Bearer ${signed({ alg: 'HS256' }, claims)}`, `Bearer ${signed({ alg: 'EdDSA' }, claims, newKey())}`,
      `Bearer ${signed({ alg: 'EdDSA' }, { ...claims, iss: need(other).me.deviceId })}`, `Bearer ${signed({ alg: 'EdDSA' }, { ...claims, iss: ['x'] })}`, `Bearer ${signed({ alg: 'EdDSA' }, { ...claims, epoch: 2 })}`,
      `Bearer ${signed({ alg: 'EdDSA', crit: ['x'], x: 1 }, claims)}`, `Bearer ${good.slice(0, -4)}AAAA`, `Bearer ${'a'.repeat(5_000)}.b.c`, `Bearer ${centre.adminToken}`,
    ]
    for (const authorization of forged) expectProblem(await raw('/v1/entries', { method: 'POST', body, headers: { authorization } }), 'UNAUTHORISED')
    expect((await raw('/v1/entries', { method: 'POST', body, headers: { authorization: `Bearer ${good}` } })).status).toBe(200)
  })

  it('are refused when body, path, method or audience are not those that were signed', async () => {
    const device = need(mine)
    const wrong: object[] = [{ digest: 'x' }, { digest: null }, { htu: '/v1/inventory' }, { htm: 'GET' }, { aud: 'another-centre' }, { aud: [] }]
    for (const claims of wrong) expectProblem(await device.post('/v1/entries', device.batch(entryOf(device)), { claims }), 'UNAUTHORISED')
    expectProblem(await device.post('/v1/hello', {}, { path: '/v1/inventory' }), 'UNAUTHORISED')
  })

  it('are harmless when they come again: the same verdict, one booking', async () => {
    const device = need(other)
    const entry = entryOf(device)
    const body = Buffer.from(JSON.stringify(device.batch(entry)))
    const init = { method: 'POST', body, headers: { authorization: `Bearer ${device.token('POST', '/v1/entries', body)}` } }
    expect(verdictOf(await raw('/v1/entries', init))).toMatchObject({ verdict: 'accepted', outcome: { status: 'waitlist' } })
    for (let i = 0; i < 5; i++) expect(verdictOf(await raw('/v1/entries', init))).toMatchObject({ verdict: 'duplicate', outcome: { status: 'waitlist' } })
    expect(verdictOf(await device.entries({ ...entry, body: { ...entry.body, ticketNumber: 'A-666' } }))).toMatchObject({ verdict: 'rejected', code: 'ENTRY_ID_REUSED' })
  })
})

describe('who reaches for what is not theirs', () => {
  it('another clinic cannot take places, act on a booking, settle or name its origin', async () => {
    const [victim, attacker] = [need(mine), need(foreign)]
    const entry = entryOf(victim)
    expect(verdictOf(await victim.entries(entry))).toMatchObject({ verdict: 'accepted' })
    const act = (type: string, body: object, more: object = {}) => entryOf(attacker, { type, bookingId: entry.bookingId, version: 2, body, ...more })
    for (const stolen of [act('booking-cancelled', { reason: 'staff' }), act('booking-checked-in', {}), act('no-show', {}), act('dose-recorded', { vaccine: { system: 's', code: '1' }, lotNumber: 'l', expiryDate: '2027-01-01', doseNumber: 1, practitionerId: 'p', givenAt: new Date().toISOString() })])
      expect(verdictOf(await attacker.entries(stolen))).toMatchObject({ verdict: 'rejected', code: 'UNKNOWN_BOOKING' })
    expect(verdictOf(await attacker.entries(entryOf(attacker, { type: 'booking-created', place: { slotId: need(here).slotId, n: 1 } })))).toMatchObject({ verdict: 'rejected', code: 'UNKNOWN_SLOT' })
    expect(verdictOf(await attacker.entries({ ...entryOf(attacker), origin: { deviceId: victim.me.deviceId, epoch: 1 } }))).toMatchObject({ verdict: 'rejected', code: 'ENTRY_OF_ANOTHER_DEVICE' })
    expect((await wants(attacker, need(here).slotId)).body).toMatchObject({ grants: [] })
    const settlement = { settlementId: freshId('settlement'), practitionerId: 'p', reason: 'r', places: [{ slotId: need(here).slotId, n: 1, resolution: 'release' }] }
    expect((await attacker.post('/v1/settlements', settlement)).body).toMatchObject({ settled: [] })
    const changes = (await attacker.get('/v1/changes')).body
    expect(JSON.stringify(changes)).not.toContain(entry.bookingId)
    expect(JSON.stringify(changes)).not.toContain(need(here).slotId)
  })

  it('a device cannot take the id of a booking that exists, nor sell a place that it does not hold', async () => {
    const calm = await makeClinic(centre)
    const [victim, attacker] = [await enrolDevice(centre.url, await calm.newCode()), await enrolDevice(centre.url, await calm.newCode())]
    const grant = ((await wants(victim, calm.slotId)).body.grants as { allotmentId: string; places: number[] }[])[0]
    const place = { slotId: calm.slotId, n: grant?.places[0] ?? 0 }
    const booked = entryOf(victim, { type: 'booking-created', place, allotmentId: grant?.allotmentId })
    expect(verdictOf(await victim.entries(booked))).toMatchObject({ verdict: 'accepted', outcome: { status: 'booked', ...place } })
    expect(verdictOf(await attacker.entries(entryOf(attacker, { bookingId: booked.bookingId })))).toMatchObject({ verdict: 'rejected', code: 'BOOKING_EXISTS' })
    const theft = entryOf(attacker, { type: 'booking-created', place, allotmentId: grant?.allotmentId })
    expect(verdictOf(await attacker.entries(theft))).toMatchObject({ verdict: 'conflict', code: 'PLACE_NOT_HELD', outcome: { status: 'waitlist' } })
    await attacker.entries(entryOf(attacker, { type: 'places-returned', bookingId: null, body: { allotmentId: grant?.allotmentId, slotId: place.slotId, places: [place.n] } }))
    const slots = (await centre.admin(`/slots?clinicId=${calm.clinicId}`)).body.slots as { places: Record<string, number> }[]
    expect(Object.values(slots[0]?.places ?? {}).reduce((sum, n) => sum + n, 0)).toBe(10)
    const bookings = (await centre.admin(`/bookings?clinicId=${calm.clinicId}`)).body.bookings as { bookingId: string; n: number }[]
    expect(bookings.filter((row) => row.n === place.n)).toMatchObject([{ bookingId: booked.bookingId, deviceId: victim.me.deviceId }])
  })

  it('an old epoch gets no places, and its entries are still taken', async () => {
    const clinic = need(there)
    const old = await enrolDevice(centre.url, await clinic.newCode())
    const fresh = await enrolDevice(centre.url, await clinic.newCode({ deviceId: old.me.deviceId }))
    expect(fresh.me).toMatchObject({ deviceId: old.me.deviceId, epoch: 2 })
    expectProblem(await wants(old, clinic.slotId), 'EPOCH_FENCED')
    expect((await old.hello()).body).toMatchObject({ epochState: 'drain-only' })
    expect(verdictOf(await old.entries(entryOf(old)))).toMatchObject({ verdict: 'accepted' })
    expectProblem(await old.post('/v1/hello', {}, { claims: { epoch: 2 } }), 'UNAUTHORISED')
  })
})

describe('enrolment codes', () => {
  const enrol = (code: unknown) => raw('/v1/enrolments', { method: 'POST', body: JSON.stringify(enrolmentOf(code as string, newKey().x)) })
  const wait = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms) })

  it('are refused when used or over', async () => {
    const used = await need(here).newCode()
    expect((await enrol(used)).status).toBe(201)
    expectProblem(await enrol(used), 'ENROLMENT_CODE_USED')
    const short = await need(here).newCode({ validForMs: 1 })
    await wait(5)
    expectProblem(await enrol(short), 'ENROLMENT_CODE_EXPIRED')
  })

  it('cannot be guessed: the address waits, and a good code works after the wait', async () => {
    const code = await need(here).newCode()
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, i) => enrol(`GUESS${i}`)))
    const locked = guesses.filter(({ status }) => status === 429)
    expect(guesses.length - locked.length).toBeLessThanOrEqual(6)
    for (const answer of guesses) expectProblem(answer, answer.status === 429 ? 'TOO_MANY_TRIES' : 'ENROLMENT_CODE_UNKNOWN')
    let answer = await enrol(code)
    for (; answer.status === 429; answer = await enrol(code)) {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      await wait(Number(answer.body.retryAfterMs))
    }
    expect(answer.status).toBe(201)
  })
})

describe('the admin token', () => {
  it('is refused in an address, whatever the header says', async () => {
    for (const path of [`/devices?token=${centre.adminToken}`, `/devices?access_token=${centre.adminToken}`, `/devices?clinicId=${centre.adminToken}`, `/slots/${centre.adminToken}/call-list`]) {
      expectProblem(await raw(`/v1/admin${path}`, {}), 'CREDENTIAL_IN_URL')
      expectProblem(await centre.admin(path), 'CREDENTIAL_IN_URL')
    }
    expect(centre.log()).toContain('admin-token-in-url')
    expect(centre.log()).not.toContain(centre.adminToken)
  })

  it('cannot be guessed, and who guesses does not keep the operator out', async () => {
    const guesses: Answer[] = []
    for (let i = 0; i < 12; i++) guesses.push(await centre.admin('/devices', undefined, `WRONG${i}`))
    expect(guesses.map(({ status }) => status)).toContain(429)
    for (const answer of guesses) expectProblem(answer, answer.status === 429 ? 'TOO_MANY_TRIES' : 'UNAUTHORISED')
    expect((await centre.admin('/devices')).status).toBe(200)
  })

  it('can be changed while the service runs; the former one ends', async () => {
    const own = await startRealCentre()
    expectProblem(await own.admin('/token-rotations', { overlapMs: 1, more: 1 }), 'INPUT_INVALID')
    const { body } = await own.admin('/token-rotations', { overlapMs: 60_000 })
    expect((await own.admin('/devices')).status).toBe(200)
    const last = await own.admin('/token-rotations', {}, String(body.adminToken))
    expectProblem(await own.admin('/devices'), 'UNAUTHORISED')
    expectProblem(await own.admin('/devices', undefined, String(body.adminToken)), 'UNAUTHORISED')
    expect((await own.admin('/audit', undefined, String(last.body.adminToken))).body.audit).toHaveLength(3)
    await own.stop()
  })
})
