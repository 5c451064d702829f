/** One person at a screen after another: books, cancels, is vaccinated. Tells the harness what is asked before and what was answered after. */
import type { Failure } from '../../../src/contract/errors.ts'
import type { Result } from '../../../src/base/result.ts'
import type { Ticket } from '../../../src/contract/kiosk-api.ts'
import { defaultCatalogue } from '../../../src/domain/catalogue.ts'
import type { Random } from '../random.ts'
import type { Command, Line } from './lines.ts'
import type { Kept } from './store-keeper.ts'

const PAUSE_MS_MIN = 2
const PAUSE_MS_MAX = 30
const RETRY_MS = 15
/** A share of commands is sent twice at once: the double tap. */
const DOUBLE_TAP = 0.1
const DOSE = { lotNumber: 'FLU-2604B', expiryDate: '2027-04-30', doseNumber: 1, practitionerId: 'desk' }

const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })

export type ClientDeps = {
  readonly device: number; readonly client: number; readonly label: string; readonly random: Random; readonly store: Kept
  readonly tell: (line: Line) => void; readonly quiesced: () => boolean; readonly unanswered: readonly Command[]; readonly active: readonly string[]
}

/** Sends until there is an answer: a store that is down or was killed is asked again under the same id. */
async function send({ store, tell, random }: ClientDeps, command: Command): Promise<Result<unknown, Failure>> {
  for (let sends = 1; ; sends++) {
    const taps = [store.call(command.name, command.input), ...(random.next() < DOUBLE_TAP ? [store.call(command.name, command.input)] : [])]
    const [first, second] = await Promise.all(taps)
    const results = [first, second].filter((r): r is Result<unknown, Failure> => r !== undefined && (r.ok || (r.error.code !== 'STORE_UNAVAILABLE' && r.error.code !== 'STORE_TIMEOUT')))
    const [result, other] = results
    if (!result) {
      await sleep(RETRY_MS)
      continue
    }
    if (other && JSON.stringify(other) !== JSON.stringify(result)) tell({ kind: 'differs', commandId: command.input.commandId })
    tell({ kind: 'answered', commandId: command.input.commandId, sends, result })
    return result
  }
}

const personOf = (label: string, random: Random) => ({
  name: `환자${label}`, birthDate: `19${random.between(40, 99)}-0${random.between(1, 9)}-1${random.below(10)}`, phone: `010${String(random.below(100_000_000)).padStart(8, '0')}`,
  sex: 'female', language: 'ko', needsHelp: false, guardian: null,
})

/** Serves people until told to stop. What was not answered before the last kill goes first. */
export async function runClient(deps: ClientDeps): Promise<void> {
  const { device, client, label, random, tell } = deps
  const mine = [...deps.active]
  let count = 0
  const ask = async (name: Command['name'], fields: Record<string, unknown>): Promise<Result<unknown, Failure>> => {
    const command: Command = { device, client, name, input: { commandId: `${label}-${++count}`, ...fields } }
    tell({ kind: 'asked', command })
    return send(deps, command)
  }
  const keep = (result: Result<unknown, Failure>): void => { if (result.ok) mine.push((result.value as Ticket).bookingId) }
  for (const command of deps.unanswered) {
    const result = await send(deps, command)
    if (command.name === 'bookWalkIn') keep(result)
  }
  while (!deps.quiesced()) {
    await sleep(random.between(PAUSE_MS_MIN, PAUSE_MS_MAX))
    const dice = random.next()
    const bookingId = dice < 0.45 && mine.length > 0 ? mine.splice(random.below(mine.length), 1)[0] : undefined
    if (dice > 0.97) await ask('callStaff', {})
    else if (bookingId === undefined) keep(await ask('bookWalkIn', bookingOf(`${label}-${count + 1}`, random)))
    else if (dice < 0.3) await ask('cancelBooking', { bookingId, reason: 'patient' })
    else await visit(ask, bookingId)
  }
}

const bookingOf = (label: string, random: Random): Record<string, unknown> => ({
  patient: personOf(label, random), vaccine: random.pick(defaultCatalogue.slice(0, 3)).vaccine, when: 'soonest', channel: 'kiosk',
  consent: { at: new Date().toISOString(), formVersion: 'kr-2026-1' }, screening: { formVersion: 'kr-2026-1', answers: [{ question: 1, answer: false, detail: null }] },
})

async function visit(ask: (name: Command['name'], fields: Record<string, unknown>) => Promise<unknown>, bookingId: string): Promise<void> {
  await ask('checkIn', { bookingId })
  await ask('callPatient', { bookingId, room: '1진료실' })
  await ask('finishVisit', { bookingId, dose: DOSE, notGivenReason: null })
}
