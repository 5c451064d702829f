import type { Failure } from '../../src/contract/errors.ts'
import type { CallInput } from '../../src/contract/kiosk-api.ts'
import { SCREENING_FORM_VERSION } from '../../src/domain/screening.ts'
import type { Language } from '../../src/domain/language.ts'
import { textOf } from '../ui/compose-hangul.ts'
import { dateOf } from './flow.ts'
import type { FlowState, Screen } from './flow.ts'

/** Where a person can put right what was refused. */
export function screenAtFault({ code, field = '' }: Failure): Screen {
  if (code === 'GUARDIAN_REQUIRED' || field.includes('guardian')) return 'guardian'
  if (code === 'BIRTH_DATE_INVALID' || field.includes('birthDate')) return 'birth-date'
  if (code === 'PHONE_INVALID' || field.includes('phone')) return 'phone'
  if (code === 'NAME_INVALID' || field.includes('name')) return 'name'
  return 'vaccine'
}

export function bookingOf(state: FlowState, commandId: string, language: Language): CallInput<'bookWalkIn'> {
  const guardian = textOf(state.guardian).trim()
  return {
    commandId, vaccine: state.vaccine?.vaccine ?? { system: '', code: '' }, when: state.when, channel: 'kiosk',
    patient: {
      name: textOf(state.name).trim(), birthDate: dateOf(state.birthDate), phone: state.phone, sex: state.sex ?? 'unspecified', language, needsHelp: false,
      guardian: guardian === '' ? null : { name: guardian, relation: 'guardian' },
    },
    consent: { at: new Date().toISOString(), formVersion: SCREENING_FORM_VERSION }, screening: { formVersion: SCREENING_FORM_VERSION, answers: [...state.answers] },
  }
}
