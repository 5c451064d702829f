/** Korean pre-vaccination form (예진표), 11 yes/no questions, valid only on the day. An answer never decides; it tells the doctor. */
export const SCREENING_FORM_VERSION = 'kr-2026-1'

export type ScreeningQuestion = {
  readonly number: number
  /** Asked only of women (pregnancy) or only for COVID-19 vaccines (clotting). */
  readonly onlyFor: 'everyone' | 'women' | 'covid-19'
  readonly asksDetail: boolean
}

export const screeningQuestions: readonly ScreeningQuestion[] = [
  { number: 1, onlyFor: 'everyone', asksDetail: true },
  { number: 2, onlyFor: 'everyone', asksDetail: true },
  { number: 3, onlyFor: 'everyone', asksDetail: true },
  { number: 4, onlyFor: 'women', asksDetail: false },
  { number: 5, onlyFor: 'everyone', asksDetail: true },
  { number: 6, onlyFor: 'everyone', asksDetail: true },
  { number: 7, onlyFor: 'everyone', asksDetail: true },
  { number: 8, onlyFor: 'everyone', asksDetail: true },
  { number: 9, onlyFor: 'covid-19', asksDetail: true },
  { number: 10, onlyFor: 'everyone', asksDetail: true },
  { number: 11, onlyFor: 'everyone', asksDetail: true },
]

const COVID_CVX_CODES: readonly string[] = ['309', '312', '313', '213']

export type ScreeningSubject = { readonly sex: 'female' | 'male' | 'unspecified'; readonly cvx: string | null }

/** Skip logic: who is asked what. Unspecified sex is asked all, nothing is assumed. */
export const questionsFor = ({ sex, cvx }: ScreeningSubject): readonly ScreeningQuestion[] =>
  screeningQuestions.filter((q) =>
    q.onlyFor === 'everyone' || (q.onlyFor === 'women' && sex !== 'male') || (q.onlyFor === 'covid-19' && cvx !== null && COVID_CVX_CODES.includes(cvx)))

/** Numbers answered yes: what the doctor reads. */
export const flaggedQuestions = (answers: readonly { readonly question: number; readonly answer: boolean | null }[]): readonly number[] =>
  answers.filter((a) => a.answer === true).map((a) => a.question).sort((a, b) => a - b)
