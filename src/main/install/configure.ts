/** The configuration of this start: all layers read, the data folder and its key found. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import type { Failure } from '../../contract/errors.ts'
import { readConfiguration } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { begunFile } from './keep-set-up.ts'
import { keyFileOf, layersOf, placesOf } from './places.ts'

export type Configured = Configuration & { readonly dataDir: string; readonly keyFile: string; readonly wizardFile: string; readonly isSetUp: boolean }
export type ConfigureDeps = { readonly platform: string; readonly environment: Readonly<Record<string, string | undefined>>; readonly packaged: boolean; readonly userData: () => string }

/** Twice: the wizard's file lies in the folder that the other layers name. */
export function configure({ platform, environment, packaged, userData }: ConfigureDeps): Result<Configured, Failure> {
  const places = placesOf(platform, environment, packaged)
  const first = readConfiguration(layersOf(platform, environment, places, null))
  if (!first.ok) return first
  const dataDir = resolve(first.value.settings.KIOSK_DATA_DIR ?? userData())
  const wizardFile = join(dataDir, 'set-up.json')
  const whole = readConfiguration(layersOf(platform, environment, places, wizardFile))
  if (!whole.ok) return whole
  const { settings } = whole.value
  // A machine that was told its centre by file, environment or policy, or whose data are there already, needs no wizard.
  // One that was switched off in the middle of it does: without its PIN the panel would stay shut for ever.
  const isSetUp = existsSync(wizardFile) || settings.KIOSK_SERVICE_URL !== undefined || (existsSync(join(dataDir, 'kiosk.db')) && !existsSync(begunFile(wizardFile)))
  return ok({ ...whole.value, dataDir, keyFile: keyFileOf(settings.KIOSK_KEY_FILE, dataDir, places, environment), wizardFile, isSetUp })
}
