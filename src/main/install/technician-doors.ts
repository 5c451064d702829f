/** What the technician's window may ask of the program itself. Each parses its own input; who asks was looked at before. */
import { randomUUID } from 'node:crypto'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { leave, showCard, tryPrinter } from '../../contract/set-up.ts'
import type { CardShown } from '../../contract/set-up.ts'
import { printerAt } from '../printing/printers.ts'
import { EXIT } from './command-line.ts'
import { keepSetUp } from './keep-set-up.ts'

/** Long enough for the answer to reach the page that asked. */
const ANSWER_MS = 300

type Answer = Result<unknown, Failure> | Promise<Result<unknown, Failure>>
export type TechnicianDoors = Readonly<Record<string, (input: unknown) => Answer>>
export type DoorDeps = {
  readonly isSetUp: boolean; readonly wizardFile: string
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

export function technicianDoors({ isSetUp, wizardFile, ask, showCard: show, end }: DoorDeps): TechnicianDoors {
  const later = (code: number, why: string): void => { setTimeout(() => end(code, why), ANSWER_MS) }
  /** Once: a machine that is set up is changed by its files, or by whoever knows the PIN. */
  const whileFresh = (act: (input: unknown) => Answer) => (input: unknown): Answer => (isSetUp ? err(failure('ROLE_NOT_ALLOWED', 'this machine is set up')) : act(input))
  return {
    'kiosk:finish-set-up': whileFresh((input) => {
      const kept = keepSetUp(wizardFile, input)
      if (kept.ok) later(EXIT.restart, 'set-up')
      return kept
    }),
    'kiosk:show-card': whileFresh(parsed(showCard, ({ diagonalInch }) => show(diagonalInch))),
    'kiosk:try-printer': whileFresh(parsed(tryPrinter, async ({ printer }) => ok({ state: await printerAt(printer.trim().split(/\s+/)[0] ?? '').status() }))),
    'kiosk:leave': parsed(leave, async ({ pin, how }) => {
      const open = await ask('unlockTechnician', { commandId: randomUUID(), pin })
      if (!open.ok) return open
      later(EXIT_OF[how], how)
      return ok(true)
    }),
  }
}
