/** Peak of durable entries a second through the real service: SQLite, one node on PostgreSQL, two nodes on one PostgreSQL. Requests are signed before the clock starts. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { randomUUID } from 'node:crypto'
import { FLU, walkIn } from '../support/clinic.ts'
import { startCluster } from '../support/postgres.ts'
import { freshPath, say, serve } from './children.ts'
import type { Server } from './children.ts'
import { median, rounded, shuffled } from './figures.ts'

const SERVICE = '../../src/service/main.ts'
const KIOSKS = 8
const BATCHES = 20
const BATCH_ENTRIES = 100
/** The first batches of each kiosk warm both sides up. */
const WARM_BATCHES = 4

type Request = { readonly path: string; readonly headers: Record<string, string>; readonly body: Buffer<ArrayBuffer> }
const json = { 'content-type': 'application/json' }
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

async function admin({ ready }: Server, path: string, body: unknown): Promise<Record<string, string>> {
  const answer = await fetch(`${ready.url}/v1/admin${path}`, { method: 'POST', headers: { ...json, authorization: `Bearer ${ready.adminToken ?? ''}` }, body: JSON.stringify(body) })
  return (await answer.json()) as Record<string, string>
}

/** A clinic with one kiosk, and all its batches ready to be sent. */
async function kiosk(server: Server): Promise<readonly Request[]> {
  const { clinicId } = await admin(server, '/clinics', { name: 'bench', timeZone: 'Asia/Seoul' })
  const { code } = await admin(server, '/enrolment-codes', { clinicId })
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const enrolment = { code, publicKey: { kty: 'OKP', crv: 'Ed25519', x: publicKey.export({ format: 'jwk' }).x }, stationName: 'b', appVersion: '1', platform: 'bench' }
  const me = (await (await fetch(`${server.ready.url}/v1/enrolments`, { method: 'POST', headers: json, body: JSON.stringify(enrolment) })).json()) as { deviceId: string; audience: string }
  return Array.from({ length: BATCHES }, (_, batch) => {
    const entries = Array.from({ length: BATCH_ENTRIES }, (_entry, i) => entry(batch * BATCH_ENTRIES + i + 1))
    const body = Buffer.from(JSON.stringify({ epoch: 1, incarnationSeen: 1, entries }))
    const claims = { iss: me.deviceId, epoch: 1, aud: me.audience, htm: 'POST', htu: '/v1/entries', digest: createHash('sha256').update(body).digest('base64url'), jti: `${batch}`, iat: 1 }
    const text = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`
    return { path: '/v1/entries', headers: { ...json, authorization: `Bearer ${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}` }, body }
  })
}

function entry(sequence: number): object {
  const { patient, consent, screening } = walkIn()
  return { entryId: randomUUID(), sequence, previousHash: null, type: 'booking-waitlisted', bookingId: randomUUID(), version: 1, place: null, allotmentId: null, occurredAt: new Date().toISOString(), answer: null,
    body: { patient, vaccine: FLU, ticketNumber: `A-${sequence}`, channel: 'kiosk', consent, screening, promisedWaitMinutes: [15, 25] } }
}

async function post(url: string, { path, headers, body }: Request): Promise<void> {
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body })
  // Told to come later: that costs the figure its time.
  if (answer.status === 503) {
    const { retryAfterMs } = (await answer.json()) as { retryAfterMs: number }
    await new Promise((resolve) => { setTimeout(resolve, retryAfterMs) })
    return post(url, { path, headers, body })
  }
  const { results } = (await answer.json()) as { results?: { verdict: string }[] }
  if (results?.length !== BATCH_ENTRIES || results.some(({ verdict }) => verdict !== 'accepted')) throw new Error(`a batch was not accepted: ${answer.status}`)
}

async function measure(servers: readonly Server[]): Promise<number> {
  const [first] = servers
  if (!first) throw new Error('no server')
  const kiosks: (readonly Request[])[] = []
  for (let k = 0; k < KIOSKS; k++) kiosks.push(await kiosk(first))
  const send = (from: number, to: number) => Promise.all(kiosks.map(async (requests, k) => { for (const request of requests.slice(from, to)) await post(servers[k % servers.length]?.ready.url ?? '', request) }))
  await send(0, WARM_BATCHES)
  const since = performance.now()
  await send(WARM_BATCHES, BATCHES)
  return (KIOSKS * (BATCHES - WARM_BATCHES) * BATCH_ENTRIES * 1_000) / (performance.now() - since)
}

export async function benchPostgres(rounds: number, random: () => number): Promise<Record<string, unknown>> {
  const started = await startCluster()
  if (!started.ok) return { skipped: started.why }
  const node = (flag: string): Promise<Server> => serve(SERVICE, ['--port=0', flag, '--json'])
  const variants = [{ name: 'sqlite', nodes: 1 }, { name: 'one', nodes: 1 }, { name: 'two', nodes: 2 }]
  const rates: Record<string, number[]> = { sqlite: [], one: [], two: [] }
  for (let round = 0; round < rounds; round++)
    for (const { name, nodes } of shuffled(variants, random)) {
      const flag = name === 'sqlite' ? `--data=${freshPath()}` : `--database=${await started.cluster.createDatabase()}`
      const servers: Server[] = []
      for (let n = 0; n < nodes; n++) servers.push(await node(flag))
      const rate = await measure(servers)
      rates[name]?.push(rate)
      say(`  ${name}: ${rounded(rate)} entries/s`)
      for (const server of servers) await server.stop()
    }
  await started.cluster.stop()
  const [sqlite, one, two] = ['sqlite', 'one', 'two'].map((name) => median(rates[name] ?? []))
  return { sqliteEntriesPerS: rounded(sqlite ?? 0), oneNodeEntriesPerS: rounded(one ?? 0), twoNodesEntriesPerS: rounded(two ?? 0), ratio: rounded((one ?? 0) / (sqlite ?? 1), 2), runs: rounds * variants.length }
}
