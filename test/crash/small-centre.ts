/** The centre's real code over an empty ledger in memory, on a loopback port: one clinic, one flu session, one window of today and one of tomorrow. */
import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../src/base/ids.ts'
import { silentLog } from '../../src/base/log.ts'
import { addDays, localDateOf } from '../../src/base/time.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { buildApp } from '../../src/service/app.ts'
import { directPort } from '../../src/service/centre-port.ts'
import { createCentre } from '../../src/service/centre.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'

export const VACCINE = defaultCatalogue[0]?.vaccine ?? { system: '', code: '' }
const TIME_ZONE = 'Asia/Seoul'
const HELLO_MS = 500

function orThrow<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export type SmallCentre = { readonly url: string; readonly newCode: () => string; readonly stop: () => Promise<void> }

export async function startSmallCentre(capacity: number): Promise<SmallCentre> {
  const ledger = createSqliteLedger(orThrow(openLedgerFile(':memory:')))
  const newId = (): string => uuidV7(Date.now(), randomBytes)
  const centre = createCentre({ ledger, clock: Date.now, newId, newCode: () => randomBytes(6).toString('hex'), helloMs: HELLO_MS, log: () => {} })
  const { clinicId } = orThrow(centre.createClinic({ name: '한빛가정의학과', timeZone: TIME_ZONE }))
  const today = localDateOf(Date.now(), TIME_ZONE)
  for (const date of [today, addDays(today, 1)]) orThrow(centre.createSession({ clinicId, date, vaccine: VACCINE, windows: [{ start: '00:00', end: '24:00', capacity }] }))
  const app = await buildApp({ centre: directPort(centre), clock: Date.now, log: silentLog, random: Math.random })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url, newCode: () => orThrow(centre.createEnrolmentCode({ clinicId })).code,
    stop: async () => {
      app.server.closeAllConnections()
      await app.close()
    },
  }
}

let person = 0
/** Somebody who was never here before. */
export function somebody(part: Record<string, unknown> = {}): Record<string, unknown> & { readonly commandId: string } {
  person++
  const phone = `010${String(process.pid % 10_000).padStart(4, '0')}${String(person).padStart(4, '0')}`
  return {
    commandId: `command-${process.pid}-${person}`, vaccine: VACCINE, when: 'soonest', channel: 'kiosk',
    patient: { name: `환자${person}`, birthDate: '1957-03-04', phone, sex: 'female', language: 'ko', needsHelp: false, guardian: null },
    consent: { at: '2026-11-24T01:10:00.000Z', formVersion: 'kr-2026-1' }, screening: { formVersion: 'kr-2026-1', answers: [{ question: 1, answer: false, detail: null }] }, ...part,
  }
}
