import { assemble, disassemble } from 'es-hangul'
import { describe, expect, it } from 'vitest'
import { en } from '../../renderer/i18n/en.ts'
import { ko } from '../../renderer/i18n/ko.ts'
import { asked, flow, isBirthDate, start } from '../../renderer/patient/flow.ts'
import type { FlowEvent, FlowState } from '../../renderer/patient/flow.ts'
import { birthDateOf, findVaccines, numbersIn } from '../../renderer/reception/view.ts'
import { empty, erase, press, textOf } from '../../renderer/ui/compose-hangul.ts'

const today = '2026-11-24'
const vaccine = { vaccine: { system: 's', code: '13' }, name: { ko: '독감', en: 'Influenza' }, forWhom: {}, minAgeMonths: null, maxAgeMonths: null, freeNow: 1, waitMinutes: [0, 5] as const, standbyAhead: 0, later: [] }
const run = (events: readonly FlowEvent[], from: FlowState = start): FlowState => events.reduce(flow, from)
const letters = (field: 'name' | 'guardian', keys: string): FlowEvent[] => [...keys].map((letter) => ({ kind: 'type', field, letter }))
const digits = (field: 'birthDate' | 'phone', keys: string): FlowEvent[] => [...keys].map((digit) => ({ kind: 'digit', field, digit }))
const next: FlowEvent = { kind: 'next', today }

describe('the Hangul keyboard', () => {
  it('makes each of the 11,172 syllables from its keys, and takes it back jamo by jamo', () => {
    const wrong: string[] = []
    for (let code = 0xac00; code <= 0xd7a3; code++) {
      const syllable = String.fromCharCode(code)
      const keys = [...disassemble(syllable)]
      let typed = keys.reduce(press, empty)
      if (textOf(typed) !== syllable) wrong.push(syllable)
      for (const _key of keys) typed = erase(typed)
      if (textOf(typed) !== '') wrong.push(`${syllable} back`)
    }
    expect(wrong).toEqual([])
  })
  it('moves a final consonant on when a vowel follows, and takes a whole syllable once it is finished', () => {
    const typed = [...'ㅎㅗㅇㄱㅣㄹㄷㅗㅇㅇㅏ'].reduce(press, empty)
    expect(textOf(typed)).toBe(assemble([...'ㅎㅗㅇㄱㅣㄹㄷㅗㅇㅇㅏ']))
    expect(textOf([...'ㄱㅏㄱㅏ'].reduce(press, empty))).toBe('가가')
    expect(textOf(erase(press([...'ㅎㅗㅇ'].reduce(press, empty), ' ')))).toBe('홍')
  })
})

describe('a patient at the screens', () => {
  it('goes from welcome to the read-back in six screens besides the questions', () => {
    const before = run([{ kind: 'go', screen: 'vaccine' }, { kind: 'vaccine', vaccine, cvx: '140' }, ...letters('name', 'ㅎㅗㅇㄱㅣㄹㄷㅗㅇ'), next, ...digits('birthDate', '19570304'), next, ...digits('phone', '01012345678'), next, { kind: 'sex', sex: 'male' }])
    expect(before.screen).toBe('question')
    expect(asked(before)).toHaveLength(9)
    const after = run(asked(before).map(() => ({ kind: 'answer', answer: false })), before)
    expect(after.screen).toBe('confirm')
    expect(after.answers.every((a) => a.answer === false)).toBe(true)
  })
  it('asks for a guardian of a child, and not of a grown-up', () => {
    const at = run([...letters('name', 'ㅇㅏㅇㅣ')], { ...start, screen: 'name' })
    expect(run([next, ...digits('birthDate', '20200101'), next], at).screen).toBe('guardian')
    expect(run([next, ...digits('birthDate', '20200101'), next, ...letters('guardian', 'ㅇㅓㅁ'), next], at).screen).toBe('phone')
    expect(run([next, ...digits('birthDate', '19800101'), next], at).screen).toBe('phone')
  })
  it.each(['20010230', '20261125', '18900101', '1957030'])('keeps what was typed and says so when %s is no birth date', (typed) => {
    const after = run([...digits('birthDate', typed), next], { ...start, screen: 'birth-date' })
    expect(after).toMatchObject({ screen: 'birth-date', wrong: true, birthDate: typed })
    expect(isBirthDate(typed, today)).toBe(false)
  })
  it('leaves nothing of a person after the ticket and after starting over', () => {
    const typed = run(letters('name', 'ㅎㅗㅇ'), { ...start, screen: 'name' })
    expect(run([{ kind: 'start-over' }], typed)).toEqual(start)
  })
  it('reads no word that is not theirs', () => {
    const words = JSON.stringify([ko, en]).toLowerCase()
    for (const word of ['동기화', '서버', '오류', '재시도', '오프라인', 'sync', 'server', 'error', 'retry', 'offline']) expect(words).not.toContain(word)
  })
})

describe('the desk', () => {
  it('reads a birth date as people type it', () => {
    expect(birthDateOf('570304', today)).toBe('1957-03-04')
    expect(birthDateOf('1957.03.04', today)).toBe('1957-03-04')
    expect(birthDateOf('200101', today)).toBe('2020-01-01')
    expect(birthDateOf('570230', today)).toBe('')
  })
  it('finds a vaccine by first letters or number, and question numbers in any text', () => {
    for (const typed of ['독', '1', 'inf', 'ㄷㄱ', 'ehrrka', '']) expect(findVaccines([vaccine], typed)).toEqual([vaccine])
    for (const typed of ['2', '코로나']) expect(findVaccines([vaccine], typed)).toEqual([])
    expect(numbersIn('5 7, 5 99')).toEqual([5, 7])
  })
})
