/** The centre without HTTP: every call on one ledger, one at a time. Runs in the worker, and as it is in tests. */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Instant } from '../base/time.ts'
import { toIso } from '../base/time.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type {
  AllotmentsAnswer, AllotmentsRequest, ChangesAnswer, EntriesAnswer, EntriesEnvelope, HelloAnswer, HelloRequest, InventoryAnswer, InventoryRequest, Next, SettlementAnswer, SettlementRequest,
} from '../contract/sync-protocol.ts'
import { adminCalls } from './admin.ts'
import { auditCalls, OF_THE_CENTRE } from './audit-chain.ts'
import { adminTokenCalls, newAdminToken } from './admin-token.ts'
import { grantPlaces, recallFor, reconcileInventory } from './allotments.ts'
import { readChanges } from './changes.ts'
import type { Caller } from './device-auth.ts'
import { enrolDevice } from './enrolment.ts'
import { readEnvelope } from './envelope.ts'
import { progress, takeBatch } from './intake.ts'
import { beginNextLife, endWhenKnown, incarnationOf, isLearning } from './learning.ts'
import type { DeviceRow, Ledger } from './ledger/ledger.ts'
import { operatorCalls } from './operator.ts'
import { settle } from './settlements.ts'
import { perishOver } from './windows-over.ts'
import { decideWaiting } from './waitlist.ts'

export type CentreDeps = {
  readonly ledger: Ledger; readonly clock: () => Instant; readonly newId: () => string; readonly newCode: () => string
  readonly log: (event: string, facts: Record<string, unknown>) => void
  /** Milliseconds between heartbeats that devices are asked for. */
  readonly helloMs: number
  /** Set when the ledger's file is an older copy: the newest life known outside of it. The next one begins. */
  readonly restoredAfter?: number | null
}
export type Centre = ReturnType<typeof createCentre>

const BATCH_ENTRIES_MAX = 500

export function createCentre(deps: CentreDeps) {
  const { ledger } = deps
  begin(deps)
  return {
    identity: () => ({ audience: ledger.setting('audience') ?? '', adminToken: ledger.setting('adminToken') ?? '' }),
    deviceKey: (deviceId: string, epoch: number): string | null => ledger.keyOf(deviceId, epoch),
    enrol: (request: Parameters<typeof enrolDevice>[1]) => ledger.atomically(() => enrolDevice(deps, request)),
    ...deviceCalls(deps),
    ...adminCalls(deps),
    ...adminTokenCalls(deps),
    ...auditCalls(deps),
    ...operatorCalls(deps),
    close: () => { ledger.close() },
  }
}

function deviceCalls(deps: CentreDeps) {
  const { ledger } = deps
  const next: Next = { entriesAfterMs: 0, batchMax: BATCH_ENTRIES_MAX, helloMs: deps.helloMs }
  /** One transaction for each call: what is answered is durable. `fresh` is false for a message that was overtaken on its way. */
  const asDevice = <T>(caller: Caller, act: (device: DeviceRow, fresh: boolean) => Result<T, Failure>): Result<T, Failure> =>
    ledger.atomically(() => {
      const device = ledger.device(caller.deviceId)
      if (!device) return err(failure('UNAUTHORISED'))
      return device.state === 'revoked' ? err(failure('DEVICE_REVOKED')) : act(device, noteContact(ledger, caller))
    })
  const grantDeps = (device: DeviceRow) => ({ ledger, now: deps.clock(), learning: isLearning(ledger, device.clinicId), newId: deps.newId, incarnation: incarnationOf(ledger) })

  const entries = (caller: Caller, batch: EntriesEnvelope): Result<EntriesAnswer, Failure> =>
    asDevice(caller, (device) => {
      const { learning, incarnation, now } = grantDeps(device)
      const taken = takeBatch({ ledger, now, learning, incarnation, log: deps.log }, device, batch)
      decideWaiting({ ledger, now, newId: deps.newId }, device.clinicId)
      return ok({ incarnation, ...taken, next })
    })
  return {
    hello: (caller: Caller, request: HelloRequest): Result<HelloAnswer, Failure> => ledger.atomically(() => hello(deps, next, caller, request)),

    entries,
    /** The same, from the body as it came, inflated. */
    entriesText: (caller: Caller, text: Uint8Array): Result<EntriesAnswer, Failure> => {
      const batch = readEnvelope(text)
      return batch.ok ? entries(caller, batch.value) : batch
    },

    allotments: (caller: Caller, request: AllotmentsRequest): Result<AllotmentsAnswer, Failure> =>
      asDevice(caller, (device, fresh) => {
        const known = ledger.allotmentRequest(device.deviceId, request.requestId) !== null
        const granted = fresh || known ? grantPlaces(grantDeps(device), device, request) : ok([])
        return granted.ok ? ok({ requestId: request.requestId, incarnation: incarnationOf(ledger), grants: [...granted.value], next }) : granted
      }),

    inventory: (caller: Caller, request: InventoryRequest): Result<InventoryAnswer, Failure> =>
      asDevice(caller, (device, fresh) => {
        const incarnation = incarnationOf(ledger)
        if (fresh && request.incarnation === incarnation) reconcileInventory(grantDeps(device), device, request)
        return ok({ incarnation, mode: isLearning(ledger, device.clinicId) ? 'learning' : 'normal' })
      }),

    changes: (caller: Caller, query: { cursor?: string | undefined; limit?: number | undefined }): Result<ChangesAnswer, Failure> =>
      asDevice(caller, (device) => ok(readChanges({ ledger, now: deps.clock(), incarnation: incarnationOf(ledger) }, device, query))),

    settlements: (caller: Caller, request: SettlementRequest): Result<SettlementAnswer, Failure> =>
      asDevice(caller, (device) => settle({ ledger, now: deps.clock() }, device.clinicId, request)),
  }
}

function begin({ ledger, clock, newId, newCode, restoredAfter = null }: CentreDeps): void {
  ledger.atomically(() => {
    if (ledger.setting('incarnation') !== null) {
      if (restoredAfter === null) return
      beginNextLife(ledger, clock(), restoredAfter)
      return ledger.audit(OF_THE_CENTRE, clock(), 'service', `restored from a backup: life ${incarnationOf(ledger)} begins`)
    }
    ledger.putSetting('incarnation', '1')
    ledger.putSetting('audience', `vaccination-centre-${newId()}`)
    ledger.putSetting('adminToken', newAdminToken(newCode))
    ledger.audit(OF_THE_CENTRE, clock(), 'service', 'ledger made')
  })
}

/** Remembers the newest message of an epoch; false for one that was sent before it. A repeat of the newest counts as fresh: nothing lies between. */
function noteContact(ledger: Ledger, { deviceId, epoch, order }: Caller): boolean {
  if (!order) return true
  const last = ledger.contact(deviceId, epoch)
  if (last && (order.boot < last.boot || (order.boot === last.boot && order.number < last.number))) return false
  ledger.putContact(deviceId, epoch, order)
  return true
}

function hello(deps: CentreDeps, next: Next, caller: Caller, request: HelloRequest): Result<HelloAnswer, Failure> {
  const { ledger } = deps
  const device = ledger.device(caller.deviceId)
  if (!device) return err(failure('UNAUTHORISED'))
  const now = deps.clock()
  const fresh = noteContact(ledger, caller)
  const { acknowledgedThrough } = progress(ledger, device.deviceId, request.epoch)
  // Behind what the centre holds: rolled back. An overtaken message looks the same, so it changes nothing; its answer reaches nobody but a clone.
  const behind = !fresh || acknowledgedThrough > request.head.sequence
  const present = request.epoch === device.epoch && caller.epoch === device.epoch
  const state = device.state === 'ok' && present && fresh && behind ? 'forked' : device.state
  if (fresh && present) ledger.putDevice({ ...device, state, lastSeenAt: now, backlog: request.backlog.entries, appVersion: request.appVersion })
  endWhenKnown(ledger, device.clinicId, now)
  perishOver(ledger, device.clinicId, now)
  decideWaiting({ ledger, now, newId: deps.newId }, device.clinicId)
  return ok({
    incarnation: incarnationOf(ledger), time: toIso(now), acknowledgedThrough, next, mode: isLearning(ledger, device.clinicId) ? 'learning' : 'normal',
    recall: state === 'ok' && present ? recallFor(ledger, now, device) : [],
    epochState: state === 'revoked' ? 'revoked' : !present || device.lost ? 'drain-only' : state === 'ok' && behind ? 'forked' : state,
    devices: Math.max(1, ledger.devices(device.clinicId).filter((d) => d.state === 'ok' && !d.lost).length),
  })
}
