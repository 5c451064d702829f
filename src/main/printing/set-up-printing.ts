/** Printing as it is put together: printers of the settings, the hidden page, the store's tickets, a state asked every few seconds. */
import { app } from 'electron'
import type { BrowserWindow } from 'electron'
import type { Log } from '../../base/log.ts'
import type { Result } from '../../base/result.ts'
import { localDateOf } from '../../base/time.ts'
import type { Failure } from '../../contract/errors.ts'
import type { DeviceCallInput, DeviceCallName } from '../../contract/device-api.ts'
import type { NowCalling, Ticket } from '../../contract/kiosk-api.ts'
import { ok } from '../../base/result.ts'
import type { Settings } from '../../contract/settings.ts'
import { createPaperPage } from './paper-page.ts'
import { printerAt } from './printers.ts'
import { createTicketPrinting } from './ticket-printing.ts'

const POLL_MS = 10_000

export type DeviceCalls = (name: DeviceCallName, input: unknown) => Promise<Result<unknown, Failure>>
export type PrintingFacts = {
  readonly settings: Settings; readonly log: Log; readonly changed: () => void; readonly lock: (window: BrowserWindow) => void
  readonly ask: (name: string, input: unknown) => Promise<Result<unknown, Failure>>
}

export function setUpPrinting({ settings, log, changed, lock, ask }: PrintingFacts): DeviceCalls {
  const page = createPaperPage(settings.KIOSK_PAPER_MM, lock, log)
  const printing = createTicketPrinting({
    printers: settings.KIOSK_PRINTER.map((address) => printerAt(address)), changed, log, day: () => localDateOf(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone),
    draw: async (bookingId, language) => {
      const [ticket, clinic] = await Promise.all([ask('ticket', { bookingId }), ask('nowCalling', {})])
      if (!ticket.ok || !clinic.ok) return null
      const { clinicName, timeZone } = clinic.value as NowCalling
      return page.draw({ ticket: ticket.value as Ticket, clinicName, timeZone, language, now: Date.now() })
    },
  })
  const timer = setInterval(() => { void printing.poll() }, POLL_MS)
  app.on('before-quit', () => clearInterval(timer))
  void printing.poll()
  return async (name, input) => {
    if (name === 'printerStatus') return ok(printing.status())
    const { bookingId, language } = input as DeviceCallInput<'printTicket'>
    return ok(await printing.print(bookingId, language))
  }
}
