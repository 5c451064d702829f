import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { settingNames, settings } from '../contract/settings.ts'
import type { Settings } from '../contract/settings.ts'

/** Only names of ours are read; one that is wrong is named, none is guessed. */
export function readSettings(environment: Record<string, string | undefined>): Result<Settings, Failure> {
  const given = Object.fromEntries(settingNames.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
  const parsed = settings.safeParse(given)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  const name = String(issue?.path[0] ?? '')
  return err(failure('CONFIG_INVALID', `${name}: ${issue?.message ?? ''}`, name))
}
