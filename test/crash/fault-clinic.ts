/** A kiosk on a disk that can be made to fail: what was shown is kept here, and looked for afterwards by a fresh process. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '../../src/base/result.ts'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import type { Failure } from '../../src/contract/errors.ts'
import { openWithKey, scratchRoot } from './kills/integrity.ts'
import { KEY } from './power/record.ts'
import { mark } from './power/trace.ts'
import { shimEnv } from './shim.ts'
import { somebody, startSmallCentre } from './small-centre.ts'
import { startStore, storeOrThrow } from './store-child.ts'
import type { Started, StoreChild } from './store-child.ts'

const CAPACITY = 200
const READY_MS_MAX = 15_000

type Options = { readonly library?: string | null; readonly folder?: string; readonly online?: boolean; readonly traced?: boolean }
export type Answer = { readonly input: Record<string, unknown>; readonly result: Result<unknown, Failure> }
export type FaultClinic = Awaited<ReturnType<typeof openFaultClinic>>

const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })

async function holdsPlaces(store: StoreChild): Promise<void> {
  for (const until = Date.now() + READY_MS_MAX; Date.now() < until; await sleep(20)) {
    const result = await store.call('syncOverview', {})
    if (result.ok && (result.value as { placesLeft: number }).placesLeft > 0) return
  }
  throw new Error('the store received no places')
}

/** Enrolled, holding places, the centre gone again unless `online`. */
export async function openFaultClinic({ library = null, folder, online = false, traced = false }: Options = {}) {
  const base = mkdtempSync(join(scratchRoot(), 'crash-fault-'))
  const dataDir = folder ?? join(base, 'kiosk')
  mkdirSync(dataDir, { recursive: true })
  const [faultFile, trace] = [join(base, 'fault'), join(base, 'trace.bin')]
  writeFileSync(faultFile, '')
  const centre = await startSmallCentre(CAPACITY)
  const env = library ? shimEnv(library, { folder: dataDir, fault: faultFile, ...(traced ? { trace } : {}) }) : {}
  const part = { dataDir, databaseKey: KEY, serviceUrl: centre.url, enrolmentCode: centre.newCode() }
  let store = await storeOrThrow(part, env)
  await holdsPlaces(store)
  if (!online) await centre.stop()
  const shown: Ticket[] = []

  const send = async (input: Record<string, unknown>): Promise<Answer> => {
    const result = await store.call('bookWalkIn', input)
    if (!result.ok) return { input, result }
    const ticket = result.value as Ticket
    shown.push(ticket)
    if (traced) mark(trace, { kind: 'shown', bookingId: ticket.bookingId, status: ticket.status })
    return { input, result }
  }
  return {
    dataDir, trace, shown, send, store: () => store,
    /** `fsync 5 0 -1 -wal`, see shim.c; an empty text heals. Replaced whole, so that no call reads half of it. */
    fault: (text: string): void => {
      writeFileSync(`${faultFile}.new`, text)
      renameSync(`${faultFile}.new`, faultFile)
    },
    book: async (count: number): Promise<Answer[]> => {
      const answers: Answer[] = []
      for (let i = 0; i < count; i++) answers.push(await send(somebody()))
      return answers
    },
    /** As its keeper would: kills what is left and starts anew. */
    restart: async (): Promise<Started> => {
      await store.kill()
      const started = await startStore(part, env)
      if (started.store) store = started.store
      return started
    },
    /** Why a shown ticket does not stand, as a fresh process and the file see it. */
    missing: async (): Promise<string[]> => {
      await store.kill()
      const fresh = await storeOrThrow({ ...part, serviceUrl: 'http://127.0.0.1:9' })
      const bad: string[] = []
      for (const ticket of shown) {
        const now = await fresh.call('ticket', { bookingId: ticket.bookingId })
        if (!now.ok || (now.value as Ticket).ticketNumber !== ticket.ticketNumber || (now.value as Ticket).status !== ticket.status) bad.push(`${ticket.ticketNumber} ${JSON.stringify(now)}`)
      }
      await fresh.stop()
      const db = openWithKey(join(dataDir, 'kiosk.db'), KEY)
      const find = db.prepare("SELECT (SELECT count(*) FROM outbox WHERE booking_id = ?) AS entries, (SELECT count(*) FROM place WHERE booking_id = ? AND state = 'spent') AS spent")
      for (const ticket of shown) {
        const found = find.get(ticket.bookingId, ticket.bookingId) as { entries: number; spent: number }
        if (found.entries !== 1 || found.spent !== (ticket.status === 'booked' ? 1 : 0)) bad.push(`${ticket.ticketNumber} ${ticket.status}: ${JSON.stringify(found)}`)
      }
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') bad.push('the file is damaged')
      db.close()
      return bad
    },
    end: async (): Promise<void> => {
      await store.kill()
      if (online) await centre.stop()
      rmSync(base, { recursive: true, force: true })
    },
  }
}
