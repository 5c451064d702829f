/** The settings and where each came from: the command line wins over the environment, that over the file, that over the default. */
import { parseArgs } from 'node:util'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { centralSettingNames, centralSettings } from '../contract/central-settings.ts'
import type { CentralSetting, CentralSettings } from '../contract/central-settings.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'

/** Said on the command line only: how to answer, or something to do instead of serving. */
export type Wish = 'json' | 'print-config'
export type Config = { readonly settings: CentralSettings; readonly sources: Readonly<Record<CentralSetting, string>>; readonly wishes: ReadonlySet<Wish> }
type Sources = { readonly argv: readonly string[]; readonly environment: Readonly<Record<string, string | undefined>>; readonly readFile: (path: string) => string }
type Given = { readonly value: string; readonly source: string }

const ENVIRONMENT_PREFIX = 'CENTRAL_'
const FILE_NAME = `${ENVIRONMENT_PREFIX}CONFIG`
const wishes: readonly Wish[] = ['json', 'print-config']
const switches: readonly CentralSetting[] = ['demo', 'restored']

/** `helloMs` is `hello-ms` in a file and on the command line, `CENTRAL_HELLO_MS` in the environment. */
const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const environmentOf = (name: string): string => ENVIRONMENT_PREFIX + flagOf(name).replaceAll('-', '_').toUpperCase()
const byFlag = new Map(centralSettingNames.map((name) => [flagOf(name), name]))
const byEnvironment = new Map(centralSettingNames.map((name) => [environmentOf(name), name]))
const wrong = (detail: string): Result<never, Failure> => err(failure('CONFIG_INVALID', detail))

export function readConfig({ argv, environment, readFile }: Sources): Result<Config, Failure> {
  const flags = fromFlags(argv)
  if (!flags.ok) return flags
  const variables = fromEnvironment(environment)
  if (!variables.ok) return variables
  const path = flags.value.configFile ?? environment[FILE_NAME] ?? null
  const file = path === null ? ok(new Map<CentralSetting, Given>()) : fromFile(path, readFile)
  if (!file.ok) return file
  const given = new Map([...file.value, ...variables.value, ...flags.value.given])
  const parsed = centralSettings.safeParse(Object.fromEntries([...given].map(([name, { value }]) => [name, value])))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0] ?? '') as CentralSetting
    const from = given.get(name)
    return wrong(from ? `${from.source}: ${flagOf(name)} ${issue?.message ?? ''}` : `--${flagOf(name)} is missing`)
  }
  const sources = Object.fromEntries(centralSettingNames.map((name) => [name, given.get(name)?.source ?? 'default'])) as Record<CentralSetting, string>
  return ok({ settings: parsed.data, sources, wishes: flags.value.wishes })
}

function fromFlags(argv: readonly string[]): Result<{ readonly given: Map<CentralSetting, Given>; readonly wishes: ReadonlySet<Wish>; readonly configFile: string | null }, Failure> {
  const isSwitch = (name: CentralSetting): boolean => switches.includes(name)
  const options = Object.fromEntries([
    ...centralSettingNames.map((name) => [flagOf(name), { type: isSwitch(name) ? 'boolean' : 'string' }] as const),
    ...wishes.map((wish) => [wish, { type: 'boolean' }] as const), ['config', { type: 'string' }] as const,
  ])
  try {
    const values = parseArgs({ args: [...argv], options }).values as Record<string, string | boolean | undefined>
    const given = new Map([...byFlag].flatMap(([flag, name]) => (values[flag] === undefined ? [] : [[name, { value: String(values[flag]), source: 'command line' }] as const])))
    return ok({ given, wishes: new Set(wishes.filter((wish) => values[wish] === true)), configFile: typeof values.config === 'string' ? values.config : null })
  } catch (cause) {
    return wrong((cause as Error).message)
  }
}

function fromEnvironment(environment: Sources['environment']): Result<Map<CentralSetting, Given>, Failure> {
  const given = new Map<CentralSetting, Given>()
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(ENVIRONMENT_PREFIX) || variable === FILE_NAME || value === undefined) continue
    const name = byEnvironment.get(variable)
    if (name === undefined) return wrong(`environment: ${variable} is no setting; there are ${[...byEnvironment.keys()].join(', ')}`)
    given.set(name, { value, source: `environment ${variable}` })
  }
  return ok(given)
}

/** Lines of `name = value`; what stands behind a # at the start of a line, or after a blank, is a comment. */
function fromFile(path: string, readFile: Sources['readFile']): Result<Map<CentralSetting, Given>, Failure> {
  const given = new Map<CentralSetting, Given>()
  let text: string
  try { text = readFile(path) } catch (cause) { return wrong(`${path} cannot be read: ${(cause as Error).message}`) }
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const content = line.replace(/(^|\s)#.*$/, '').trim()
    if (content === '') continue
    const where = `${path}:${index + 1}`
    const [, flag = '', value = ''] = /^([\w-]+)\s*=\s*(.*)$/.exec(content) ?? []
    if (flag === '') return wrong(`${where}: a line is "name = value"`)
    const name = byFlag.get(flag)
    if (name === undefined) return wrong(`${where}: ${flag} is no setting; there are ${[...byFlag.keys()].join(', ')}`)
    if (given.has(name)) return wrong(`${where}: ${flag} was set above already`)
    given.set(name, { value, source: where })
  }
  return ok(given)
}

/** A password in an address is not printed. */
const printable = (name: CentralSetting, value: unknown): unknown => (name === 'database' && typeof value === 'string' ? value.replace(/(:\/\/[^:@/]*):[^@/]*@/, '$1:***@') : value)
const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))

/** For people it is a configuration file again; for programs one JSON line. */
export function printConfig({ settings, sources, wishes: wished }: Config): string {
  const rows = centralSettingNames.map((name) => ({ name: flagOf(name), value: printable(name, settings[name]) ?? null, source: sources[name] }))
  if (wished.has('json')) return `${JSON.stringify({ settings: Object.fromEntries(rows.map(({ name, ...row }) => [name, row])) })}\n`
  const lines = rows.map(({ name, value, source }) => [`${value === null ? '# ' : ''}${name} = ${textOf(value)}`, source] as const)
  const width = Math.max(...lines.map(([line]) => line.length))
  return lines.map(([line, source]) => `${line.padEnd(width)}  # ${source}\n`).join('')
}
