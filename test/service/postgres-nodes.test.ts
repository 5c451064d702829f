import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { walkIn, FLU } from '../support/clinic.ts'
import { startCluster } from '../support/postgres.ts'
import type { Started } from '../support/postgres.ts'

const MINUTE = 60_000
type Ready = { readonly url: string; readonly adminToken: string; readonly clinicId: string; readonly enrolmentCodes: readonly string[] }
type Node = { readonly ready: Ready; readonly child: ChildProcess }

let started: Started
const children: ChildProcess[] = []
beforeAll(async () => { started = await startCluster() }, MINUTE)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  if (started.ok) await started.cluster.stop()
}, MINUTE)

async function node(database: string): Promise<Node> {
  const child = spawn(process.execPath, [join(process.cwd(), 'src/service/main.ts'), '--port=0', `--database=${database}`, '--demo', '--capacity=40', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, ready: JSON.parse(line) as Ready }
}

type Answer = { readonly status: number; readonly body: Record<string, unknown> }

/** A kiosk that shares no code with the store. */
async function kiosk(url: string, code: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
  const headers = { 'content-type': 'application/json' }
  const enrolled = await fetch(`${url}/v1/enrolments`, { method: 'POST', headers, body: JSON.stringify({ code, publicKey: { kty: 'OKP', crv: 'Ed25519', x }, stationName: 's', appVersion: '1', platform: 'test' }) })
  const me = (await enrolled.json()) as { deviceId: string; epoch: number; audience: string }
  const post = async (to: string, path: string, body: unknown): Promise<Answer> => {
    const sent = Buffer.from(JSON.stringify(body))
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const text = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part({ iss: me.deviceId, epoch: me.epoch, aud: me.audience, htm: 'POST', htu: path, digest: createHash('sha256').update(sent).digest('base64url'), jti: 'j', iat: 1 })}`
    const answer = await fetch(`${to}${path}`, { method: 'POST', headers: { ...headers, authorization: `Bearer ${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}` }, body: sent })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  return { me, post }
}

const entry = (who: string, sequence: number, part: Record<string, unknown> = {}) => {
  const { patient, consent, screening } = walkIn()
  return { entryId: `${who}-${sequence}`, sequence, previousHash: null, type: 'booking-waitlisted', bookingId: `${who}-b${sequence}`, version: 1, place: null, allotmentId: null, occurredAt: new Date().toISOString(), answer: null,
    body: { patient, vaccine: FLU, ticketNumber: `A-${sequence}`, channel: 'kiosk', consent, screening, promisedWaitMinutes: [15, 25] }, ...part }
}

describe('two nodes on one database', () => {
  beforeEach((test) => { if (!started.ok) test.skip(started.why) })

  it('share nothing else: a node killed in the middle of batches loses nothing, and nothing is there twice', async () => {
    if (!started.ok) return
    const database = await started.cluster.createDatabase()
    const [one, two] = await Promise.all([node(database), node(database)])
    expect([two.ready.adminToken, two.ready.clinicId]).toEqual([one.ready.adminToken, one.ready.clinicId])
    const kiosks = await Promise.all([0, 1, 2].map((i) => kiosk(i % 2 === 0 ? one.ready.url : two.ready.url, one.ready.enrolmentCodes[i] ?? '')))
    const [BATCHES, SIZE] = [6, 60]
    let answered = 0
    const drain = async (k: (typeof kiosks)[number], name: string): Promise<void> => {
      for (let batch = 0; batch < BATCHES; batch++) {
        const entries = Array.from({ length: SIZE }, (_, i) => entry(name, batch * SIZE + i + 1))
        const send = (url: string): Promise<Answer> => k.post(url, '/v1/entries', { epoch: 1, incarnationSeen: 1, entries })
        // The node may die with the request in its hands: then the other one is told the same.
        let answer = await send(one.ready.url).catch(() => send(two.ready.url))
        // Not now: it comes again when it was told to.
        while (answer.status === 503) {
          await new Promise((resolve) => { setTimeout(resolve, Number(answer.body.retryAfterMs)) })
          answer = await send(one.ready.url).catch(() => send(two.ready.url))
        }
        expect(answer.status).toBe(200)
        expect((answer.body.results as { verdict: string }[]).filter((r) => r.verdict !== 'accepted' && r.verdict !== 'duplicate')).toEqual([])
        expect(answer.body.acknowledgedThrough).toBe((batch + 1) * SIZE)
        if (++answered === 4) one.child.kill('SIGKILL')
      }
    }
    await Promise.all(kiosks.map((k, i) => drain(k, `k${i}`)))
    const sql = postgres(database, { max: 1 })
    const [counts] = await sql.unsafe('SELECT (SELECT count(*)::int FROM entry) AS entries, (SELECT count(DISTINCT (device_id, epoch, sequence))::int FROM entry WHERE NOT twin) AS apart, (SELECT count(*)::int FROM booking) AS bookings')
    await sql.end()
    expect(counts).toEqual({ entries: 3 * BATCHES * SIZE, apart: 3 * BATCHES * SIZE, bookings: 3 * BATCHES * SIZE })
    two.child.kill('SIGTERM')
    expect(await once(two.child, 'exit')).toEqual([0, null])
  }, MINUTE)

  it('grant each place once, whoever is asked', async () => {
    if (!started.ok) return
    const database = await started.cluster.createDatabase()
    const [one, two] = await Promise.all([node(database), node(database)])
    const kiosks = await Promise.all([0, 1, 2, 3].map((i) => kiosk(one.ready.url, one.ready.enrolmentCodes[i] ?? '')))
    const slots = (await (await fetch(`${one.ready.url}/v1/admin/slots`, { headers: { authorization: `Bearer ${one.ready.adminToken}` } })).json()) as { slots: { slotId: string; end: string; places: Record<string, number>; capacity: number }[] }
    const open = slots.slots.filter((slot) => Date.parse(slot.end) > Date.now() + MINUTE).slice(-5)
    const answers = await Promise.all(kiosks.map((k, i) => k.post(i % 2 === 0 ? one.ready.url : two.ready.url, '/v1/allotments', { requestId: `r${i}`, epoch: 1, wants: open.map(({ slotId }) => ({ slotId, count: 15 })) })))
    const places = answers.flatMap(({ body }) => (body.grants as { slotId: string; places: number[] }[]).flatMap((grant) => grant.places.map((n) => `${grant.slotId}/${n}`)))
    expect(new Set(places).size).toBe(places.length)
    expect(places.length).toBeLessThanOrEqual(5 * 40)
    expect(places.length).toBeGreaterThanOrEqual(5 * 15)
    const again = await Promise.all(kiosks.map((k, i) => k.post(i % 2 === 0 ? two.ready.url : one.ready.url, '/v1/allotments', { requestId: `r${i}`, epoch: 1, wants: open.map(({ slotId }) => ({ slotId, count: 15 })) })))
    expect(again.map(({ body }) => body.grants)).toEqual(answers.map(({ body }) => body.grants))
    for (const { child } of [one, two]) child.kill('SIGTERM')
  }, MINUTE)
})
