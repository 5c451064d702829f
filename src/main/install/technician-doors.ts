/** What the technician's window may ask of the program itself. Each parses its own input; which window asks was looked at before. */
import { randomUUID } from 'node:crypto'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { changeSettings, leave, readSettings, showCard, tryPrinter } from '../../contract/set-up.ts'
import type { CardShown, SettingsNow } from '../../contract/set-up.ts'
import { printerAt } from '../printing/printers.ts'
import { EXIT } from './command-line.ts'
import { changeSetUp, keepSetUp } from './keep-set-up.ts'

/** Long enough for the answer to reach the page that asked. */
const ANSWER_MS = 300

type Answer = Result<unknown, Failure> | Promise<Result<unknown, Failure>>
export type TechnicianDoors = Readonly<Record<string, (input: unknown) => Answer>>
export type DoorDeps = {
  readonly isSetUp: boolean; readonly wizardFile: string; readonly settingsNow: SettingsNow
  readonly ask: (name: string, input: unknown) => Promise<Result<unknown, Failure>>
  readonly showCard: (diagonalInch: number | null) => Result<CardShown, Failure>
  /** Ends the program in order, with this code. */
  readonly end: (code: number, why: string) => void
}

const EXIT_OF = { restart: EXIT.restart, reboot: EXIT.reboot, maintenance: EXIT.maintenance } as const

type Schema<T> = { readonly safeParse: (input: unknown) => { readonly success: true; readonly data: T } | { readonly success: false; readonly error: { readonly issues: readonly { readonly message: string; readonly path: readonly PropertyKey[] }[] } } }

function parsed<T>(schema: Schema<T>, act: (input: T) => Answer): (input: unknown) => Answer {
  return (input) => {
    const read = schema.safeParse(input)
    return read.success ? act(read.data) : err(failure('INPUT_INVALID', read.error.issues[0]?.message ?? 'does not fit', read.error.issues[0]?.path.map(String).join('.') ?? ''))
  }
}

export function technicianDoors({ isSetUp, wizardFile, settingsNow, ask, showCard: show, end }: DoorDeps): TechnicianDoors {
  const later = (code: number, why: string): void => { setTimeout(() => end(code, why), ANSWER_MS) }
  const withPin = async <T extends { readonly pin: string }>(input: T, act: (input: T) => Answer): Promise<Result<unknown, Failure>> => {
    const open = await ask('unlockTechnician', { commandId: randomUUID(), pin: input.pin })
    return open.ok ? act(input) : open
  }
  /** A fresh machine has no PIN yet; one that is set up asks for it. */
  const freshOrPin = <T extends { readonly pin?: string | undefined }>(act: (input: T) => Answer) => (input: T): Answer =>
    (!isSetUp ? act(input) : input.pin === undefined ? err(failure('ROLE_NOT_ALLOWED', 'this machine is set up')) : withPin({ ...input, pin: input.pin }, act))
  return {
    'kiosk:finish-set-up': (input) => {
      if (isSetUp) return err(failure('ROLE_NOT_ALLOWED', 'this machine is set up'))
      const kept = keepSetUp(wizardFile, input)
      if (kept.ok) later(EXIT.restart, 'set-up')
      return kept
    },
    'kiosk:show-card': parsed(showCard, freshOrPin(({ diagonalInch }) => show(diagonalInch))),
    'kiosk:try-printer': parsed(tryPrinter, freshOrPin(async ({ printer }) => ok({ state: await printerAt(printer.trim().split(/\s+/)[0] ?? '').status() }))),
    'kiosk:read-settings': parsed(readSettings, (input) => withPin(input, () => ok(settingsNow))),
    'kiosk:change-settings': parsed(changeSettings, (input) => withPin(input, ({ changes }) => {
      const fixed = Object.keys(changes).find((name) => name in settingsNow.fixed)
      if (fixed) return err(failure('ROLE_NOT_ALLOWED', `${fixed} is set by a higher layer`, fixed))
      const kept = changeSetUp(wizardFile, changes)
      if (kept.ok) later(EXIT.restart, 'settings')
      return kept
    })),
    'kiosk:leave': parsed(leave, (input) => withPin(input, ({ how }) => {
      later(EXIT_OF[how], how)
      return ok(true)
    })),
  }
}
