import type { Instant } from './time.ts'

type Branded<Name extends string> = string & { readonly __brand?: Name }

export type LocationId = Branded<'LocationId'>
export type DeviceId = Branded<'DeviceId'>
export type PractitionerId = Branded<'PractitionerId'>
export type SessionId = Branded<'SessionId'>
export type SlotId = Branded<'SlotId'>
export type AllotmentId = Branded<'AllotmentId'>
export type BookingId = Branded<'BookingId'>
export type EntryId = Branded<'EntryId'>
export type CommandId = Branded<'CommandId'>

/** Makes `count` random bytes; injected, so that a simulation can repeat itself. */
export type RandomBytes = (count: number) => Uint8Array

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hexOf = (bytes: Uint8Array, from: number, to: number): string => {
  let text = ''
  for (let i = from; i < to; i++) text += hex[bytes[i] ?? 0]
  return text
}

/** Drawn this many at a time: to ask the system takes longer than to make an id. Not for secrets, which would lie about in memory. */
const POOL_BYTES = 1_000
export function pooled(random: RandomBytes): RandomBytes {
  let pool: Uint8Array = new Uint8Array(0)
  return (count) => {
    if (pool.length < count) pool = random(Math.max(POOL_BYTES, count))
    const drawn = pool.subarray(0, count)
    pool = pool.subarray(count)
    return drawn
  }
}

/** UUIDv7 (RFC 9562, 5.7) from a given time and 10 random bytes: sortable by time, unique without a network. */
export function uuidV7(at: Instant, random: RandomBytes): string {
  const bytes = new Uint8Array(16)
  let rest = Math.max(0, Math.floor(at))
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes.set(random(10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return `${hexOf(bytes, 0, 4)}-${hexOf(bytes, 4, 6)}-${hexOf(bytes, 6, 8)}-${hexOf(bytes, 8, 10)}-${hexOf(bytes, 10, 16)}`
}
