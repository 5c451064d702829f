/** One command instead of the kiosk: `--print-config` and `--about` are answered here, the rest by the store's own program, which has no window and needs no display. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { errorCatalogue, failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import type { Asked } from './command-line.ts'
import { EXIT, helpText } from './command-line.ts'
import { printConfiguration } from './configuration.ts'
import type { Configured } from './configure.ts'

type Command = Extract<Asked, { kind: 'command' }>
export type CommandFacts = {
  readonly asked: Command; readonly configured: Configured; readonly nodePath: string | null; readonly careFile: string; readonly resources: string
  readonly runtime: 'official' | 'compatibility'; readonly packaged: boolean; readonly version: string
}
export type CareRequest = { readonly name: string; readonly words: readonly string[]; readonly dataDir: string; readonly databaseKey: string | null; readonly keyFile: string; readonly serviceUrl: string | null; readonly appVersion: string }

const say = (text: string): void => { process.stdout.write(`${text}\n`) }
const KEY_BYTES_MAX = 4_096

/** On Linux the key is read as it lies; a sealed one (Windows) is opened by the running kiosk only. */
function keyOf(file: string): Result<string | null, Failure> {
  if (!existsSync(file)) return ok(null)
  try {
    const text = readFileSync(file).subarray(0, KEY_BYTES_MAX).toString('utf8').trim()
    return /^[0-9a-f]{64}$/i.test(text) ? ok(text) : err(failure('DATABASE_KEY_WRONG', `${file} holds no key${process.platform === 'win32' ? ' that a command could read: use the technician\'s window' : ''}`))
  } catch (cause) {
    return err(failure('DATABASE_KEY_WRONG', `${file}: ${(cause as { code?: string }).code ?? 'cannot be read'}; only the kiosk's user may read it: runuser -u kiosk -- vaccination-kiosk …`))
  }
}

export async function runCommand(facts: CommandFacts): Promise<number> {
  const { asked, configured, nodePath, careFile, resources } = facts
  if (asked.name === 'print-config') { say(printConfiguration(configured)); return EXIT.ended }
  if (asked.name === 'help') { say(helpText); return EXIT.ended }
  if (asked.name === 'about' || asked.name === 'version') {
    say(`vaccination-kiosk ${facts.version}${facts.runtime === 'compatibility' ? ' TEST BUILD' : ''}\nElectron ${process.versions.electron} (${facts.runtime}), Node ${process.versions.node}\nlicences and SBOM: ${join(resources, 'third-party')}`)
    return EXIT.ended
  }
  if (asked.name === 'lockdown') {
    if (process.platform === 'win32') return spawnSync('powershell.exe', ['-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', join(resources, 'windows', 'lockdown.ps1'), ...asked.words], { stdio: 'inherit' }).status ?? EXIT.internal
    return spawnSync('sh', [join(resources, 'lockdown'), ...asked.words], { stdio: 'inherit' }).status ?? EXIT.internal
  }
  const { dataDir, keyFile, settings } = configured
  const key = keyOf(keyFile)
  if (!key.ok) {
    if (asked.name === 'unsent') say('unknown')
    process.stderr.write(`${key.error.code}: ${key.error.detail}. ${errorCatalogue[key.error.code].hint}\n`)
    return EXIT.configuration
  }
  const request: CareRequest = { name: asked.name, words: asked.words, dataDir, databaseKey: key.value, keyFile, serviceUrl: settings.KIOSK_SERVICE_URL ?? null, appVersion: facts.version }
  if (nodePath !== null) return spawnSync(nodePath, [careFile], { input: JSON.stringify(request), stdio: ['pipe', 'inherit', 'inherit'] }).status ?? EXIT.internal
  const { runCare } = createRequire(__filename)(careFile) as { runCare: (asked: CareRequest) => Promise<number> }
  return runCare(request)
}
