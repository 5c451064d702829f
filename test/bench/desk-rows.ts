/** Fills a kiosk's file with bookings made from one that it made itself: some of today in line, the others of the days before. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { addDays } from '../../src/base/time.ts'
import { unlock } from '../../src/store/db/unlock.ts'

type Row = Record<string, string | number | null>
const DAYS_BACK = 30
const BUSY_MS = 10_000
/** Numbers after these are the kiosk's own. */
const FIRST_NUMBER = 1_000

export function fillWithBookings(file: string, keyFile: string, { today, before }: { readonly today: number; readonly before: number }): void {
  const db = new Database(file, { timeout: BUSY_MS })
  unlock(db, readFileSync(keyFile, 'utf8').trim())
  try {
    const model = db.prepare('SELECT * FROM booking WHERE made_by IS NULL ORDER BY created_at LIMIT 1').get() as Row
    const names = Object.keys(model)
    const insert = db.prepare(`INSERT INTO booking (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`)
    const line = db.prepare("INSERT INTO queue_entry VALUES (?, ?, 'waiting', 1, ?, NULL, NULL)")
    const have = (db.prepare('SELECT count(*) AS n FROM booking').get() as { n: number }).n
    const body = JSON.parse(String(model.body)) as { patient: Record<string, unknown> }
    const add = (i: number, date: string, inLine: boolean): void => {
      const birthDate = `19${40 + (i % 50)}-0${1 + (i % 9)}-15`
      const phoneLast4 = String(1_000 + ((i * 37) % 9_000))
      const bookingId = randomUUID()
      const ticketNumber = `Z-${FIRST_NUMBER + have + i}`
      insert.run({
        ...model, booking_id: bookingId, status: inLine ? 'waitlist' : 'fulfilled', ticket_number: ticketNumber, date, slot_id: null, n: null, phone_last4: phoneLast4, birth_date: birthDate, person_key: randomUUID(),
        created_at: Number(model.created_at) + i, body: JSON.stringify({ ...body, ticketNumber, patient: { ...body.patient, birthDate, phone: `0102222${phoneLast4}` } }),
      })
      if (inLine) line.run(bookingId, date, Number(model.created_at) + i)
    }
    db.transaction(() => {
      for (let i = 0; i < today; i++) add(i, String(model.date), true)
      for (let i = 0; i < before; i++) add(today + i, addDays(String(model.date), -(1 + (i % DAYS_BACK))), false)
    })()
  } finally {
    db.close()
  }
}
