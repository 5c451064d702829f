import type { Ticket } from '../../contract/kiosk-api.ts'
import { maskName } from '../../domain/patient.ts'
import { waitRange } from '../../domain/queue.ts'
import type { StoreContext } from '../context.ts'
import type { LineRow } from '../repositories/bookings.ts'

export const nameOfVaccine = ({ repos }: StoreContext, vaccine: { system: string; code: string }): Record<string, string> =>
  repos.meta.catalogue().find((item) => item.vaccine.code === vaccine.code && item.vaccine.system === vaccine.system)?.name ?? { ko: vaccine.code, en: vaccine.code }

/** Ids and a signature; whoever reads the QR learns nothing of the person. */
function receiptOf(context: StoreContext, row: LineRow): string {
  const identity = context.repos.meta.get('identity')
  const facts = JSON.stringify({ b: row.bookingId, d: identity?.deviceId ?? null, t: row.ticketNumber, s: row.slotId, n: row.n })
  const text = `VK1.${Buffer.from(facts).toString('base64url')}`
  const signature = context.sign(text)
  return signature ? `${text}.${signature}` : text
}

export function ticketOf(context: StoreContext, row: LineRow): Ticket {
  const { repos } = context
  const now = context.clock()
  const held = row.slotId !== null
  const ahead = repos.countAhead(row.date, row.since ?? now, row.standby)
  return {
    bookingId: row.bookingId, status: held ? 'booked' : 'standby', ticketNumber: row.ticketNumber, maskedName: maskName(row.body.patient.name),
    vaccine: row.vaccine, vaccineName: nameOfVaccine(context, row.vaccine), date: row.date,
    slot: held && row.slotId && row.slotStart !== null && row.slotEnd !== null ? { slotId: row.slotId, start: row.slotStart, end: row.slotEnd, later: row.queue === null } : null,
    ahead, waitMinutes: waitRange(ahead), room: repos.meta.rooms()[0] ?? '', receipt: receiptOf(context, row), repeated: false,
  }
}
