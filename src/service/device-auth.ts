/** PROTOCOL 3: a token per request, signed by the device, bound to method, path and body. Clocks are not trusted. */
import { createHash, createPublicKey } from 'node:crypto'
import { compactVerify } from 'jose'

export type SignedRequest = { readonly method: string; readonly url: string; readonly rawBody: Buffer | null; readonly audience: string }

const TOKEN_CHARS_MAX = 4_096

/**
 * Who asks. `order` counts a device's starts and its requests since: a message that was overtaken on its way is known by it.
 * Absent in clients that do not send it; then every message counts as fresh.
 */
export type Caller = { readonly deviceId: string; readonly epoch: number; readonly order: { readonly boot: number; readonly number: number } | null }
export type KeyOf = (deviceId: string, epoch: number) => Promise<string | null>

/** What was signed, and by whom; not yet compared with the body. */
export type Signed = { readonly caller: Caller; readonly claims: Readonly<Record<string, unknown>> }

/** Whose signature stands under the token, or null; needs no body. `keyOf` gives the base64url public key of a device's epoch. */
export async function verifySignature(authorization: string | undefined, keyOf: KeyOf): Promise<Signed | null> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1]
  if (!token || token.length > TOKEN_CHARS_MAX) return null
  const claims = readClaims(token)
  if (!claims || typeof claims.iss !== 'string' || !isCount(claims.epoch)) return null
  const publicKey = await keyOf(claims.iss, claims.epoch)
  if (!publicKey) return null
  try {
    await compactVerify(token, await keyObject(publicKey), { algorithms: ['EdDSA', 'Ed25519'] })
  } catch {
    return null
  }
  const order = isCount(claims.boot) && isCount(claims.num) ? { boot: claims.boot, number: claims.num } : null
  return { caller: { deviceId: claims.iss, epoch: claims.epoch, order }, claims }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const KEYS_KEPT_MAX = 50_000
const keyObjects = new Map<string, ReturnType<typeof createPublicKey>>()
/** Importing a key costs as much as checking a signature; keys are few and never change. */
function keyObject(x: string): ReturnType<typeof createPublicKey> {
  const kept = keyObjects.get(x)
  if (kept) return kept
  if (keyObjects.size >= KEYS_KEPT_MAX) keyObjects.clear()
  const made = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  keyObjects.set(x, made)
  return made
}

function readClaims(token: string): Record<string, unknown> | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** That the token was made for this request and no other. */
export function isBound({ claims }: Signed, { method, url, rawBody, audience }: SignedRequest): boolean {
  const path = url.split('?')[0] ?? url
  const htu = typeof claims.htu === 'string' ? claims.htu.replace(/^https?:\/\/[^/]+/, '') : ''
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud]
  const digest = createHash('sha256').update(rawBody ?? '').digest('base64url')
  const digestFits = claims.digest === digest || (rawBody === null && (claims.digest === undefined || claims.digest === null || claims.digest === ''))
  return claims.htm === method && (htu === path || htu === url) && audiences.includes(audience) && digestFits
}
