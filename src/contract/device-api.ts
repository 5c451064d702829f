/** Renderer <-> main: what hangs on this machine, not in its file. Same gate as the store's calls. */
import { z } from 'zod'
import { languages } from '../domain/language.ts'
import type { Role } from '../domain/role.ts'

const paperName = z.string().regex(/^[a-z0-9-]{1,60}$/)
const session = z.string().min(1).max(128).nullable()

export const deviceCalls = {
  /** Main asks the store for the ticket: a page cannot have anything else printed. */
  printTicket: { input: z.strictObject({ bookingId: z.string().min(1).max(128), language: z.enum(languages) }), roles: ['patient', 'reception'] },
  printerStatus: { input: z.strictObject({}), roles: ['patient', 'reception', 'technician'] },
  /** What the desk's window has laid out for paper, to the usual printer of the system. */
  printPaper: { input: z.strictObject({}), roles: ['reception'] },
  /** The same as a PDF, or a table that main itself asks the store for: a page cannot have any other text written to a file. */
  savePaper: {
    input: z.discriminatedUnion('as', [
      z.strictObject({ as: z.literal('pdf'), name: paperName }),
      z.strictObject({ as: z.literal('day-sheet-csv'), name: paperName, session, date: z.iso.date().nullable() }),
      z.strictObject({ as: z.literal('history-csv'), name: paperName, session, from: z.iso.date(), to: z.iso.date() }),
    ]),
    roles: ['reception'],
  },
} as const satisfies Record<string, { input: z.ZodType; roles: readonly Role[] }>

export type DeviceCallName = keyof typeof deviceCalls
export const isDeviceCallName = (name: unknown): name is DeviceCallName => typeof name === 'string' && Object.hasOwn(deviceCalls, name)
export type DeviceCallInput<N extends DeviceCallName> = z.infer<(typeof deviceCalls)[N]['input']>

/** `silent`: no answer, whatever the cause; power, cable or address. */
export type PrinterState = 'none' | 'ready' | 'paper-out' | 'cover-open' | 'silent'
export type PrinterStatus = { readonly state: PrinterState; /** Tickets of this day that did not come out. */ readonly unprinted: number }

export type DeviceCallOutput = {
  printTicket: { readonly printed: boolean; readonly state: PrinterState }
  printerStatus: PrinterStatus
  printPaper: { readonly printed: boolean; /** Why not. */ readonly why: 'no-printer' | 'failed' | null }
  savePaper: { readonly file: string }
}

const printer = /^(tcp:\/\/[\w.-]+(:\d{1,5})?|usb:[\w./\\:-]+|cups:[\w.-]+|pdf:[\w.-]+)$/
/** Printers in the order they are tried, a space between: `tcp://10.0.0.9:9100`, `usb:/dev/usb/lp0`, `cups:NAME` (all ESC/POS), `pdf:NAME` (any printer of the system). */
export const printerList = z.string().max(300).transform((text) => text.trim().split(/\s+/)).refine((list) => list.every((address) => printer.test(address)), 'tcp://HOST:PORT, usb:DEVICE, cups:NAME or pdf:NAME')
export const paperWidthsMm = [58, 80] as const
export const paperWidth = z.coerce.number().refine((mm) => (paperWidthsMm as readonly number[]).includes(mm), '58 or 80')
