/** All of Hangul between other letters; carets and backspaces anywhere, against a text kept by hand. */
import { assemble, disassemble } from 'es-hangul'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cycle, empty, erase, lettersOf, moveBy, moveTo, press, stroke, textOf } from '../../renderer/ui/compose-hangul.ts'
import type { Composition } from '../../renderer/ui/compose-hangul.ts'
import { inputEventsOf } from '../../renderer/ui/input-events.ts'
import { hangulRows, hangulShifted, tenRows } from '../../renderer/ui/key-rows.ts'

/** es-hangul takes no empty list. */
const put = (jamo: readonly string[]): string => (jamo.length === 0 ? '' : assemble([...jamo]))
/** Two cores for everybody: a bound on hanging. */
const PATIENCE_MS = 60_000
const FIRST = 0xac00
const COUNT = 11_172
const all = Array.from({ length: COUNT }, (_, i) => String.fromCharCode(FIRST + i))
const tenKeys = [...tenRows.flat(), 'ㅇㅁ']

describe('every syllable of Hangul', () => {
  it('has its jamo on the keys of 두벌식, with shift where Korean keyboards have it', () => {
    const keys = new Set([...hangulRows.join(''), ...hangulShifted.join('')])
    expect(all.filter((syllable) => [...disassemble(syllable)].some((jamo) => !keys.has(jamo)))).toEqual([])
  })
  it('can be put between two letters, taken back jamo by jamo, and leaves them as they were', () => {
    const wrong: string[] = []
    const between = moveTo({ committed: '가나', composing: '' }, 1)
    for (const syllable of all) {
      const keys = [...disassemble(syllable)]
      const typed = keys.reduce(press, between)
      if (textOf(typed) !== `가${syllable}나`) wrong.push(syllable)
      // A caret that left and came back finishes the syllable: it goes as a whole.
      if (textOf(erase(moveBy(moveBy(typed, -1), 1))) !== '가나') wrong.push(`${syllable} whole`)
      if (textOf(keys.reduce<Composition>((now) => erase(now), typed)) !== '가나') wrong.push(`${syllable} back`)
    }
    expect(wrong).toEqual([])
  }, PATIENCE_MS)
})

type Act = { readonly type: string } | { readonly step: number } | { readonly at: number } | 'erase'
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...all).map((type) => ({ type })) },
  { weight: 2, arbitrary: fc.constantFrom(' ', 'a', '-', '👵🏻').map((type) => ({ type })) },
  { weight: 2, arbitrary: fc.constantFrom(-1, 1).map((step) => ({ step })) },
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 9 }).map((at) => ({ at })) },
  { weight: 3, arbitrary: fc.constant('erase' as const) },
)

/** A text kept by hand: letters left and right of the caret, and the jamo of the syllable that is not finished. */
class Paper {
  left: string[] = []
  right: string[] = []
  jamo: string[] = []
  get text(): string { return this.left.join('') + put(this.jamo) + this.right.join('') }
  finish(): void { this.left.push(...put(this.jamo)); this.jamo = [] }
  caret(at: number): void {
    const letters = [...this.left, ...this.right]
    this.left = letters.slice(0, Math.max(0, at))
    this.right = letters.slice(Math.max(0, at))
  }
  do(what: Act): void {
    if (what === 'erase') { if (this.jamo.length > 0) this.jamo.pop(); else this.left.pop(); return }
    this.finish()
    if ('step' in what) this.caret(this.left.length + what.step)
    else if ('at' in what) this.caret(what.at)
    else if (/[가-힣]/.test(what.type)) this.jamo = [...disassemble(what.type)]
    else this.left.push(what.type)
  }
}

const done = (before: Composition, what: Act): Composition =>
  what === 'erase' ? erase(before) : 'step' in what ? moveBy(before, what.step) : 'at' in what ? moveTo(before, what.at)
    : (/[가-힣]/.test(what.type) ? [...disassemble(what.type)] : [what.type]).reduce(press, before)
/** Half a syllable and a new one may be one in Hangul (ㄱ, then ㅅㅏ): the paper begins a new one only after a whole one. */
const isWhole = (jamo: readonly string[]): boolean => jamo.length === 0 || /^[가-힣]$/.test(put(jamo))

describe('a text under many hands', () => {
  it('is what was typed, wherever the caret went and whatever was taken back', () => {
    fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const paper = new Paper()
      let now = empty
      for (const what of acts) {
        if (typeof what === 'object' && 'type' in what && !isWhole(paper.jamo)) continue
        paper.do(what)
        now = done(now, what)
        expect(textOf(now)).toBe(paper.text)
      }
    }), { numRuns: 1_000 })
  })
  it('never loses a letter that stands away from the caret, on ten keys as on twenty-six', () => {
    const key = fc.oneof(fc.constantFrom('ㅣ', 'ㆍ', 'ㅡ').map((k) => (c: Composition) => stroke(c, k)), fc.constantFrom(...tenKeys).map((k) => (c: Composition) => cycle(c, k)), fc.constantFrom(...'ㅂㅏㄳㅆㅢ').map((k) => (c: Composition) => press(c, k)))
    fc.assert(fc.property(fc.array(key, { maxLength: 30 }), (keys) => {
      const now = keys.reduce((c, k) => k(c), moveTo({ committed: '힣 끝', composing: '' }, 2))
      expect(textOf(now).startsWith('힣 ')).toBe(true)
      expect(textOf(now).endsWith('끝')).toBe(true)
    }), { numRuns: 1_000 })
  })
})

describe('the events a field gives', () => {
  const kinds = (before: Composition, after: Composition) => inputEventsOf(before, after).map(({ type, inputType, data }) => [type, inputType, data?.trim()].filter(Boolean).join(' '))
  it('are those of a composing keyboard, letter by letter', () => {
    const ㅎ = press(empty, 'ㅎ')
    expect(kinds(empty, ㅎ)).toEqual(['compositionstart', 'beforeinput insertCompositionText ㅎ', 'compositionupdate ㅎ', 'input insertCompositionText ㅎ'])
    expect(kinds(ㅎ, press(ㅎ, 'ㅗ'))).toEqual(['beforeinput insertCompositionText 호', 'compositionupdate 호', 'input insertCompositionText 호'])
    expect(kinds(press(ㅎ, 'ㅗ'), press(press(ㅎ, 'ㅗ'), ' '))).toEqual(['compositionend 호', 'beforeinput insertText', 'input insertText'])
    expect(kinds({ committed: '홍', composing: '' }, empty)).toEqual(['beforeinput deleteContentBackward', 'input deleteContentBackward'])
  })
  it('tell, put together, the text that stands there', () => {
    fc.assert(fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let now = empty
      let open = false
      for (const what of acts) {
        const after = done(now, what)
        for (const event of inputEventsOf(now, after)) {
          if (event.type === 'compositionstart') { expect(open).toBe(false); open = true }
          if (event.type === 'compositionend') { expect(open).toBe(true); open = false }
        }
        now = after
        expect(open).toBe(now.composing !== '')
      }
    }), { numRuns: 300 })
    expect(lettersOf('뷁👵🏻')).toHaveLength(2)
  })
})
