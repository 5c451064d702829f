import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enrolDevice, entryOf, freshId, makeClinic, startRealCentre } from '../support/real-centre.ts'
import type { Answer, RealCentre, RealDevice } from '../support/real-centre.ts'
import { startBystander } from './bystander.ts'
import type { Bystander } from './bystander.ts'
import { expectProblem } from './problem.ts'

const MIB = 1024 * 1024
/** What an attack may add to the memory of the process: many bodies at the limit at once, and the garbage of one round. */
const EXTRA_BYTES_MAX = 250 * MIB

let centre: RealCentre
let bystander: Bystander
let device: RealDevice
let clinicId = ''
beforeAll(async () => {
  centre = await startRealCentre()
  const clinic = await makeClinic(centre)
  clinicId = clinic.clinicId
  device = await enrolDevice(centre.url, await clinic.newCode())
  bystander = await startBystander(centre, await (await makeClinic(centre)).newCode())
})
afterAll(async () => {
  await bystander.stop()
  await centre.stop()
})

const verdictsOf = (answer: Answer): Record<string, unknown>[] => (answer.body.results ?? []) as Record<string, unknown>[]
const gzip = { headers: { 'content-encoding': 'gzip' } }
/** Many at once; a connection that is closed in the middle of a body counts as an answer, too. */
const flood = async (times: number, send: () => Promise<Answer>): Promise<(Answer | null)[]> => Promise.all(Array.from({ length: times }, () => send().catch(() => null)))

/** "Not now" says when: a bomb is judged by what it is once there is room to open it, and never before. */
async function patient(send: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await send()
    if (answer.status !== 503) return answer
    expectProblem(answer, 'OVERLOADED')
    await new Promise((resolve) => { setTimeout(resolve, Number(answer.body.retryAfterMs)) })
  }
}

const headOnly = (length: number): Promise<string> => new Promise((resolve) => {
  let text = ''
  const socket = connect(Number(new URL(centre.url).port), '127.0.0.1', () => socket.write(`POST /v1/entries HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n`))
  socket.setEncoding('utf8').on('data', (part: string) => { text += part }).on('error', () => {}).on('close', () => resolve(text))
})

describe('bodies that are too large', () => {
  it('10 MiB are refused while they arrive, many at once, in bounded memory', async () => {
    const before = centre.memoryPeakBytes()
    const body = Buffer.alloc(10 * MIB, 0x20)
    const answers = await flood(12, () => device.request('POST', '/v1/entries', body))
    for (const answer of answers) if (answer) expectProblem(answer, 'TOO_LARGE')
    // Only the head is sent: a client that is still writing may miss the answer.
    expect(await headOnly(10 * MIB)).toMatch(/^HTTP\/1\.1 413 [\s\S]*application\/problem\+json[\s\S]*"code":"TOO_LARGE"/)
    expectProblem(await device.post('/v1/hello', ' '.repeat(100 * 1024)), 'TOO_LARGE')
    expect(centre.memoryPeakBytes() - before).toBeLessThan(EXTRA_BYTES_MAX)
  })

  it('gzip that inflates to 200 MiB is cut at the limit, many at once, in bounded memory', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MIB, 0x20), { level: 1 })
    const nested = gzipSync(gzipSync(Buffer.alloc(20 * MIB)))
    const before = centre.memoryPeakBytes()
    const answers = await flood(20, () => patient(() => device.request('POST', '/v1/entries', bomb, gzip)))
    for (const answer of answers) if (answer) expectProblem(answer, 'TOO_LARGE')
    expect(answers.filter((answer) => answer !== null).length).toBeGreaterThan(10)
    expectProblem(await patient(() => device.request('POST', '/v1/entries', nested, gzip)), 'ENVELOPE_UNREADABLE')
    expect(centre.memoryPeakBytes() - before).toBeLessThan(EXTRA_BYTES_MAX)
  })
})

describe('bodies that cannot be read', () => {
  it.each<[string, string | Buffer]>([
    ['half of JSON', '{"epoch":1,'], ['two values', '{}{}'], ['a comment', '{}//x'], ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d, 0x00])], ['NUL', Buffer.alloc(100)],
    ['invalid UTF-8 in a string', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])], ['half of a letter', Buffer.from([0x22, 0xed, 0x99, 0x22])], ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['a tower of arrays', `${'['.repeat(2_000_000)}`], ['a tower of objects', '{"a":'.repeat(500_000)], ['a closed tower', `${'['.repeat(100)}${']'.repeat(100)}`],
  ])('are refused: %s', async (_name, body) => {
    expectProblem(await device.request('POST', '/v1/entries', Buffer.from(body)), 'ENVELOPE_UNREADABLE')
  })

  it('are refused when the encoding is not what it says', async () => {
    expectProblem(await device.request('POST', '/v1/entries', Buffer.from('{}'), gzip), 'ENVELOPE_UNREADABLE')
    expectProblem(await device.request('POST', '/v1/entries', Buffer.from('{}'), { headers: { 'content-encoding': 'br' } }), 'UNSUPPORTED_ENCODING')
    expectProblem(await device.request('POST', '/v1/entries', gzipSync('{"epoch":1}').subarray(0, 20), gzip), 'ENVELOPE_UNREADABLE')
  })

  it('are refused when they are values of another kind', async () => {
    for (const body of ['null', '7', '"x"', '[]', 'true', '1e999', '{"epoch":1e400}']) expectProblem(await device.request('POST', '/v1/entries', Buffer.from(body)), 'ENVELOPE_UNREADABLE')
  })
})

describe('fields nobody asked for', () => {
  it('are refused everywhere, and named; prototypes stay clean', async () => {
    for (const name of ['more', '__proto__', 'constructor', 'toString']) {
      const extra = `{"${name}":{"admin":true},`
      const with_ = (body: object): string => JSON.stringify(body).replace('{', extra)
      expectProblem(await device.post('/v1/entries', with_(device.batch(entryOf(device)))), 'ENVELOPE_UNREADABLE')
      expectProblem(await device.post('/v1/allotments', with_({ requestId: 'r', epoch: 1, wants: [] })), 'INPUT_INVALID')
      expectProblem(await device.post('/v1/inventory', with_({ epoch: 1, incarnation: 1, held: [] })), 'INPUT_INVALID')
      if (name === '__proto__') continue
      const [verdict] = verdictsOf(await device.entries({ ...entryOf(device), body: JSON.parse(with_(entryOf(device).body)) }))
      expect(verdict).toMatchObject({ verdict: 'rejected', code: 'BODY_INVALID' })
    }
    expectProblem(await device.request('GET', '/v1/changes', null, { path: '/v1/changes?more=1' }), 'INPUT_INVALID')
    expectProblem(await centre.admin('/clinics', { name: 'x', more: 1 }), 'INPUT_INVALID')
    expectProblem(await centre.admin('/devices?more=1'), 'INPUT_INVALID')
  })

  it('deep inside an entry they cost that entry only', async () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) })
    const [bad, good] = [{ ...entryOf(device), body: deep(30) }, entryOf(device)]
    expect(verdictsOf(await device.entries(bad, good)).map((result) => result.verdict)).toEqual(['rejected', 'accepted'])
  })
})

describe('SQL in every string', () => {
  const POISON = ["'; DROP TABLE booking; --", "' OR '1'='1", '"; DELETE FROM place; --', "x'); UPDATE setting SET value='x' WHERE key='adminToken'; --", '%', '_', '\\', '\u0000', '$1', '$'.concat('{1+1}'), '{{7*7}}', '../../etc/passwd']

  it('is text like any other, or refused by its form', async () => {
    for (const poison of POISON) {
      const entry = entryOf(device)
      const body = { ...entry.body, ticketNumber: poison.slice(0, 16), patient: { ...entry.body.patient, name: poison, guardian: { name: poison, relation: poison } }, screening: { formVersion: 'k', answers: [{ question: 1, answer: true, detail: poison }] } }
      const [verdict] = verdictsOf(await device.entries({ ...entry, entryId: `${poison}${freshId('e')}`, bookingId: `${poison}${freshId('b')}`, allotmentId: poison, body }))
      expect(['accepted', 'rejected']).toContain(verdict?.verdict)
      for (const answer of [
        await device.post('/v1/allotments', { requestId: poison, epoch: 1, wants: [{ slotId: poison, count: 1 }] }),
        await device.post('/v1/inventory', { epoch: 1, incarnation: 1, held: [{ allotmentId: poison, slotId: poison, free: [1], spent: [] }] }),
        await device.request('GET', '/v1/changes', null, { path: `/v1/changes?cursor=${encodeURIComponent(poison)}` }), await centre.admin('/clinics', { name: poison }),
        await centre.admin(`/slots?clinicId=${encodeURIComponent(poison)}`), await centre.admin(`/slots/${encodeURIComponent(poison)}/call-list`), await centre.admin(`/devices/${encodeURIComponent(poison)}/lost`, { practitionerId: poison, reason: poison }),
      ]) expect(answer.status).toBeLessThan(500)
    }
    const { body } = await centre.admin(`/bookings?clinicId=${clinicId}`)
    expect((body.bookings as unknown[]).length).toBeGreaterThan(0)
    const slots = (await centre.admin(`/slots?clinicId=${clinicId}`)).body.slots as { capacity: number; places: Record<string, number> }[]
    expect(Object.values(slots[0]?.places ?? {}).reduce((sum, n) => sum + n, 0)).toBe(slots[0]?.capacity)
  })
})
