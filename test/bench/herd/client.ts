/** One kiosk's HTTP: a connection of its own, a signature a request, and how it ended. Lighter than the product's client, the same bytes on the wire. */
import { createHash, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { constants, gunzipSync, gzipSync } from 'node:zlib'
import { readAnswer } from '../../../src/store/service-client.ts'

export type Identity = { readonly deviceId: string; readonly epoch: number; readonly audience: string; readonly jwk: JsonWebKey }
/** `status` 0: no answer in time, or no connection. */
export type HttpAnswer = { readonly status: number; readonly timedOut: boolean; readonly json: unknown; readonly retryAfterMs: number | null; readonly ms: number }
export type Client = ReturnType<typeof createClient>

const GZIP_FROM_BYTES = 1_024
/** A kiosk has its own processor for this; here it shares two with the service. */
const GZIP_LEVEL = constants.Z_BEST_SPEED

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const HEAD = part({ alg: 'EdDSA' })
const anything = { safeParse: (data: unknown) => ({ success: true as const, data }) }

export const zipped = (body: string): Buffer => (body.length < GZIP_FROM_BYTES ? Buffer.from(body) : gzipSync(body, { level: GZIP_LEVEL }))

export function createClient(url: string, who: { readonly identity: Identity; readonly key: KeyObject }, timeoutMs = 10_000) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { hostname, port } = new URL(url)
  const { deviceId, epoch, audience } = who.identity
  let number = 0
  const tokenOf = (method: string, path: string, sent: Buffer): string => {
    number++
    const digest = createHash('sha256').update(sent).digest('base64url')
    const text = `${HEAD}.${part({ iss: deviceId, epoch, aud: audience, htm: method, htu: path.split('?')[0], digest, jti: `${deviceId}-${number}`, iat: 1, boot: 1, num: number })}`
    return `${text}.${sign(null, Buffer.from(text), who.key).toString('base64url')}`
  }
  const send = (method: 'GET' | 'POST', path: string, sent: Buffer, isZip: boolean): Promise<HttpAnswer> => new Promise((resolve) => {
    const since = performance.now()
    const end = (status: number, timedOut: boolean, response: IncomingMessage | null, body: Buffer): void => {
      clearTimeout(timer)
      const text = (response?.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8')
      const read = status === 0 ? null : readAnswer(status, response?.headers['retry-after'] ?? null, text, anything)
      resolve({ status, timedOut, json: read?.kind === 'ok' ? read.answer : null, retryAfterMs: read?.kind === 'failed' ? read.retryAfterMs : null, ms: performance.now() - since })
    }
    const headers = { authorization: `Bearer ${tokenOf(method, path, sent)}`, 'accept-encoding': 'gzip', ...(method === 'POST' ? { 'content-type': 'application/json', 'content-length': sent.length } : {}), ...(isZip ? { 'content-encoding': 'gzip' } : {}) }
    let late = false
    const asked = request({ agent, hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => { chunks.push(chunk) })
      response.on('end', () => { if (!late) end(response.statusCode ?? 0, false, response, Buffer.concat(chunks)) })
      response.on('error', () => end(0, late, null, Buffer.alloc(0)))
    })
    const timer = setTimeout(() => { late = true; asked.destroy() }, timeoutMs)
    asked.on('error', () => end(0, late, null, Buffer.alloc(0)))
    asked.end(sent)
  })
  return {
    post: (path: string, body: string): Promise<HttpAnswer> => send('POST', path, zipped(body), body.length >= GZIP_FROM_BYTES),
    postZipped: (path: string, sent: Buffer): Promise<HttpAnswer> => send('POST', path, sent, true),
    get: (path: string): Promise<HttpAnswer> => send('GET', path, Buffer.alloc(0), false),
    close: (): void => agent.destroy(),
  }
}
