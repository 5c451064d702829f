/** Values for a JSON schema: mostly of its form, sometimes anything at all. */
import fc from 'fast-check'

export type Schema = {
  readonly type?: string | readonly string[]; readonly properties?: Record<string, Schema>; readonly items?: Schema; readonly prefixItems?: readonly Schema[]; readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]; readonly const?: unknown; readonly minimum?: number; readonly maximum?: number; readonly format?: string; readonly maxLength?: number; readonly required?: readonly string[]
}

const NASTY = ['', '\u0000', "'; DROP TABLE place; --", '__proto__', '𐀀', '\ud800', '2026-02-30', '9999-12-31T23:59:59Z', 'x'.repeat(2_000), '1e999']
const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom<unknown>(null, -1, 0, 1e21, Number.MAX_SAFE_INTEGER, true, [], {}, ...NASTY))
const ODD = { weight: 1, arbitrary: anything }
const oftenly = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 30, arbitrary }, ODD)

function textOf({ format }: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (format === 'date-time') return fc.constantFrom('2026-11-24T01:10:00.000Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00')
  if (format === 'date') return fc.constantFrom('2026-11-24', '0001-01-01', '9999-12-31')
  return fc.oneof(fc.constantFrom(...ids), fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme', maxLength: 60 }))
}

export function valuesOf(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const inner = (part: Schema): fc.Arbitrary<unknown> => valuesOf(part, ids)
  const { minimum = 0, maximum = 1_000 } = schema
  if (schema.const !== undefined) return oftenly(fc.constant(schema.const))
  if (schema.enum) return oftenly(fc.constantFrom(...schema.enum))
  if (schema.anyOf) return oftenly(fc.oneof(...schema.anyOf.map(inner)))
  if (schema.prefixItems) return oftenly(fc.tuple(...schema.prefixItems.map(inner)))
  if (schema.type === 'string') return oftenly(textOf(schema, ids))
  if (schema.type === 'integer' || schema.type === 'number') return oftenly(fc.integer({ min: Math.max(minimum, -1_000_000), max: Math.min(maximum, 1_000_000) }))
  if (schema.type === 'boolean') return oftenly(fc.boolean())
  if (schema.type === 'array') return oftenly(fc.array(inner(schema.items ?? {}), { maxLength: 3 }))
  if (schema.type === 'null') return fc.constant(null)
  if (schema.properties) {
    const fields = Object.fromEntries(Object.entries(schema.properties).map(([name, part]) => [name, inner(part)]))
    return oftenly(fc.record(fields, { requiredKeys: fc.sample(fc.constant(schema.required ?? []), 1)[0] as never[] }))
  }
  return anything
}
