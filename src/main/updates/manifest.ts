/** The signed word of what is newest: lines of `name value`, so that a shell can read it too. Pure. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'

export type Manifest = { readonly version: string; readonly appVersion: string; readonly file: string; readonly bytes: number; readonly sha512: string; readonly rolloutPercent: number }
export type UpdateFault = 'signature' | 'unreadable' | 'not-newer' | 'not-yet-here' | 'failed-here-before' | 'tampered'

export const MANIFEST_BYTES_MAX = 4_096
export const PACKAGE_BYTES_MAX = 600 * 1024 * 1024

/** `publicKey` is base64url of 32 bytes. Nothing of an unsigned text is looked at. */
export function readManifest(text: Buffer, signature: Buffer, publicKey: string): Result<Manifest, UpdateFault> {
  if (text.length > MANIFEST_BYTES_MAX) return err('unreadable')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  if (!verify(null, text, key, signature)) return err('signature')
  const fields = new Map(text.toString('utf8').split('\n').map((line) => [line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1).trim()]))
  const of = (name: string): string => fields.get(name) ?? ''
  const manifest = { version: of('version'), appVersion: of('app-version'), file: of('file'), bytes: Number(of('bytes')), sha512: of('sha512'), rolloutPercent: Number(of('rollout-percent')) }
  const whole = /^[\w.~+-]+$/.test(manifest.version) && /^\d+\.\d+\.\d+[\w.+-]*$/.test(manifest.appVersion) && /^[\w.~+-]+\.deb$|^[\w.~+-]+\.exe$/.test(manifest.file) && /^[0-9a-f]{128}$/.test(manifest.sha512)
  return whole && manifest.bytes > 0 && manifest.bytes <= PACKAGE_BYTES_MAX && manifest.rolloutPercent >= 0 && manifest.rolloutPercent <= 100 ? ok(manifest) : err('unreadable')
}

const numbersOf = (version: string): number[] => (/^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number)
export function isNewer(candidate: string, current: string): boolean {
  const [a, b] = [numbersOf(candidate), numbersOf(current)]
  const index = a.findIndex((part, i) => part !== b[i])
  return index >= 0 && (a[index] ?? 0) > (b[index] ?? 0)
}

/** The same machines are early for one version and late for another: 0 to 99 by the hash of both. */
export const turnOf = (deviceId: string, version: string): number => createHash('sha256').update(`${deviceId} ${version}`).digest().readUInt32BE(0) % 100

export function wanted(manifest: Manifest, current: string, deviceId: string, bad: readonly string[]): Result<Manifest, UpdateFault> {
  if (!isNewer(manifest.appVersion, current)) return err('not-newer')
  if (bad.includes(manifest.version)) return err('failed-here-before')
  return turnOf(deviceId, manifest.version) < manifest.rolloutPercent ? ok(manifest) : err('not-yet-here')
}
