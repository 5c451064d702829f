/** The kiosks of the herd: enrolled at a real service, each with unsent bookings on places it was granted, signed and chained as the product does it. */
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidV7 } from '../../../src/base/ids.ts'
import { localDateOf, MINUTE_MS, toIso } from '../../../src/base/time.ts'
import type { WireEntry } from '../../../src/contract/sync-protocol.ts'
import { hashedText } from '../../../src/sync/batch.ts'
import { bodyOf, FLU } from '../clinic-day.ts'
import { createClient } from './client.ts'
import type { Identity } from './client.ts'

type Granted = { readonly identity: Identity; readonly letter: string; readonly slotId: string; readonly allotmentId: string; readonly places: readonly number[] }
/** `entries` are JSON texts in the order of their sequence. */
export type FleetKiosk = { readonly identity: Identity; readonly key: KeyObject; readonly entries: readonly string[] }

const TIME_ZONE = 'Etc/UTC'
const WINDOW_MS = 30 * MINUTE_MS
const IN_FLIGHT = 8

async function admin<T>(url: string, token: string, path: string, body: object): Promise<T> {
  const answer = await fetch(`${url}/v1/admin${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** A clinic with one kiosk and one window; the kiosk holds all of its places. */
async function enrolKiosk(service: { url: string; token: string }, places: number): Promise<Granted> {
  const { url, token } = service
  const now = Date.now()
  const { clinicId } = await admin<{ clinicId: string }>(url, token, '/clinics', { name: '한빛가정의학과', timeZone: TIME_ZONE })
  const window = { start: toIso(now), end: toIso(now + WINDOW_MS), capacity: places }
  const { slotIds } = await admin<{ slotIds: string[] }>(url, token, '/sessions', { clinicId, date: localDateOf(now, TIME_ZONE), vaccine: FLU, windows: [window] })
  const { code } = await admin<{ code: string }>(url, token, '/enrolment-codes', { clinicId })
  const { privateKey } = generateKeyPairSync('ed25519')
  const jwk = privateKey.export({ format: 'jwk' })
  const enrolled = await fetch(`${url}/v1/enrolments`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({
    code, publicKey: { kty: 'OKP', crv: 'Ed25519', x: jwk.x }, stationName: 'bench', appVersion: '0.1.0', platform: 'bench' }) })
  const { deviceId, epoch, audience, stationLetter } = (await enrolled.json()) as { deviceId: string; epoch: number; audience: string; stationLetter: string }
  const identity = { deviceId, epoch, audience, jwk }
  const client = createClient(url, { identity, key: privateKey })
  const slotId = slotIds[0] ?? ''
  const answer = await client.post('/v1/allotments', JSON.stringify({ requestId: uuidV7(now, randomBytes), epoch, wants: [{ slotId, count: places }] }))
  const [grant] = (answer.json as { grants: { allotmentId: string; places: number[] }[] }).grants
  if (grant?.places.length !== places) throw new Error(`only ${grant?.places.length} places of ${places}`)
  client.close()
  return { identity, letter: stationLetter, slotId, allotmentId: grant.allotmentId, places: grant.places }
}

function entriesOf(kiosk: Granted, from: number): string[] {
  let previousHash = ''
  return kiosk.places.map((n, i) => {
    const at = Date.now()
    const entry: WireEntry = {
      entryId: uuidV7(at, randomBytes), sequence: i + 1, previousHash, type: 'booking-created', bookingId: uuidV7(at, randomBytes), version: 1,
      place: { slotId: kiosk.slotId, n }, allotmentId: kiosk.allotmentId, occurredAt: toIso(at),
      body: bodyOf(from + i, at, `${kiosk.letter}-${String(i + 1).padStart(3, '0')}`), answer: null,
    }
    const text = hashedText(entry)
    previousHash = createHash('sha256').update(text).digest('base64url')
    return text
  })
}

/** Enrols `kiosks` with `entries` unsent bookings each and writes them to `dir`. */
export async function prepareFleet(service: { url: string; token: string }, dir: string, kiosks: number, entries: number): Promise<void> {
  const identities: Identity[] = []
  const enrol = async (lane: number): Promise<void> => {
    for (let i = lane; i < kiosks; i += IN_FLIGHT) {
      const kiosk = await enrolKiosk(service, entries)
      identities[i] = kiosk.identity
      writeFileSync(join(dir, `kiosk-${i}.jsonl`), entriesOf(kiosk, i * entries).join('\n'))
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, (_, lane) => enrol(lane)))
  writeFileSync(join(dir, 'fleet.json'), JSON.stringify(identities))
}

/** Every `of`-th kiosk of a prepared fleet, beginning with `part`. */
export function readFleet(dir: string, part: number, of: number): FleetKiosk[] {
  const identities = JSON.parse(readFileSync(join(dir, 'fleet.json'), 'utf8')) as Identity[]
  return identities.flatMap((identity, i) => (i % of === part
    ? [{ identity, key: createPrivateKey({ key: { ...identity.jwk }, format: 'jwk' }), entries: readFileSync(join(dir, `kiosk-${i}.jsonl`), 'utf8').split('\n') }] : []))
}
