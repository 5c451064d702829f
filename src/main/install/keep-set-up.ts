import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { setUp } from '../../contract/set-up.ts'

/** Lies there from the first look of the wizard to its last. */
export const begunFile = (wizardFile: string): string => `${wizardFile}.begun`
export const beginSetUp = (wizardFile: string): void => writeFileSync(begunFile(wizardFile), '', { flush: true })

/** Whole or not there: a start reads it as one of the layers of the configuration. */
export function keepSetUp(file: string, input: unknown): Result<true, Failure> {
  const parsed = setUp.safeParse(input)
  if (!parsed.success) return err(failure('INPUT_INVALID', parsed.error.issues[0]?.message, parsed.error.issues[0]?.path.map(String).join('.')))
  const handle = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(handle, JSON.stringify(parsed.data, null, 2))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
  rmSync(begunFile(file), { force: true })
  return ok(true)
}
