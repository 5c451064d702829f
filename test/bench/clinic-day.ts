/** A busy clinic's days, its people and its file; the same for every variant that is measured. */
import { createHash, randomBytes } from 'node:crypto'
import { uuidV7 } from '../../src/base/ids.ts'
import { addDays, DAY_MS, HOUR_MS, instantOfLocal, MINUTE_MS, toIso } from '../../src/base/time.ts'
import type { CallInput } from '../../src/contract/kiosk-api.ts'
import type { BookingBody, WireEntry } from '../../src/contract/sync-protocol.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { personKey, phoneDigits } from '../../src/domain/patient.ts'
import { ticketNumberOf } from '../../src/domain/queue.ts'
import { screeningQuestions } from '../../src/domain/screening.ts'
import { openKioskFile } from '../../src/store/db/open.ts'
import { openRepositories } from '../../src/store/repositories/repositories.ts'
import type { Repositories } from '../../src/store/repositories/repositories.ts'
import { hashedText } from '../../src/sync/batch.ts'

export const FLU = defaultCatalogue[0]?.vaccine ?? { system: '', code: '' }
export const KEY = createHash('sha256').update('bench key').digest('hex')
export const TIME_ZONE = 'Asia/Seoul'
export const TODAY = '2026-11-24'
/** The measured bookings begin in the early afternoon. */
export const MEASURED_FROM = instantOfLocal(TODAY, 13 * 60, TIME_ZONE)
/** Milliseconds between two walk-ins: one window of half an hour sees 100 of them. */
export const WALK_IN_EVERY_MS = 18_000

const WINDOW_MS = 30 * MINUTE_MS
const WINDOWS = 10
const PLACES_PER_WINDOW = 120
const LETTER = 'A'
const DAYS_BEFORE = 13
/** Of 100,000 bookings this part is of today. */
const TODAY_PART = 0.04

const surnames = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임']
const givenNames = ['민준', '서연', '지우', '하은', '도윤', '영숙', '정희', '순자', '현우', '미경']
const pick = (list: readonly string[], i: number): string => list[i % list.length] ?? ''

/** Person `i`: always the same, and nobody else. */
export function personOf(i: number): BookingBody['patient'] {
  const digits = String(10_000_000 + i)
  return {
    name: pick(surnames, i) + pick(givenNames, Math.floor(i / 10)), birthDate: `19${40 + (i % 50)}-${String(1 + (i % 12)).padStart(2, '0')}-15`,
    phone: `010-${digits.slice(0, 4)}-${digits.slice(4)}`, sex: i % 2 ? 'female' : 'male', language: 'ko', needsHelp: i % 17 === 0, guardian: null,
  }
}

const answers = screeningQuestions.map(({ number }) => ({ question: number, answer: false, detail: null }))

export const bodyOf = (i: number, at: number, ticketNumber: string): BookingBody => ({
  patient: personOf(i), vaccine: FLU, ticketNumber, channel: 'kiosk', consent: { at: toIso(at), formVersion: 'kr-2026-1' },
  screening: { formVersion: 'kr-2026-1', answers }, promisedWaitMinutes: [95, 165],
})

export const walkInOf = (i: number, at: number): CallInput<'bookWalkIn'> => ({
  commandId: uuidV7(at, randomBytes), vaccine: FLU, when: 'soonest', channel: 'kiosk', patient: personOf(i),
  consent: { at: toIso(at), formVersion: 'kr-2026-1' }, screening: { formVersion: 'kr-2026-1', answers },
})

export type SeedPlace = { readonly slotId: string; readonly n: number; readonly allotmentId: string }
type Seed = { readonly repos: Repositories; readonly epoch: number; readonly letter: string }
type SeedBooking = { readonly person: number; readonly at: number; readonly date: string; readonly place: SeedPlace; readonly over: boolean }

/** What one walk-in leaves in the file, by way of the repositories. Chained as the product chains it. */
export function seedBooking({ repos, epoch, letter }: Seed, head: { sequence: number; hash: string }, b: SeedBooking): { sequence: number; hash: string } {
  const bookingId = uuidV7(b.at, randomBytes)
  const ticketNumber = ticketNumberOf(letter, repos.nextTicketCount(b.date, letter, 0))
  const body = bodyOf(b.person, b.at, ticketNumber)
  const { name, birthDate, phone } = body.patient
  repos.addBooking({
    bookingId, status: b.over ? 'fulfilled' : 'booked', version: 1, ticketNumber, date: b.date, vaccine: FLU, slotId: b.place.slotId, n: b.place.n, body, madeBy: null,
    createdAt: b.at,
    personKey: personKey(name, birthDate, phone), phoneLast4: phoneDigits(phone).slice(-4), birthDate,
  })
  repos.spend(b.place.slotId, b.place.n, bookingId)
  repos.enqueue({ bookingId, date: b.date, standby: false, since: b.at })
  if (b.over) repos.setQueue(bookingId, 'finished', null, null)
  const entry: WireEntry = {
    entryId: uuidV7(b.at, randomBytes), sequence: head.sequence + 1, previousHash: head.hash, type: 'booking-created', bookingId, version: 1,
    place: { slotId: b.place.slotId, n: b.place.n }, allotmentId: b.place.allotmentId, body, occurredAt: toIso(b.at), answer: null,
  }
  const hash = createHash('sha256').update(hashedText(entry)).digest('base64url')
  repos.append(epoch, entry, hash, b.at)
  repos.note(bookingId, b.at, 'created-kiosk')
  return { sequence: entry.sequence, hash }
}

function seedDay(repos: Repositories, date: string, from: number, placesPerWindow: number): SeedPlace[] {
  const sessionId = `session-${date}`
  repos.putSession({ sessionId, date, vaccine: FLU })
  const places: SeedPlace[] = []
  for (let w = 0; w < WINDOWS; w++) {
    const slotId = uuidV7(from + w, randomBytes)
    const start = from + w * WINDOW_MS
    repos.putSlot({ slotId, sessionId, date, start, end: start + WINDOW_MS, capacity: placesPerWindow })
    for (let n = 1; n <= placesPerWindow; n++) {
      const place = { slotId, n, allotmentId: `allotment-${date}-${w}` }
      repos.addPlace({ ...place, sellBy: start + WINDOW_MS, epoch: 1 })
      places.push(place)
    }
  }
  return places
}

/** Days of bookings that are over; the first half of all entries is settled. `from` numbers the persons. */
function seedPast(repos: Repositories, bookings: number): void {
  const ofToday = Math.round(bookings * TODAY_PART)
  const perDay = Math.ceil((bookings - ofToday) / DAYS_BEFORE)
  let head = { sequence: 0, hash: '' }
  let person = 0
  for (let day = -DAYS_BEFORE; day <= 0; day++) {
    const date = addDays(TODAY, day)
    const from = MEASURED_FROM + day * DAY_MS - 5 * HOUR_MS
    const count = Math.min(bookings - person, day === 0 ? ofToday : perDay)
    repos.atomically(() => {
      for (const [i, place] of seedDay(repos, date, from, Math.ceil(count / WINDOWS)).slice(0, count).entries()) {
        const at = from + Math.floor((i / count) * WINDOWS * WINDOW_MS)
        head = seedBooking({ repos, epoch: 1, letter: LETTER }, head, { person: person++, at, date, place, over: true })
        const answer = JSON.stringify({ bookingId: '', status: 'booked', receipt: 'x'.repeat(200) })
        if (day >= -1) repos.keepCommand(uuidV7(at, randomBytes), 'bookWalkIn', answer, at)
      }
    })
  }
  settleFirst(repos, Math.floor(bookings / 2))
}

function settleFirst(repos: Repositories, count: number): void {
  repos.atomically(() => {
    for (const row of repos.due(count, MEASURED_FROM)) {
      const entry = JSON.parse(row.content) as WireEntry
      const outcome = { status: 'booked', slotId: entry.place?.slotId ?? '', n: entry.place?.n ?? 1 }
      repos.settle(row, { entryId: entry.entryId, verdict: 'accepted', outcome }, MEASURED_FROM)
    }
    repos.meta.put('acknowledgedThrough', count)
  })
}

/** An enrolled kiosk's file with `bookings` made before, and free places for an afternoon. */
export function makeKioskFile(path: string, bookings: number): void {
  const opened = openKioskFile(path, KEY, MEASURED_FROM)
  if (!opened.ok) throw new Error(opened.error.code)
  const repos = openRepositories(opened.value.db)
  repos.atomically(() => {
    repos.meta.put('identity', {
      deviceId: uuidV7(MEASURED_FROM, randomBytes), epoch: 1, audience: 'bench', stationLetter: LETTER, clinic: { locationId: 'clinic-1', name: '한빛가정의학과',
      timeZone: TIME_ZONE },
    })
    repos.meta.put('incarnation', 1)
    // As after the first contact: the catalogue is the centre's.
    repos.meta.put('catalogue', defaultCatalogue)
    repos.meta.put('serviceUrl', 'http://127.0.0.1:9')
    seedDay(repos, TODAY, MEASURED_FROM, PLACES_PER_WINDOW)
  })
  if (bookings > 0) seedPast(repos, bookings)
  repos.close()
}
