/** Run by Node 24: compares the kiosk's file with the centre's ledger. Counts come from the two files, and from what the screens showed. */
import { existsSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { compare } from './compare.mjs'

const { kioskFile, keyFile, ledgerFile, shown } = JSON.parse(readFileSync(0, 'utf8'))
for (const file of [kioskFile, ledgerFile]) if (!existsSync(file)) throw new Error(`there is no ${file}`)
const kiosk = new Database(kioskFile, { readonly: true })
kiosk.pragma("cipher = 'aegis'")
kiosk.pragma(`key = "x'${readFileSync(keyFile, 'utf8').trim()}'"`)
const ledger = new Database(ledgerFile, { readonly: true })

const BOOKINGS = 'SELECT booking_id AS id, status, slot_id AS slotId, n, ticket_number AS ticket FROM booking'
process.stdout.write(JSON.stringify(compare({
  outbox: kiosk.prepare('SELECT entry_id AS id, wire AS text, state FROM outbox').all(), entries: ledger.prepare('SELECT entry_id AS id, content AS text FROM entry').all(),
  local: kiosk.prepare(BOOKINGS).all(), central: ledger.prepare(BOOKINGS).all(),
  slots: ledger.prepare("SELECT capacity, (SELECT count(*) FROM place WHERE place.slot_id = slot.slot_id AND state = 'booked') AS booked FROM slot").all(), shown,
})))
