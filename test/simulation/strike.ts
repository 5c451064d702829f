/** Faults of the world, one step's worth. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/base/time.ts'
import type { WireEntry } from '../../src/contract/sync-protocol.ts'
import { hashedText } from '../../src/sync/batch.ts'
import { Device } from './device.ts'
import { openCopy } from './faulty-file.ts'
import { kioskFiles } from './templates.ts'
import type { World } from './world.ts'

export function strike(world: World): void {
  const { chance } = world
  const live = world.devices.filter((d) => d.state !== 'dead')
  const any = (): Device | undefined => chance.pick(live)
  if (world.fault('partition')) cut(world, any(), 'cutUntil')
  if (world.fault('asymmetricPartition')) cut(world, any(), 'answersLostUntil')
  if (world.fault('deviceCrash')) any()?.crash(1_000 + chance.whole(chance.happens(0.2) ? 6 * HOUR_MS : 60_000))
  if (world.fault('storeCrash')) { const d = any(); if (d) d.gate.crashIn = chance.whole(12) }
  if (world.fault('clockStep')) stepClock(world, any())
  if (world.fault('fullDisk')) fillDisk(world, any())
  if (world.fault('poison')) poison(world, any())
  if (world.fault('capacityCut')) cutCapacity(world)
  if (world.fault('restore')) world.restoreCentre()
  if (world.fault('reimage')) reimage(world, any())
  if (world.fault('clone')) clone(world, any())
  if (world.fault('rollback')) rollBack(world, any())
  if (world.fault('deviceLost')) lose(world, any())
  findDisk(world)
}

function cut(world: World, device: Device | undefined, which: 'cutUntil' | 'answersLostUntil'): void {
  if (!device) return
  const forMs = world.chance.whole(world.chance.happens(0.2) ? 20 * HOUR_MS : 40 * MINUTE_MS)
  device[which] = world.now + forMs
  world.note(`${device.name} ${which} for ${Math.round(forMs / 60_000)} min`)
}

function stepClock(world: World, device: Device | undefined): void {
  if (!device) return
  device.skewMs += Math.round((world.chance.next() - 0.5) * 2 * (world.chance.happens(0.3) ? 3 * DAY_MS : HOUR_MS))
  device.clockTouched = true
  world.note(`${device.name} clock ${Math.round(device.skewMs / 60_000)} min off`)
}

function fillDisk(world: World, device: Device | undefined): void {
  if (!device) return
  device.gate.full = true
  world.note(`${device.name} disk full`)
  world.at(world.now + world.chance.whole(30 * MINUTE_MS), () => { device.gate.full = false })
}

/** An entry that no centre can take: of unknown type, with a broken body, for an unknown booking, or unreadable altogether. */
function poison(world: World, device: Device | undefined): void {
  const store = device?.store
  if (!device || !store) return
  const { context } = store
  const epoch = context.repos.meta.epoch()
  const head = context.repos.head(epoch)
  // What is set aside is sent again every minute for ever: few of those, or a schedule is nothing else.
  const kind = world.chance.happens(0.2) ? 2 + world.chance.whole(2) : world.chance.whole(2)
  const id = world.newId()
  const entry: WireEntry = {
    entryId: kind === 3 ? `${id}${'x'.repeat(200)}` : id, sequence: head.sequence + 1, previousHash: head.hash, type: kind === 0 ? 'no-such-type' : kind === 2 ? 'booking-arrived' : 'audit-noted',
    bookingId: kind === 2 ? `nobody-${id}` : null, version: kind === 2 ? 2 : null, place: null, allotmentId: null, occurredAt: new Date(world.now).toISOString(), body: kind === 2 ? {} : { nonsense: kind }, answer: null,
  }
  world.note(`${device.name} poison ${kind} ${id}`)
  if (device.gate.full) return
  device.guarded(() => context.repos.atomically(() => context.repos.append(epoch, entry, context.sha256(hashedText(entry)), context.clock())))
}

function cutCapacity(world: World): void {
  const clinic = world.chance.pick(world.clinics)
  const slot = clinic && world.chance.pick(world.centre.listSlots(clinic.clinicId, null))
  if (!slot) return
  const capacity = world.chance.whole(slot.capacity + 2)
  world.note(`capacity ${slot.slotId} ${slot.capacity} -> ${capacity}`)
  world.centre.changeCapacity(slot.slotId, capacity)
}

/** The disk is wiped; the same machine gets its next epoch with a fresh key. What was on it is gone. */
function reimage(world: World, device: Device | undefined): void {
  const deviceId = device?.store?.context.repos.meta.get('identity')?.deviceId
  if (!device || !deviceId || !world.ledger.device(deviceId)) return
  world.note(`${device.name} re-imaged`)
  device.stop()
  device.state = 'dead'
  device.replaced = true
  const fresh = new Device(world, device.clinic, `${device.name}r`)
  fresh.skewMs = device.skewMs
  fresh.start(world.newCode(device.clinic.clinicId, deviceId))
}

/** Two machines from one disk. Both are tainted: exact clones offline together can promise the same places. */
function clone(world: World, device: Device | undefined): void {
  if (!device || device.clinic.devices.length > 6 || device.gate.crashed) return
  world.note(`${device.name} cloned`)
  const twin = new Device(world, device.clinic, `${device.name}c`, openCopy(device.file.serialize()))
  twin.skewMs = device.skewMs
  for (const d of [device, twin]) d.tainted = true
  twin.start()
}

function rollBack(world: World, device: Device | undefined): void {
  const copy = device && world.chance.pick(device.snapshots)
  if (!device || !copy) return
  world.note(`${device.name} rolled back`)
  device.stop()
  const file = openCopy(copy)
  // What it showed since is on no disk any more; what it shows from now on is under the exception.
  const known = new Set((file.prepare('SELECT booking_id AS id FROM booking').all() as { id: string }[]).map((row) => row.id))
  device.shown.splice(0, device.shown.length, ...device.shown.filter(({ ticket }) => known.has(ticket.bookingId)))
  kioskFiles.giveBack(device.file)
  device.file = file
  device.seen.clear()
  device.tainted = true
  device.start()
}

/** Burnt or stolen. Staff notice it sooner or later. */
function lose(world: World, device: Device | undefined): void {
  if (!device) return
  world.note(`${device.name} lost for ever`)
  device.stop()
  device.state = 'dead'
}

/** The disk of before a re-image is started again: it sells what it has until it hears that it may not, and sends what nobody knew. */
function findDisk(world: World): void {
  if (world.rates.diskFound === 0 || !world.found.happens(world.rates.diskFound)) return
  const device = world.found.pick(world.devices.filter(({ state, replaced }) => state === 'dead' && replaced))
  if (!device) return
  world.counts.diskFound++
  world.note(`${device.name} is found and started`)
  device.replaced = false
  device.start()
}
