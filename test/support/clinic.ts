/** A centre and kiosks in one process, on real code and a hand-driven clock: no sockets, no waiting. */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { After } from '../../src/base/time.ts'
import { silentLog } from '../../src/base/log.ts'
import { uuidV7 } from '../../src/base/ids.ts'
import type { CallInput } from '../../src/contract/kiosk-api.ts'
import { buildApp } from '../../src/service/app.ts'
import { createCentre } from '../../src/service/centre.ts'
import type { Centre } from '../../src/service/centre.ts'
import { directPort } from '../../src/service/centre-port.ts'
import { readCalls } from '../../src/service/field/read-calls.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import type { Ledger } from '../../src/service/ledger/ledger.ts'
import { createSqliteFieldReads } from '../../src/service/ledger/sqlite-field-reads.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import type { Fetch } from '../../src/store/service-client.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'

export const START = Date.parse('2026-11-24T01:10:00Z') // 10:10 in Seoul
export const FLU = defaultCatalogue[0]?.vaccine ?? { system: '', code: '' }
export const KEY = createHash('sha256').update('test key').digest('hex')

export type TestClock = { now: number; readonly read: () => number }
export const testClock = (now = START): TestClock => {
  const clock = { now, read: () => clock.now }
  return clock
}

export type TestCentre = { readonly app: FastifyInstance; readonly centre: Centre; readonly ledger: Ledger; /** The ledger's own file. */ readonly file: Parameters<typeof createSqliteLedger>[0]; readonly clinicId: string; readonly newCode: () => string }

/** One clinic, one flu session of `windows` half-hour windows from 10:00 local, `capacity` places each. */
export async function testCentre(clock: TestClock, { capacity = 6, windows = 8, path = ':memory:', consoleFolder = '' } = {}): Promise<TestCentre> {
  const file = openLedgerFile(path)
  if (!file.ok) throw new Error(file.error.code)
  const ledger = createSqliteLedger(file.value)
  const newId = (): string => uuidV7(clock.read(), randomBytes)
  const centre = createCentre({ ledger, clock: clock.read, newId, newCode: () => randomBytes(6).toString('hex'), helloMs: 60_000, log: () => {} })
  const known = centre.listClinics()[0]
  const clinicId = known?.clinicId ?? orThrow(centre.createClinic({ name: '한빛가정의학과', timeZone: 'Asia/Seoul' })).clinicId
  const times = Array.from({ length: windows }, (_, i) => 600 + i * 30).map((m) => ({ start: hhmm(m), end: hhmm(m + 30), capacity }))
  if (!known) orThrow(centre.createSession({ clinicId, date: '2026-11-24', vaccine: FLU, windows: times }))
  const reads = readCalls({ reads: createSqliteFieldReads(file.value), clock: clock.read })
  const app = await buildApp({ centre: directPort(centre), clock: clock.read, log: silentLog, random: () => 0.5, reads, consoleFolder })
  return { app, centre, ledger, file: file.value, clinicId, newCode: () => orThrow(centre.createEnrolmentCode({ clinicId })).code }
}

const hhmm = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export function orThrow<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** What may happen to a message: it arrives, it or its answer is lost, it arrives twice. */
export type Fate = 'pass' | 'lose-request' | 'lose-answer' | 'twice'

/** Carries requests to the app as the network would. `fate` is asked once a request. */
export function wire(app: () => FastifyInstance, fate: () => Fate = () => 'pass'): Fetch {
  return async (url, init) => {
    const what = fate()
    if (what === 'lose-request') throw new TypeError('fetch failed')
    const send = (): Promise<LightMyRequestResponse> =>
      app().inject({ method: init.method as 'GET' | 'POST', url: url.replace(/^https?:\/\/[^/]+/, ''), headers: { ...init.headers, 'accept-encoding': 'identity' }, ...(init.body ? { payload: Buffer.from(init.body) } : {}) })
    const first = await send()
    if (what === 'lose-answer') throw new TypeError('fetch failed')
    const answer = what === 'twice' ? await send() : first
    return new Response(answer.rawPayload.length ? answer.payload : null, { status: answer.statusCode, headers: { 'retry-after': String(answer.headers['retry-after'] ?? '') } })
  }
}

export type Timers = { readonly after: After; readonly runDue: () => number; readonly nextAt: () => number | null; readonly clear: () => void }

/** Timers that fire when the test's clock says so. */
export function testTimers(clock: TestClock): Timers {
  let queue: { at: number; act: () => void }[] = []
  return {
    after: (ms, act) => {
      const timer = { at: clock.now + ms, act }
      queue.push(timer)
      return () => { queue = queue.filter((t) => t !== timer) }
    },
    runDue: () => {
      const due = queue.filter((t) => t.at <= clock.now).sort((a, b) => a.at - b.at)
      queue = queue.filter((t) => t.at > clock.now)
      for (const timer of due) timer.act()
      return due.length
    },
    nextAt: () => queue.reduce<number | null>((first, t) => (first === null || t.at < first ? t.at : first), null),
    clear: () => { queue = [] },
  }
}

export type TestKiosk = { readonly store: Store; readonly timers: Timers }

export function testKiosk(clock: TestClock, fetch: Fetch, part: { path?: string; code?: string | null; key?: string; technicianPin?: string; random?: () => number } = {}): TestKiosk {
  const timers = testTimers(clock)
  const store = orThrow(openStore({
    start: {
      dataDir: '/nowhere', databaseKey: part.key ?? KEY, serviceUrl: 'http://centre.test', enrolmentCode: part.code ?? null, stationName: 'test', appVersion: '0.1.0', technicianPin: part.technicianPin ?? '4711',
    },
    path: part.path ?? ':memory:', clock: clock.read, randomBytes, random: part.random ?? Math.random, fetch, after: timers.after, log: silentLog, publish: () => {},
  }))
  return { store, timers }
}

/** Lets what is under way finish: signatures take their time in other threads. */
export const quiet = (kiosk: TestKiosk): Promise<void> => kiosk.store.loop.quiet()

/** Runs the clock forward until nothing is unsent, at most `hours`. */
export async function drain(clock: TestClock, kiosks: readonly TestKiosk[], hours = 2): Promise<void> {
  const until = clock.now + hours * 3_600_000
  for (const kiosk of kiosks) await quiet(kiosk)
  while (clock.now < until && kiosks.some((k) => k.store.context.repos.countPending().n > 0)) {
    const next = kiosks.map((k) => k.timers.nextAt()).filter((at): at is number => at !== null)
    clock.now = Math.max(clock.now, Math.min(until, ...next))
    for (const kiosk of kiosks) {
      kiosk.timers.runDue()
      await quiet(kiosk)
    }
  }
}

let person = 0
/** A walk-in nobody else made. */
export function walkIn(part: Partial<CallInput<'bookWalkIn'>> = {}): CallInput<'bookWalkIn'> {
  person++
  return {
    commandId: `command-${person}`, vaccine: FLU, when: 'soonest', channel: 'kiosk',
    patient: { name: `환자${person}`, birthDate: '1957-03-04', phone: `010-1234-${String(person % 10_000).padStart(4, '0')}`, sex: 'female', language: 'ko', needsHelp: false, guardian: null },
    consent: { at: '2026-11-24T01:10:00.000Z', formVersion: 'kr-2026-1' }, screening: { formVersion: 'kr-2026-1', answers: [{ question: 1, answer: false, detail: null }] }, ...part,
  }
}
