/** What people were shown and which commands still want an answer: kept here, outside everything that is killed. */
import type { Ticket } from '../../../src/contract/kiosk-api.ts'
import type { Failure } from '../../../src/contract/errors.ts'
import type { Result } from '../../../src/base/result.ts'
import type { Command, DriverStart } from './lines.ts'

export type Shown = {
  readonly bookingId: string; readonly status: Ticket['status']; readonly slotId: string | null; readonly person: string; readonly device: number; readonly client: number
  state: 'active' | 'cancelled' | 'finished'
}

export type Receipts = ReturnType<typeof receipts>

export function receipts() {
  const unanswered = new Map<string, Command>()
  const shown = new Map<string, Shown>()
  const staffCalls = [0, 0]
  /** Answers that only a second effect of one command explains, and refusals that nothing explains. */
  const doubled: string[] = []
  const unexpected: string[] = []

  const book = (command: Command, ticket: Ticket): void => {
    // Every person books once: "you have a number already" is the answer to a command whose first effect was not recognised.
    if (ticket.repeated || shown.has(ticket.bookingId)) doubled.push(`${command.input.commandId} was shown the ticket of another command`)
    const person = (command.input.patient as { name: string }).name
    shown.set(ticket.bookingId, { bookingId: ticket.bookingId, status: ticket.status, slotId: ticket.slot?.slotId ?? null, person, device: command.device, client: command.client, state: 'active' })
  }
  const done = (command: Command, value: unknown): void => {
    const booking = shown.get(String(command.input.bookingId))
    if (command.name === 'bookWalkIn') book(command, value as Ticket)
    else if (command.name === 'callStaff') staffCalls[command.device] = (staffCalls[command.device] ?? 0) + 1
    else if (booking && command.name === 'cancelBooking') booking.state = 'cancelled'
    else if (booking && command.name === 'finishVisit') booking.state = 'finished'
  }

  return {
    shown, staffCalls, doubled, unexpected,
    asked: (command: Command): void => { unanswered.set(command.input.commandId, command) },
    answered: (commandId: string, sends: number, result: Result<unknown, Failure>): void => {
      const command = unanswered.get(commandId)
      if (!command) return
      unanswered.delete(commandId)
      if (result.ok) done(command, result.value)
      else if (result.error.code === 'TRANSITION_NOT_ALLOWED') doubled.push(`${commandId} (${command.name}, sent ${sends} times): ${result.error.detail}`)
      else unexpected.push(`${commandId} (${command.name}): ${result.error.code} ${result.error.detail}`)
    },
    unansweredCount: (): number => unanswered.size,
    /** For the next life of the driver. A booking with a command under way is left to that command. */
    forNextLife: (): Pick<DriverStart, 'unanswered' | 'active'> => {
      const busy = new Set([...unanswered.values()].map((c) => c.input.bookingId))
      const active = [...shown.values()].filter((s) => s.state === 'active' && !busy.has(s.bookingId)).slice(-60)
      return { unanswered: [...unanswered.values()], active: active.map(({ device, client, bookingId }) => ({ device, client, bookingId })) }
    },
  }
}
