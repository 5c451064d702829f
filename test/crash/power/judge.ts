/** Opens what a power cut left with the product's own code and looks for every ticket that was shown before. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openKioskFile } from '../../../src/store/db/open.ts'
import type { Db } from '../../../src/store/db/database.ts'
import { KEY } from './record.ts'
import type { DiskState } from './disk.ts'
import type { Marker } from './trace.ts'

type Person = { readonly status: 'booked' | 'standby'; readonly cancel: 'no' | 'asked' | 'done' }
export type People = ReadonlyMap<string, Person>
export type Judgement = { readonly corrupt: string | null; readonly lost: readonly string[] }

export function withMarker(people: Map<string, Person>, marker: Marker): void {
  if (marker.kind === 'shown') people.set(marker.bookingId, { status: marker.status, cancel: 'no' })
  const known = people.get(marker.bookingId)
  if (known && marker.kind !== 'shown') people.set(marker.bookingId, { ...known, cancel: marker.kind === 'cancelled' ? 'done' : 'asked' })
}

type Found = { readonly status: string; readonly entries: number; readonly spent: number }

function whyLost(found: Found | undefined, person: Person): string | null {
  if (!found) return 'is not in the file'
  if (found.entries === 0) return 'has no outbox entry'
  if (person.cancel === 'done' && found.status !== 'cancelled') return 'was cancelled and stands'
  if (person.cancel === 'no' && person.status === 'booked' && (found.status !== 'booked' || found.spent !== 1)) return 'does not hold its place'
  return null
}

function look(db: Db, people: People): Judgement {
  const verdict = String(db.pragma('integrity_check', { simple: true }))
  if (verdict !== 'ok') return { corrupt: verdict, lost: [] }
  const find = db.prepare(`SELECT status, (SELECT count(*) FROM outbox o WHERE o.booking_id = b.booking_id) AS entries,
    (SELECT count(*) FROM place p WHERE p.booking_id = b.booking_id AND p.state = 'spent' AND p.slot_id = b.slot_id AND p.n = b.n) AS spent FROM booking b WHERE booking_id = ?`)
  const lost: string[] = []
  for (const [bookingId, person] of people) {
    const why = whyLost(find.get(bookingId) as Found | undefined, person)
    if (why) lost.push(`${bookingId} (${person.status}) ${why}`)
  }
  return { corrupt: null, lost }
}

export function judge(folder: string, state: DiskState, people: People): Judgement {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [name, bytes] of state) writeFileSync(join(folder, name), bytes)
  const opened = openKioskFile(join(folder, 'kiosk.db'), KEY, 1)
  if (!opened.ok) return { corrupt: `${opened.error.code} ${opened.error.detail}`, lost: [] }
  const { db, setAside } = opened.value
  try {
    return setAside ? { corrupt: `set aside as ${setAside}`, lost: [] } : look(db, people)
  } catch (cause) {
    return { corrupt: String(cause), lost: [] }
  } finally {
    db.close()
  }
}
