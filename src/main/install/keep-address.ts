/** A centre's address that is changed in the technician's window is a setting like the others: it stands in their file, with its source, and outlasts the next start. */
import { err } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { changeSetUp } from './keep-set-up.ts'

export type Ask = (name: string, input: unknown) => Promise<Result<unknown, Failure>>
export type AddressFacts = { readonly isSetUp: boolean; readonly wizardFile: string; readonly fixedBy: 'environment' | 'policy' | undefined }

/** A policy's address cannot be changed here. One of the environment can, until the next start: the page says so. */
export function keepAddress(ask: Ask, { isSetUp, wizardFile, fixedBy }: AddressFacts): Ask {
  return async (name, input) => {
    if (name !== 'setServiceUrl') return ask(name, input)
    if (fixedBy === 'policy') return err(failure('ROLE_NOT_ALLOWED', 'the address is set by a policy', 'serviceUrl'))
    const result = await ask(name, input)
    // In the wizard it is kept with the rest: its file says that the wizard has ended.
    if (!result.ok || !isSetUp) return result
    const kept = changeSetUp(wizardFile, { serviceUrl: (input as { serviceUrl: string }).serviceUrl })
    return kept.ok ? result : kept
  }
}
