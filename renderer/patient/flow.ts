/**
 * A patient's way through the kiosk. Pure; screens only show `state.screen` and dispatch.
 *
 *   welcome -> vaccine -> (when) -> name -> (guardian) -> birth-date -> phone -> sex -> question* -> confirm -> ticket
 *   welcome -> find-phone -> find-birth-date -> found
 *
 * Every screen carries data-screen with its name; controls carry data-testid, the keys `key-<letter>`.
 */
import type { Ticket, VaccineToday } from '../../src/contract/kiosk-api.ts'
import type { PatientRecord } from '../../src/contract/sync-protocol.ts'
import { ageMonths, GUARDIAN_BELOW_YEARS } from '../../src/domain/patient.ts'
import { questionsFor } from '../../src/domain/screening.ts'
import { empty, erase, press, textOf } from '../ui/compose-hangul.ts'
import type { Composition } from '../ui/compose-hangul.ts'

export const screens = ['welcome', 'vaccine', 'when', 'name', 'guardian', 'birth-date', 'phone', 'sex', 'question', 'detail', 'confirm', 'ticket', 'find-phone', 'find-birth-date', 'found'] as const
export type Screen = (typeof screens)[number]
export type When = 'soonest' | 'standby' | { readonly slotId: string }
export type FieldName = 'name' | 'guardian' | 'detail'
export type DigitsName = 'birthDate' | 'phone' | 'phoneLast4'
export type Answer = { readonly question: number; readonly answer: boolean | null; readonly detail: string | null }

export type FlowState = {
  readonly screen: Screen; readonly past: readonly Screen[]; readonly wrong: boolean
  readonly vaccine: VaccineToday | null; readonly cvx: string | null; readonly when: When; readonly whenStart: number | null
  readonly name: Composition; readonly guardian: Composition; readonly detail: Composition; readonly forOther: boolean
  readonly birthDate: string; readonly phone: string; readonly phoneLast4: string; readonly sex: PatientRecord['sex'] | null
  readonly answers: readonly Answer[]; readonly questionIndex: number; readonly consent: boolean; readonly commandId: string | null; readonly ticket: Ticket | null
  readonly finding: 'check-in' | 'cancel'
  /** A code was read that leads to no booking. */
  readonly unread: boolean
}

export const start: FlowState = {
  screen: 'welcome', past: [], wrong: false, vaccine: null, cvx: null, when: 'soonest', whenStart: null, name: empty, guardian: empty, detail: empty, forOther: false, birthDate: '', phone: '',
  phoneLast4: '', sex: null, answers: [], questionIndex: 0, consent: false, commandId: null, ticket: null, finding: 'check-in', unread: false,
}

export type FlowEvent =
  | { readonly kind: 'go'; readonly screen: Screen } | { readonly kind: 'back' } | { readonly kind: 'start-over' }
  | { readonly kind: 'vaccine'; readonly vaccine: VaccineToday; readonly cvx: string | null } | { readonly kind: 'when'; readonly when: When; readonly start: number | null }
  | { readonly kind: 'type'; readonly field: FieldName; readonly letter: string } | { readonly kind: 'erase'; readonly field: FieldName }
  | { readonly kind: 'change'; readonly field: FieldName; readonly change: (before: Composition) => Composition } | { readonly kind: 'find-again' }
  | { readonly kind: 'digit'; readonly field: DigitsName; readonly digit: string } | { readonly kind: 'erase-digit'; readonly field: DigitsName }
  | { readonly kind: 'for-other' } | { readonly kind: 'next'; readonly today: string } | { readonly kind: 'sex'; readonly sex: PatientRecord['sex'] }
  | { readonly kind: 'answer'; readonly answer: boolean } | { readonly kind: 'consent' } | { readonly kind: 'confirming'; readonly commandId: string }
  | { readonly kind: 'ticket'; readonly ticket: Ticket } | { readonly kind: 'wrong'; readonly screen: Screen } | { readonly kind: 'find'; readonly finding: 'check-in' | 'cancel' } | { readonly kind: 'unread' }

export const NAME_LETTERS_MAX = 100
const DETAIL_LETTERS_MAX = 200
const DIGITS_MAX: Record<DigitsName, number> = { birthDate: 8, phone: 15, phoneLast4: 4 }
const PHONE_DIGITS_MIN = 7

/** Anything of a person that a page has held. */
export const isPersonal = (state: FlowState): boolean =>
  state.ticket !== null || state.birthDate !== '' || state.phone !== '' || state.phoneLast4 !== '' || [state.name, state.guardian, state.detail].some((field) => textOf(field) !== '')

export const asked = (state: FlowState) => questionsFor({ sex: state.sex ?? 'unspecified', cvx: state.cvx })
export const dateOf = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`

/** A real day of the calendar, not in the future, not older than anybody lived. */
export function isBirthDate(digits: string, today: string): boolean {
  const date = dateOf(digits)
  const parsed = new Date(`${date}T00:00:00Z`)
  return digits.length === 8 && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) && date <= today && ageMonths(date, today) <= 130 * 12
}

const to = (state: FlowState, screen: Screen): FlowState => ({ ...state, screen, wrong: false, past: [...state.past, state.screen] })
const wrong = (state: FlowState): FlowState => ({ ...state, wrong: true })

export function flow(state: FlowState, event: FlowEvent): FlowState {
  switch (event.kind) {
    case 'go': return to(state, event.screen)
    case 'back': return back(state)
    case 'start-over': return start
    case 'vaccine': return to({ ...state, vaccine: event.vaccine, cvx: event.cvx, when: event.vaccine.freeNow > 0 ? 'soonest' : 'standby', whenStart: null }, event.vaccine.later.length > 0 ? 'when' : 'name')
    case 'when': return to({ ...state, when: event.when, whenStart: event.start }, 'name')
    case 'type': return { ...state, wrong: false, [event.field]: typed(state[event.field], press(state[event.field], event.letter), event.field) }
    case 'change': return { ...state, wrong: false, [event.field]: typed(state[event.field], event.change(state[event.field]), event.field) }
    case 'erase': return { ...state, wrong: false, [event.field]: erase(state[event.field]) }
    case 'digit': return state[event.field].length < DIGITS_MAX[event.field] ? { ...state, wrong: false, [event.field]: state[event.field] + event.digit } : state
    case 'erase-digit': return { ...state, wrong: false, [event.field]: state[event.field].slice(0, -1) }
    case 'for-other': return { ...state, forOther: !state.forOther }
    case 'next': return next(state, event.today)
    case 'sex': return to({ ...state, sex: event.sex, questionIndex: 0, answers: [] }, 'question')
    case 'answer': return answered(state, event.answer)
    case 'consent': return { ...state, consent: !state.consent }
    case 'confirming': return { ...state, commandId: state.commandId ?? event.commandId }
    case 'ticket': return { ...start, screen: 'ticket', ticket: event.ticket }
    // Another try is another command: what was refused had no effect.
    case 'wrong': return { ...to(state, event.screen), wrong: true, commandId: null }
    case 'find': return to({ ...state, finding: event.finding }, 'find-phone')
    case 'unread': return { ...start, screen: 'find-phone', past: ['welcome'], wrong: true, unread: true }
    case 'find-again': return { ...start, screen: 'find-phone', past: ['welcome'], finding: state.finding }
  }
}

/** A letter too many is not taken. */
function typed(before: Composition, after: Composition, field: FieldName): Composition {
  return [...new Intl.Segmenter('ko').segment(textOf(after))].length > (field === 'detail' ? DETAIL_LETTERS_MAX : NAME_LETTERS_MAX) ? before : after
}

function back(state: FlowState): FlowState {
  const { past } = state
  const previous = past.at(-1)
  if (state.screen === 'question' && state.questionIndex > 0) return { ...state, questionIndex: state.questionIndex - 1, answers: state.answers.slice(0, -1), detail: empty }
  return previous ? { ...state, screen: previous, past: past.slice(0, -1), wrong: false, commandId: null } : start
}

function next(state: FlowState, today: string): FlowState {
  const full = (field: Composition): boolean => textOf(field).trim() !== ''
  switch (state.screen) {
    case 'name': return full(state.name) ? to(state, state.forOther ? 'guardian' : 'birth-date') : wrong(state)
    case 'guardian': return !full(state.guardian) ? wrong(state) : to({ ...state, forOther: true }, isBirthDate(state.birthDate, today) ? 'phone' : 'birth-date')
    case 'birth-date': return afterBirthDate(state, today)
    case 'phone': return state.phone.length >= PHONE_DIGITS_MIN ? to(state, 'sex') : wrong(state)
    case 'detail': return detailWritten(state)
    case 'find-phone': return state.phoneLast4.length === 4 ? to(state, 'find-birth-date') : wrong(state)
    case 'find-birth-date': return isBirthDate(state.birthDate, today) ? to(state, 'found') : wrong(state)
    default: return state
  }
}

function afterBirthDate(state: FlowState, today: string): FlowState {
  if (!isBirthDate(state.birthDate, today)) return wrong(state)
  const alone = ageMonths(dateOf(state.birthDate), today) < GUARDIAN_BELOW_YEARS * 12 && textOf(state.guardian).trim() === ''
  return to(state, alone ? 'guardian' : 'phone')
}

function answered(state: FlowState, answer: boolean): FlowState {
  const question = asked(state)[state.questionIndex]
  if (!question) return state
  const answers = [...state.answers.filter((a) => a.question !== question.number), { question: question.number, answer, detail: null }]
  if (answer && question.asksDetail) return to({ ...state, answers, detail: empty }, 'detail')
  return afterQuestion({ ...state, answers })
}

function detailWritten(state: FlowState): FlowState {
  const text = textOf(state.detail).trim()
  const last = state.answers.at(-1)
  const answers = last ? [...state.answers.slice(0, -1), { ...last, detail: text === '' ? null : text }] : state.answers
  return afterQuestion({ ...state, screen: 'question', past: state.past.slice(0, -1), answers })
}

function afterQuestion(state: FlowState): FlowState {
  const index = state.questionIndex + 1
  return index < asked(state).length ? { ...state, questionIndex: index } : to({ ...state, commandId: null, consent: false }, 'confirm')
}
