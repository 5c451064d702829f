/** Standby people who are here get places that come free, who waited longest first. The decision goes down with the changes. */
import type { Instant } from '../base/time.ts'
import { localDateOf } from '../base/time.ts'
import type { BookingBody } from '../contract/sync-protocol.ts'
import { inTimeOrder, isCurrentOrNext } from '../domain/session.ts'
import { bookingChange } from './apply-entry.ts'
import { takePlace } from './claims.ts'
import { isLearning } from './learning.ts'
import type { BookingRow, Ledger, SlotRow } from './ledger/ledger.ts'

const WAITING_MAX = 50

type Deps = { readonly ledger: Ledger; readonly now: Instant; readonly newId: () => string }

/** Inside a transaction. No decision while learning; none for a device that the answer could not reach. */
export function decideWaiting({ ledger, now, newId }: Deps, clinicId: string): number {
  const today = localDateOf(now, ledger.clinic(clinicId)?.timeZone ?? 'UTC')
  if (!ledger.hasWaiting(clinicId, today) || isLearning(ledger, clinicId)) return 0
  const windows = ledger.slots(clinicId, today, today).filter((slot) => isCurrentOrNext({ start: slot.startAt, end: slot.endAt }, now) && ledger.takeFromPool(slot.slotId, 1).length > 0)
    .sort((a, b) => inTimeOrder({ start: a.startAt, slotId: a.slotId }, { start: b.startAt, slotId: b.slotId }))
  return windows.length === 0 ? 0 : ledger.waiting(clinicId, today, WAITING_MAX).filter((booking) => decideOne({ ledger, now, newId }, booking, windows)).length
}

function decideOne({ ledger, newId }: Deps, booking: BookingRow, windows: readonly SlotRow[]): boolean {
  const device = ledger.device(booking.deviceId)
  if (device?.state !== 'ok' || device.lost || device.epoch !== booking.epoch || booking.body === '') return false
  const { vaccine } = JSON.parse(booking.body) as BookingBody
  for (const slot of windows) {
    const session = ledger.session(slot.sessionId)
    if (session?.vaccine.code !== vaccine.code || session.vaccine.system !== vaccine.system) continue
    const [n] = ledger.takeFromPool(slot.slotId, 1)
    const place = n === undefined ? null : ledger.place(slot.slotId, n)
    if (!place) continue
    const after: BookingRow = { ...booking, status: booking.status === 'waitlist' ? 'booked' : booking.status, slotId: slot.slotId, n: place.n }
    ledger.putBooking(after)
    takePlace({ ledger }, place, { deviceId: device.deviceId, epoch: device.epoch, allotmentId: newId() }, booking.bookingId)
    ledger.addChange(booking.clinicId, null, JSON.stringify({ kind: 'waitlist-decision', bookingId: booking.bookingId, place: { slotId: slot.slotId, n: place.n }, decision: 'booked' }))
    ledger.addChange(booking.clinicId, booking.deviceId, JSON.stringify(bookingChange(after)))
    return true
  }
  return false
}
