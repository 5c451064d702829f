import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Instant } from '../base/time.ts'
import { toIso } from '../base/time.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { EnrolmentAnswer, EnrolmentRequest } from '../contract/sync-protocol.ts'
import type { CodeRow, DeviceRow, Ledger } from './ledger/ledger.ts'

type Deps = { readonly ledger: Ledger; readonly clock: () => Instant; readonly newId: () => string; readonly incarnation: number }

/** One code, one device. The same key with the same code gets the same answer: the first one may have been lost. */
export function enrolDevice(deps: Deps, request: EnrolmentRequest): Result<EnrolmentAnswer, Failure> {
  const { ledger } = deps
  const code = ledger.code(request.code)
  if (!code) return err(failure('ENROLMENT_CODE_UNKNOWN'))
  const known = ledger.deviceByKey(request.publicKey.x)
  if (code.usedBy !== null) return known && code.publicKey === request.publicKey.x ? ok(answer(deps, known)) : err(failure('ENROLMENT_CODE_USED'))
  if (code.expiresAt <= deps.clock()) return err(failure('ENROLMENT_CODE_EXPIRED'))
  const device = known && known.clinicId === code.clinicId ? nextEpoch(ledger, known) : firstEpoch(deps, code, request)
  ledger.putDevice(device)
  ledger.putCode({ ...code, usedBy: device.deviceId, publicKey: request.publicKey.x })
  return ok(answer(deps, device))
}

function firstEpoch({ ledger, newId }: Deps, code: CodeRow, request: EnrolmentRequest): DeviceRow {
  return {
    deviceId: newId(), clinicId: code.clinicId, publicKey: request.publicKey.x, epoch: 1, stationLetter: letterAt(ledger.devices(code.clinicId).length),
    stationName: request.stationName, appVersion: request.appVersion, state: 'ok', lastSeenAt: null, backlog: 0,
  }
}

/** A re-image: what the old disk held is in doubt until somebody says more. */
function nextEpoch(ledger: Ledger, device: DeviceRow): DeviceRow {
  for (const place of ledger.placesOf({ deviceId: device.deviceId, state: 'allotted' })) ledger.putPlace({ ...place, state: 'in-doubt' })
  return { ...device, epoch: device.epoch + 1, state: 'ok' }
}

/** 0 -> A, 25 -> Z, 26 -> AA. */
export function letterAt(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : letterAt(Math.floor(index / 26) - 1) + letter
}

function answer({ ledger, clock, incarnation }: Deps, device: DeviceRow): EnrolmentAnswer {
  const clinic = ledger.clinic(device.clinicId)
  return {
    deviceId: device.deviceId, epoch: device.epoch, audience: ledger.setting('audience') ?? '', stationLetter: device.stationLetter, incarnation, time: toIso(clock()),
    clinic: { locationId: device.clinicId, name: clinic?.name ?? '', timeZone: clinic?.timeZone ?? 'UTC' },
  }
}
