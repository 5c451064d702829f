import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { setUp } from '../../contract/set-up.ts'
import type { SetUp, SetUpChanges } from '../../contract/set-up.ts'

/** Lies there from the first look of the wizard to its last. */
export const begunFile = (wizardFile: string): string => `${wizardFile}.begun`
export const beginSetUp = (wizardFile: string): void => writeFileSync(begunFile(wizardFile), '', { flush: true })

/** Whole or not there: a start reads it as one of the layers of the configuration. */
function writeWhole(file: string, values: object): void {
  const handle = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(handle, JSON.stringify(values, null, 2))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
}

export function keepSetUp(file: string, input: unknown): Result<true, Failure> {
  const parsed = setUp.safeParse(input)
  if (!parsed.success) return err(failure('INPUT_INVALID', parsed.error.issues[0]?.message, parsed.error.issues[0]?.path.map(String).join('.')))
  writeWhole(file, parsed.data)
  rmSync(begunFile(file), { force: true })
  return ok(true)
}

/** Only what was changed is written: the rest goes on coming from where it came from. */
export function changeSetUp(file: string, changes: SetUpChanges | Pick<SetUp, 'serviceUrl'>): Result<true, Failure> {
  try {
    const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {}
    writeWhole(file, { ...before, ...changes })
    return ok(true)
  } catch (cause) {
    const code = (cause as { code?: string }).code
    return err(failure(code === 'ENOSPC' ? 'DISK_FULL' : 'DISK_READ_ONLY', `${file}: ${code ?? 'cannot be read'}`))
  }
}
