import { josa } from 'es-hangul'
import { useRef, useState } from 'react'
import type { Failure } from '../../src/contract/errors.ts'
import type { CallInput, VaccineToday } from '../../src/contract/kiosk-api.ts'
import { SCREENING_FORM_VERSION, screeningQuestions } from '../../src/domain/screening.ts'
import { composing } from './use-keys.ts'
import { bornOf, needsGuardian, numbersIn, phoneOf } from './view.ts'
import type { Sex } from './view.ts'

export type Typed = { readonly name: string; readonly birthDate: string; readonly phone: string; readonly vaccine: string; readonly questions: string; readonly guardian: string }
export type FieldName = keyof Typed
const blank: Typed = { name: '', birthDate: '', phone: '', vaccine: '', questions: '', guardian: '' }
const order = ['name', 'birthDate', 'phone', 'vaccine', 'questions', 'guardian'] as const
const PHONE_DIGITS_MIN = 7

type Booking = Pick<CallInput<'bookWalkIn'>, 'patient' | 'vaccine' | 'consent' | 'screening'>
export type PersonForm = {
  readonly typed: Typed; readonly type: (name: FieldName, text: string) => void; readonly wrong: FieldName | null; readonly setWrong: (name: FieldName | null) => void
  readonly sex: Sex; readonly setSex: (sex: Sex) => void; readonly vaccine: VaccineToday | null; readonly pick: (vaccine: VaccineToday) => void; readonly guardian: boolean; readonly clear: () => void
  /** Null: a field is wrong, and shown so. */
  readonly booking: (language: string, consentAt: Date) => Booking | null
  readonly blame: (failure: Failure) => void
  /** What the list of vaccines points at, and nobody took as yet: it counts when the form is sent. */
  readonly pointed: { current: VaccineToday | null }
}

/** One person and one vaccine as they are typed; what was typed stays until somebody clears it. */
export function usePersonForm(today: string): PersonForm {
  const [typed, setTyped] = useState<Typed>(blank)
  const [wrong, setWrong] = useState<FieldName | null>(null)
  const [chosenSex, setSex] = useState<Sex | null>(null)
  const [taken, setVaccine] = useState<VaccineToday | null>(null)
  const pointed = useRef<VaccineToday | null>(null)
  const { birthDate, sex: told } = bornOf(typed.birthDate, today)
  const sex = chosenSex ?? told ?? 'unspecified'
  const booking = (language: string, consentAt: Date): Booking | null => {
    const vaccine = taken ?? pointed.current
    const fault: FieldName | null = !typed.name.trim() ? 'name' : !birthDate ? 'birthDate' : phoneOf(typed.phone).length < PHONE_DIGITS_MIN ? 'phone' : !vaccine ? 'vaccine' : null
    setWrong(fault)
    if (fault || !vaccine) return null
    const yes = numbersIn(typed.questions)
    const guardian = typed.guardian.trim()
    return {
      vaccine: vaccine.vaccine,
      patient: { name: typed.name.trim(), birthDate, phone: phoneOf(typed.phone), sex, language, needsHelp: false, guardian: guardian ? { name: guardian, relation: 'guardian' } : null },
      consent: { at: consentAt.toISOString(), formVersion: SCREENING_FORM_VERSION },
      screening: { formVersion: SCREENING_FORM_VERSION, answers: screeningQuestions.map(({ number }) => ({ question: number, answer: yes.includes(number), detail: null })) },
    }
  }
  return {
    typed, wrong, setWrong, sex, setSex, vaccine: taken, pointed, booking, guardian: needsGuardian(birthDate, today) || typed.guardian !== '',
    type: (name, text) => { setWrong(null); setTyped((before) => ({ ...before, [name]: text })); if (name === 'vaccine') setVaccine(null) },
    pick: (picked) => { setVaccine(picked); setWrong(null) },
    clear: () => { setTyped(blank); setWrong(null); setSex(null); setVaccine(null) },
    blame: ({ code, field }) => setWrong(code === 'GUARDIAN_REQUIRED' ? 'guardian' : code === 'BIRTH_DATE_INVALID' ? 'birthDate' : code === 'VACCINE_NOT_OFFERED' ? 'vaccine' : (order.find((name) => field?.includes(name)) ?? null)),
  }
}

/** 을 or 를, as the word before it ends; what stands in brackets is not said. */
export const nameOf = (label: string, language: string): string => {
  const said = label.replace(/\s*[(:].*$/, '')
  return language === 'ko' ? josa(said, '을/를') : said
}

/** Enter goes to the next field, and from the last one submits. While a syllable is composed it belongs to the input method. */
export function nextOnEnter(event: React.KeyboardEvent<HTMLInputElement | HTMLSelectElement>): void {
  if (event.key !== 'Enter') return
  if (composing(event.nativeEvent)) return event.preventDefault()
  const fields = [...(event.currentTarget.form?.querySelectorAll<HTMLElement>('input, select') ?? [])]
  const next = fields[fields.indexOf(event.currentTarget) + 1]
  event.preventDefault()
  if (next) next.focus()
  else event.currentTarget.form?.requestSubmit()
}
