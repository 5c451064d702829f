/** The centre without HTTP: every call on one ledger, one at a time. Runs in the worker, and as it is in tests. */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Instant } from '../base/time.ts'
import { toIso } from '../base/time.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { AllotmentsAnswer, AllotmentsRequest, ChangesAnswer, EntriesAnswer, EntriesEnvelope, HelloAnswer, HelloRequest, InventoryAnswer, InventoryRequest, Next } from '../contract/sync-protocol.ts'
import { adminCalls } from './admin.ts'
import { grantPlaces, reconcileInventory } from './allotments.ts'
import { readChanges } from './changes.ts'
import { enrolDevice } from './enrolment.ts'
import { progress, takeBatch } from './intake.ts'
import type { DeviceRow, Ledger } from './ledger/ledger.ts'

export type CentreDeps = {
  readonly ledger: Ledger; readonly clock: () => Instant; readonly newId: () => string; readonly newCode: () => string
  readonly log: (event: string, facts: Record<string, unknown>) => void
  /** Milliseconds between heartbeats that devices are asked for. */
  readonly helloMs: number
}
export type Centre = ReturnType<typeof createCentre>

const BATCH_ENTRIES_MAX = 200

export function createCentre(deps: CentreDeps) {
  const { ledger } = deps
  if (ledger.setting('incarnation') === null) ledger.atomically(() => {
    ledger.putSetting('incarnation', '1')
    ledger.putSetting('audience', `vaccination-centre-${deps.newId()}`)
    ledger.putSetting('adminToken', deps.newCode() + deps.newCode() + deps.newCode())
  })
  const incarnation = (): number => Number(ledger.setting('incarnation'))
  const next: Next = { entriesAfterMs: 0, batchMax: BATCH_ENTRIES_MAX, helloMs: deps.helloMs }
  const active = (deviceId: string): Result<DeviceRow, Failure> => {
    const device = ledger.device(deviceId)
    if (!device) return err(failure('UNAUTHORISED'))
    return device.state === 'revoked' ? err(failure('DEVICE_REVOKED')) : ok(device)
  }
  /** One transaction for each call: what is answered is durable. */
  const asDevice = <T>(deviceId: string, act: (device: DeviceRow) => Result<T, Failure>): Result<T, Failure> =>
    ledger.atomically(() => {
      const device = active(deviceId)
      return device.ok ? act(device.value) : device
    })
  const grantDeps = () => ({ ledger, now: deps.clock(), learning: false, newId: deps.newId })

  return {
    identity: () => ({ audience: ledger.setting('audience') ?? '', adminToken: ledger.setting('adminToken') ?? '' }),
    deviceKey: (deviceId: string): string | null => ledger.device(deviceId)?.publicKey ?? null,
    enrol: (request: Parameters<typeof enrolDevice>[1]) => ledger.atomically(() => enrolDevice({ ...deps, incarnation: incarnation() }, request)),

    hello: (deviceId: string, request: HelloRequest): Result<HelloAnswer, Failure> => {
      const device = ledger.device(deviceId)
      if (!device) return err(failure('UNAUTHORISED'))
      return ledger.atomically(() => {
        const forked = isFork(ledger, device, request)
        const state = device.state === 'ok' && forked ? 'forked' : device.state
        ledger.putDevice({ ...device, state, lastSeenAt: deps.clock(), backlog: request.backlog.entries, appVersion: request.appVersion })
        return ok({
          incarnation: incarnation(), time: toIso(deps.clock()), acknowledgedThrough: progress(ledger, deviceId, request.epoch).acknowledgedThrough, next, recall: [],
          mode: 'normal', epochState: state !== 'ok' ? state : request.epoch < device.epoch ? 'drain-only' : 'ok',
          devices: Math.max(1, ledger.devices(device.clinicId).filter((d) => d.state !== 'revoked').length),
        })
      })
    },

    entries: (deviceId: string, batch: EntriesEnvelope): Result<EntriesAnswer, Failure> =>
      asDevice(deviceId, (device) => {
        if (batch.epoch > device.epoch) return err(failure('ENVELOPE_UNREADABLE', 'this epoch was never given'))
        const taken = takeBatch({ ledger, now: deps.clock(), learning: false, log: deps.log }, device, batch)
        return ok({ incarnation: incarnation(), ...taken, next })
      }),

    allotments: (deviceId: string, request: AllotmentsRequest): Result<AllotmentsAnswer, Failure> =>
      asDevice(deviceId, (device) => {
        const granted = grantPlaces(grantDeps(), device, request)
        return granted.ok ? ok({ requestId: request.requestId, incarnation: incarnation(), grants: [...granted.value], next }) : granted
      }),

    inventory: (deviceId: string, request: InventoryRequest): Result<InventoryAnswer, Failure> =>
      asDevice(deviceId, (device) => {
        if (request.incarnation === incarnation()) reconcileInventory({ ledger }, device, request)
        return ok({ incarnation: incarnation(), mode: 'normal' })
      }),

    changes: (deviceId: string, query: { cursor?: string | undefined; limit?: number | undefined }): Result<ChangesAnswer, Failure> =>
      asDevice(deviceId, (device) => ok(readChanges({ ledger, now: deps.clock(), incarnation: incarnation() }, device, query))),

    ...adminCalls(deps),
    close: () => { ledger.close() },
  }
}

/** A device behind what the centre holds of it was rolled back. */
function isFork(ledger: Ledger, device: DeviceRow, request: HelloRequest): boolean {
  return request.epoch === device.epoch && progress(ledger, device.deviceId, request.epoch).acknowledgedThrough > request.head.sequence
}
