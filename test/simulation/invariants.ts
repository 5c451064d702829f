/** PROTOCOL 7, asserted at every step (`stepInvariants`) and after healing (`endInvariants`). */
import { createHash } from 'node:crypto'
import type { WireEntry } from '../../src/contract/sync-protocol.ts'
import { hashedText } from '../../src/sync/batch.ts'
import { hasCancelled } from './device.ts'
import type { Device } from './device.ts'
import type { World } from './world.ts'

type Promised = { bookingId: string; slotId: string; n: number; status: string }

/** Own bookings that hold a place by this device's word. */
export const promisesOf = (device: Device): Promised[] =>
  device.rows<Promised>("SELECT booking_id AS bookingId, slot_id AS slotId, n, status FROM booking WHERE slot_id IS NOT NULL AND made_by IS NULL AND status <> 'cancelled'")

export function stepInvariants(world: World): void {
  noTwoPromises(world)
  centreHolds(world)
  for (const device of world.devices) deviceHolds(world, device)
}

/** I2. Copied and rolled-back files are the stated exception, so is a place that a named person released. */
function noTwoPromises(world: World): void {
  const holders = new Map<string, string>()
  for (const device of world.devices) {
    if (device.tainted) continue
    for (const { slotId, n, bookingId } of promisesOf(device)) {
      const place = `${slotId}/${n}`
      const other = holders.get(place)
      if (other !== undefined && other !== bookingId && !world.released.has(place)) world.violated(`I2 ${place} promised to ${other} and ${bookingId} (${device.name})`)
      holders.set(place, bookingId)
    }
  }
}

/** I1, I3: a place is booked by the booking that says so, and by no other. */
function centreHolds(world: World): void {
  for (const { slotId, total, capacity } of world.placeTotals()) {
    if (total < Math.max(world.capacities.get(slotId) ?? 0, capacity)) world.violated(`I1 ${slotId} has ${total} places of ${capacity}`)
    world.capacities.set(slotId, total)
    world.capacitiesEver.set(slotId, Math.max(total, world.capacitiesEver.get(slotId) ?? 0))
  }
}

type Status = { bookingId: string; status: string; slotId: string | null; n: number | null }

function deviceHolds(world: World, device: Device): void {
  if (device.state === 'dead') return
  // I9: while there is an address, a request or a wake-up is alive.
  const loop = device.store?.loop.state()
  if (loop && loop.inFlight === null && loop.wakeAt === null) world.violated(`I9 ${device.name} waits for nothing`)
  // I11: booked never regresses.
  for (const row of device.rows<Status>('SELECT booking_id AS bookingId, status, slot_id AS slotId, n FROM booking WHERE made_by IS NULL')) {
    const before = device.seen.get(row.bookingId)
    const letGo = before && before.slotId !== null && row.slotId === null && row.status !== 'cancelled'
    if (letGo && !cancelledAnywhere(world, row.bookingId)) world.violated(`I11 ${row.bookingId} lost its place`)
    if (before && before.slotId !== null && row.status === 'waitlist') world.violated(`I11 ${row.bookingId} back to standby`)
    device.seen.set(row.bookingId, row)
  }
  // I15: the stock never exceeds the cap.
  for (const { slotId, free } of device.rows<{ slotId: string; free: number }>("SELECT slot_id AS slotId, count(*) AS free FROM place WHERE state = 'free' GROUP BY slot_id")) {
    if (free > (world.capacitiesEver.get(slotId) ?? 0)) world.violated(`I15 ${device.name} holds ${free} of ${slotId}`)
  }
}

export type EndCounts = { lost: number; duplicated: number; oversold: number; falseConfirmations: number; undrained: number }

export function endInvariants(world: World): EndCounts {
  const counts: EndCounts = { lost: 0, duplicated: 0, oversold: 0, falseConfirmations: 0, undrained: 0 }
  const count = (kind: keyof EndCounts, what: string): void => {
    counts[kind]++
    world.violated(what)
  }
  for (const device of world.devices) {
    if (device.state === 'dead') continue
    drained(device, count)
    chains(world, device)
    nothingUnknown(world, device)
    for (const shown of device.shown) promiseKept(world, device, shown, count)
  }
  bookedOnce(world, count)
  offeredAgain(world)
  return counts
}

type Count = (kind: keyof EndCounts, what: string) => void

/** I10: what is left is set aside, and somebody can see it. */
function drained(device: Device, count: Count): void {
  for (const { id } of device.rows<{ id: string }>("SELECT entry_id AS id FROM outbox WHERE state = 'pending'")) count('undrained', `I10 ${device.name} still has ${id}`)
  for (const { id } of device.rows<{ id: string }>("SELECT entry_id AS id FROM outbox WHERE state = 'parked' AND NOT EXISTS (SELECT 1 FROM problem p WHERE p.entry_id = outbox.entry_id)"))
    count('undrained', `I10 ${device.name} hides ${id}`)
}

/** I13: every entry stands on the one before it. I7: what is settled is known at the centre, with its result. */
function chains(world: World, device: Device): void {
  const rows = device.rows<{ epoch: number; sequence: number; wire: string; hash: string; state: string; id: string; verdict: string | null }>('SELECT epoch, sequence, wire, hash, state, verdict, entry_id AS id FROM outbox ORDER BY epoch, sequence')
  let before: { epoch: number; hash: string; sequence: number } | null = null
  for (const row of rows) {
    const entry = JSON.parse(row.wire) as WireEntry
    if (createHash('sha256').update(hashedText(entry)).digest('base64url') !== row.hash) world.violated(`I13 ${row.id} was changed`)
    if (before?.epoch === row.epoch && (entry.previousHash !== before.hash || row.sequence !== before.sequence + 1)) world.violated(`I13 ${device.name} chain broken at ${row.epoch}/${row.sequence}`)
    before = row
    if (row.verdict?.includes('BOOKING_EXISTS')) world.violated(`I6 ${row.id} was applied twice`)
    if (row.state === 'settled' && !world.ledger.entry(row.id) && !device.tainted) world.violated(`I7 ${row.id} is settled here and unknown there`)
  }
}

/** I17: what the centre thinks this device may sell is what it has. */
function nothingUnknown(world: World, device: Device): void {
  const identity = device.store?.context.repos.meta.get('identity')
  if (!identity || device.tainted || device.store?.context.repos.meta.get('frozen') !== null || world.ledger.device(identity.deviceId)?.state !== 'ok') return
  const known = new Set(device.rows<{ slotId: string; n: number }>("SELECT slot_id AS slotId, n FROM place WHERE state IN ('free', 'spent')").map((p) => `${p.slotId}/${p.n}`))
  for (const place of world.ledger.placesOf({ deviceId: identity.deviceId, state: 'allotted' }))
    if (place.epoch === identity.epoch && !known.has(`${place.slotId}/${place.n}`)) world.violated(`I17 ${device.name} does not know ${place.slotId}/${place.n}`)
  // Free here means allotted there, unless the window is long over.
  for (const { slotId, n } of device.rows<{ slotId: string; n: number }>("SELECT slot_id AS slotId, n FROM place WHERE state = 'free'")) {
    const there = world.ledger.place(slotId, n)
    if (there?.deviceId !== identity.deviceId || there.state !== 'allotted') world.violated(`I5 ${device.name} could sell ${slotId}/${n}, which is ${there?.state} there`)
  }
}

/** I5: what a person was told is so at the centre. */
function promiseKept(world: World, device: Device, { ticket, place, tainted }: Device['shown'][number], count: Count): void {
  const there = world.ledger.booking(ticket.bookingId)
  if (!there) return count('lost', `lost ${ticket.ticketNumber} ${ticket.bookingId} of ${device.name}`)
  if (place === null || tainted || device.unknownToBackup) return
  const here = device.rows<Status>('SELECT booking_id AS bookingId, status, slot_id AS slotId, n FROM booking WHERE booking_id = ?', ticket.bookingId)[0]
  if (!here || here.status === 'cancelled' || world.released.has(place) || cancelledAnywhere(world, ticket.bookingId)) return
  if (`${there.slotId}/${there.n}` !== place || there.status === 'waitlist') count('falseConfirmations', `I5 ${ticket.bookingId} of ${device.name} was told ${place}, the centre has ${there.status} ${there.slotId}/${there.n}`)
}

/** By a person's own word at any device, a twin of this one included. */
const cancelledAnywhere = (world: World, bookingId: string): boolean => world.cancelled.has(bookingId) || world.devices.some((device) => hasCancelled(device, bookingId))

/** I1: nothing that nobody holds stays kept back when the ledger has learned. */
function offeredAgain(world: World): void {
  for (const { clinicId } of world.clinics) {
    if (world.ledger.learners(clinicId).length > 0) continue
    for (const { slotId, endAt } of world.ledger.slots(clinicId, '0000-01-01', '9999-12-31')) {
      if (endAt <= world.now) continue
      for (const { n, deviceId } of world.ledger.placesOf({ slotId, state: 'limbo' })) if (deviceId === null) world.violated(`I1 ${slotId}/${n} is nobody's and is not offered`)
    }
  }
}

function bookedOnce(world: World, count: Count): void {
  const tickets = new Map<string, number>()
  for (const device of world.devices) for (const { ticket } of device.shown) tickets.set(ticket.bookingId, (tickets.get(ticket.bookingId) ?? 0) + 1)
  for (const [bookingId, times] of tickets) if (times > 1) count('duplicated', `${bookingId} was given to two people`)
  for (const { clinicId } of world.clinics) {
    for (const booking of world.ledger.bookings(clinicId)) {
      if (booking.slotId === null || booking.n === null || booking.status === 'cancelled') continue
      if (world.ledger.place(booking.slotId, booking.n)?.bookingId !== booking.bookingId) count('oversold', `I1 ${booking.bookingId} says it has ${booking.slotId}/${booking.n}`)
    }
  }
}
