/**
 * A schema's short way: what is as the schema wants it, to the letter, is taken as it is, in a quarter of the time. Whatever is not, or is of a kind that is not known
 * here, goes to the schema itself, which alone refuses, trims and fills in. A test holds both to the same answers.
 */
import type { z } from 'zod'

type Check = (value: unknown) => boolean
type Def = {
  readonly type: string; readonly check?: string; readonly pattern?: RegExp; readonly checks?: readonly { readonly _zod: { readonly def: CheckDef } }[]
  readonly shape?: Readonly<Record<string, Inner>>; readonly catchall?: Inner; readonly element?: Inner; readonly innerType?: Inner; readonly items?: readonly Inner[]; readonly rest?: Inner | null
  readonly keyType?: Inner; readonly valueType?: Inner; readonly entries?: Readonly<Record<string, unknown>>; readonly values?: readonly unknown[]
}
type Inner = { readonly _zod: { readonly def: unknown } }
type CheckDef = {
  readonly check: string; readonly pattern?: RegExp; readonly minimum?: number; readonly maximum?: number; readonly value?: number; readonly inclusive?: boolean; readonly format?: string
  readonly tx?: (value: unknown) => unknown; readonly fn?: (value: unknown) => unknown
}
type Sized = { readonly length: number }

const HALF = /[\ud800-\udfff]/
const never: Check = () => false
const defOf = (inner: Inner): Def => inner._zod.def as Def

const checkBy: Readonly<Record<string, (def: CheckDef) => Check>> = {
  min_length: ({ minimum = Infinity }) => (value) => {
    const { length } = value as Sized
    // Texts are counted by letters: two halves are one.
    return length >= minimum * 2 || (length >= minimum && (minimum <= 1 || typeof value !== 'string' || !HALF.test(value)))
  },
  max_length: ({ maximum = -1 }) => (value) => (value as Sized).length <= maximum,
  string_format: ({ pattern }) => (pattern ? (value) => pattern.test(value as string) : never),
  greater_than: ({ value: least = Infinity, inclusive }) => (value) => (inclusive ? (value as number) >= least : (value as number) > least),
  less_than: ({ value: most = -Infinity, inclusive }) => (value) => (inclusive ? (value as number) <= most : (value as number) < most),
  number_format: ({ format }) => (format === 'safeint' ? Number.isSafeInteger : never),
  overwrite: ({ tx }) => (value) => tx?.(value) === value,
  custom: ({ fn }) => (value) => fn?.(value) === true,
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function objectOf({ shape = {}, catchall }: Def): Check {
  const fields = new Map(Object.entries(shape).map(([name, inner]) => [name, checkOf(inner)]))
  const required = Object.values(shape).filter((inner) => defOf(inner).type !== 'optional').length
  const optional = new Set(Object.keys(shape).filter((name) => shape[name] && defOf(shape[name]).type === 'optional'))
  const isOpen = catchall !== undefined && defOf(catchall).type === 'unknown'
  return (value) => {
    if (!isObject(value)) return false
    let found = 0
    for (const name in value) {
      const check = fields.get(name)
      if (check ? !check(value[name]) : !isOpen || name === '__proto__') return false
      if (check && (optional.size === 0 || !optional.has(name))) found++
    }
    return found === required
  }
}

function tupleOf({ items = [], rest }: Def): Check {
  const checks = items.map(checkOf)
  return rest ? never : (value) => Array.isArray(value) && value.length === checks.length && checks.every((check, i) => check(value[i]))
}

const kinds: Readonly<Record<string, (def: Def) => Check>> = {
  string: (def) => (def.check === undefined ? (value) => typeof value === 'string' : def.check === 'string_format' && def.pattern ? ((pattern) => (value) => typeof value === 'string' && pattern.test(value))(def.pattern) : never),
  number: (def) => (def.check === undefined ? Number.isFinite : never),
  boolean: () => (value) => typeof value === 'boolean',
  unknown: () => () => true,
  enum: ({ entries = {} }) => ((known) => (value) => known.has(value))(new Set(Object.values(entries))),
  literal: ({ values = [] }) => (value) => values.includes(value),
  nullable: ({ innerType }) => ((inner) => (value) => value === null || inner(value))(innerType ? checkOf(innerType) : never),
  optional: ({ innerType }) => (innerType ? checkOf(innerType) : never),
  default: ({ innerType }) => (innerType ? checkOf(innerType) : never),
  array: ({ element }) => ((inner) => (value) => Array.isArray(value) && value.every(inner))(element ? checkOf(element) : never),
  record: ({ keyType, valueType }) => (keyType && defOf(keyType).type === 'string' && !defOf(keyType).checks?.length && valueType && defOf(valueType).type === 'unknown' ? (value) => isObject(value) && !Object.hasOwn(value, '__proto__') : never),
  tuple: tupleOf, object: objectOf,
}

function checkOf(inner: Inner): Check {
  const def = defOf(inner)
  const [first = never, ...more] = [kinds[def.type]?.(def) ?? never, ...(def.checks ?? []).map(({ _zod: { def: check } }) => checkBy[check.check]?.(check) ?? never)]
  if (more.length === 0) return first
  const [second = never, third] = more
  if (more.length === 1) return (value) => first(value) && second(value)
  if (more.length === 2 && third) return (value) => first(value) && second(value) && third(value)
  return (value) => first(value) && more.every((check) => check(value))
}

/** What the short way takes. */
export const isPlainly = (schema: z.ZodType): Check => checkOf(schema)

export function fastParse<T extends z.ZodType>(schema: T): Pick<T, 'safeParse'> {
  const check = checkOf(schema)
  return { safeParse: ((input: unknown) => (check(input) ? { success: true, data: input } : schema.safeParse(input))) as T['safeParse'] }
}
