import type { Instant } from '../base/time.ts'
import { addDays, localDateOf, toIso } from '../base/time.ts'
import type { Change, ChangesAnswer } from '../contract/sync-protocol.ts'
import { limits } from '../contract/sync-protocol.ts'
import { CATALOGUE_VERSION, defaultCatalogue } from '../domain/catalogue.ts'
import { bookingChange } from './apply-entry.ts'
import { deviceChange } from './enrolment.ts'
import type { MessageRow } from './ledger/field-rows.ts'
import type { BookingRow, DeviceRow, Ledger, SessionRow, SlotRow } from './ledger/ledger.ts'

const DAYS_AHEAD = 2
/** A device that comes anew hears of so many of the newest. */
const MESSAGES_TOLD_MAX = 50

export const sessionChange = (session: SessionRow, timeZone: string): Change =>
  ({ kind: 'session', sessionId: session.sessionId, locationId: session.clinicId, date: session.date, timeZone, vaccine: session.vaccine })

export const slotChange = (slot: SlotRow): Change =>
  ({ kind: 'slot', slotId: slot.slotId, sessionId: slot.sessionId, date: slot.date, start: toIso(slot.startAt), end: toIso(slot.endAt), capacity: slot.capacity })

export const messageChange = ({ messageId, at, kind, lotNumber, text }: MessageRow): Change =>
  ({ kind: 'message', messageId, at: toIso(at), topic: kind, lotNumber, text: JSON.parse(text) as Record<string, string> })

type Deps = { readonly ledger: Ledger; readonly now: Instant; readonly incarnation: number }

/**
 * Cursor `incarnation.feedId` reads the feed; `incarnation.feedId.offset` goes on through a snapshot whose end is `feedId`.
 * No cursor, or one of another incarnation, begins a full snapshot of what this clinic needs.
 */
export function readChanges({ ledger, now, incarnation }: Deps, device: DeviceRow, query: { cursor?: string | undefined; limit?: number | undefined }): ChangesAnswer {
  const limit = query.limit ?? limits.changesPerPageMax
  const [seen = NaN, feedId = NaN, offset = NaN] = (query.cursor ?? '').split('.').map((part) => (part === '' ? NaN : Number(part)))
  const valid = seen === incarnation && Number.isSafeInteger(feedId) && feedId >= 0
  if (valid && Number.isNaN(offset)) {
    const rows = ledger.changesAbove(device.clinicId, feedId, limit)
    const changes = rows.filter((row) => row.byDevice !== device.deviceId).map((row) => JSON.parse(row.content) as Change)
    return { incarnation, cursor: `${incarnation}.${rows.at(-1)?.id ?? feedId}`, reset: false, more: rows.length === limit, changes }
  }
  const from = valid ? offset : 0
  const upTo = valid ? feedId : ledger.lastChangeId(device.clinicId)
  const all = snapshot(ledger, now, device)
  const more = from + limit < all.length
  return { incarnation, cursor: more ? `${incarnation}.${upTo}.${from + limit}` : `${incarnation}.${upTo}`, reset: from === 0 && query.cursor !== undefined, more, changes: all.slice(from, from + limit) }
}

function snapshot(ledger: Ledger, now: Instant, device: DeviceRow): Change[] {
  const timeZone = ledger.clinic(device.clinicId)?.timeZone ?? 'UTC'
  const today = localDateOf(now, timeZone)
  const until = addDays(today, DAYS_AHEAD)
  return [
    { kind: 'catalogue', version: CATALOGUE_VERSION, vaccines: defaultCatalogue },
    ...ledger.devices(device.clinicId).flatMap((d) => Array.from({ length: d.epoch }, (_, i) => ({ epoch: i + 1, key: ledger.keyOf(d.deviceId, i + 1) }))
      .flatMap(({ epoch, key }) => (key === null ? [] : [deviceChange(d, key, epoch)]))),
    ...ledger.sessions(device.clinicId, today, until).map((session) => sessionChange(session, timeZone)),
    ...ledger.slots(device.clinicId, today, until).map(slotChange),
    ...ledger.messagesOf(device.clinicId, MESSAGES_TOLD_MAX).map(messageChange),
    ...ledger.bookings(device.clinicId).filter((b) => b.date >= today).flatMap((b) => (b.deviceId === device.deviceId ? ownBooking(ledger, b) : b.status === 'cancelled' ? [] : [bookingChange(b) as Change])),
  ]
}

/** What the centre decided on a device's own booking, in case the device did not hear it. */
function ownBooking(ledger: Ledger, { bookingId, slotId, n, status }: BookingRow): Change[] {
  if (status === 'cancelled') return [{ kind: 'cancellation', bookingId }]
  return slotId !== null && n !== null && status !== 'fulfilled' && status !== 'noshow' ? [{ kind: 'waitlist-decision', bookingId, place: { slotId, n }, decision: 'booked', allotmentId: ledger.place(slotId, n)?.allotmentId ?? null }] : []
}
