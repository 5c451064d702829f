/** What the wizard leaves behind for the next start, what may be changed of it later, and what is asked of the machine meanwhile. No PIN and no code: those go to the store, encrypted. */
import { z } from 'zod'
import { paperWidthsMm, printerList } from './device-api.ts'
import type { PrinterState } from './device-api.ts'

const diagonalInch = z.number().min(8).max(65)
/** As the setting has it, but kept as it was written. */
const printer = z.string().max(300).refine((text) => printerList.safeParse(text).success, 'tcp://HOST:PORT, usb:DEVICE, cups:NAME or pdf:NAME')
const pin = z.string().regex(/^\d{4,12}$/)

export const setUp = z.strictObject({
  language: z.enum(['ko', 'en']), stationName: z.string().trim().min(1).max(100), screens: z.enum(['both', 'patient', 'desk']),
  diagonalInch, volumeCapPercent: z.number().int().min(0).max(100),
  /** Absent: no printer, numbers stand on the screen only. */
  printer: printer.optional(), paperMm: z.union(paperWidthsMm.map((mm) => z.literal(mm))),
  /** Absent: the machine works alone, or is told by another layer. */
  serviceUrl: z.url({ protocol: /^https?$/ }).max(300).optional(),
})
export type SetUp = z.infer<typeof setUp>
export const setUpNames = Object.keys(setUp.shape) as readonly (keyof SetUp)[]

/** What somebody who knows the PIN changes later. An empty printer: there is none any more, whatever the layers below say. */
export const setUpChanges = setUp.omit({ serviceUrl: true }).partial().extend({ printer: z.union([z.literal(''), printer]).optional() })
export type SetUpChanges = z.infer<typeof setUpChanges>
export const readSettings = z.strictObject({ pin })
export const changeSettings = z.strictObject({ pin, changes: setUpChanges })
/** `fixed`: what a layer above the technician's own decides, so that a change here would not last. */
export type SettingsNow = { readonly choices: SetUp; readonly fixed: Readonly<Partial<Record<keyof SetUp, 'environment' | 'policy'>>> }

/** Null takes the card away again. The PIN is asked for where the machine is set up already. */
export const showCard = z.strictObject({ diagonalInch: diagonalInch.nullable(), pin: pin.optional() })
/** `patient`: it is drawn on the patients' glass. `here`: one display does for all, so this window draws it. Pixels of the patients' display. */
export type CardShown = { readonly where: 'patient' | 'here'; readonly width: number; readonly height: number }

export const tryPrinter = z.strictObject({ printer, pin: pin.optional() })
export type PrinterTried = { readonly state: PrinterState }

/** On purpose, by whoever knows the PIN: begin again, restart the machine, or stay down for maintenance. */
export const leave = z.strictObject({ pin, how: z.enum(['restart', 'reboot', 'maintenance']) })
export type Leave = z.infer<typeof leave>
