import { readdirSync, readFileSync } from 'node:fs'
import { disassemble } from 'es-hangul'
import { describe, expect, it } from 'vitest'
import { en } from '../../renderer/i18n/en.ts'
import { ko } from '../../renderer/i18n/ko.ts'
import { fitsTenKeys, folds, layoutOf, scaleOf, typingScaleOf } from '../../renderer/patient/glass.ts'
import { flow, start } from '../../renderer/patient/flow.ts'
import { screenAtFault } from '../../renderer/patient/booking-of.ts'
import { waitOf } from '../../renderer/patient/wait.ts'
import { nearest } from '../../renderer/ui/arrow-keys.ts'
import { composingText, cycle, cycleLatin, empty, erase, press, stroke, textOf } from '../../renderer/ui/compose-hangul.ts'
import type { Composition } from '../../renderer/ui/compose-hangul.ts'
import { iconNames, strokesOf } from '../../renderer/ui/icon.tsx'
import { tenRows } from '../../renderer/ui/key-rows.ts'
import { wayOf } from '../../renderer/ui/scroller.tsx'
import { nextContrast, themeFor } from '../../renderer/ui/theme.ts'

const keys = [...tenRows.flat(), 'ㅇㅁ']
/** The strokes of each vowel, as they are taught. */
const vowels: Record<string, string> = {
  ㅏ: 'ㅣㆍ', ㅐ: 'ㅣㆍㅣ', ㅑ: 'ㅣㆍㆍ', ㅒ: 'ㅣㆍㆍㅣ', ㅓ: 'ㆍㅣ', ㅔ: 'ㆍㅣㅣ', ㅕ: 'ㆍㆍㅣ', ㅖ: 'ㆍㆍㅣㅣ', ㅗ: 'ㆍㅡ', ㅗㅏ: 'ㆍㅡㅣㆍ', ㅗㅐ: 'ㆍㅡㅣㆍㅣ', ㅗㅣ: 'ㆍㅡㅣ', ㅛ: 'ㆍㆍㅡ',
  ㅜ: 'ㅡㆍ', ㅜㅓ: 'ㅡㆍㆍㅣ', ㅜㅔ: 'ㅡㆍㆍㅣㅣ', ㅜㅣ: 'ㅡㆍㅣ', ㅠ: 'ㅡㆍㆍ', ㅡ: 'ㅡ', ㅡㅣ: 'ㅡㅣ', ㅣ: 'ㅣ',
}

/** One letter on its key, pressed as often as it takes. */
function consonant(before: Composition, letter: string): Composition {
  const key = keys.find((letters) => letters.includes(letter)) ?? ''
  return [...key].slice(1, key.indexOf(letter) + 1).reduce((typed) => cycle(typed, key), press(before, key[0] ?? ''))
}

function tenKeys(text: string): Composition {
  return [...text].reduce((typed, syllable) => {
    const [, first = '', vowel = '', last = ''] = /^([ㄱ-ㅎ])([ㅏ-ㅣ]+)([ㄱ-ㅎ]*)$/.exec(disassemble(syllable)) ?? []
    const withVowel = [...(vowels[vowel] ?? '')].reduce(stroke, consonant(typed, first))
    return [...last].reduce(consonant, withVowel)
  }, empty)
}

describe('천지인', () => {
  it('makes each of the 11,172 syllables from its ten keys', () => {
    const wrong: string[] = []
    for (let code = 0xac00; code <= 0xd7a3; code++) {
      const syllable = String.fromCharCode(code)
      if (textOf(tenKeys(syllable)) !== syllable) wrong.push(syllable)
    }
    expect(wrong).toEqual([])
  })
  it('writes names, moving a final consonant on when a vowel follows', () => {
    for (const name of ['홍길동', '김나영', '황보혜원', '많은이']) expect(textOf(tenKeys(name))).toBe(name)
  })
  it('shows a dot that is not a vowel yet, and takes it back alone', () => {
    const typed = stroke(press(empty, 'ㄱ'), 'ㆍ')
    expect(composingText(typed)).toBe('ㄱㆍ')
    expect(textOf(erase(typed))).toBe('ㄱ')
    expect(textOf(press(typed, ' '))).toBe('ㄱㆍ ')
  })
})

describe('what does not fit', () => {
  it('leads down until the end, then up, and nowhere when all is seen', () => {
    expect(wayOf({ scrollTop: 0, clientHeight: 100, scrollHeight: 102 })).toBe('none')
    expect(wayOf({ scrollTop: 0, clientHeight: 100, scrollHeight: 180 })).toBe('down')
    expect(wayOf({ scrollTop: 79, clientHeight: 100, scrollHeight: 180 })).toBe('up')
  })
  it('is twice the text on 21.5 inches and more, and as much as fits on less', () => {
    expect(scaleOf(268, 476)).toBe(2)
    expect(scaleOf(476, 268)).toBe(2)
    expect(scaleOf(194, 345)).toBeCloseTo(1.49, 2)
    expect([typingScaleOf(2, 268), typingScaleOf(1.49, 194), typingScaleOf(1.4, 148)].map((scale) => Math.round(scale * 100) / 100)).toEqual([2, 1.34, 1])
    expect([folds(false, 268, 476), folds(true, 268, 476), folds(false, 194, 345)]).toEqual([false, true, true])
    expect(fitsTenKeys(268)).toBe(true)
    expect(fitsTenKeys(194)).toBe(false)
  })
})

describe('a piece of glass', () => {
  const usual = { large: false, low: false }
  it('larger than 21.5 inches shows the same picture larger, and in the low position keeps it within reach', () => {
    expect(layoutOf(268, 476, 1, usual)).toMatchObject({ mmPx: 1, scale: 1, folded: false, tight: false, small: false })
    expect(layoutOf(398, 708, 1, usual).mmPx).toBeCloseTo(1.49, 2)
    expect(layoutOf(398, 708, 1, { large: false, low: true }).mmPx).toBe(1)
    expect(layoutOf(796, 1416, 2, usual).mmPx).toBeCloseTo(2 * 1.49, 1)
  })
  it('of 28 cm and less has smaller text, which a person can still enlarge, and controls of the same size', () => {
    const small = layoutOf(148, 237, 1, usual)
    expect(small).toMatchObject({ mmPx: 1, small: true, tight: true })
    expect(small.scale * 12).toBeGreaterThan(7.25)
    expect(layoutOf(148, 237, 1, { large: true, low: false }).scale).toBeGreaterThan(small.scale * 1.3)
    expect(layoutOf(194, 345, 1, usual)).toMatchObject({ scale: 1, folded: true, tight: false })
  })
})

describe('a telephone key', () => {
  it('gives its next letter when pressed again, as large as the one it replaces, and begins anew after the last', () => {
    const typed = (text: string) => ({ committed: text, composing: '' })
    expect([cycleLatin(typed('a'), 'abc'), cycleLatin(typed('Kib'), 'abc'), cycleLatin(typed('C'), 'abc')].map(textOf)).toEqual(['b', 'Kic', 'A'])
    expect(textOf(cycleLatin(typed('d'), 'abc'))).toBe('da')
  })
})

describe('arrows', () => {
  const box = (left: number, top: number, width = 10, height = 10) => ({ left, top, right: left + width, bottom: top + height })
  it('lead to the control that lies that way', () => {
    const boxes = [box(20, 0), box(0, 20), box(20, 20), box(0, 40, 30)]
    expect(nearest(box(0, 0), boxes, 'ArrowRight')).toBe(0)
    expect(nearest(box(0, 0), boxes, 'ArrowDown')).toBe(1)
    expect(nearest(box(20, 20), boxes, 'ArrowDown')).toBe(3)
    expect(nearest(box(0, 0), boxes, 'ArrowUp')).toBe(-1)
  })
  it('skip no row, however far the middles of its controls are from a wide one', () => {
    const [again, softer, louder, more] = [[36, 1112, 1044, 1266], [36, 1283, 532, 1316], [548, 1283, 1044, 1316], [36, 1332, 1044, 1502]].map(([left = 0, top = 0, right = 0, bottom = 0]) => ({ left, top, right, bottom }))
    if (!again || !softer || !louder || !more) throw new Error('four boxes')
    expect([0, 1]).toContain(nearest(again, [softer, louder, more], 'ArrowDown'))
    expect([1, 2]).toContain(nearest(more, [again, softer, louder], 'ArrowUp'))
    expect(nearest(softer, [again, louder, more], 'ArrowRight')).toBe(1)
  })
})

describe('what a screen says', () => {
  it('tells a wait without a minute that promises more than is known', () => {
    expect(waitOf([0, 5]).key).toBe('soon')
    expect(waitOf([0, 15]).key).toBe('within')
    expect(waitOf([15, 25]).key).toBe('range')
  })
  it('has both high-contrast themes a tap apart, over light or dark', () => {
    expect([themeFor('none', false), themeFor('none', true), themeFor('dark', false), themeFor('light', true)]).toEqual(['light', 'dark', 'hc-dark', 'hc-light'])
    expect(nextContrast(nextContrast(nextContrast('none')))).toBe('none')
  })
  it('asks each question with a hint, in both languages', () => {
    for (const texts of [ko, en]) for (let n = 1; n <= 11; n++) expect([texts.question[`q${n}` as 'q1'], texts.question[`lead${n}` as 'lead1']].every((text) => text.length > 3)).toBe(true)
  })
  it('never writes 을(를), and ends no title with a full stop', () => {
    expect(JSON.stringify(ko)).not.toMatch(/[가-힣]\([을를이가은는와과]\)/)
    const titles = [ko.welcome.title, ko.vaccine.title, ko.when.title, ko.name.title, ko.birthDate.title, ko.phone.title, ko.sex.title, ko.confirm.title, ko.find.title, ko.find.none, ko.idle.title]
    expect(titles.filter((title) => title.endsWith('.'))).toEqual([])
  })
  it('looks again with nothing kept of the last try', () => {
    expect(flow({ ...start, screen: 'found', phoneLast4: '1234', birthDate: '19570304', finding: 'cancel' }, { kind: 'find-again' })).toMatchObject({ screen: 'find-phone', phoneLast4: '', birthDate: '', finding: 'cancel' })
  })
  it('goes back to the screen where a refusal can be put right', () => {
    expect(screenAtFault({ code: 'GUARDIAN_REQUIRED', detail: '' })).toBe('guardian')
    expect(screenAtFault({ code: 'INPUT_INVALID', detail: '', field: 'patient.phone' })).toBe('phone')
    expect(screenAtFault({ code: 'SLOT_OVER', detail: '' })).toBe('vaccine')
  })
})

describe('icons', () => {
  it('are each a file that is drawn, and no file is left over', () => {
    const files = readdirSync('assets/icons/screen')
    expect(files.toSorted()).toEqual(iconNames.map((name) => `${name}.svg`).toSorted())
    for (const file of files) expect(strokesOf(readFileSync(`assets/icons/screen/${file}`, 'utf8')).length, file).toBeGreaterThan(0)
  })
})
