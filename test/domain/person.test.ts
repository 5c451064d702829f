import { describe, expect, it } from 'vitest'
import { checkWalkIn } from '../../src/domain/eligibility.ts'
import { ageMonths, maskName, maskPhone, personKey } from '../../src/domain/patient.ts'
import { flaggedQuestions, questionsFor } from '../../src/domain/screening.ts'

describe('what is shown of a person', () => {
  it.each([
    ['홍길동', '홍*동'], ['김철', '김*'], ['남궁민수', '남**수'], ['이', '*'], ['Anna Lee', 'A*** L**'], ['王小明', '王*明'],
  ])('masks %s as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  it('keeps the last four digits of a phone and no more', () => {
    expect(maskPhone('010-1234-5678')).toBe('010-****-5678')
    expect(maskPhone('123')).toBe('****')
  })

  it('knows the same person by name, birth date and digits', () => {
    expect(personKey(' 홍길동 ', '1957-03-04', '010-1234-5678')).toBe(personKey('홍길동', '1957-03-04', '01012345678'))
    expect(personKey('홍길동', '1957-03-05', '01012345678')).not.toBe(personKey('홍길동', '1957-03-04', '01012345678'))
  })
})

describe('who may be put down', () => {
  const today = '2026-11-24'
  it('refuses a birth date in the future and one of 131 years ago', () => {
    expect(checkWalkIn({ birthDate: '2026-11-25', hasGuardian: true, today })).toEqual({ ok: false, error: 'BIRTH_DATE_INVALID' })
    expect(checkWalkIn({ birthDate: '1895-01-01', hasGuardian: false, today })).toEqual({ ok: false, error: 'BIRTH_DATE_INVALID' })
  })
  it('asks for a guardian until the fourteenth birthday', () => {
    expect(checkWalkIn({ birthDate: '2012-11-25', hasGuardian: false, today })).toEqual({ ok: false, error: 'GUARDIAN_REQUIRED' })
    expect(checkWalkIn({ birthDate: '2012-11-24', hasGuardian: false, today }).ok).toBe(true)
    expect(checkWalkIn({ birthDate: '2024-01-01', hasGuardian: true, today }).ok).toBe(true)
  })
  it('counts completed months', () => {
    expect(ageMonths('2026-10-25', today)).toBe(0)
    expect(ageMonths('2026-10-24', today)).toBe(1)
  })
})

describe('the health questions', () => {
  it('asks a woman about pregnancy, a man not, and whoever did not say', () => {
    const asked = (sex: 'female' | 'male' | 'unspecified') => questionsFor({ sex, cvx: '140' }).map((q) => q.number)
    expect(asked('female')).toContain(4)
    expect(asked('unspecified')).toContain(4)
    expect(asked('male')).not.toContain(4)
  })
  it('asks about clotting only before a COVID-19 vaccine', () => {
    expect(questionsFor({ sex: 'female', cvx: '309' })).toHaveLength(11)
    expect(questionsFor({ sex: 'male', cvx: '140' }).map((q) => q.number)).toEqual([1, 2, 3, 5, 6, 7, 8, 10, 11])
  })
  it('flags what was answered yes, in order', () => {
    expect(flaggedQuestions([{ question: 7, answer: true }, { question: 1, answer: false }, { question: 5, answer: true }])).toEqual([5, 7])
  })
})
