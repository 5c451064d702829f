/**
 * A ledger restored from a backup does not know what it granted since. It begins a new life (incarnation + 1) and learns from its devices:
 * no grants, no decisions on standby, returned places stay in limbo, until every device that may hold places has told what it holds.
 */
import type { Instant } from '../base/time.ts'
import { unheldState } from './claims.ts'
import type { DeviceRow, Learner, Ledger, SlotRow } from './ledger/ledger.ts'

const EARLIEST = '0000-01-01'
const LATEST = '9999-12-31'

export const incarnationOf = (ledger: Ledger): number => Number(ledger.setting('incarnation'))
export const isLearning = (ledger: Ledger, clinicId: string): boolean => ledger.learners(clinicId).some((learner) => learner.state === 'pending')

const slotsAfter = (ledger: Ledger, clinicId: string, now: Instant): readonly SlotRow[] => ledger.slots(clinicId, EARLIEST, LATEST).filter((slot) => slot.endAt > now)
const overKey = (clinicId: string): string => `learning-over/${clinicId}`

/** Devices whose earlier epoch was given up in a life that was itself restored before it had learned: the machine goes on, and reports, in its next epoch. */
const givenUpKey = (clinicId: string): string => `learning-given-up/${clinicId}`
const givenUp = (ledger: Ledger, clinicId: string): readonly string[] => JSON.parse(ledger.setting(givenUpKey(clinicId)) ?? '[]') as string[]

const lostOf = (learners: readonly Learner[]): readonly string[] => learners.flatMap(({ deviceId, state }) => (state === 'lost' ? [deviceId] : []))

/** Inside a transaction, at the start of a service whose ledger was restored. */
export function beginNextLife(ledger: Ledger, now: Instant, knownOutside: number): void {
  // A number that a device has seen already would tell it nothing: two restores of one backup are two lives.
  ledger.putSetting('incarnation', String(Math.max(incarnationOf(ledger), knownOutside) + 1))
  for (const { clinicId } of ledger.clinics()) {
    ledger.putSetting(givenUpKey(clinicId), JSON.stringify([...new Set([...givenUp(ledger, clinicId), ...lostOf(ledger.learners(clinicId))])]))
    for (const { deviceId, lost } of ledger.devices(clinicId)) ledger.putLearner(clinicId, { deviceId, state: lost ? 'lost' : 'pending' })
    ledger.putSetting(overKey(clinicId), String(Math.max(now, ...slotsAfter(ledger, clinicId, now).map((slot) => slot.endAt))))
    endWhenKnown(ledger, clinicId, now)
  }
}

/** The device told what it holds, and all of it is written down. */
export function hasReported(ledger: Ledger, device: DeviceRow, now: Instant): void {
  if (!ledger.learners(device.clinicId).some((learner) => learner.deviceId === device.deviceId && learner.state === 'pending')) return
  ledger.dropLearner(device.clinicId, device.deviceId)
  if (!isLearning(ledger, device.clinicId)) end(ledger, device.clinicId, now)
}

/** A device that will not report: what it may still hold is kept back until the windows are over. */
export function willNotReport(ledger: Ledger, device: DeviceRow, now: Instant): void {
  if (!ledger.learners(device.clinicId).some((learner) => learner.deviceId === device.deviceId)) return
  ledger.putLearner(device.clinicId, { deviceId: device.deviceId, state: 'lost' })
  endWhenKnown(ledger, device.clinicId, now)
}

/** Ends the learning of a clinic when nobody is left to wait for, or when every window from before is over. */
export function endWhenKnown(ledger: Ledger, clinicId: string, now: Instant): void {
  const learners = ledger.learners(clinicId)
  if (learners.length === 0) return
  const over = now >= Number(ledger.setting(overKey(clinicId)) ?? 0)
  if (over || learners.every(({ state }) => state === 'lost')) end(ledger, clinicId, now)
}

/** What the silent ones may have sold is kept back; the rest, let go while nobody knew better, is offered again. */
function end(ledger: Ledger, clinicId: string, now: Instant): void {
  const learners = ledger.learners(clinicId)
  const silent = new Set([...givenUp(ledger, clinicId), ...lostOf(learners)])
  for (const slot of slotsAfter(ledger, clinicId, now)) {
    for (const deviceId of silent) suspend(ledger, slot, deviceId)
    for (const place of ledger.placesOf({ slotId: slot.slotId, state: 'limbo' })) if (place.deviceId === null) ledger.putPlace({ ...place, state: unheldState({ ledger, learning: false }, slot.slotId) })
  }
  for (const { deviceId } of learners) ledger.dropLearner(clinicId, deviceId)
  ledger.putSetting(givenUpKey(clinicId), '[]')
}

/** Limbo with a device's name: only its own word can use it, or that of another machine that was given up. */
function suspend(ledger: Ledger, slot: SlotRow, deviceId: string): void {
  const unheld = [...ledger.placesOf({ slotId: slot.slotId, state: 'limbo' }).filter((p) => p.deviceId === null), ...ledger.placesOf({ slotId: slot.slotId, state: 'pool' })]
  for (const place of unheld.slice(0, slot.heldMax ?? slot.capacity)) ledger.putPlace({ ...place, state: 'limbo', deviceId })
}
