import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/base/canonical-json.ts'

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

  it('leaves absent fields out', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}')
  })
})
