/** The real clinic under test: central service, Electron with its windows, and the two files that must agree. */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, vi } from 'vitest'
import { at, launchKiosk } from '../../scripts/demo/kiosk-app.mjs'
import type { KioskApp } from '../../scripts/demo/kiosk-app.mjs'
import { demoInTheMorning, startService } from '../../scripts/service-process.mjs'
import type { Result } from '../../src/base/result.ts'
import type { Failure } from '../../src/contract/errors.ts'
import type { CallOutput } from '../../src/contract/kiosk-api.ts'
import { unlock } from '../../src/store/db/unlock.ts'

export const PATIENCE_MS = 90_000
/** Often enough that nobody waits long for the centre's word; each hello is some 70 ms of work for centre, store and pages together. */
const HELLO_MS = 1_500
/** Two cores, several programs: patience is wide, and nothing here asserts how long something took. */
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS })

export type Service = Awaited<ReturnType<typeof startService>>
export type Rows = readonly Record<string, unknown>[]
export type Clinic = KioskApp & {
  readonly folder: string; readonly dataDir: string; readonly port: number
  /** One-time codes of the demo clinic; the first is this kiosk's. */
  readonly codes: readonly string[]
  readonly startService: () => Promise<Service>
  /** Read while both write: SQLite's log lets a second process look. */
  readonly store: (sql: string, ...values: unknown[]) => Rows
  readonly ledger: (sql: string, ...values: unknown[]) => Rows
  readonly close: () => Promise<void>
}
export type ClinicPart = { readonly env?: Record<string, string>; readonly capacity?: number; /** The centre has made its codes and is gone again before the kiosk starts. */ readonly serviceDown?: boolean }

export async function openClinic({ env = {}, capacity = 6, serviceDown = false }: ClinicPart = {}): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-e2e-'))
  const dataDir = join(folder, 'kiosk')
  mkdirSync(dataDir)
  const port = await freePort()
  let service: Service | null = null
  const start = async (): Promise<Service> => {
    service = await startService([`--port=${port}`, `--data=${join(folder, 'centre')}`, ...demoInTheMorning(), `--capacity=${capacity}`, `--hello-ms=${HELLO_MS}`])
    return service
  }
  const { ready } = await start()
  if (serviceDown) service = await ended(service)
  const app = await launchKiosk({ dataDir, serviceUrl: ready.url, code: ready.enrolmentCodes[0], env })
  const close = async (): Promise<void> => {
    await app.kiosk.close().catch(() => {})
    await ended(service)
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    ...app, folder, dataDir, port, codes: ready.enrolmentCodes, startService: start, close,
    store: (sql, ...values) => read(join(dataDir, 'kiosk.db'), readFileSync(join(dataDir, 'key', 'database.key'), 'utf8').trim(), sql, values),
    ledger: (sql, ...values) => read(join(folder, 'centre', 'ledger.db'), null, sql, values),
  }
}

export async function ended(service: Service | null): Promise<null> {
  if (!service || service.child.exitCode !== null) return null
  service.child.removeAllListeners('exit')
  const gone = once(service.child, 'exit')
  service.child.kill('SIGTERM')
  await gone
  return null
}

export function read(file: string, key: string | null, sql: string, values: readonly unknown[]): Rows {
  const db = new Database(file, { readonly: true })
  try {
    if (key) unlock(db, key)
    return db.prepare(sql).all(...values) as Rows
  } finally {
    db.close()
  }
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** What any page can ask, as any script in it could. */
export const ask = <T = unknown>(page: Page, name: string, input: unknown): Promise<Result<T, Failure>> =>
  page.evaluate(([n, i]) => window.kiosk?.call(n as string, i), [name, input] as const) as Promise<Result<T, Failure>>

export const until = async <T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> => {
  for (const end = Date.now() + PATIENCE_MS / 2; Date.now() < end; await new Promise((resolve) => { setTimeout(resolve, 100) })) {
    const seen = await look()
    if (seen) return seen as NonNullable<T>
  }
  throw new Error(`never seen: ${what}`)
}

export const overview = async (clinic: Pick<Clinic, 'desk'>): Promise<CallOutput['syncOverview'] | null> => {
  const result = await ask<CallOutput['syncOverview']>(clinic.desk, 'syncOverview', {})
  return result.ok ? result.value : null
}
export const placesHeld = (clinic: Clinic) => until('places allotted', async () => ((await overview(clinic))?.placesLeft ?? 0) > 0)
export const drained = (clinic: Clinic) => until('nothing unsent', async () => { const now = await overview(clinic); return now?.enrolled && now.unsent === 0 })

/** What stood there a moment ago may be gone by itself. */
const GONE_MS = 2_000
/** Back to the start, whatever screen a test left behind, and however it lies: this is no test of the way there. */
export async function home(patient: Page): Promise<void> {
  for (const way of ['idle-erase', 'start-over', 'finish']) if (await patient.getByTestId(way).count()) await patient.getByTestId(way).dispatchEvent('click', {}, { timeout: GONE_MS }).catch(() => {})
  await at(patient, 'welcome')
}

/** One clinic for a whole file of tests, with places in hand and a countdown that is in nobody's way. */
export function clinicOfFile(take: (opened: Clinic) => void): void {
  let opened: Clinic | null = null
  beforeAll(async () => {
    opened = await openClinic({ env: { KIOSK_IDLE_S: '600' } })
    take(opened)
    await placesHeld(opened)
  })
  afterAll(() => opened?.close())
}

/** Words that belong together are bound by a no-break space; here they are read as typed. */
export const plainly = (text: string | null): string => (text ?? '').trim().replaceAll('\u00a0', ' ')

/** Lines the kiosk's own log has of one event. */
export const logged = (dataDir: string, event: string): Record<string, unknown>[] =>
  readFileSync(join(dataDir, 'logs', 'kiosk.log'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line.event === event)

