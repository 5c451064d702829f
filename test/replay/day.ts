/** The day with kiosks: the real centre and ledger judge every entry, the real admission lets in, the real sync machine sends; only time is made. */
import { instantOfLocal } from '../../src/base/time.ts'
import { createAgenda } from '../bench/herd/model.ts'
import type { Agenda } from '../bench/herd/model.ts'
import { DATE, openCentre, TIME_ZONE } from './centre.ts'
import type { ReplayCentre } from './centre.ts'
import { createClinic } from './clinic.ts'
import type { Asking, CentreAnswer, Clinic, Told } from './clinic.ts'
import { isAway, OUTAGE } from './crowd.ts'
import type { Attempt } from './crowd.ts'

const NETWORK_MS = 20
const PATIENCE_MS = 10_000
const SAMPLE_MS = 60_000
const LAST_MS = 24 * 3_600_000
/** What was promised in a step is kept before the next: the longest chain of promises of one request. */
const TURNS = 10

type Day = { readonly attempts: readonly Attempt[]; readonly clinics: number; readonly placesEach: number; readonly scale: number; readonly random: () => number; readonly say?: (line: string) => void }
type Sample = { readonly at: number; readonly told: number; readonly acknowledged: number }

/** One request over the network; an answer that leaves after the centre was gone reaches nobody. */
function sender(agenda: Agenda, centre: ReplayCentre, deviceId: string) {
  return (asking: Asking, answered: (answer: CentreAnswer) => void): void => {
    let over = false
    const end = (answer: CentreAnswer): void => { if (!over) { over = true; answered(answer) } }
    if (isAway(agenda.now())) return agenda.at(NETWORK_MS, () => end({ kind: 'failed', reason: 'unreachable', retryAfterMs: null }))
    agenda.at(PATIENCE_MS, () => end({ kind: 'failed', reason: 'timeout', retryAfterMs: null }))
    agenda.at(NETWORK_MS, () => void centre.ask(deviceId, asking, () => over).then((answer) => {
      if (!isAway(agenda.now())) agenda.at(NETWORK_MS, () => end(answer))
    }))
  }
}

/** Looks at everybody once a minute: until all were told, and all of it is at the centre. */
function watch(agenda: Agenda, clinics: readonly Clinic[], expected: number, say: (line: string) => void) {
  const samples: Sample[] = []
  const found = { acknowledgedAt: Number.NaN, allAt: Number.NaN }
  const sum = (figure: (clinic: Clinic) => number): number => clinics.reduce((total, clinic) => total + figure(clinic), 0)
  const look = (): void => {
    const now = agenda.now()
    const sample = { at: now, told: sum((c) => c.told.length), acknowledged: sum((c) => c.counts.acknowledged) }
    samples.push(sample)
    if (now % (30 * SAMPLE_MS) === 0) say(`  ${now / 3_600_000} h: ${sample.told} have a number, ${sample.acknowledged} known at the centre`)
    if (Number.isNaN(found.acknowledgedAt) && now >= OUTAGE.to && clinics.every((c) => c.oldestUnsentAt() > OUTAGE.to)) found.acknowledgedAt = now
    if (sample.told === expected && sum((c) => c.unsent()) === 0) found.allAt = now
    else if (now < LAST_MS) agenda.at(SAMPLE_MS, look)
  }
  look()
  return { samples, found, sum }
}

async function play(agenda: Agenda, isOver: () => boolean): Promise<void> {
  for (let i = 0; !isOver() && agenda.next(); i++) {
    for (let turns = 0; turns < TURNS; turns++) await null
    if (i % 1_000 === 0) await new Promise((resolve) => { setImmediate(resolve) })
  }
}

/** Whether the ledger says of a ticket what its holder was told. */
function isTrue({ ledger }: ReplayCentre, { bookingId, place }: Told): boolean {
  const booking = ledger.booking(bookingId)
  if (!place) return booking?.status === 'waitlist'
  return booking?.status === 'booked' && booking.slotId === place.slotId && booking.n === place.n && ledger.place(place.slotId, place.n)?.bookingId === bookingId
}

export async function replayDay({ attempts, clinics: count, placesEach, scale, random, say = () => {} }: Day) {
  const agenda = createAgenda()
  const epochStart = instantOfLocal(DATE, 8 * 60, TIME_ZONE)
  const centre = openCentre({ agenda, clock: () => Math.round(epochStart + agenda.now()), scale, random })
  const clinics = Array.from({ length: count }, (_, i) => {
    const { deviceId, holding } = centre.enrol(i, placesEach)
    let wake = 0
    const after = (ms: number, act: () => void): void => { const mine = ++wake; agenda.at(ms, () => { if (mine === wake) act() }) }
    return createClinic({ now: agenda.now, random, epochStart, after, send: sender(agenda, centre, deviceId) }, holding, i * 10_000)
  })
  for (const clinic of clinics) agenda.at(random() * 60_000, clinic.start)
  for (const { at, clinic } of attempts) agenda.at(at, () => { clinics[clinic]?.walkIn() })
  const { samples, found, sum } = watch(agenda, clinics, attempts.length, say)
  await play(agenda, () => !Number.isNaN(found.allAt))
  const told = clinics.flatMap((clinic) => clinic.told)
  const result = {
    leftWithoutNumber: attempts.length - told.length, toldFalse: told.filter((ticket) => !isTrue(centre, ticket)).length, booked: told.filter(({ place }) => place).length,
    acknowledgedAfterMin: (found.acknowledgedAt - OUTAGE.to) / 60_000, lastAcknowledgedAfterMin: (found.allAt - (attempts.at(-1)?.at ?? 0)) / 60_000,
    requestsPerKiosk: sum((c) => c.counts.requests) / count, refused: sum((c) => c.counts.refused), samples,
  }
  centre.close()
  return result
}
