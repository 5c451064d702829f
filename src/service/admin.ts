/** What the operator does: clinics, sessions and capacity, codes; and what the operator sees. No personal data goes out here. */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { addDays, DAY_MS, instantOfLocal, toIso } from '../base/time.ts'
import type { Instant } from '../base/time.ts'
import type { SessionRequest } from '../contract/admin-api.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { OF_THE_CENTRE, OPERATOR } from './audit-chain.ts'
import { isLearning } from './learning.ts'
import { decideWaiting } from './waitlist.ts'
import { sessionChange, slotChange } from './changes.ts'
import type { Ledger } from './ledger/ledger.ts'

type Deps = { readonly ledger: Ledger; readonly clock: () => Instant; readonly newId: () => string; readonly newCode: () => string }

const CODE_VALID_MS = 7 * DAY_MS
const EARLIEST = '0000-01-01'
const LATEST = '9999-12-31'

export function adminCalls(deps: Deps) {
  const { ledger } = deps
  return {
    createClinic: (clinic: { name: string; timeZone: string }) =>
      ledger.atomically(() => {
        const clinicId = deps.newId()
        ledger.putClinic({ clinicId, ...clinic })
        ledger.audit(OF_THE_CENTRE, deps.clock(), OPERATOR, `clinic ${clinicId} made`)
        return ok({ clinicId })
      }),
    createSession: (request: SessionRequest) =>
      ledger.atomically(() => {
        const made = createSession(deps, request)
        if (made.ok) ledger.audit(request.clinicId, deps.clock(), OPERATOR, `session ${made.value.sessionId} of ${request.date} made, ${made.value.slotIds.length} windows`)
        return made
      }),
    changeCapacity: (slotId: string, capacity: number) =>
      ledger.atomically(() => {
        const changed = changeCapacity(ledger, slotId, capacity)
        const clinicId = ledger.slot(slotId)?.clinicId
        if (clinicId !== undefined) ledger.audit(clinicId, deps.clock(), OPERATOR, `capacity of slot ${slotId} set to ${capacity}`)
        if (clinicId !== undefined) decideWaiting({ ledger, now: deps.clock(), newId: deps.newId }, clinicId)
        return changed
      }),
    createEnrolmentCode: (request: { clinicId: string; validForMs?: number | undefined; deviceId?: string | undefined }) =>
      ledger.atomically((): Result<{ code: string; expiresAt: string }, Failure> => {
        if (!ledger.clinic(request.clinicId)) return err(failure('NOT_FOUND', 'no such clinic'))
        if (request.deviceId !== undefined && ledger.device(request.deviceId)?.clinicId !== request.clinicId) return err(failure('NOT_FOUND', 'no such device'))
        const code = deps.newCode()
        const expiresAt = deps.clock() + (request.validForMs ?? CODE_VALID_MS)
        ledger.putCode({ code, clinicId: request.clinicId, expiresAt, usedBy: null, publicKey: null, deviceId: request.deviceId ?? null })
        ledger.audit(request.clinicId, deps.clock(), OPERATOR, `enrolment code made, valid until ${toIso(expiresAt)}${request.deviceId === undefined ? '' : `, for device ${request.deviceId}`}`)
        return ok({ code, expiresAt: toIso(expiresAt) })
      }),
    revokeDevice: (deviceId: string) =>
      ledger.atomically((): Result<{ deviceId: string }, Failure> => {
        const device = ledger.device(deviceId)
        if (!device) return err(failure('NOT_FOUND', 'no such device'))
        ledger.putDevice({ ...device, state: 'revoked' })
        ledger.audit(device.clinicId, deps.clock(), OPERATOR, `device ${device.stationLetter} (${deviceId}) revoked`)
        return ok({ deviceId })
      }),
    listClinics: () => ledger.clinics(),
    listDevices: (clinicId: string | null) => ledger.devices(clinicId).map(({ publicKey: _publicKey, ...device }) => device),
    listSlots: (clinicId: string | null, date: string | null) =>
      ledger.slots(clinicId, date ?? EARLIEST, date ?? LATEST).map((slot) => {
        const { 'in-doubt': inDoubt = 0, ...counts } = ledger.placeCounts(slot.slotId)
        const places = { pool: 0, allotted: 0, booked: 0, limbo: 0, void: 0, perished: 0, ...counts, inDoubt }
        return { slotId: slot.slotId, sessionId: slot.sessionId, clinicId: slot.clinicId, date: slot.date, start: toIso(slot.startAt), end: toIso(slot.endAt), capacity: slot.capacity, places }
      }),
    listBookings: (clinicId: string | null) => ledger.bookings(clinicId).map(({ body: _body, ...booking }) => booking),
    modeOf: (clinicId: string): 'normal' | 'learning' => (isLearning(ledger, clinicId) ? 'learning' : 'normal'),
    unusedCodes: (clinicId: string) => ledger.unusedCodes(clinicId, deps.clock()),
  }
}

/** `24:00` is the midnight that ends the day. */
function instantOf(text: string, date: string, timeZone: string): Instant {
  if (!/^\d\d:\d\d$/.test(text)) return Date.parse(text)
  const minutes = Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  return minutes >= 1_440 ? instantOfLocal(addDays(date, 1), minutes - 1_440, timeZone) : instantOfLocal(date, minutes, timeZone)
}

export function createSession({ ledger, newId }: Pick<Deps, 'ledger' | 'newId'>, request: SessionRequest): Result<{ sessionId: string; slotIds: string[] }, Failure> {
  const clinic = ledger.clinic(request.clinicId)
  if (!clinic) return err(failure('NOT_FOUND', 'no such clinic'))
  const windows = request.windows.map((w) => ({ ...w, startAt: instantOf(w.start, request.date, clinic.timeZone), endAt: instantOf(w.end, request.date, clinic.timeZone) }))
  const wrong = windows.findIndex((w) => w.endAt <= w.startAt)
  if (wrong >= 0) return err(failure('INPUT_INVALID', 'a window ends before it starts', `windows.${wrong}`))
  const session = ledger.putSession({ clinicId: clinic.clinicId, sessionId: newId(), date: request.date, vaccine: request.vaccine })
  ledger.addChange(clinic.clinicId, null, JSON.stringify(sessionChange(session, clinic.timeZone)))
  const slotIds = windows.map((w) => {
    const slot = { clinicId: clinic.clinicId, slotId: newId(), sessionId: session.sessionId, date: request.date, startAt: w.startAt, endAt: w.endAt, capacity: w.capacity }
    ledger.putSlot(slot)
    ledger.addChange(clinic.clinicId, null, JSON.stringify(slotChange(slot)))
    return slot.slotId
  })
  return ok({ sessionId: session.sessionId, slotIds })
}

/** More: new places in the pool. Less: void from the pool only; what is allotted or booked is asked back later, never taken. */
function changeCapacity(ledger: Ledger, slotId: string, capacity: number): Result<{ slotId: string; capacity: number; voided: number }, Failure> {
  const slot = ledger.slot(slotId)
  if (!slot) return err(failure('NOT_FOUND', 'no such slot'))
  const live = ledger.placesOf({ slotId }).filter((p) => p.state !== 'void')
  const voids = ledger.placesOf({ slotId, state: 'void' })
  const blank = { slotId, deviceId: null, epoch: null, allotmentId: null, bookingId: null }
  const surplus = ledger.placesOf({ slotId, state: 'pool' }).slice(0, Math.max(0, live.length - capacity))
  for (const place of surplus) ledger.putPlace({ ...blank, n: place.n, state: 'void' })
  const needed = Math.max(0, capacity - live.length)
  for (const place of voids.slice(0, needed)) ledger.putPlace({ ...blank, n: place.n, state: 'pool' })
  const highest = Math.max(0, ...ledger.placesOf({ slotId }).map((p) => p.n))
  for (let i = 1; i <= needed - voids.length; i++) ledger.putPlace({ ...blank, n: highest + i, state: 'pool' })
  ledger.setCapacity(slotId, capacity)
  ledger.addChange(slot.clinicId, null, JSON.stringify(slotChange({ ...slot, capacity })))
  return ok({ slotId, capacity, voided: surplus.length })
}
