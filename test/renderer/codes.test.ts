/** Every code says in Korean and English what happened, what it means for the patient, and what to press. */
import { describe, expect, it } from 'vitest'
import { codesEn } from '../../renderer/i18n/codes-en.ts'
import { codesKo } from '../../renderer/i18n/codes-ko.ts'
import { errorCatalogue } from '../../src/contract/errors.ts'

const languages = { ko: codesKo.codes, en: codesEn.codes }
const words = Object.entries(languages).flatMap(([language, codes]) => Object.entries(codes).map(([code, said]) => ({ language, code, said })))

describe('the words for codes', () => {
  it('are there for every code of the catalogue in both languages, and for no other', () => {
    for (const codes of Object.values(languages)) expect(Object.keys(codes).sort()).toEqual(Object.keys(errorCatalogue).sort())
  })
  it('are three whole sentences or more, none empty', () => {
    expect(words.filter(({ said }) => [said.what, said.patient, said.press].some((text) => !/[.]$/.test(text)))).toEqual([])
  })
  it('never say what staff need not know', () => {
    expect(words.filter(({ said }) => /동기화|서버|오류|재시도|오프라인|\b(sync|server|error code|retry|offline)\b/i.test(Object.values(said).join(' '))).map(({ code }) => code)).toEqual([])
  })
  it('are Korean in Korean, in the polite form, and hold no Korean in English', () => {
    expect(words.filter(({ language, said }) => Object.values(said).some((text) => /[가-힣]/.test(text) !== (language === 'ko')))).toEqual([])
    const sentences = words.filter(({ language }) => language === 'ko').flatMap(({ said }) => Object.values(said).flatMap((text) => text.split(/(?<=\.)\s/)))
    expect(sentences.filter((sentence) => !/(니다|세요)\.$/.test(sentence))).toEqual([])
  })
})
