/** Records what the real store process does to its folder: first start, enrolment, bookings over a checkpoint, an orderly end, a kill, starts after both. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Ticket } from '../../../src/contract/kiosk-api.ts'
import { scratchRoot } from '../kills/integrity.ts'
import { shimEnv } from '../shim.ts'
import { somebody, startSmallCentre } from '../small-centre.ts'
import type { SmallCentre } from '../small-centre.ts'
import { storeOrThrow } from '../store-child.ts'
import type { StoreChild } from '../store-child.ts'
import { mark } from './trace.ts'

export const KEY = 'c0ffee'.padEnd(64, '0')
const NORMAL_HOOK = new URL('./normal-hook.ts', import.meta.url).href
const CAPACITY = 120
/** The second life writes more than the 1,000 pages after which SQLite checkpoints by itself. */
const TICKETS = [12, 90, 12, 6] as const
const CANCEL_EVERY = 7
const READY_MS_MAX = 15_000

export type Recording = { readonly folder: string; readonly trace: string; readonly base: string }

async function holdsPlaces(store: StoreChild): Promise<void> {
  const until = Date.now() + READY_MS_MAX
  while (Date.now() < until) {
    const result = await store.call('syncOverview', {})
    if (result.ok && (result.value as { placesLeft: number }).placesLeft > 0) return
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
  throw new Error('the recorded store received no places')
}

async function serve(store: StoreChild, trace: string, count: number): Promise<void> {
  for (let i = 1; i <= count; i++) {
    const result = await store.call('bookWalkIn', somebody())
    if (!result.ok) throw new Error(`the recorded store answered ${result.error.code}`)
    const { bookingId, status } = result.value as Ticket
    mark(trace, { kind: 'shown', bookingId, status })
    if (i % CANCEL_EVERY !== 0) continue
    mark(trace, { kind: 'cancel-asked', bookingId })
    const cancelled = await store.call('cancelBooking', { commandId: `cancel-${bookingId}`, bookingId, reason: 'patient' })
    if (cancelled.ok) mark(trace, { kind: 'cancelled', bookingId })
  }
}

async function lives(centre: SmallCentre, { folder, trace }: Recording, library: string, normal: boolean): Promise<void> {
  const part = { dataDir: folder, databaseKey: KEY, serviceUrl: centre.url, enrolmentCode: centre.newCode() }
  const begin = (): Promise<StoreChild> => storeOrThrow(part, shimEnv(library, { folder, trace }), normal ? ['--import', NORMAL_HOOK] : [])
  for (const [life, tickets] of TICKETS.entries()) {
    const store = await begin()
    // The very first people come before the centre was ever reached: standby, and just as durable.
    if (life === 0) await serve(store, trace, 2)
    if (life === 0) await holdsPlaces(store)
    await serve(store, trace, tickets)
    await (life === 1 || life === 2 ? store.kill() : store.stop())
  }
}

/** `normal`: the control, the same store with synchronous=NORMAL. */
export async function record(library: string, normal: boolean): Promise<Recording> {
  const base = mkdtempSync(join(scratchRoot(), 'crash-power-'))
  const recording = { base, folder: join(base, 'kiosk'), trace: join(base, 'trace.bin') }
  mkdirSync(recording.folder)
  const centre = await startSmallCentre(CAPACITY)
  try {
    await lives(centre, recording, library, normal)
  } finally {
    await centre.stop()
  }
  return recording
}
