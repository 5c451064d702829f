import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { VaccineToday } from '../../src/contract/kiosk-api.ts'
import { Control } from '../ui/control.tsx'
import { nameOf, nextOnEnter } from './person-form.ts'
import type { FieldName, PersonForm } from './person-form.ts'
import { VaccineField } from './vaccine-field.tsx'

const sexes = ['female', 'male', 'unspecified'] as const
const CHARS_MAX = 1_000

type Props = { readonly form: PersonForm; readonly vaccines: readonly VaccineToday[]; readonly language: string; /** Something stands before: a number on paper. */ readonly focusFirst?: boolean }

/** One order of fields, the same for a walk-in and for a form on paper. Enter goes on. */
export function PersonFields({ form, vaccines, language, focusFirst = true }: Props): ReactElement {
  const { t } = useTranslation()
  const input = (name: FieldName, testId: string, hint?: string): ReactElement => (
    <label className={form.wrong === name ? 'wrong' : ''}>
      <span>{t(`walkIn.${name}`)}</span>
      <input data-testid={testId} autoFocus={focusFirst && name === 'name'} value={form.typed[name]} placeholder={hint} maxLength={CHARS_MAX} autoComplete="off" aria-invalid={form.wrong === name} inputMode={name === 'name' || name === 'guardian' ? 'text' : 'numeric'} onKeyDown={nextOnEnter} onChange={(event) => form.type(name, event.target.value)} />
      {form.wrong === name ? <em role="alert">{t('walkIn.wrong', { field: nameOf(t(`walkIn.${name}`), language) })}</em> : null}
    </label>
  )
  return (
    <>
      {input('name', 'desk-name')}
      {input('birthDate', 'desk-birth-date', t('walkIn.birthHint'))}
      <fieldset><legend>{t('walkIn.sex')}</legend>{sexes.map((sex) => <Control key={sex} kind="quiet" testId={`desk-sex-${sex}`} selected={form.sex === sex} onPress={() => form.setSex(sex)}>{t(`sex.${sex}`)}</Control>)}</fieldset>
      {input('phone', 'desk-phone', t('walkIn.phoneHint'))}
      <VaccineField form={form} vaccines={vaccines} language={language} onEnter={nextOnEnter} />
      {input('questions', 'desk-questions', t('walkIn.questionsHint'))}
      {form.guardian || form.wrong === 'guardian' ? input('guardian', 'desk-guardian') : null}
    </>
  )
}
