/** Readers that type, and people who type: never one for the other. */
import { convertQwertyToAlphabet } from 'es-hangul'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charOf, GAP_MS_MAX, patienceMs, scannedText } from '../../renderer/ui/tell-scanner.ts'
import type { HeardKey } from '../../renderer/ui/tell-scanner.ts'

const places: Record<string, string> = { '-': 'Minus', _: 'Minus', '.': 'Period', '=': 'Equal', '/': 'Slash', '+': 'Equal', ':': 'Semicolon', ' ': 'Space' }
const SHIFTED = /[A-Z_+:]/
const codeOf = (char: string): string => (/\d/.test(char) ? `Digit${char}` : /[a-z]/i.test(char) ? `Key${char.toUpperCase()}` : (places[char] ?? ''))
type Method = 'latin' | 'caps' | 'hangul' | 'composing' | 'placeless hangul'
const written = (char: string, method: Method): string => {
  if (method === 'composing') return 'Process'
  if (method === 'caps') return char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()
  return method === 'latin' ? char : /[a-z]/i.test(char) ? convertQwertyToAlphabet(char) : char
}
const key = (char: string, atMs: number, method: Method = 'latin'): HeardKey => ({ code: method === 'placeless hangul' ? '' : codeOf(char), key: written(char, method), shift: SHIFTED.test(char), repeat: false, atMs })
const enter = (atMs: number): HeardKey => ({ code: 'Enter', key: 'Enter', shift: false, repeat: false, atMs })
const typed = (text: string, gaps: readonly number[], method: Method = 'latin'): HeardKey[] => {
  let atMs = 1_000
  const keys = [...text].map((char, i) => {
    atMs += gaps[i % gaps.length] ?? 0
    return key(char, atMs, method)
  })
  return [...keys, enter(atMs + (gaps[0] ?? 0))]
}

const code = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'), minLength: 8, maxLength: 900 }).filter((text) => new Set(text).size >= 4)
const method = fc.constantFrom<Method>('latin', 'caps', 'hangul', 'composing')

describe('a reader of codes', () => {
  it('is heard letter for letter, whatever input method is on', () => {
    fc.assert(fc.property(code, method, fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 }), (text, how, gaps) => {
      expect(scannedText(typed(text, gaps, how))).toBe(text)
    }), { numRuns: 500 })
  })
  it('that gives no key places is heard too, in the letters a Hangul keyboard tells apart', () => {
    expect(scannedText(typed('eyJhbGciOiJFZERTQSJ9', [4], 'placeless hangul'))?.toLowerCase()).toBe('eyjhbgcioijfzertqsj9')
    expect(charOf({ code: '', key: 'ㄲ', shift: true, repeat: false, atMs: 0 })).toBe('R')
  })
  it('may stutter once in a while, but not all the time', () => {
    expect(scannedText(typed('01088012345678901724', [2, 2, 2, 2, 2, 2, 2, 2, 2, 45]))).toBe('01088012345678901724')
    expect(scannedText(typed('01088012345678901724', [45]))).toBeNull()
  })
})

describe('keys that are held back', () => {
  it('are given back at once to a hand, and later the more there are of them', () => {
    expect([1, 2, 3].map(patienceMs)).toEqual([GAP_MS_MAX, GAP_MS_MAX, GAP_MS_MAX])
    expect(patienceMs(4)).toBeGreaterThan(5 * GAP_MS_MAX)
  })
})

describe('a person', () => {
  const text = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789 -.'), minLength: 1, maxLength: 80 })
  it('is never taken for one, however quick: a hand rests between two keys at least once', () => {
    fc.assert(fc.property(text, method, fc.array(fc.integer({ min: 5, max: 400 }), { minLength: 1, maxLength: 80 }), fc.nat(), fc.integer({ min: GAP_MS_MAX + 1, max: 2_000 }), (letters, how, gaps, where, rest) => {
      const quick = typed(letters, gaps, how)
      const from = where % quick.length
      const resting = quick.map((heard, i) => (i >= Math.max(1, from) ? { ...heard, atMs: heard.atMs + rest } : heard))
      if (resting.length > 1) expect(scannedText(resting)).toBeNull()
    }), { numRuns: 500 })
  })
  it('who types two hundred words a minute, rolls fingers, leans on a key or lays a palm down is a person', () => {
    expect(scannedText(typed('honggildong', [60]))).toBeNull()
    expect(scannedText(typed('kim', [8]))).toBeNull()
    expect(scannedText(typed('aaaaaaaaaaaaaaaa', [2]))).toBeNull()
    expect(scannedText(typed('sdfsdfsdfsdf', [3]))).toBeNull()
    expect(scannedText(typed('abcdefghijkl', [20]).map((heard, i) => ({ ...heard, repeat: i === 3 })))).toBeNull()
  })
  it('who does not end with Enter is no reader, nor is anything longer than any code', () => {
    expect(scannedText(typed('abcdefghijkl', [5]).slice(0, -1))).toBeNull()
    expect(scannedText(typed('abcd'.repeat(1_001), [1]))).toBeNull()
    expect(scannedText([])).toBeNull()
  })
})
