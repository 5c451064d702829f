/** The centre of the replay: the product's admission in front of its centre and ledger. Only the time that work takes is made. */
import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../src/base/ids.ts'
import { createAdmission } from '../../src/service/admission/admission.ts'
import { classOf } from '../../src/service/admission/classes.ts'
import { workOff } from '../../src/service/admission/writer.ts'
import type { Writer } from '../../src/service/admission/writer.ts'
import { createCentre } from '../../src/service/centre.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { FLU } from '../bench/clinic-day.ts'
import type { Agenda } from '../bench/herd/model.ts'
import { orThrow } from '../support/clinic.ts'
import type { Asking, CentreAnswer, Holding } from './clinic.ts'

/** Of the whole centre, as measured on two cores. A commit is shared by as many calls as the product's writer puts into one (admission/line). */
const CENTRE_MS = { perEntry: 0.2, perCall: 0.3, perCommit: 2 } as const
const GROUP = { calls: 64, ms: 25 } as const
export const DATE = '2021-07-19'
export const TIME_ZONE = 'Asia/Seoul'

/**
 * What the centre takes for these calls at 1 : `scale`. Each stands for `scale` calls of the whole country, which fill groups as they would there;
 * so a call costs `scale` times as much, and its part of the commits is that of a full group, never more than one commit each.
 */
export function workMs(calls: number, entries: number, scale: number): number {
  const work = (calls * CENTRE_MS.perCall + entries * CENTRE_MS.perEntry) * scale
  return work + CENTRE_MS.perCommit * Math.max(1, (calls * scale) / GROUP.calls, work / GROUP.ms)
}

type Centre = ReturnType<typeof createCentre>
type Part = { readonly agenda: Agenda; readonly clock: () => number; readonly scale: number; readonly random: () => number }
export type ReplayCentre = ReturnType<typeof openCentre>

const resultsOf = (value: unknown): number => ((value as { value?: { results?: readonly unknown[] } } | null)?.value?.results ?? []).length

function writerOf({ agenda, scale }: Part, work: (calls: Parameters<Writer['run']>[0]) => ReturnType<typeof workOff>): Writer {
  let freeAt = 0
  return { run: (calls) => new Promise((resolve) => {
    const { answers } = work(calls)
    const entries = answers.map(({ value }) => resultsOf(value))
    const ms = workMs(calls.length, entries.reduce((a, b) => a + b, 0), scale)
    freeAt = Math.max(freeAt, agenda.now()) + ms
    agenda.at(freeAt - agenda.now(), () => resolve({ ms, answers: answers.map(({ value }, i) => ({ value, ms: (CENTRE_MS.perCall + CENTRE_MS.perEntry * (entries[i] ?? 0)) * scale })) }))
  }) }
}

export function openCentre(part: Part) {
  const { agenda, clock, random } = part
  const ledger = createSqliteLedger(orThrow(openLedgerFile(':memory:')))
  const centre = createCentre({ ledger, clock, newId: () => uuidV7(clock(), randomBytes), newCode: () => randomBytes(8).toString('hex'), helloMs: 60_000, log: () => {} })
  const admission = createAdmission({ writer: writerOf(part, (calls) => workOff(centre, ledger.atomically, calls, agenda.now)), clock: agenda.now, random })
  const busy = (retryAfterMs: number): CentreAnswer => ({ kind: 'failed', reason: 'overloaded', retryAfterMs })
  /** As the listening thread does it: the door, then the line. */
  const ask = async (deviceId: string, { call, input }: Asking, gone: () => boolean): Promise<CentreAnswer> => {
    const name = call === 'entries' ? 'entriesText' : call
    const refusedFor = admission.refusal(classOf(name))
    if (refusedFor !== null) return busy(refusedFor)
    const visit = admission.enter(classOf(name), input instanceof Uint8Array ? input.byteLength : 0, false, gone)
    const port = admission.portFor(visit) as unknown as Record<string, (caller: object, input: unknown) => Promise<{ ok: boolean; value: unknown } | 'overloaded'>>
    const answer = await port[name]?.({ deviceId, epoch: 1, order: null }, input)
    if (answer === 'overloaded' || answer === undefined) return busy(admission.retryAfterMs())
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
    return { kind: 'ok', json: answer.value }
  }
  return { ledger, ask, enrol: (i: number, places: number) => enrol(centre, i, places), close: () => centre.close() }
}

/** One kiosk, one session of the day, all of its places on the kiosk (PROTOCOL 2: a clinic of one machine). */
function enrol(centre: Centre, i: number, places: number): { readonly deviceId: string; readonly holding: Holding } {
  const { clinicId } = orThrow(centre.createClinic({ name: `${i}`, timeZone: TIME_ZONE }))
  const { slotIds: [slotId = ''] } = orThrow(centre.createSession({ clinicId, date: DATE, vaccine: FLU, windows: [{ start: '08:00', end: '23:30', capacity: places }] }))
  const { code } = orThrow(centre.createEnrolmentCode({ clinicId }))
  const { deviceId, stationLetter } = orThrow(centre.enrol({ code, publicKey: { kty: 'OKP', crv: 'Ed25519', x: randomBytes(32).toString('base64url') }, stationName: 'replay', appVersion: '1', platform: 'replay' }))
  const { grants: [grant] } = orThrow(centre.allotments({ deviceId, epoch: 1, order: null }, { requestId: randomBytes(8).toString('hex'), epoch: 1, wants: [{ slotId, count: places }] }))
  if (grant?.places.length !== places) throw new Error(`a kiosk was granted ${grant?.places.length} of ${places} places`)
  return { deviceId, holding: { slotId, allotmentId: grant.allotmentId, places: grant.places, letter: stationLetter } }
}
