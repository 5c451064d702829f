import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { notGivenReasons } from '../../src/contract/desk-api.ts'
import type { NotGivenReason } from '../../src/contract/desk-types.ts'
import type { CallInput } from '../../src/contract/kiosk-api.ts'
import { DateField } from './date-field.tsx'
import { nextOnEnter } from './person-form.ts'

const kinds = ['given', 'waiting', 'not-given'] as const
export type OutcomeTyped = { readonly kind: (typeof kinds)[number]; readonly time: string; readonly lotNumber: string; readonly expiryDate: string; readonly doseNumber: number; readonly reason: NotGivenReason }
export const startOutcome: OutcomeTyped = { kind: 'given', time: '', lotNumber: '', expiryDate: '', doseNumber: 1, reason: 'doctor' }
const DOSES = [1, 2, 3, 4, 5, 6]
const TIME_CHARS_MAX = 5
const LOT_CHARS_MAX = 60

export function outcomeOf({ kind, lotNumber, expiryDate, doseNumber, reason }: OutcomeTyped, at: Date, confirmed: boolean): CallInput<'bookPaper'>['outcome'] {
  if (kind === 'given') return { kind, lotNumber: lotNumber.trim(), expiryDate, doseNumber, vaccinatorId: null, vaccine: null, observeMinutes: 0, confirmed, givenAt: at.toISOString() }
  return kind === 'not-given' ? { kind, reason, note: null } : { kind }
}

type Props = { readonly value: OutcomeTyped; readonly today: string; readonly onChange: (value: OutcomeTyped) => void }

/** What came of a form on paper. */
export function OutcomeFields({ value, today, onChange }: Props): ReactElement {
  const { t } = useTranslation()
  return (
    <>
      <label><span>{t('paper.outcome')}</span><select data-testid="paper-outcome" value={value.kind} onKeyDown={nextOnEnter} onChange={(event) => onChange({ ...value, kind: event.target.value as OutcomeTyped['kind'] })}>{kinds.map((kind) => <option key={kind} value={kind}>{t(`paper.outcomes.${kind}`)}</option>)}</select></label>
      {value.kind === 'given' ? (
        <>
          <div className="two">
            <label><span>{t('paper.time')}</span><input data-testid="paper-time" value={value.time} inputMode="numeric" placeholder={t('paper.timeHint')} maxLength={TIME_CHARS_MAX} autoComplete="off" onKeyDown={nextOnEnter} onChange={(event) => onChange({ ...value, time: event.target.value })} /></label>
            <label><span>{t('paper.lot')}</span><input data-testid="paper-lot" value={value.lotNumber} maxLength={LOT_CHARS_MAX} autoComplete="off" onKeyDown={nextOnEnter} onChange={(event) => onChange({ ...value, lotNumber: event.target.value })} /></label>
          </div>
          <div className="two">
            <DateField name={t('paper.expiry')} kind="expiry" value={value.expiryDate} today={today} testId="paper-expiry" onDate={(expiryDate) => onChange({ ...value, expiryDate })} />
            <label><span>{t('desk.doseNumber')}</span><select value={value.doseNumber} onKeyDown={nextOnEnter} onChange={(event) => onChange({ ...value, doseNumber: Number(event.target.value) })}>{DOSES.map((n) => <option key={n} value={n}>{t('desk.doseNth', { count: n })}</option>)}</select></label>
          </div>
        </>
      ) : value.kind === 'not-given' ? <label><span>{t('dose.why')}</span><select value={value.reason} onKeyDown={nextOnEnter} onChange={(event) => onChange({ ...value, reason: event.target.value as NotGivenReason })}>{notGivenReasons.map((r) => <option key={r} value={r}>{t(`dose.reasons.${r}`)}</option>)}</select></label> : null}
    </>
  )
}
