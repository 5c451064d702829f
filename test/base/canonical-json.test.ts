import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, isCanonical } from '../../src/base/canonical-json.ts'

describe('canonical JSON', () => {
  it('is read back as what was written, whatever letters stand in it', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }), { numRuns: 500 })
  })

  it('is one text for one value, in whatever order its fields were set', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
      expect(canonicalJson(Object.fromEntries(Object.entries(fields).reverse()))).toBe(canonicalJson(fields))
    }), { numRuns: 300 })
  })

  it('writes each text as JSON does', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string()), (text) => {
      expect(canonicalJson(text)).toBe(JSON.stringify(text))
    }), { numRuns: 1_000 })
    for (const text of ['"', '\\', '\u007f', '\u2028', '뷁', '\ud800', '', ' ~!#[]']) expect(canonicalJson(text)).toBe(JSON.stringify(text))
  })

  it('is what JSON.stringify writes of a value whose fields stand in their order', () => {
    const seen = new Set<boolean>()
    fc.assert(fc.property(fc.oneof(fc.json(), fc.jsonValue().map(canonicalJson), fc.constantFrom('{"10":1,"9":2}', '{"9":1,"10":2}', '{"__proto__":{"b":1,"a":2}}', '{"":1,"a":[{"c":1,"b":2}]}', '[-0,1e400]')), (text) => {
      const value: unknown = JSON.parse(text)
      const isSo = isCanonical(value)
      seen.add(isSo)
      if (isSo) expect(JSON.stringify(value)).toBe(canonicalJson(value))
    }), { numRuns: 2_000 })
    expect(seen).toEqual(new Set([true, false]))
  })

  it('leaves absent fields out', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}')
  })
})
