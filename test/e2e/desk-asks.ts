/** What a test asks of the running desk beside its keys, and what no window can do: as a disk that lies, or a centre that was changed under its clinics. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { CallOutput, Ticket } from '../../src/contract/kiosk-api.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { SCREENING_FORM_VERSION, screeningQuestions } from '../../src/domain/screening.ts'
import { unlock } from '../../src/store/db/unlock.ts'
import { ask } from './clinic.ts'
import type { Clinic } from './clinic.ts'

const FLU = defaultCatalogue[0]?.vaccine
const BUSY_MS = 10_000

export function deskAsks(clinic: () => Clinic) {
  const look = async <T>(name: string, input: object = {}): Promise<T> => {
    const result = await ask<T>(clinic().desk, name, input)
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`)
    return result.value
  }
  /** As another desk that nobody is signed in at. */
  const act = <T = unknown>(name: string, input: object = {}): Promise<T> => look<T>(name, { commandId: crypto.randomUUID(), session: null, ...input })
  const list = () => look<CallOutput['deskList']>('deskList')
  const row = async (number: string) => (await list()).rows.find((one) => one.ticketNumber === number)
  const at = async (number: string) => { const found = await row(number); return { bookingId: found?.bookingId, revision: found?.revision } }
  let people = 0
  const book = (part: object = {}, patient: object = {}): Promise<Ticket> => {
    const nth = String(++people).padStart(2, '0')
    return look<Ticket>('bookWalkIn', {
      commandId: crypto.randomUUID(), vaccine: FLU, when: 'soonest', channel: 'desk', consent: { at: new Date().toISOString(), formVersion: SCREENING_FORM_VERSION },
      screening: { formVersion: SCREENING_FORM_VERSION, answers: screeningQuestions.map(({ number }) => ({ question: number, answer: false, detail: null })) },
      patient: { name: `사람${nth}`, birthDate: `19${50 + people}-01-15`, phone: `0105555${nth}${nth}`, sex: 'female', language: 'ko', needsHelp: false, guardian: null, ...patient }, ...part,
    })
  }
  const laterSlots = async () => (await look<CallOutput['vaccinesToday']>('vaccinesToday')).find((v) => v.vaccine.code === FLU?.code)?.later ?? []
  const there = (number: string) => clinic().ledger('SELECT status, slot_id, body FROM booking WHERE ticket_number = ?', number)[0]
  const inFile = (which: 'kiosk' | 'ledger', change: (db: Database.Database) => void): void => {
    const { dataDir, folder } = clinic()
    const db = new Database(which === 'kiosk' ? join(dataDir, 'kiosk.db') : join(folder, 'centre', 'ledger.db'), { timeout: BUSY_MS })
    if (which === 'kiosk') unlock(db, readFileSync(join(dataDir, 'key', 'database.key'), 'utf8').trim())
    db.pragma('foreign_keys = OFF')
    try { change(db) } finally { db.close() }
  }
  return { act, look, list, row, at, book, laterSlots, there, inFile }
}
