/** What a named person decides when machines are gone or a capacity was cut. */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { toIso } from '../base/time.ts'
import type { Instant } from '../base/time.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { SettlementRequest } from '../contract/sync-protocol.ts'
import { holdingsInDoubt } from './enrolment.ts'
import { willNotReport } from './learning.ts'
import type { Ledger } from './ledger/ledger.ts'
import { settle } from './settlements.ts'

type Deps = { readonly ledger: Ledger; readonly clock: () => Instant }

const EARLIEST = '0000-01-01'
const LATEST = '9999-12-31'

export function operatorCalls(deps: Deps) {
  const { ledger } = deps
  return {
    /** Dead or stolen: what it may hold is in doubt until its windows are over, or until a named person says more. */
    reportLost: (deviceId: string, by: { practitionerId: string; reason: string }) =>
      ledger.atomically((): Result<{ deviceId: string; inDoubt: number }, Failure> => {
        const device = ledger.device(deviceId)
        if (!device) return err(failure('NOT_FOUND', 'no such device'))
        ledger.putDevice({ ...device, lost: true })
        const inDoubt = holdingsInDoubt(ledger, deviceId)
        ledger.audit(device.clinicId, deps.clock(), by.practitionerId, `reported device ${device.stationLetter} lost: ${by.reason}`)
        willNotReport(ledger, device, deps.clock())
        return ok({ deviceId, inDoubt })
      }),
    listInDoubt: (clinicId: string | null) =>
      ledger.slots(clinicId, EARLIEST, LATEST).flatMap((slot) => ledger.placesOf({ slotId: slot.slotId, state: 'in-doubt' })
        .map((place) => ({ slotId: slot.slotId, n: place.n, clinicId: slot.clinicId, start: toIso(slot.startAt), end: toIso(slot.endAt), deviceId: place.deviceId, epoch: place.epoch }))),
    settleAt: (clinicId: string, request: SettlementRequest) => ledger.atomically(() => settle({ ledger, now: deps.clock() }, clinicId, request)),
    /** Booked above the capacity after a cut: whom staff call. Spent places are never taken away by software. */
    callList: (slotId: string): Result<{ slotId: string; over: number; bookings: readonly { bookingId: string; ticketNumber: string; n: number }[] }, Failure> => {
      const slot = ledger.slot(slotId)
      if (!slot) return err(failure('NOT_FOUND', 'no such slot'))
      const booked = ledger.placesOf({ slotId, state: 'booked' })
      const last = booked.slice(Math.min(booked.length, slot.capacity))
      const bookings = last.flatMap(({ bookingId, n }) => { const row = bookingId === null ? null : ledger.booking(bookingId); return row ? [{ bookingId: row.bookingId, ticketNumber: row.ticketNumber, n }] : [] })
      return ok({ slotId, over: bookings.length, bookings })
    },
  }
}
