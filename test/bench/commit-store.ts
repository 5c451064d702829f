/** Child of the bench: walk-in bookings through the store's own api, on a file, while the centre is down, slow or answers garbage. */
import { randomBytes } from 'node:crypto'
import { unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { silentLog } from '../../src/base/log.ts'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import type { Fetch } from '../../src/store/service-client.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { KEY, MEASURED_FROM, WALK_IN_EVERY_MS, walkInOf } from './clinic-day.ts'
import { microsecondsSince, percentile, tell, turn } from './figures.ts'
import { MARK_BEGIN, MARK_END } from './marks.ts'

/** People in line before the oldest is served, so that the line stays as long as a clinic's. */
const LINE_LENGTH = 30
const SLOW_ANSWER_MS = 2_000
/** Milliseconds; short, so that the sync loop is at work during the whole measurement. */
const BACKOFF_CAP_MS = 250
const WARM_MS_MAX = 10_000
const MEASURE_MS_MAX = 30_000
const BOOKINGS_MIN = 3
/** Persons of the measured afternoon; the file's own are below this number. */
const PERSON_FROM = 1_000_000

const { values } = parseArgs({ options: {
  path: { type: 'string', default: '' }, service: { type: 'string', default: 'down' }, warm: { type: 'string', default: '300' },
  count: { type: 'string', default: '700' },
  /** Only bookings, between two marks in the system call trace. */
  marked: { type: 'boolean', default: false },
} })

const garbage = (): Response => new Response('<html>502 Bad Gateway</html>', { status: 200, headers: { 'content-type': 'text/html' } })
const services: Record<string, Fetch> = {
  down: () => Promise.reject(new TypeError('fetch failed')),
  slow: () => new Promise((resolve) => { setTimeout(() => resolve(garbage()), SLOW_ANSWER_MS).unref() }),
  garbage: () => Promise.resolve(garbage()),
}

let now = MEASURED_FROM
let requests = 0

function openMeasured(): Store {
  const fetch = services[values.service]
  if (!fetch) throw new Error(`--service=${values.service}`)
  const made = openStore({
    start: { dataDir: dirname(values.path), databaseKey: KEY, serviceUrl: null, enrolmentCode: null, stationName: 'bench', appVersion: '0.1.0',
    technicianPin: '4711' },
    path: values.path, clock: () => now, randomBytes, random: Math.random, log: silentLog, publish: () => {}, backoffCapMs: BACKOFF_CAP_MS,
    fetch: (url, init) => { requests++; return fetch(url, init) },
    after: (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) },
  })
  if (!made.ok) throw new Error(made.error.code)
  return made.value
}

const line: string[] = []
const serveOldest = (store: Store, i: number): void => {
  const bookingId = line.shift() ?? ''
  const dose = { lotNumber: 'FLU-2604B', expiryDate: '2027-04-30', doseNumber: 1, practitionerId: 'nurse-1' }
  const served = store.handle('finishVisit', { commandId: `finish-${i}`, bookingId, dose, notGivenReason: null })
  if (!served.ok) throw new Error(served.error.code)
}

type Times = { readonly handled: number[]; readonly waited: number[] }

async function book(store: Store, i: number, times: Times | null): Promise<void> {
  now = MEASURED_FROM + i * WALK_IN_EVERY_MS
  const input = walkInOf(PERSON_FROM + i, now)
  const asked = process.hrtime.bigint()
  await turn()
  const since = process.hrtime.bigint()
  const result = store.handle('bookWalkIn', input)
  times?.handled.push(microsecondsSince(since))
  times?.waited.push(microsecondsSince(asked))
  if (!result.ok || (result.value as Ticket).status !== 'booked') throw new Error(`booking ${i}: ${JSON.stringify(result)}`)
  line.push((result.value as Ticket).bookingId)
  if (!values.marked && line.length > LINE_LENGTH) serveOldest(store, i)
}

const mark = (name: string): void => { try { unlinkSync(name) } catch { /* It never exists: the call itself is the mark. */ } }

const store = openMeasured()
store.loop.start()
const times: Times = { handled: [], waited: [] }
const warm = Number(values.warm)
const count = Number(values.count)
let made = 0
/** Up to `bookings`, or as many as fit the time: a store that takes seconds for one is measured too. */
async function bookMany(bookings: number, msMax: number, into: Times | null): Promise<void> {
  const since = performance.now()
  for (let i = 0; i < bookings && (i < BOOKINGS_MIN || performance.now() - since < msMax); i++) await book(store, made++, into)
}
await bookMany(warm, WARM_MS_MAX, null)
if (values.marked) mark(MARK_BEGIN)
await bookMany(count, MEASURE_MS_MAX, times)
if (values.marked) mark(MARK_END)
store.close()
tell({
  p50Us: percentile(times.handled, 0.5), p99Us: percentile(times.handled, 0.99), maxUs: Math.max(...times.handled),
  p99WithWaitUs: percentile(times.waited, 0.99), count: times.handled.length, requests,
  bodyBytes: Buffer.byteLength(JSON.stringify(walkInOf(PERSON_FROM, now))),
})
process.exit(0)
