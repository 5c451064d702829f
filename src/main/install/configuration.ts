/** The settings and where each came from. Pure: the texts of the files come in. Later layers win: default, file, wizard, one-time code, environment, policy. */
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { fileNameOf, settingNames, settings } from '../../contract/settings.ts'
import type { Settings } from '../../contract/settings.ts'

export type Source = 'default' | 'file' | 'wizard' | 'one-time code' | 'environment' | 'policy'
/** `text` is JSON as found on disk; `values` are already told apart. `where` is said to a person. */
export type Layer = { readonly source: Source; readonly where: string } & ({ readonly text: string } | { readonly unreadable: string } | { readonly values: Readonly<Record<string, string | undefined>> })
export type Configuration = { readonly settings: Settings; readonly sources: Readonly<Record<string, Source>>; readonly where: Readonly<Record<string, string>>; readonly warnings: readonly string[] }
type Given = { readonly name: string; readonly value: string; readonly layer: Layer; readonly line: number | null }

const byFileName = new Map(settingNames.map((name) => [fileNameOf(name), name]))
const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length
const lineOf = (text: string, key: string): number | null => {
  const at = text.search(new RegExp(`"${key.replace(/[^\w]/g, '.')}"\\s*:`))
  return at < 0 ? null : lineAt(text, at)
}

/** The keys of one file in their order; a key that is not known is a warning with its line, so that a file for a newer version still serves an older one. */
function readText(layer: Layer & { readonly text: string }): Result<{ given: Given[]; warnings: string[] }, Failure> {
  let json: unknown
  try {
    json = JSON.parse(layer.text)
  } catch (cause) {
    const position = /position (\d+)/.exec((cause as Error).message)?.[1]
    const line = position ? lineAt(layer.text, Number(position)) : layer.text.split('\n').length
    return err(failure('CONFIG_INVALID', `${layer.where} line ${line}: this is no JSON`, layer.where))
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return err(failure('CONFIG_INVALID', `${layer.where} line 1: an object is expected`, layer.where))
  const given: Given[] = []
  const warnings: string[] = []
  for (const [key, value] of Object.entries(json)) {
    if (key === '$schema') continue
    const name = byFileName.get(key)
    const line = lineOf(layer.text, key)
    if (!name) warnings.push(`${layer.where} line ${line ?? '?'}: "${key}" is not known and was ignored`)
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') given.push({ name, value: value === true ? '1' : value === false ? '0' : String(value), layer, line })
    else if (value !== null) return err(failure('CONFIG_INVALID', `${layer.where} line ${line ?? '?'}: ${key} is not a plain value`, name))
  }
  return ok({ given, warnings })
}

export function readConfiguration(layers: readonly Layer[]): Result<Configuration, Failure> {
  const winners = new Map<string, Given>()
  const warnings: string[] = []
  for (const layer of layers) {
    if ('unreadable' in layer) return err(failure('CONFIG_INVALID', `${layer.where} cannot be read: ${layer.unreadable}`, layer.where))
    if ('text' in layer) {
      const read = readText(layer)
      if (!read.ok) return read
      warnings.push(...read.value.warnings)
      for (const one of read.value.given) winners.set(one.name, one)
    } else for (const name of settingNames) {
      const value = layer.values[name]
      if (value) winners.set(name, { name, value, layer, line: null })
    }
  }
  // An empty text takes back what a layer below said.
  const parsed = settings.safeParse(Object.fromEntries([...winners].filter(([, { value }]) => value !== '').map(([name, { value }]) => [name, value])))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0] ?? '')
    const from = winners.get(name)
    // By the name it has where it stands.
    const said = from && 'text' in from.layer ? fileNameOf(name) : name
    return err(failure('CONFIG_INVALID', `${said}: ${issue?.message ?? ''}${from ? ` (${from.layer.where}${from.line ? ` line ${from.line}` : ''})` : ''}`, name))
  }
  const of = (pick: (one: Given | undefined) => string): Record<string, string> => Object.fromEntries(settingNames.map((name) => [name, pick(winners.get(name))]))
  return ok({ settings: parsed.data, sources: of((one) => one?.layer.source ?? 'default') as Record<string, Source>, where: of((one) => (one ? one.layer.where : '')), warnings })
}

const SECRET = new Set(['KIOSK_TECHNICIAN_PIN', 'KIOSK_ENROLMENT_CODE'])

/** `--print-config`: each value with its source, one a line; secrets only as present. */
export function printConfiguration({ settings: values, sources, where, warnings }: Configuration): string {
  const lines = settingNames.map((name) => {
    const value = (values as Record<string, unknown>)[name]
    const shown = value === undefined || (Array.isArray(value) && value.length === 0) ? '(none)' : SECRET.has(name) ? '(set, not shown)' : Array.isArray(value) ? value.join(' ') : typeof value === 'object' ? Object.values(value as object).join('x') : String(value)
    return `${fileNameOf(name).padEnd(20)} ${shown.padEnd(40)} ${sources[name] ?? ''}${where[name] && where[name] !== sources[name] ? ` (${where[name]})` : ''}`.trimEnd()
  })
  return [...lines, ...warnings.map((warning) => `warning: ${warning}`)].join('\n')
}
