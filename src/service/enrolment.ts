import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Instant } from '../base/time.ts'
import { toIso } from '../base/time.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { EnrolmentAnswer, EnrolmentRequest } from '../contract/sync-protocol.ts'
import { incarnationOf, willNotReport } from './learning.ts'
import type { CodeRow, DeviceRow, Ledger } from './ledger/ledger.ts'

type Deps = { readonly ledger: Ledger; readonly clock: () => Instant; readonly newId: () => string }

/** One code, one device. The same key with the same code gets the same answer: the first one may have been lost. */
export function enrolDevice(deps: Deps, request: EnrolmentRequest): Result<EnrolmentAnswer, Failure> {
  const { ledger } = deps
  const code = ledger.code(request.code)
  if (!code) return err(failure('ENROLMENT_CODE_UNKNOWN'))
  const known = ledger.deviceByKey(request.publicKey.x)
  if (code.usedBy !== null) return known && code.publicKey === request.publicKey.x ? ok(answer(deps, known)) : err(failure('ENROLMENT_CODE_USED'))
  if (code.expiresAt <= deps.clock()) return err(failure('ENROLMENT_CODE_EXPIRED'))
  if (known && known.clinicId !== code.clinicId) return err(failure('ENROLMENT_CODE_UNKNOWN', 'this device belongs to another clinic'))
  const again = known ?? (code.deviceId === null ? null : ledger.device(code.deviceId))
  const device = again ? nextEpoch(deps, again, request) : firstEpoch(deps, code, request)
  ledger.putDevice(device)
  ledger.putCode({ ...code, usedBy: device.deviceId, publicKey: request.publicKey.x })
  announce(ledger, device)
  ledger.audit(device.clinicId, deps.clock(), `device ${device.deviceId}`, `enrolled as ${device.stationLetter}, epoch ${device.epoch}`)
  return ok(answer(deps, device))
}

function firstEpoch({ ledger, newId }: Deps, code: CodeRow, request: EnrolmentRequest): DeviceRow {
  return {
    deviceId: newId(), clinicId: code.clinicId, publicKey: request.publicKey.x, epoch: 1, stationLetter: nextLetter(ledger, code.clinicId),
    stationName: request.stationName, appVersion: request.appVersion, state: 'ok', lastSeenAt: null, backlog: 0, lost: false,
  }
}

/** A re-image, a clone or a file rolled back: what the old epoch held is in doubt until somebody says more. */
function nextEpoch({ ledger, clock }: Deps, device: DeviceRow, request: EnrolmentRequest): DeviceRow {
  holdingsInDoubt(ledger, device.deviceId)
  willNotReport(ledger, device, clock())
  return { ...device, publicKey: request.publicKey.x, epoch: device.epoch + 1, stationLetter: nextLetter(ledger, device.clinicId), state: 'ok', lost: false, appVersion: request.appVersion }
}

export function holdingsInDoubt(ledger: Ledger, deviceId: string): number {
  const held = ledger.placesOf({ deviceId, state: 'allotted' })
  for (const place of held) ledger.putPlace({ ...place, state: 'in-doubt' })
  return held.length
}

/** The clinic's other devices learn the key, so that they can read its receipts with no network. */
export const deviceChange = (device: DeviceRow, publicKey = device.publicKey, epoch = device.epoch) => ({ kind: 'device' as const, deviceId: device.deviceId, epoch, stationLetter: device.stationLetter, publicKey })
const announce = (ledger: Ledger, device: DeviceRow): void => ledger.addChange(device.clinicId, null, JSON.stringify(deviceChange(device)))

/** A letter of its own for each epoch: a fresh disk counts from 001 again, and a clone goes on counting. */
const nextLetter = (ledger: Ledger, clinicId: string): string => letterAt(ledger.devices(clinicId).reduce((sum, device) => sum + device.epoch, 0))

/** 0 -> A, 25 -> Z, 26 -> AA. */
export function letterAt(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : letterAt(Math.floor(index / 26) - 1) + letter
}

function answer({ ledger, clock }: Deps, device: DeviceRow): EnrolmentAnswer {
  const clinic = ledger.clinic(device.clinicId)
  return {
    deviceId: device.deviceId, epoch: device.epoch, audience: ledger.setting('audience') ?? '', stationLetter: device.stationLetter, incarnation: incarnationOf(ledger), time: toIso(clock()),
    clinic: { locationId: device.clinicId, name: clinic?.name ?? '', timeZone: clinic?.timeZone ?? 'UTC' },
  }
}
