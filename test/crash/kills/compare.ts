/** After everything healed: what was shown, what the kiosks' files hold, what the centre holds. Counts come from the files, never from the product's own words. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { canonicalJson } from '../../../src/base/canonical-json.ts'
import { damageOf, openWithKey } from './integrity.ts'
import type { Device } from './lines.ts'
import type { Receipts, Shown } from './receipts.ts'

export type Verdict = { readonly lost: string[]; readonly duplicated: string[]; readonly oversold: string[]; readonly corrupted: string[]; readonly stuck: string[] }

type Booking = { readonly id: string; readonly status: string; readonly slotId: string | null; readonly n: number | null; readonly ticket: string; readonly date?: string; readonly body: string }
type Place = { readonly slotId: string; readonly n: number; readonly state: string; readonly bookingId: string | null }
type Entry = { readonly id: string; readonly type: string; readonly bookingId: string | null; readonly wire: string; readonly state: string }
type Kiosk = { readonly bookings: Map<string, Booking>; readonly places: readonly Place[]; readonly entries: readonly Entry[]; readonly staffCalls: number }
type Ledger = { readonly bookings: Map<string, Booking>; readonly places: readonly Place[]; readonly entries: readonly { id: string; content: string; place: string }[]; readonly capacity: Map<string, number>; readonly doses: readonly string[] }

const BOOKINGS = 'SELECT booking_id AS id, status, slot_id AS slotId, n, ticket_number AS ticket, body'
const PLACES = 'SELECT slot_id AS slotId, n, state, booking_id AS bookingId FROM place'
/** A booking that was called off holds no place. */
const holds = (b: Booking | undefined): boolean => b !== undefined && b.slotId !== null && b.status !== 'cancelled'
const at = (x: { readonly slotId: string | null; readonly n: number | null }): string => `${x.slotId}/${x.n}`
const personOf = (b: Booking): string => (JSON.parse(b.body) as { patient: { name: string } }).patient.name

function rows<T>(db: Database.Database, sql: string): T[] {
  return db.prepare(sql).all() as T[]
}

function readKiosk(device: Device): Kiosk {
  const db = openWithKey(join(device.dataDir, 'kiosk.db'), device.key, { readonly: true })
  const kiosk = {
    bookings: new Map(rows<Booking>(db, `${BOOKINGS}, date FROM booking WHERE made_by IS NULL`).map((b) => [b.id, b])), places: rows<Place>(db, PLACES),
    entries: rows<Entry>(db, 'SELECT entry_id AS id, type, booking_id AS bookingId, wire, state FROM outbox'),
    staffCalls: Number((db.prepare("SELECT value FROM meta WHERE key = 'staffCalls'").pluck().get() as string | undefined) ?? 0),
  }
  db.close()
  return kiosk
}

function readLedger(path: string): Ledger {
  const db = openWithKey(path, null, { readonly: true })
  const ledger = {
    bookings: new Map(rows<Booking>(db, `${BOOKINGS} FROM booking`).map((b) => [b.id, b])), places: rows<Place>(db, PLACES),
    entries: rows<{ id: string; content: string; place: string }>(db, "SELECT entry_id AS id, content, device_id || '/' || epoch || '/' || sequence AS place FROM entry"),
    capacity: new Map(rows<{ slotId: string; capacity: number }>(db, 'SELECT slot_id AS slotId, capacity FROM slot').map((s) => [s.slotId, s.capacity])),
    doses: rows<{ id: string }>(db, 'SELECT booking_id AS id FROM immunization').map((d) => d.id),
  }
  db.close()
  return ledger
}

const repeated = (items: readonly string[]): string[] => {
  const seen = new Set<string>()
  return items.filter((item) => seen.size === seen.add(item).size)
}

/** Why what this person was shown does not stand, or null. */
function broken(shown: Shown, kiosk: Kiosk | undefined, ledger: Ledger): string | null {
  const here = kiosk?.bookings.get(shown.bookingId)
  const there = ledger.bookings.get(shown.bookingId)
  if (!here) return 'is not in the kiosk file'
  if (!kiosk?.entries.some((e) => e.bookingId === shown.bookingId)) return 'has no outbox entry'
  if (!there) return 'is not in the ledger'
  const expected = { active: null, cancelled: 'cancelled', finished: 'fulfilled' }[shown.state]
  if (expected && (here.status !== expected || there.status !== expected)) return `was answered ${expected}, is ${here.status} at the kiosk and ${there.status} at the centre`
  if (shown.status !== 'booked' || shown.state === 'cancelled' || here.status === 'cancelled') return null
  if (here.slotId !== shown.slotId) return 'was shown another time than the kiosk file holds'
  const spent = kiosk.places.find((p) => at(p) === at(here))
  if (spent?.state !== 'spent' || spent.bookingId !== shown.bookingId) return 'has no spent place at the kiosk'
  const held = ledger.places.find((p) => at(p) === at(here))
  if (held?.state !== 'booked' || held.bookingId !== shown.bookingId || at(there) !== at(here)) return `does not hold its place at the centre (${held?.state ?? 'no such place'})`
  return null
}

function compareEntries(kiosks: readonly Kiosk[], ledger: Ledger, verdict: Verdict): void {
  const local = new Map(kiosks.flatMap((k) => k.entries.map((e) => [e.id, e] as const)))
  const central = new Map(ledger.entries.map((e) => [e.id, e]))
  for (const id of repeated(ledger.entries.map((e) => e.id))) verdict.duplicated.push(`entry ${id} is stored twice`)
  for (const place of repeated(ledger.entries.map((e) => e.place))) verdict.duplicated.push(`two entries stand at ${place}`)
  for (const { id, content } of ledger.entries) {
    const mine = local.get(id)
    if (!mine) verdict.lost.push(`entry ${id} is at the centre and in no kiosk file`)
    else if (wireOf(mine.wire) !== wireOf(content)) verdict.duplicated.push(`entry ${id} has another content at the centre`)
  }
  for (const e of local.values()) {
    if (e.state === 'pending') verdict.stuck.push(`entry ${e.id} (${e.type})`)
    else if (!central.has(e.id)) verdict.lost.push(`entry ${e.id} (${e.type}) counts as sent and is not at the centre`)
  }
  const parked = Map.groupBy([...local.values()].filter((e) => e.state === 'parked'), (e) => e.type)
  for (const [type, entries] of parked) process.stderr.write(`  set aside for a person: ${entries.length} ${type}\n`)
  const effects = [...local.values()].filter((e) => e.bookingId !== null).map((e) => `${e.bookingId} ${e.type.replace('waitlisted', 'created')}`)
  for (const effect of repeated(effects)) verdict.duplicated.push(`two entries for ${effect}`)
}

const wireOf = (text: string): string => {
  const { answer: _answer, ...content } = JSON.parse(text) as Record<string, unknown>
  return canonicalJson(content)
}

function comparePlaces(kiosks: readonly Kiosk[], ledger: Ledger, verdict: Verdict): void {
  const held = [...ledger.bookings.values()].filter(holds)
  for (const place of repeated(held.map(at))) verdict.oversold.push(`two bookings hold ${place}`)
  for (const place of repeated(kiosks.flatMap((k) => k.places.filter((p) => p.state === 'spent').map(at)))) verdict.oversold.push(`two kiosks spent ${place}`)
  for (const [slotId, bookings] of Map.groupBy(held, (b) => b.slotId ?? '')) {
    const capacity = ledger.capacity.get(slotId) ?? 0
    if (bookings.length > capacity) verdict.oversold.push(`slot ${slotId}: ${bookings.length} booked of ${capacity}`)
  }
}

function comparePeople(kiosks: readonly Kiosk[], ledger: Ledger, receipts: Receipts, verdict: Verdict): void {
  for (const shown of receipts.shown.values()) {
    const why = broken(shown, kiosks[shown.device], ledger)
    if (why) verdict.lost.push(`${shown.person} (${shown.status}, ${shown.bookingId}) ${why}`)
  }
  for (const person of repeated(kiosks.flatMap((k) => [...k.bookings.values()].map(personOf)))) verdict.duplicated.push(`${person} has two bookings at the kiosks`)
  for (const person of repeated([...ledger.bookings.values()].map(personOf))) verdict.duplicated.push(`${person} has two bookings at the centre`)
  for (const ticket of repeated(kiosks.flatMap((k) => [...k.bookings.values()].map((b) => `${b.date} ${b.ticket}`)))) verdict.duplicated.push(`number ${ticket} was given twice`)
  for (const booking of repeated(ledger.doses)) verdict.duplicated.push(`two doses for ${booking}`)
  for (const [device, kiosk] of kiosks.entries()) {
    for (const id of kiosk.bookings.keys()) if (!receipts.shown.has(id)) verdict.duplicated.push(`booking ${id} belongs to no answered command`)
    const wanted = receipts.staffCalls[device] ?? 0
    if (kiosk.staffCalls > wanted) verdict.duplicated.push(`store ${device} counted ${kiosk.staffCalls} calls for staff, ${wanted} were made`)
    if (kiosk.staffCalls < wanted) verdict.lost.push(`store ${device} counted ${kiosk.staffCalls} calls for staff, ${wanted} were made`)
  }
}

export function compare(devices: readonly Device[], ledgerPath: string, receipts: Receipts): Verdict {
  const verdict: Verdict = { lost: [], duplicated: [...receipts.doubled], oversold: [], corrupted: [], stuck: [] }
  for (const [path, key] of [...devices.map((d) => [join(d.dataDir, 'kiosk.db'), d.key] as const), [ledgerPath, null] as const]) {
    const damage = damageOf(path, key)
    if (damage) verdict.corrupted.push(`${path}: ${damage}`)
  }
  for (const device of devices) for (const file of readdirSync(device.dataDir)) if (file.includes('.damaged-')) verdict.corrupted.push(`${device.name} set ${file} aside`)
  if (verdict.corrupted.length > 0) return verdict
  const kiosks = devices.map(readKiosk)
  const ledger = readLedger(ledgerPath)
  comparePeople(kiosks, ledger, receipts, verdict)
  compareEntries(kiosks, ledger, verdict)
  comparePlaces(kiosks, ledger, verdict)
  return verdict
}
