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

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')

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
  const text = Array.from(bytes, hex).join('')
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}
