/** Kiosks book, a backup is made, they book on, the ledger is lost, the backup is restored, the next life begins. Counted from the ledger afterwards. */
import type { Ledger } from '../../src/service/ledger/ledger.ts'
import { drain, FLU, orThrow, quiet, testKiosk, walkIn, wire } from '../support/clinic.ts'
import type { TestClock, TestKiosk } from '../support/clinic.ts'
import type { Life, Stage } from './stages.ts'

const KIOSKS = 3
const CAPACITY = 30
const WINDOWS = 6
const BOOKINGS_EACH = 4
const EXCHANGES_MAX = 40
const EVER = ['0000-01-01', '9999-12-31'] as const

type Ticket = { readonly bookingId: string; readonly status: string }
type Counted = { readonly lost: number; readonly duplicated: number; readonly oversold: number }
/** `exchanges`: the most that any device needed until the ledger had learned. */
export type Drilled = Counted & { readonly exchanges: number; readonly bookedAfterBackup: number }

const free = <T>(answer: T | 'overloaded'): T => {
  if (answer === 'overloaded') throw new Error('the centre is busy')
  return answer
}

const book = (kiosks: readonly TestKiosk[]): Ticket[] =>
  Array.from({ length: BOOKINGS_EACH }, () => kiosks.map(({ store }) => orThrow(store.handle('bookWalkIn', walkIn())) as Ticket)).flat()

/** One heartbeat for everybody. */
async function turn(clock: TestClock, kiosks: readonly TestKiosk[]): Promise<void> {
  clock.now += 61_000
  for (const kiosk of kiosks) {
    kiosk.timers.runDue()
    await quiet(kiosk)
  }
}

function count(ledger: Ledger, clinicId: string, shown: readonly Ticket[]): Counted {
  const rows = ledger.bookings(clinicId)
  const booked = ledger.slots(clinicId, ...EVER).map(({ slotId, capacity }) => ({ capacity, places: ledger.placesOf({ slotId, state: 'booked' }) }))
  const holderOf = new Map<string, string | null>(booked.flatMap(({ places }) => places.map((place) => [`${place.slotId}/${place.n}`, place.bookingId] as const)))
  const held = rows.filter((row) => row.slotId !== null && row.status !== 'cancelled').map((row) => `${row.slotId}/${row.n}`)
  const placed = (bookingId: string): boolean => rows.some((row) => row.bookingId === bookingId && holderOf.get(`${row.slotId}/${row.n}`) === bookingId)
  return {
    lost: shown.filter(({ bookingId, status }) => (status === 'booked' ? !placed(bookingId) : !rows.some((row) => row.bookingId === bookingId))).length,
    duplicated: rows.length - new Set(rows.map((row) => row.bookingId)).size,
    oversold: held.length - new Set(held).size + booked.filter(({ capacity, places }) => places.length > capacity).length,
  }
}

async function makeClinic({ port }: Life, clock: TestClock): Promise<{ readonly clinicId: string; readonly codes: readonly string[] }> {
  const { clinicId } = orThrow(free(await port.createClinic({ name: '한빛가정의학과', timeZone: 'Asia/Seoul' })))
  const windows = Array.from({ length: WINDOWS }, (_, i) => ({ start: `${10 + i}:00`, end: `${11 + i}:00`, capacity: CAPACITY }))
  orThrow(free(await port.createSession({ clinicId, date: new Date(clock.now).toISOString().slice(0, 10), vaccine: FLU, windows })))
  const codes: string[] = []
  for (let i = 0; i < KIOSKS; i++) codes.push(orThrow(free(await port.createEnrolmentCode({ clinicId }))).code)
  return { clinicId, codes }
}

export async function drill(stage: Stage, clock: TestClock): Promise<Drilled> {
  let life = await stage.begin()
  const { clinicId, codes } = await makeClinic(life, clock)
  const exchanges = codes.map(() => 0)
  let learning = false
  const kiosks = codes.map((code, i) => {
    const send = wire(() => life.app)
    return testKiosk(clock, (url, init) => { if (learning) exchanges[i] = (exchanges[i] ?? 0) + 1; return send(url, init) }, { code })
  })
  for (const { store } of kiosks) store.loop.start()
  for (let i = 0; i < 3; i++) await turn(clock, kiosks)
  const shown = book(kiosks)
  await drain(clock, kiosks)
  stage.backup()
  const later = book(kiosks)
  await drain(clock, kiosks)
  await life.end()
  await stage.restore()
  life = await stage.begin()
  const isLearning = async (): Promise<boolean> => free(await life.port.modeOf(clinicId)) === 'learning'
  learning = await isLearning()
  if (!learning) throw new Error('the restored ledger did not notice that it went back')
  for (let i = 0; i < EXCHANGES_MAX && await isLearning(); i++) await turn(clock, kiosks)
  learning = false
  await drain(clock, kiosks)
  for (let i = 0; i < 3; i++) await turn(clock, kiosks)
  const found = await life.door.transact({ clinicId, mode: 'read' }, (ledger) => count(ledger, clinicId, [...shown, ...later]))
  for (const { store } of kiosks) store.loop.stop()
  await life.end()
  stage.clear()
  return { ...found, exchanges: Math.max(...exchanges), bookedAfterBackup: later.filter(({ status }) => status === 'booked').length }
}
