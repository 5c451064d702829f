/** What the wizard leaves behind for the next start, and what it asks of the machine meanwhile. No PIN and no code: those go to the store, encrypted. */
import { z } from 'zod'
import { paperWidthsMm, printerList } from './device-api.ts'
import type { PrinterState } from './device-api.ts'

const diagonalInch = z.number().min(8).max(65)
/** As the setting has it, but kept as it was written. */
const printer = z.string().max(300).refine((text) => printerList.safeParse(text).success, 'tcp://HOST:PORT, usb:DEVICE, cups:NAME or pdf:NAME')

export const setUp = z.strictObject({
  language: z.enum(['ko', 'en']), stationName: z.string().trim().min(1).max(100), screens: z.enum(['both', 'patient', 'desk']),
  diagonalInch, volumeCapPercent: z.number().int().min(0).max(100),
  /** Absent: no printer, numbers stand on the screen only. */
  printer: printer.optional(), paperMm: z.union(paperWidthsMm.map((mm) => z.literal(mm))),
})
export type SetUp = z.infer<typeof setUp>

/** Null takes the card away again. */
export const showCard = z.strictObject({ diagonalInch: diagonalInch.nullable() })
/** `patient`: it is drawn on the patients' glass. `here`: one display does for all, so this window draws it. Pixels of the patients' display. */
export type CardShown = { readonly where: 'patient' | 'here'; readonly width: number; readonly height: number }

export const tryPrinter = z.strictObject({ printer })
export type PrinterTried = { readonly state: PrinterState }

/** On purpose, by whoever knows the PIN: begin again, restart the machine, or stay down for maintenance. */
export const leave = z.strictObject({ pin: z.string().regex(/^\d{4,12}$/), how: z.enum(['restart', 'reboot', 'maintenance']) })
export type Leave = z.infer<typeof leave>
