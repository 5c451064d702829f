/** The day with kiosks: the real centre and ledger judge every entry, the real admission lets in, the real sync machine sends; only time is made. */
import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../src/base/ids.ts'
import { instantOfLocal } from '../../src/base/time.ts'
import { createAdmission } from '../../src/service/admission/admission.ts'
import { classOf } from '../../src/service/admission/classes.ts'
import { workOff } from '../../src/service/admission/writer.ts'
import type { Writer } from '../../src/service/admission/writer.ts'
import { createCentre } from '../../src/service/centre.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { FLU } from '../bench/clinic-day.ts'
import { createAgenda } from '../bench/herd/model.ts'
import { orThrow } from '../support/clinic.ts'
import { createClinic } from './clinic.ts'
import type { Asking, CentreAnswer, Clinic, Holding } from './clinic.ts'
import { isAway, OUTAGE } from './crowd.ts'
import type { Attempt } from './crowd.ts'

/** Of the whole centre; of one that is `scale` times smaller they are so many times longer. */
export const CENTRE_MS = { perEntry: 0.2, perCall: 0.3, perCommit: 2 } as const
const NETWORK_MS = 20
const PATIENCE_MS = 10_000
const SAMPLE_MS = 60_000
const DATE = '2021-07-19'
const TIME_ZONE = 'Asia/Seoul'
const LAST_MS = 24 * 3_600_000

type Day = { readonly attempts: readonly Attempt[]; readonly clinics: number; readonly placesEach: number; readonly scale: number; readonly random: () => number }

export async function replayDay({ attempts, clinics: count, placesEach, scale, random }: Day) {
  const agenda = createAgenda()
  const epochStart = instantOfLocal(DATE, 8 * 60, TIME_ZONE)
  const clock = (): number => Math.round(epochStart + agenda.now())
  const ledger = createSqliteLedger(orThrow(openLedgerFile(':memory:')))
  const centre = createCentre({ ledger, clock, newId: () => uuidV7(clock(), randomBytes), newCode: () => randomBytes(8).toString('hex'), helloMs: 60_000, log: () => {} })
  let freeAt = 0
  const writer: Writer = { run: (calls) => new Promise((resolve) => {
    const { answers } = workOff(centre, ledger.atomically, calls, agenda.now)
    const costs = answers.map(({ value }) => (CENTRE_MS.perCall + CENTRE_MS.perEntry * resultsOf(value)) * scale)
    const ms = costs.reduce((a, b) => a + b, CENTRE_MS.perCommit * scale)
    freeAt = Math.max(freeAt, agenda.now()) + ms
    agenda.at(freeAt - agenda.now(), () => resolve({ ms, answers: answers.map(({ value }, i) => ({ value, ms: costs[i] ?? 0 })) }))
  }) }
  const admission = createAdmission({ writer, clock: agenda.now, random })
  const ask = async (deviceId: string, { call, input }: Asking, gone: () => boolean): Promise<CentreAnswer> => {
    const name = call === 'entries' ? 'entriesText' : call
    const busy = (retryAfterMs: number): CentreAnswer => ({ kind: 'failed', reason: 'overloaded', retryAfterMs })
    const refusedFor = admission.refusal(classOf(name))
    if (refusedFor !== null) return busy(refusedFor)
    const visit = admission.enter(classOf(name), input instanceof Uint8Array ? input.byteLength : 0, false, gone)
    const port = admission.portFor(visit) as unknown as Record<string, (caller: object, input: unknown) => Promise<{ ok: boolean; value: unknown } | 'overloaded'>>
    const answer = await port[name]?.({ deviceId, epoch: 1, order: null }, input)
    if (answer === 'overloaded' || answer === undefined) return busy(admission.retryAfterMs())
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
    return { kind: 'ok', json: answer.value }
  }
  const clinicOf = (i: number): Clinic => {
    const { deviceId, holding } = enrol(centre, i, placesEach)
    let wake = 0
    return createClinic({
      now: agenda.now, random, epochStart,
      after: (ms, act) => { const mine = ++wake; agenda.at(ms, () => { if (mine === wake) act() }) },
      send: (asking, answered) => {
        let over = false
        const end = (answer: CentreAnswer): void => { if (!over) { over = true; answered(answer) } }
        if (isAway(agenda.now())) return agenda.at(NETWORK_MS, () => end({ kind: 'failed', reason: 'unreachable', retryAfterMs: null }))
        agenda.at(PATIENCE_MS, () => end({ kind: 'failed', reason: 'timeout', retryAfterMs: null }))
        agenda.at(NETWORK_MS, () => void ask(deviceId, asking, () => over).then((answer) => {
          // An answer that leaves after the centre was gone reaches nobody.
          if (!isAway(agenda.now())) agenda.at(NETWORK_MS, () => end(answer))
        }))
      },
    }, holding, i * 10_000)
  }
  const clinics = Array.from({ length: count }, (_, i) => clinicOf(i))
  for (const clinic of clinics) agenda.at(random() * 60_000, clinic.start)
  for (const { at, clinic } of attempts) agenda.at(at, () => { clinics[clinic]?.walkIn() })
  const samples: { readonly at: number; readonly told: number; readonly acknowledged: number }[] = []
  let [acknowledgedAt, allAt] = [Number.NaN, Number.NaN]
  const sum = (figure: (clinic: Clinic) => number): number => clinics.reduce((total, clinic) => total + figure(clinic), 0)
  const sample = (): void => {
    const now = agenda.now()
    samples.push({ at: now, told: sum((c) => c.told.length), acknowledged: sum((c) => c.counts.acknowledged) })
    if (Number.isNaN(acknowledgedAt) && now >= OUTAGE.to && clinics.every((c) => c.oldestUnsentAt() > OUTAGE.to)) acknowledgedAt = now
    if (sum((c) => c.told.length) === attempts.length && sum((c) => c.unsent()) === 0) allAt = now
    else if (now < LAST_MS) agenda.at(SAMPLE_MS, sample)
  }
  sample()
  for (let i = 0; Number.isNaN(allAt) && agenda.next(); i++) {
    for (let turns = 0; turns < 10; turns++) await null
    if (i % 1_000 === 0) await new Promise((resolve) => { setImmediate(resolve) })
  }
  const told = clinics.flatMap((clinic) => clinic.told)
  const isTrue = ({ bookingId, place }: (typeof told)[number]): boolean => {
    const booking = ledger.booking(bookingId)
    return place ? booking?.status === 'booked' && booking.slotId === place.slotId && booking.n === place.n && ledger.place(place.slotId, place.n)?.bookingId === bookingId : booking?.status === 'waitlist'
  }
  const result = {
    leftWithoutNumber: attempts.length - told.length, toldFalse: told.filter((ticket) => !isTrue(ticket)).length, booked: told.filter(({ place }) => place).length,
    acknowledgedAfterMin: (acknowledgedAt - OUTAGE.to) / 60_000, lastAcknowledgedAfterMin: (allAt - (attempts.at(-1)?.at ?? 0)) / 60_000,
    requestsPerKiosk: sum((c) => c.counts.requests) / count, refused: sum((c) => c.counts.refused), samples,
  }
  centre.close()
  return result
}

const resultsOf = (value: unknown): number => ((value as { value?: { results?: readonly unknown[] } } | null)?.value?.results ?? []).length

/** One kiosk, one session of the day, all of its places on the kiosk (PROTOCOL 2: a clinic of one machine). */
function enrol(centre: ReturnType<typeof createCentre>, i: number, places: number): { readonly deviceId: string; readonly holding: Holding } {
  const { clinicId } = orThrow(centre.createClinic({ name: `${i}`, timeZone: TIME_ZONE }))
  const { slotIds: [slotId = ''] } = orThrow(centre.createSession({ clinicId, date: DATE, vaccine: FLU, windows: [{ start: '08:00', end: '23:30', capacity: places }] }))
  const { code } = orThrow(centre.createEnrolmentCode({ clinicId }))
  const { deviceId, stationLetter } = orThrow(centre.enrol({ code, publicKey: { kty: 'OKP', crv: 'Ed25519', x: randomBytes(32).toString('base64url') }, stationName: 'replay', appVersion: '1', platform: 'replay' }))
  const { grants: [grant] } = orThrow(centre.allotments({ deviceId, epoch: 1, order: null }, { requestId: randomBytes(8).toString('hex'), epoch: 1, wants: [{ slotId, count: places }] }))
  if (grant?.places.length !== places) throw new Error(`a kiosk was granted ${grant?.places.length} of ${places} places`)
  return { deviceId, holding: { slotId, allotmentId: grant.allotmentId, places: grant.places, letter: stationLetter } }
}
