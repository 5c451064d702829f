/** Run by Node 24: compares the kiosk's file with the centre's ledger. Counts come from the two files, and from what the screens showed. */
import { existsSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'

const { kioskFile, keyFile, ledgerFile, shown } = JSON.parse(readFileSync(0, 'utf8'))
const kiosk = new Database(kioskFile, { readonly: true })
kiosk.pragma(`key = "x'${readFileSync(keyFile, 'utf8').trim()}'"`)
if (!existsSync(ledgerFile)) throw new Error('no ledger')
const ledger = new Database(ledgerFile, { readonly: true })

const local = kiosk.prepare('SELECT booking_id AS id, status, slot_id AS slotId, n, ticket_number AS ticket FROM booking').all()
const central = new Map(ledger.prepare('SELECT booking_id AS id, status, slot_id AS slotId, n FROM booking').all().map((row) => [row.id, row]))
const entries = kiosk.prepare("SELECT count(*) AS all_, count(*) FILTER (WHERE state <> 'pending') AS settled FROM outbox").get()
const heldLocally = new Map(local.filter((row) => row.slotId).map((row) => [row.id, row]))

const lost = local.filter((row) => !central.has(row.id)).length + shown.filter((ticket) => !local.some((row) => row.id === ticket.bookingId)).length
const outboxIds = kiosk.prepare('SELECT entry_id AS id FROM outbox').all().map((row) => row.id)
const known = ledger.prepare('SELECT entry_id AS id FROM entry').all().map((row) => row.id)
const tickets = local.map((row) => row.ticket)
const duplicated = (tickets.length - new Set(tickets).size) + (known.length - new Set([...known, ...outboxIds]).size > 0 ? known.length - outboxIds.length : 0) + Math.max(0, central.size - local.length)
const places = [...central.values()].filter((row) => row.slotId && row.status !== 'cancelled').map((row) => `${row.slotId}/${row.n}`)
const oversold = (places.length - new Set(places).size) + ledger.prepare('SELECT count(*) AS n FROM (SELECT slot_id FROM place GROUP BY slot_id HAVING count(*) FILTER (WHERE state = \'booked\') > (SELECT capacity FROM slot WHERE slot.slot_id = place.slot_id))').get().n
const falseConfirmations = shown.filter((ticket) => ticket.status === 'booked').filter(({ bookingId }) => {
  const here = heldLocally.get(bookingId)
  const there = central.get(bookingId)
  return !here || !there || there.slotId !== here.slotId || there.n !== here.n
}).length

process.stdout.write(JSON.stringify({
  booked: shown.filter((t) => heldLocally.has(t.bookingId)).length, bookedOffline: shown.filter((t) => t.offline && heldLocally.has(t.bookingId)).length,
  waitlisted: local.filter((row) => !row.slotId && row.status !== 'cancelled').length, entries: entries.all_, acknowledged: entries.settled, lost, duplicated, oversold, falseConfirmations,
}))
