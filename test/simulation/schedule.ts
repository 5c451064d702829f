/** One schedule: a seed decides the clinics, the faults, the people and the order of everything. */
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts'
import type { CallInput, Ticket } from '../../src/contract/kiosk-api.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { REQUEST_TIMEOUT_MS } from '../../src/store/service-client.ts'
import { chanceOf } from './chance.ts'
import { Device, hasCancelled } from './device.ts'
import { strike } from './strike.ts'
import { foundChance, noFaults, swarm } from './faults.ts'
import type { FaultCounts, FaultKind } from './faults.ts'
import { endInvariants, stepInvariants } from './invariants.ts'
import type { EndCounts } from './invariants.ts'
import { World } from './world.ts'

export const STEPS = 16
export type Options = { readonly steps?: number; readonly without?: ReadonlySet<FaultKind>; readonly trace?: boolean }
export type Outcome = { readonly seed: number; readonly steps: number; readonly faults: FaultCounts; readonly end: EndCounts; readonly violations: readonly string[]; readonly trace: readonly string[] }

const VACCINE = defaultCatalogue[0]?.vaccine ?? { system: '', code: '' }
const NOTHING: EndCounts = { lost: 0, duplicated: 0, oversold: 0, falseConfirmations: 0, undrained: 0 }

export async function runSchedule(seed: number, options: Options = {}): Promise<Outcome> {
  const chance = chanceOf(seed)
  const world = new World(chance, foundChance(seed), swarm(seed, chance, options.without ?? new Set()))
  if (options.trace) world.trace = []
  const steps = options.steps ?? STEPS
  let end = NOTHING
  try {
    populate(world)
    for (let step = 0; step < steps && world.violations.length === 0; step++) {
      await oneStep(world, step)
      stepInvariants(world)
    }
    if (world.violations.length === 0) {
      await heal(world)
      stepInvariants(world)
      if (world.violations.length === 0) end = endInvariants(world)
    }
  } catch (cause) {
    world.violated(`threw ${String((cause as Error).stack ?? cause)}`)
  }
  const outcome = { seed, steps: world.steps, faults: world.counts, end, violations: world.violations, trace: world.trace ?? [] }
  world.end()
  return outcome
}

function populate(world: World): void {
  const clinics = world.chance.pick([1, 1, 2]) ?? 1
  for (let c = 0; c < clinics; c++) {
    const clinic = world.addClinic()
    const devices = 1 + world.chance.whole(world.chance.happens(0.15) ? 5 : 3)
    for (let d = 0; d < devices; d++) {
      const device = new Device(world, clinic, `k${c}${d}`)
      if (world.chance.happens(0.4)) device.skewMs = Math.round((world.chance.next() - 0.5) * 20 * MINUTE_MS)
      device.start(world.newCode(clinic.clinicId))
    }
  }
}

async function oneStep(world: World, step: number): Promise<void> {
  world.steps++
  const { chance } = world
  const jump = chance.happens(0.04) ? chance.whole(8 * HOUR_MS) : chance.whole(6 * MINUTE_MS)
  // Everything far away still happens in its order; a jump is only more of it.
  await world.runUntil(world.now + (step < 2 ? 20_000 : jump))
  if (step % 7 === 3) world.backup()
  if (chance.happens(0.1)) chance.pick(world.devices.filter((d) => d.state !== 'dead'))?.snapshot()
  strike(world)
  const device = chance.pick(world.devices.filter((d) => d.state === 'up'))
  if (device) work(world, device, step)
}

let people = 0
function walkIn(world: World): CallInput<'bookWalkIn'> {
  people++
  return {
    commandId: `c${people}`, vaccine: VACCINE, when: 'soonest', channel: 'kiosk',
    patient: { name: `P${people}`, birthDate: '1957-03-04', phone: `010${String(10_000_000 + people)}`, sex: 'female', language: 'ko', needsHelp: false, guardian: null },
    consent: { at: new Date(world.now).toISOString(), formVersion: '1' }, screening: { formVersion: '1', answers: [] },
  }
}

/** What people and staff do in a step. */
function work(world: World, device: Device, step: number): void {
  const { chance } = world
  const dice = chance.next()
  if (dice < 0.62) return bookOne(world, device)
  const rows = device.rows<{ id: string }>("SELECT booking_id AS id FROM booking WHERE status IN ('booked', 'waitlist', 'arrived', 'checked-in')")
  const bookingId = chance.pick(rows)?.id
  if (!bookingId) return bookOne(world, device)
  const commandId = `s${step}-${device.name}-${people}`
  world.note(`${device.name} staff ${dice.toFixed(2)} on ${bookingId}`)
  if (dice < 0.74) cancelOne(world, device, commandId, bookingId)
  else if (dice < 0.84) device.call('checkIn', { commandId, bookingId })
  else if (dice < 0.9) device.call('markNoShow', { commandId, bookingId })
  else if (dice < 0.96) device.call('finishVisit', { commandId, bookingId, dose: { lotNumber: 'L', expiryDate: '2027-01-01', doseNumber: 1, practitionerId: 'p' }, notGivenReason: null })
  else presentReceipt(world, device, commandId)
}

/** Remembered outside of all files: a file that is rolled back forgets it, the person does not. */
function cancelOne(world: World, device: Device, commandId: string, bookingId: string): void {
  device.call('cancelBooking', { commandId, bookingId, reason: 'patient' })
  if (hasCancelled(device, bookingId)) world.cancelled.add(bookingId)
}

/** I4: what is shown is on disk before anybody sees it; a repeated command is the same person. */
function bookOne(world: World, device: Device): void {
  const input = walkIn(world)
  let answer = device.call('bookWalkIn', input)
  if (answer === null || world.chance.happens(0.1)) {
    if (device.state !== 'up') device.start()
    device.gate.full = false
    const again = device.call('bookWalkIn', input)
    if (answer?.ok && again?.ok && again.value.bookingId !== answer.value.bookingId) world.violated(`duplicated: one command, two bookings at ${device.name}`)
    answer = again
  }
  if (!answer) return
  if (!answer.ok) {
    if (answer.error.code !== 'DISK_FULL') world.violated(`a patient was refused: ${answer.error.code}`)
    return
  }
  show(world, device, answer.value)
}

function show(world: World, device: Device, ticket: Ticket): void {
  const [row] = device.rows<{ slotId: string | null; n: number | null }>('SELECT slot_id AS slotId, n FROM booking WHERE booking_id = ?', ticket.bookingId)
  const [entry] = device.rows<{ n: number }>("SELECT count(*) AS n FROM outbox WHERE booking_id = ? AND type IN ('booking-created', 'booking-waitlisted')", ticket.bookingId)
  if (!row || entry?.n !== 1) world.violated(`I4 ${ticket.bookingId} was shown and is not on disk`)
  const place = row?.slotId ? `${row.slotId}/${row.n}` : null
  if ((ticket.status === 'booked') !== (place !== null)) world.violated(`I4 ${ticket.bookingId} was shown ${ticket.status} with place ${place}`)
  if (place) {
    const [spent] = device.rows<{ id: string }>("SELECT booking_id AS id FROM place WHERE state = 'spent' AND slot_id || '/' || n = ?", place)
    if (spent?.id !== ticket.bookingId) world.violated(`I4 ${ticket.bookingId} was shown booked without a spent place`)
    soldInTime(world, device, ticket)
  }
  world.note(`${device.name} shows ${ticket.ticketNumber} ${ticket.status} ${ticket.bookingId} ${place ?? ''}`)
  device.shown.push({ ticket, place, tainted: device.tainted })
}

/** I16: by trusted time, that is, where nobody touched the clock since the last contact, and as exact as the way to the centre and back allows. */
function soldInTime(world: World, device: Device, ticket: Ticket): void {
  if (!device.clockTouched && Math.abs(device.skewMs) === 0 && ticket.slot && ticket.slot.end < world.now - REQUEST_TIMEOUT_MS / 2) world.violated(`I16 ${ticket.bookingId} sold after its window`)
}

/** Somebody whose kiosk died comes with the ticket to another one. */
function presentReceipt(world: World, device: Device, commandId: string): void {
  const dead = device.clinic.devices.filter((d) => d.state === 'dead')
  const shown = world.chance.pick(world.chance.pick(dead)?.shown ?? [])
  if (!shown) return
  world.note(`${device.name} reads the receipt of ${shown.ticket.ticketNumber}`)
  device.call('checkInReceipt', { commandId, receipt: shown.ticket.receipt })
}

const QUIET_ROUNDS_MAX = 160

/** Faults end, disks and clocks are mended, technicians enrol what was frozen; then everything must drain. */
async function heal(world: World): Promise<void> {
  world.note('healing')
  world.rates = noFaults()
  for (const device of world.devices) {
    device.gate.full = false
    device.gate.crashIn = null
    device.cutUntil = 0
    device.answersLostUntil = 0
    if (device.state === 'dead' && !device.replaced) reportLost(world, device)
    if (device.state === 'down') device.start()
  }
  for (let round = 0; round < QUIET_ROUNDS_MAX; round++) {
    await world.runUntil(world.now + (round < 20 ? 30_000 : 2 * MINUTE_MS))
    for (const device of world.devices) if (device.state === 'up') enrolFrozen(world, device)
    if (round % 20 === 19) reportSilent(world)
    if (world.devices.every((device) => device.state === 'dead' || isQuiet(device))) break
  }
  // A start tells what is held; decisions made at the last moment still come down.
  for (const device of world.devices) if (device.state === 'up') device.crash(100)
  await world.runUntil(world.now + 4 * MINUTE_MS)
}

export function reportLost(world: World, device: Device): void {
  const deviceId = device.rows<{ value: string }>("SELECT value FROM meta WHERE key = 'identity'").map((row) => (JSON.parse(row.value) as { deviceId: string }).deviceId)[0]
  if (deviceId && world.ledger.device(deviceId)) world.centre.reportLost(deviceId, { practitionerId: 'staff', reason: 'burnt' })
}

/** A restored centre waits for machines that are no more: staff tell it so. */
function reportSilent(world: World): void {
  const present = new Set(world.devices.filter((d) => d.state === 'up').map((d) => d.store?.context.repos.meta.get('identity')?.deviceId))
  for (const { clinicId } of world.clinics)
    for (const { deviceId, state } of world.ledger.learners(clinicId))
      if (state === 'pending' && !present.has(deviceId)) world.centre.reportLost(deviceId, { practitionerId: 'staff', reason: 'replaced' })
}

/** A technician comes with a code: for what says that it was copied or rolled back, and for what the restored centre no longer knows. */
function enrolFrozen(world: World, device: Device): void {
  const { store } = device
  if (!store) return
  const { meta } = store.context.repos
  const frozen = meta.get('frozen') !== null || store.loop.state().blocked === 'unauthorised'
  if (!frozen || meta.get('enrolmentCode') !== null) return
  world.note(`${device.name} is enrolled again`)
  meta.put('enrolmentCode', world.newCode(device.clinic.clinicId))
  device.tainted = true
  store.loop.configured()
}

function isQuiet(device: Device): boolean {
  const state = device.store?.loop.state()
  const waiting = device.rows<{ n: number }>("SELECT count(*) AS n FROM outbox WHERE state = 'pending'")[0]?.n ?? 0
  return state !== undefined && waiting === 0 && state.failures === 0 && state.inFlight === null && !state.needInventory && state.mode === 'normal' && state.lastHelloAt !== null
}
