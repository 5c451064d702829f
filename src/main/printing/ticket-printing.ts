/** Tickets one after another, the first printer that can, the next as fallback. What does not come out is counted for the desk. */
import type { Log } from '../../base/log.ts'
import type { PrinterState, PrinterStatus } from '../../contract/device-api.ts'
import type { Drawn, Printer } from './printer.ts'

export type TicketPrinting = {
  readonly print: (bookingId: string, language: string) => Promise<{ readonly printed: boolean; readonly state: PrinterState }>
  readonly status: () => PrinterStatus
  readonly poll: () => Promise<void>
}
export type TicketPrintingDeps = {
  readonly printers: readonly Printer[]
  /** Null when there is no such ticket, or it could not be drawn. */
  readonly draw: (bookingId: string, language: string) => Promise<Drawn | null>
  /** The state or the count changed: the desk asks again. */
  readonly changed: () => void
  readonly log: Log
  /** Of the clinic's clock: yesterday's unprinted tickets help nobody. */
  readonly day: () => string
}

/** More in line than this and the paper would come after the person has gone; the number stands on the screen. */
export const TICKETS_IN_LINE_MAX = 4
/** A page that never answers must not hold up the tickets behind it. */
const DRAW_MS_MAX = 10_000

/** Null when there is nothing to print, or the page did not answer in time. */
const drawnBy = ({ draw, log }: TicketPrintingDeps) => (bookingId: string, language: string): Promise<Drawn | null> =>
  Promise.race([draw(bookingId, language), new Promise<null>((resolve) => { setTimeout(() => resolve(null), DRAW_MS_MAX).unref() })])
    .catch((cause: unknown) => { log.error('ticket-not-drawn', { cause: String(cause) }); return null })

/** How many tickets of today did not come out. */
function unprintedToday({ day, changed }: TicketPrintingDeps) {
  let lost = { day: '', count: 0 }
  const count = (): number => (lost.day === day() ? lost.count : 0)
  return { count, add: (): void => { lost = { day: day(), count: count() + 1 }; changed() } }
}

export function createTicketPrinting(deps: TicketPrintingDeps): TicketPrinting {
  const { printers, log } = deps
  let state: PrinterState = printers.length === 0 ? 'none' : 'ready'
  const drawn = drawnBy(deps)
  const unprinted = unprintedToday(deps)
  let line: Promise<unknown> = Promise.resolve()
  let inLine = 0
  let polling = false

  const now = (next: PrinterState): void => {
    if (next === state) return
    log.info('printer', { from: state, to: next })
    state = next
    deps.changed()
  }
  const printOne = async (bookingId: string, language: string): Promise<boolean> => {
    const ticket = await drawn(bookingId, language)
    if (!ticket) return false
    let first: PrinterState | null = null
    for (const printer of printers) {
      const result = await printer.print(ticket).catch((): PrinterState => 'silent')
      // What the desk is told is the state of the printer it knows; a fallback that worked does not mend it.
      first ??= result
      if (result === 'ready') {
        now(first)
        return true
      }
    }
    now(first ?? 'none')
    return false
  }

  return {
    print: async (bookingId, language) => {
      if (printers.length === 0) return { printed: false, state }
      if (inLine >= TICKETS_IN_LINE_MAX) {
        unprinted.add()
        return { printed: false, state }
      }
      inLine++
      const turn = line.then(() => printOne(bookingId, language))
      line = turn.catch(() => {}).finally(() => { inLine-- })
      const printed = await turn
      if (!printed) unprinted.add()
      return { printed, state }
    },
    status: () => ({ state, unprinted: unprinted.count() }),
    poll: async () => {
      const [printer] = printers
      // A printer serves one connection: while it prints it is not asked.
      if (!printer || polling || inLine > 0) return
      polling = true
      const next = await printer.status().catch((): PrinterState => 'silent')
      polling = false
      if (inLine === 0) now(next)
    },
  }
}
