/** The store's door: parses, gives each command one effect, turns the disk's trouble into a code. */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { DAY_MS, HOUR_MS } from '../base/time.ts'
import { isDeskCallName } from '../contract/desk-api.ts'
import type { DeskCallName } from '../contract/desk-api.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { calls, isCareCall } from '../contract/kiosk-api.ts'
import type { CallInput, CallName, CallOutput, CareCallName, Ticket, Topic } from '../contract/kiosk-api.ts'
import { checkInReceipt } from './commands/check-in-receipt.ts'
import { bookWalkIn } from './commands/book-walk-in.ts'
import { cancelBooking, checkIn, finishVisit, markNoShow } from './commands/change-booking.ts'
import { answerStaffCall, callStaff, resolveProblem } from './commands/staff-acts.ts'
import { chooseFirstPin, keepEnrolmentCode, requirePin, setServiceUrl } from './commands/technician-acts.ts'
import { Refusal } from './context.ts'
import type { StoreContext } from './context.ts'
import { diskFailure } from './db/failures.ts'
import { revisionOf, rowOr } from './desk/act-on.ts'
import { callVisit } from './desk/line-acts.ts'
import { deskHandlers } from './desk-handlers.ts'
import { bookingDetail, problems, queueBoard, syncOverview, technicianOverview } from './queries/desk-queries.ts'
import { findBookings, nowCalling, vaccinesToday } from './queries/patient-queries.ts'
import { keptTicket, ticketAgain, ticketOf } from './queries/ticket.ts'
import type { KeptTicket } from './queries/ticket.ts'

type OwnCall = Exclude<CallName, CareCallName>
type Handlers = { readonly [N in Exclude<OwnCall, DeskCallName>]: (context: StoreContext, input: CallInput<N>) => CallOutput[N] }

export type ApiHooks = {
  /** A command committed; new entries may wait. */
  readonly committed: () => void
  /** Address or code changed. */
  readonly configured: () => void
}
type Hooks = ApiHooks & { readonly pruneIsDue: (now: number) => boolean }

const MESSAGES_SHOWN_MAX = 50
const COMMANDS_KEPT_MS = 2 * DAY_MS
/** To look for old answers reads the whole table; a kiosk keeps some thousands. */
const COMMANDS_PRUNED_EVERY_MS = HOUR_MS

const handlers: Handlers = {
  /** Without a revision: whoever asks so acts on the row as it is. */
  callPatient: (context, { bookingId, room }) => ({ bookingId: callVisit(context, { session: null, bookingId, revision: revisionOf(rowOr(context, bookingId)), room }).bookingId }),
  bookWalkIn, checkIn, checkInReceipt, cancelBooking, finishVisit, markNoShow, resolveProblem, setServiceUrl,
  callStaff: (context) => callStaff(context), answerStaffCall: (context) => answerStaffCall(context),
  chooseFirstPin,
  unlockTechnician: () => ({ unlocked: true }),
  enrol: (context, input) => {
    keepEnrolmentCode(context, input.code)
    const identity = context.repos.meta.get('identity')
    return { deviceId: identity?.deviceId ?? '', stationLetter: identity?.stationLetter ?? '' }
  },
  vaccinesToday: (context) => vaccinesToday(context), findBookings, nowCalling: (context) => nowCalling(context), queueBoard: (context) => queueBoard(context), bookingDetail,
  ticket: (context, input) => {
    const row = context.repos.booking(input.bookingId)
    if (!row) throw new Refusal('UNKNOWN_BOOKING', undefined, 'bookingId')
    return ticketOf(context, row)
  },
  syncOverview: (context) => syncOverview(context), problems: (context) => problems(context), messages: (context) => context.repos.messages(MESSAGES_SHOWN_MAX), technicianOverview: (context) => technicianOverview(context),
}

const topicsAfter = (name: CallName): readonly Topic[] => {
  if (name === 'seeMessage') return ['messages', 'desk']
  if (isDeskCallName(name)) return ['queue', 'sync', 'sessions', 'desk']
  if (name === 'callStaff' || name === 'answerStaffCall') return ['staff-call']
  if (name === 'bookWalkIn' || name === 'cancelBooking') return ['queue', 'sessions', 'sync']
  return ['queue', 'sync']
}

export function createApi(context: StoreContext, apiHooks: ApiHooks) {
  let prunedAt = Number.NEGATIVE_INFINITY
  const pruneIsDue = (now: number): boolean => {
    if (Math.abs(now - prunedAt) < COMMANDS_PRUNED_EVERY_MS) return false
    prunedAt = now
    return true
  }
  const hooks: Hooks = { ...apiHooks, pruneIsDue }
  return (name: CallName, input: unknown): Result<unknown, Failure> => {
    const parsed = calls[name].input.safeParse(input)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const field = issue?.path.map(String).join('.') ?? ''
      return err(failure('INPUT_INVALID', `${field || 'input'}: ${issue?.message ?? 'does not fit'}`, field))
    }
    try {
      if (isCareCall(name)) return err(failure('NOT_FOUND', 'asked of the store itself'))
      if (name !== 'chooseFirstPin' && 'pin' in parsed.data) requirePin(context, parsed.data.pin)
      if (calls[name].kind === 'command') return ok(command(context, hooks, name, parsed.data as { commandId: string }))
      const answer = run(context, name, parsed.data)
      if (calls[name].kind === 'unkept') context.publish('desk')
      return ok(answer)
    } catch (cause) {
      if (cause instanceof Refusal) return err(cause.failure)
      const disk = diskFailure(cause)
      if (disk) return err(disk)
      throw cause
    }
  }
}

const all = { ...handlers, ...deskHandlers }

const run = (context: StoreContext, name: OwnCall, input: unknown): unknown => (all[name] as (c: StoreContext, i: unknown) => unknown)(context, input)

const tellsTicket = (name: OwnCall): boolean => name === 'bookWalkIn' || name === 'checkIn' || name === 'checkInReceipt'
const givenAgain = (context: StoreContext, name: OwnCall, kept: unknown): unknown => (tellsTicket(name) ? ticketAgain(context, kept as KeptTicket) : kept)

/** The answer is kept beside the effect, in one transaction: a repeat after a crash or a double tap gets the first answer. */
function command(context: StoreContext, hooks: Hooks, name: OwnCall, input: { readonly commandId: string }): unknown {
  const { repos } = context
  const result = repos.atomically(() => {
    const before = repos.commandResult(input.commandId)
    if (before) return givenAgain(context, name, JSON.parse(before.result))
    const made = run(context, name, input)
    const now = context.clock()
    repos.keepCommand(input.commandId, name, JSON.stringify(tellsTicket(name) ? keptTicket(made as Ticket) : made), now)
    if (hooks.pruneIsDue(now)) repos.dropCommandsBefore(now - COMMANDS_KEPT_MS)
    return made
  })
  for (const topic of topicsAfter(name)) context.publish(topic)
  if (name === 'setServiceUrl' || name === 'enrol') hooks.configured()
  else hooks.committed()
  return result
}
