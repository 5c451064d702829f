import type { Ticket } from '../../contract/kiosk-api.ts'
import { RECEIPT_PREFIX } from '../../contract/sync-protocol.ts'
import type { ReceiptFacts } from '../../contract/sync-protocol.ts'
import { maskName } from '../../domain/patient.ts'
import { waitRange } from '../../domain/waiting.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { LineRow } from '../repositories/bookings.ts'
import { paceNow } from './waiting.ts'
import type { Promised } from './waiting.ts'

export const nameOfVaccine = ({ repos }: StoreContext, vaccine: { system: string; code: string }): Record<string, string> =>
  repos.meta.catalogue().find((item) => item.vaccine.code === vaccine.code && item.vaccine.system === vaccine.system)?.name ?? { ko: vaccine.code, en: vaccine.code }

/** The name as others may see it; nothing of somebody who booked at another device. */
export const maskedNameOf = (row: LineRow): string => (row.body ? maskName(row.body.patient.name) : '')

/** Ids and a signature; whoever reads the QR learns nothing of the person. Before enrolment only this device knows it. */
function receiptOf(context: StoreContext, row: LineRow): string {
  const identity = context.repos.meta.get('identity')
  const facts: ReceiptFacts | { b: string; t: string } = identity && row.madeBy === null
    ? { b: row.bookingId, d: identity.deviceId, e: identity.epoch, t: row.ticketNumber, s: row.slotId, n: row.n, v: row.vaccine.code, day: row.date }
    : { b: row.bookingId, t: row.ticketNumber }
  const text = `${RECEIPT_PREFIX}.${Buffer.from(JSON.stringify(facts)).toString('base64url')}`
  const signature = context.sign(text)
  return signature ? `${text}.${signature}` : text
}

/** `promised` is what was said in this very transaction: nobody came before this person meanwhile. */
export function ticketOf(context: StoreContext, row: LineRow, promised: Promised | null = null): Ticket {
  const { repos } = context
  const now = context.clock()
  const held = row.slotId !== null
  const promise = promised ?? repos.promiseOf(row.bookingId)
  const ahead = promised?.ahead ?? repos.countAhead(row.date, row.since ?? now, row.standby)
  return {
    bookingId: row.bookingId, status: held ? 'booked' : 'standby', ticketNumber: row.ticketNumber, maskedName: maskedNameOf(row),
    vaccine: row.vaccine, vaccineName: nameOfVaccine(context, row.vaccine), date: row.date,
    slot: held && row.slotId && row.slotStart !== null && row.slotEnd !== null ? { slotId: row.slotId, start: row.slotStart, end: row.slotEnd, later: row.queue === null } : null,
    ahead, waitMinutes: promise && promise.at === now ? [promise.low, promise.high] : waitRange(ahead, paceNow(context)),
    promise: promise && { at: promise.at, minutes: [promise.low, promise.high] }, room: repos.meta.rooms()[0] ?? '', receipt: receiptOf(context, row), repeated: false,
  }
}

/** A ticket as it is kept for a repeat: what the booking itself says is left out, so that the row stays on its page. */
export type KeptTicket = Omit<Ticket, 'ticketNumber' | 'maskedName' | 'vaccine' | 'vaccineName' | 'date'>
export const keptTicket = ({ ticketNumber: _number, maskedName: _masked, vaccine: _vaccine, vaccineName: _name, date: _date, ...kept }: Ticket): KeptTicket => kept

export function ticketAgain(context: StoreContext, { bookingId, status, ...kept }: KeptTicket): Ticket {
  const row = context.repos.booking(bookingId)
  if (!row) throw new Refusal('UNKNOWN_BOOKING', undefined, 'bookingId')
  return { bookingId, status, ticketNumber: row.ticketNumber, maskedName: maskedNameOf(row), vaccine: row.vaccine, vaccineName: nameOfVaccine(context, row.vaccine), date: row.date, ...kept }
}
