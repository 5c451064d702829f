/**
 * `npm run restore-drill -- --drills=10 --json`: kiosks book, a backup is made, they book on, the ledger's file is lost, the backup is restored as the operator does it,
 * the next life begins. The real stores, app and ledger file on a hand-driven clock; counted from the ledger afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { uuidV7 } from '../../src/base/ids.ts'
import { silentLog } from '../../src/base/log.ts'
import { buildApp } from '../../src/service/app.ts'
import { directPort } from '../../src/service/centre-port.ts'
import { createCentre } from '../../src/service/centre.ts'
import { backupLedger, restoreLedger } from '../../src/service/ledger/keep-ledger.ts'
import { openLifeMark } from '../../src/service/ledger/life-mark.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { drain, FLU, orThrow, quiet, testClock, testKiosk, walkIn, wire } from '../support/clinic.ts'
import type { TestClock, TestKiosk } from '../support/clinic.ts'

const KIOSKS = 3
const CAPACITY = 30
const WINDOWS = 6
const BOOKINGS_EACH = 4
const EXCHANGES_MAX = 40

type Ticket = { readonly bookingId: string; readonly status: string }
type Life = { readonly app: FastifyInstance; readonly centre: ReturnType<typeof createCentre>; readonly ledger: ReturnType<typeof createSqliteLedger>; readonly end: () => Promise<void> }

async function begin(path: string, clock: TestClock): Promise<Life> {
  const mark = { note: (_commits: number, _life: number): void => {} }
  const ledger = createSqliteLedger(orThrow(openLedgerFile(path)), (commits) => mark.note(commits, Number(ledger.setting('incarnation') ?? 0)))
  const life = openLifeMark(`${path}.mark`, ledger.commits())
  mark.note = life.note
  const centre = createCentre({
    ledger, restoredAfter: life.restored ? life.life : null, clock: clock.read, newId: () => uuidV7(clock.read(), randomBytes), newCode: () => randomBytes(6).toString('hex'), helloMs: 60_000, log: () => {},
  })
  const app = await buildApp({ centre: directPort(centre), clock: clock.read, log: silentLog, random: () => 0.5 })
  return { app, centre, ledger, end: async () => { await app.close(); life.close(); ledger.close() } }
}

const book = (kiosks: readonly TestKiosk[]): Ticket[] => {
  const shown: Ticket[] = []
  for (let i = 0; i < BOOKINGS_EACH; i++) for (const { store } of kiosks) {
    shown.push(orThrow(store.handle('bookWalkIn', walkIn())) as Ticket)
  }
  return shown
}
/** One heartbeat for everybody. */
async function turn(clock: TestClock, kiosks: readonly TestKiosk[]): Promise<void> {
  clock.now += 61_000
  for (const kiosk of kiosks) {
    kiosk.timers.runDue()
    await quiet(kiosk)
  }
}

function count(ledger: Life['ledger'], clinicId: string, shown: readonly Ticket[]): { lost: number; duplicated: number; oversold: number } {
  const rows = ledger.bookings(clinicId)
  const held = rows.filter((row) => row.slotId !== null && row.status !== 'cancelled').map((row) => `${row.slotId}/${row.n}`)
  const placed = (bookingId: string): boolean => rows.some((row) => row.bookingId === bookingId && row.slotId !== null && row.n !== null && ledger.place(row.slotId, row.n)?.bookingId === bookingId)
  const over = ledger.slots(clinicId, '0000-01-01', '9999-12-31').filter((slot) => ledger.placesOf({ slotId: slot.slotId, state: 'booked' }).length > slot.capacity).length
  return {
    lost: shown.filter(({ bookingId, status }) => (status === 'booked' ? !placed(bookingId) : !rows.some((row) => row.bookingId === bookingId))).length,
    duplicated: rows.length - new Set(rows.map((row) => row.bookingId)).size, oversold: held.length - new Set(held).size + over,
  }
}

async function drill(): Promise<{ lost: number; duplicated: number; oversold: number; exchanges: number; bookedAfterBackup: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'restore-drill-'))
  const [path, backup] = [join(folder, 'ledger.db'), join(folder, 'backup.db')]
  const clock = testClock()
  let life = await begin(path, clock)
  const { clinicId } = orThrow(life.centre.createClinic({ name: '한빛가정의학과', timeZone: 'Asia/Seoul' }))
  const windows = Array.from({ length: WINDOWS }, (_, i) => ({ start: `${10 + i}:00`, end: `${11 + i}:00`, capacity: CAPACITY }))
  orThrow(life.centre.createSession({ clinicId, date: '2026-11-24', vaccine: FLU, windows }))
  const exchanges = Array.from({ length: KIOSKS }, () => 0)
  let learning = false
  const kiosks = exchanges.map((_, i) => {
    const send = wire(() => life.app)
    return testKiosk(clock, (url, init) => { if (learning) exchanges[i] = (exchanges[i] ?? 0) + 1; return send(url, init) }, { code: orThrow(life.centre.createEnrolmentCode({ clinicId })).code })
  })
  for (const { store } of kiosks) store.loop.start()
  for (let i = 0; i < 3; i++) await turn(clock, kiosks)
  const shown = book(kiosks)
  await drain(clock, kiosks)
  orThrow(backupLedger(path, backup))
  const later = book(kiosks)
  await drain(clock, kiosks)
  await life.end()
  orThrow(restoreLedger(backup, path, clock.now))
  life = await begin(path, clock)
  learning = life.centre.modeOf(clinicId) === 'learning'
  if (!learning) throw new Error('the restored ledger did not notice that it went back')
  for (let i = 0; i < EXCHANGES_MAX && life.centre.modeOf(clinicId) === 'learning'; i++) await turn(clock, kiosks)
  learning = false
  await drain(clock, kiosks)
  for (let i = 0; i < 3; i++) await turn(clock, kiosks)
  const found = count(life.ledger, clinicId, [...shown, ...later])
  for (const { store } of kiosks) store.loop.stop()
  await life.end()
  rmSync(folder, { recursive: true, force: true })
  return { ...found, exchanges: Math.max(...exchanges), bookedAfterBackup: later.filter(({ status }) => status === 'booked').length }
}

const { values } = parseArgs({ options: { drills: { type: 'string', default: '10' }, json: { type: 'boolean' } } })
const drills = Number(values.drills)
if (!Number.isSafeInteger(drills) || drills < 1) throw new Error('--drills takes a whole number from 1')
const total = { drills: 0, bookedAfterBackup: 0, lost: 0, duplicated: 0, oversold: 0, learningExchangesMax: 0 }
for (let i = 0; i < drills; i++) {
  const found = await drill()
  total.drills++
  total.bookedAfterBackup += found.bookedAfterBackup
  total.lost += found.lost
  total.duplicated += found.duplicated
  total.oversold += found.oversold
  total.learningExchangesMax = Math.max(total.learningExchangesMax, found.exchanges)
}
process.stdout.write(`${JSON.stringify(total)}\n`)
process.exit(total.lost + total.duplicated + total.oversold > 0 || total.bookedAfterBackup === 0 ? 1 : 0)
