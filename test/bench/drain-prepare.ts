/** Child of the bench: enrols kiosks at a running service, obtains places, and leaves `--entries=N` and `--warm=N` unsent bookings in their files. */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { silentLog } from '../../src/base/log.ts'
import { addDays, DAY_MS, localDateOf, MINUTE_MS, toIso } from '../../src/base/time.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { FLU, KEY, seedBooking } from './clinic-day.ts'
import { tell } from './figures.ts'

const WINDOWS = 20
const WINDOW_MS = 30 * MINUTE_MS
const MORNING_HOUR = 6
const CHUNK = 1_000

const { values } = parseArgs({ options: {
  url: { type: 'string', default: '' }, token: { type: 'string', default: '' }, dir: { type: 'string', default: '' },
  entries: { type: 'string', default: '10000' }, warm: { type: 'string', default: '1000' },
} })

async function admin<T>(path: string, body: object): Promise<T> {
  const answer = await fetch(`${values.url}/v1/admin${path}`, { method: 'POST', headers: { authorization: `Bearer ${values.token}`,
    'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** A zone where the morning is young, so that every window lies within today. `Etc/GMT-9` is nine hours east. */
function morningZone(now: number): string {
  const east = ((MORNING_HOUR - new Date(now).getUTCHours() + 35) % 24) - 11
  return `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`
}

async function enrolled(path: string, places: number): Promise<{ readonly store: Store; readonly date: string }> {
  const now = Date.now()
  const timeZone = morningZone(now)
  const date = localDateOf(now, timeZone)
  if (localDateOf(now + WINDOWS * WINDOW_MS, timeZone) === addDays(date, 1)) throw new Error('the windows do not fit the day')
  const { clinicId } = await admin<{ clinicId: string }>('/clinics', { name: '한빛가정의학과', timeZone })
  const windows = Array.from({ length: WINDOWS }, (_, i) => ({ start: toIso(now + i * WINDOW_MS), end: toIso(now + (i + 1) * WINDOW_MS),
    capacity: Math.ceil(places / WINDOWS) }))
  await admin('/sessions', { clinicId, date, vaccine: FLU, windows })
  const { code } = await admin<{ code: string }>('/enrolment-codes', { clinicId })
  const made = openStore({
    start: { dataDir: values.dir, databaseKey: KEY, serviceUrl: values.url, enrolmentCode: code, stationName: 'bench', appVersion: '0.1.0',
    technicianPin: '4711' },
    path, clock: Date.now, randomBytes, random: Math.random, fetch: (url, init) => fetch(url, init), log: silentLog, publish: () => {},
    after: (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) },
  })
  if (!made.ok) throw new Error(made.error.code)
  made.value.loop.start()
  while (made.value.context.repos.freeToday(date, Date.now()) < places) await new Promise((resolve) => { setTimeout(resolve, 50) })
  made.value.loop.stop()
  return { store: made.value, date }
}

async function fill(path: string, count: number): Promise<readonly string[]> {
  const { store, date } = await enrolled(path, count)
  const { repos } = store.context
  const free = repos.held(repos.meta.epoch(), 0).filter((place) => place.state === 'free').slice(0, count)
  const identity = repos.meta.get('identity')
  if (!identity || free.length < count) throw new Error(`only ${free.length} places for ${count} bookings`)
  let head = { sequence: 0, hash: '' }
  for (let from = 0; from < count; from += CHUNK)
    repos.atomically(() => {
      for (const [i, place] of free.slice(from, from + CHUNK).entries())
        head = seedBooking({ repos, epoch: identity.epoch, letter: identity.stationLetter }, head, { person: from + i, at: Date.now(), date, place,
          over: false })
    })
  const wires = repos.due(count, Date.now() + DAY_MS).map((row) => row.content)
  store.close()
  return wires
}

await fill(join(values.dir, 'warm.db'), Number(values.warm))
const wires = await fill(join(values.dir, 'kiosk.db'), Number(values.entries))
writeFileSync(join(values.dir, 'entries.jsonl'), `${wires.join('\n')}\n`)
tell({ entries: wires.length, wireBytes: Math.round(wires.reduce((sum, wire) => sum + Buffer.byteLength(wire), 0) / wires.length) })
process.exit(0)
