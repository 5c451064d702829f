/** The desk scans a ticket. A booking of this or a living device is found; that of a dead one is made again from what its QR says, signed. */
import { createPublicKey, verify } from 'node:crypto'
import type { CallInput, Ticket } from '../../contract/kiosk-api.ts'
import { RECEIPT_PREFIX, receiptFacts } from '../../contract/sync-protocol.ts'
import type { ReceiptFacts } from '../../contract/sync-protocol.ts'
import { newId, Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { checkInWith } from './change-booking.ts'

type Found = { readonly bookingId: string; readonly body: { readonly receipt?: string } }
type Read = { readonly bookingId: string; readonly facts: ReceiptFacts | null }

export function checkInReceipt(context: StoreContext, { receipt }: CallInput<'checkInReceipt'>): Ticket {
  const { bookingId, body } = findByReceipt(context, receipt)
  return checkInWith(context, bookingId, body)
}

/** The booking a receipt names, made again from it when its device is dead; `body` then carries the receipt to the centre. */
export function findByReceipt(context: StoreContext, receipt: string): Found
/** Only looks; null when the booking is not here. */
export function findByReceipt(context: StoreContext, receipt: string, mayMake: false): Found | null
export function findByReceipt(context: StoreContext, receipt: string, mayMake = true): Found | null {
  const { repos } = context
  const read = readReceipt(context, receipt)
  if (read && repos.booking(read.bookingId)) return { bookingId: read.bookingId, body: {} }
  if (!mayMake) return null
  if (!read?.facts) throw new Refusal('RECEIPT_INVALID', undefined, 'receipt')
  const { b, d, t, s, n, v, day } = read.facts
  // The same number twice on one day: letters are unique in a clinic once enrolled, so this is somebody else's list.
  const ticketNumber = repos.hasTicket(day, t) ? `${t}/${newId(context).slice(-2)}` : t
  const system = repos.meta.catalogue().find((item) => item.vaccine.code === v)?.vaccine.system ?? ''
  repos.addBooking({
    bookingId: b, status: s === null ? 'waitlist' : 'booked', version: 1, ticketNumber, date: day, vaccine: { system, code: v }, slotId: s, n, body: null, madeBy: d,
    createdAt: context.clock(), personKey: '', phoneLast4: '', birthDate: '',
  })
  repos.note(b, context.clock(), 'recreated-from-receipt')
  return { bookingId: b, body: { receipt } }
}

/** Facts only when the signature of the device they name is right; without them the booking must be known here. */
function readReceipt({ repos }: StoreContext, text: string): Read | null {
  const [prefix, payload, signature] = text.trim().split('.')
  if (prefix !== RECEIPT_PREFIX || !payload) return null
  const said = parse(Buffer.from(payload, 'base64url').toString('utf8'))
  const facts = receiptFacts.safeParse(said)
  if (!facts.success) return typeof said?.b === 'string' ? { bookingId: said.b, facts: null } : null
  const x = repos.peerKey(facts.data.d, facts.data.e)
  const signed = x !== null && signature !== undefined
    && verify(null, Buffer.from(`${prefix}.${payload}`), createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), Buffer.from(signature, 'base64url'))
  return { bookingId: facts.data.b, facts: signed ? facts.data : null }
}

function parse(text: string): { readonly b?: unknown } | null {
  try { return JSON.parse(text) as { readonly b?: unknown } | null } catch { return null }
}
