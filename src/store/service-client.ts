/** One signed request to the centre; every way it can go wrong is an outcome. Reads no clock but the one given. */
import { createHash, createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { SignJWT } from 'jose'
import type { Clock } from '../base/time.ts'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../contract/sync-protocol.ts'
import { JsonText } from '../sync/batch.ts'
import type { Failed } from '../sync/machine.ts'

export type Fetch = (url: string, init: { method: string; headers: Record<string, string>; body?: Uint8Array<ArrayBuffer>; signal: AbortSignal }) => Promise<Response>
export type Identity = { readonly deviceId: string; readonly epoch: number; readonly audience: string }
export type Sent<T> = { readonly kind: 'ok'; readonly answer: T } | { readonly kind: 'failed'; readonly reason: Failed; readonly retryAfterMs: number | null; readonly code: string | null }
type Schema<T> = { readonly safeParse: (input: unknown) => { success: true; data: T } | { success: false } }
export type SendRequest<T> = { readonly serviceUrl: string; readonly method: 'GET' | 'POST'; readonly path: string; readonly body: unknown; readonly schema: Schema<T>; readonly identity: Identity | null; readonly key: JsonWebKey | null
  /** The device's starts, and its requests since: the centre knows by it what was overtaken on its way. */
  readonly order: { readonly boot: number; readonly number: number }
}

export const REQUEST_TIMEOUT_MS = 10_000
const GZIP_FROM_BYTES = 1_024
/** Six tenths of the default's time for a tenth more bytes, measured on batches of bookings. */
const GZIP_LEVEL = 1
const ANSWER_BYTES_MAX = 16 * 1024 * 1024
const RETRY_AFTER_MS_MAX = 3_600_000

const failed = (reason: Failed, retryAfterMs: number | null = null, code: string | null = null): Sent<never> => ({ kind: 'failed', reason, retryAfterMs, code })

/** Sends one request; in a simulation it is the network itself. */
export type ServiceClient = <T>(request: SendRequest<T>) => Promise<Sent<T>>

export function createServiceClient(deps: { readonly fetch: Fetch; readonly clock: Clock; readonly newId: () => string }): ServiceClient {
  const keys = new Map<string, KeyObject>()
  const keyOf = (jwk: JsonWebKey): KeyObject => {
    const kept = keys.get(jwk.x ?? '')
    const key = kept ?? createPrivateKey({ key: { ...jwk }, format: 'jwk' })
    if (!kept) keys.set(jwk.x ?? '', key)
    return key
  }
  const tokenFor = async (request: SendRequest<unknown>, sent: Uint8Array): Promise<string | null> => {
    const { identity, key, order } = request
    if (!identity || !key) return null
    const digest = createHash('sha256').update(sent).digest('base64url')
    return new SignJWT({ epoch: identity.epoch, htm: request.method, htu: request.path.split('?')[0], digest, jti: deps.newId(), boot: order.boot, num: order.number })
      .setProtectedHeader({ alg: 'EdDSA' }).setIssuer(identity.deviceId).setAudience(identity.audience).setIssuedAt(Math.floor(deps.clock() / 1_000)).sign(keyOf(key))
  }

  return async <T>(request: SendRequest<T>): Promise<Sent<T>> => {
    const plain = request.body === null ? Buffer.alloc(0) : Buffer.from(request.body instanceof JsonText ? request.body.text : JSON.stringify(request.body))
    const zipped = plain.length >= GZIP_FROM_BYTES
    const sent = Uint8Array.from(zipped ? gzipSync(plain, { level: GZIP_LEVEL }) : plain)
    const token = await tokenFor(request, sent)
    const headers = {
      'accept-encoding': 'gzip', [VERSION_HEADER]: String(PROTOCOL_VERSION), ...(request.body === null ? {} : { 'content-type': 'application/json' }),
      ...(zipped ? { 'content-encoding': 'gzip' } : {}), ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
    try {
      const response = await deps.fetch(request.serviceUrl + request.path, { method: request.method, headers, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS), ...(request.body === null ? {} : { body: sent }) })
      const text = await response.text()
      return text.length > ANSWER_BYTES_MAX ? failed('garbage') : readAnswer(response.status, response.headers.get('retry-after'), text, request.schema)
    } catch (cause) {
      return failed((cause as { name?: string }).name === 'TimeoutError' ? 'timeout' : 'unreachable')
    }
  }
}

/** What an answer means; whoever carries it. */
export function readAnswer<T>(status: number, retryAfterHeader: string | null, text: string, schema: Schema<T>): Sent<T> {
  const json = parse(text)
  if (status >= 200 && status < 300) {
    const answer = schema.safeParse(json)
    return answer.success ? { kind: 'ok', answer: answer.data } : failed('garbage')
  }
  const code = typeof json === 'object' && json !== null && 'code' in json ? String(json.code) : null
  return failed(reasonOf(status, code), retryAfter(retryAfterHeader, json), code)
}

function parse(text: string): unknown {
  try { return JSON.parse(text) } catch { return null }
}

function reasonOf(status: number, code: string | null): Failed {
  if (status === 401) return 'unauthorised'
  if (status === 403) return 'revoked'
  if (status === 409 && code === 'EPOCH_FENCED') return 'fenced'
  if (status === 413) return 'too-large'
  // Only the centre's own word says that the envelope is at fault; a proxy's 400 is just trouble on the way.
  if (status === 400 && code === 'ENVELOPE_UNREADABLE') return 'bad-envelope'
  if (status === 429 || status === 503) return 'overloaded'
  return 'garbage'
}

function retryAfter(header: string | null, json: unknown): number | null {
  const exact = typeof json === 'object' && json !== null && 'retryAfterMs' in json ? Number(json.retryAfterMs) : Number.NaN
  const ms = Number.isFinite(exact) ? exact : (header === null || header === '' ? Number.NaN : Number(header) * 1_000)
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, RETRY_AFTER_MS_MAX) : null
}
