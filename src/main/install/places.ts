/** Where an installed kiosk keeps what, by platform. Read at the edge; `configuration` judges. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingNames, fileNameOf } from '../../contract/settings.ts'
import type { Layer } from './configuration.ts'

type Environment = Readonly<Record<string, string | undefined>>
export type Places = { readonly configFile: string; readonly policyFile: string | null; readonly codeFile: string; readonly installedData: string; readonly installedKey: string }

const WINDOWS_POLICY = 'HKLM\\SOFTWARE\\Policies\\VaccinationKiosk'

/** A policy is the administrator's last word: where it lies cannot be changed by the environment of an installed kiosk. */
export function placesOf(platform: string, environment: Environment, packaged: boolean): Places {
  const base = platform === 'win32' ? join(environment.ProgramData ?? 'C:\\ProgramData', 'vaccination-kiosk') : '/etc/vaccination-kiosk'
  const configFile = environment.KIOSK_CONFIG_FILE ?? join(base, 'config.json')
  const policyFile = platform === 'win32' ? null : ((packaged ? undefined : environment.KIOSK_POLICY_FILE) ?? join(base, 'policy.json'))
  return { configFile, policyFile, codeFile: join(base, 'enrolment-code'), installedData: platform === 'win32' ? join(base, 'data') : '/var/lib/vaccination-kiosk', installedKey: join(base, 'database.key') }
}

/** A file that is there and cannot be read is told with its name: going on without it would be another configuration. */
function fileLayer(source: 'file' | 'wizard' | 'policy', where: string): Layer[] {
  if (!existsSync(where)) return []
  try {
    return [{ source, where, text: readFileSync(where, 'utf8') }]
  } catch (cause) {
    return [{ source, where, unreadable: (cause as { code?: string }).code ?? 'cannot be read' }]
  }
}

/** `reg query` lists "    serviceUrl    REG_SZ    https://...". */
export function readRegistry(listing: string): Record<string, string> {
  const values = new Map([...listing.matchAll(/^\s+(\w+)\s+REG_(?:SZ|DWORD|EXPAND_SZ)\s+(.*?)\s*$/gm)].map(([, key = '', value = '']) => [key, /^0x[0-9a-f]+$/i.test(value) ? String(Number(value)) : value]))
  return Object.fromEntries(settingNames.flatMap((name) => { const value = values.get(fileNameOf(name)); return value === undefined ? [] : [[name, value]] }))
}

function registryLayer(): Layer[] {
  try {
    return [{ source: 'policy', where: WINDOWS_POLICY, values: readRegistry(execFileSync('reg', ['query', WINDOWS_POLICY], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) }]
  } catch {
    return []
  }
}

/** Without the wizard's layer, whose file lies in the data folder that the other layers name. */
export function layersOf(platform: string, environment: Environment, places: Places, wizardFile: string | null): Layer[] {
  return [
    ...fileLayer('file', places.configFile), ...(wizardFile ? fileLayer('wizard', wizardFile) : []),
    ...(existsSync(places.codeFile) ? [{ source: 'one-time code' as const, where: places.codeFile, values: { KIOSK_ENROLMENT_CODE: readFileSync(places.codeFile, 'utf8').trim() } }] : []),
    { source: 'environment', where: 'environment', values: environment },
    ...(platform === 'win32' ? registryLayer() : places.policyFile ? fileLayer('policy', places.policyFile) : []),
  ]
}

/** A key of its own for each data folder: the installed one goes with the installed folder only; a credential of systemd goes before both. */
export function keyFileOf(given: string | undefined, dataDir: string, places: Places, environment: Environment): string {
  if (given) return given
  const credential = environment.CREDENTIALS_DIRECTORY ? join(environment.CREDENTIALS_DIRECTORY, 'database.key') : ''
  if (credential && existsSync(credential)) return credential
  return dataDir === places.installedData ? places.installedKey : join(dataDir, 'key', 'database.key')
}
