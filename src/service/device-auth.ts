/** PROTOCOL 3: a token per request, signed by the device, bound to method, path and body. Clocks are not trusted. */
import { createHash } from 'node:crypto'
import { compactVerify, importJWK } from 'jose'

export type SignedRequest = { readonly authorization: string | undefined; readonly method: string; readonly url: string; readonly rawBody: Buffer | null; readonly audience: string }

const TOKEN_CHARS_MAX = 4_096

/** The device that signed this request, or null. `keyOf` gives the base64url public key of an enrolled device. */
export async function verifyDevice(request: SignedRequest, keyOf: (deviceId: string) => Promise<string | null>): Promise<string | null> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(request.authorization ?? '')?.[1]
  if (!token || token.length > TOKEN_CHARS_MAX) return null
  const claims = readClaims(token)
  if (!claims || typeof claims.iss !== 'string') return null
  const publicKey = await keyOf(claims.iss)
  if (!publicKey) return null
  try {
    await compactVerify(token, await importJWK({ kty: 'OKP', crv: 'Ed25519', x: publicKey }, 'EdDSA'), { algorithms: ['EdDSA', 'Ed25519'] })
  } catch {
    return null
  }
  return bound(claims, request) ? claims.iss : null
}

function readClaims(token: string): Record<string, unknown> | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function bound(claims: Record<string, unknown>, { method, url, rawBody, audience }: SignedRequest): boolean {
  const path = url.split('?')[0] ?? url
  const htu = typeof claims.htu === 'string' ? claims.htu.replace(/^https?:\/\/[^/]+/, '') : ''
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud]
  const digest = createHash('sha256').update(rawBody ?? '').digest('base64url')
  const digestFits = claims.digest === digest || (rawBody === null && (claims.digest === undefined || claims.digest === null || claims.digest === ''))
  return claims.htm === method && (htu === path || htu === url) && audiences.includes(audience) && digestFits
}
