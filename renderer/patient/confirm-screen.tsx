import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../src/contract/errors.ts'
import { maskName, maskPhone } from '../../src/domain/patient.ts'
import { SCREENING_FORM_VERSION } from '../../src/domain/screening.ts'
import { textIn } from '../i18n/text-in.ts'
import { callUntilDone, newCommandId } from '../kiosk.ts'
import { textOf } from '../ui/compose-hangul.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { dateOf } from './flow.ts'
import type { FlowEvent, FlowState, Screen } from './flow.ts'

type Props = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void; readonly language: 'ko' | 'en'; readonly time: (at: number) => string }

/** After this many quiet tries the screen says so; after more, whom to speak to. It never stops trying. */
const TRIES_BEFORE_NOTE = 4
const TRIES_BEFORE_DESK = 25

const screenOf = ({ code, field = '' }: Failure): Screen => {
  if (code === 'GUARDIAN_REQUIRED' || field.includes('guardian')) return 'guardian'
  if (code === 'BIRTH_DATE_INVALID' || field.includes('birthDate')) return 'birth-date'
  if (code === 'PHONE_INVALID' || field.includes('phone')) return 'phone'
  if (code === 'NAME_INVALID' || field.includes('name')) return 'name'
  return 'vaccine'
}

function inputOf(state: FlowState, commandId: string, language: 'ko' | 'en') {
  const guardian = textOf(state.guardian).trim()
  return {
    commandId, vaccine: state.vaccine?.vaccine ?? { system: '', code: '' }, when: state.when, channel: 'kiosk' as const,
    patient: { name: textOf(state.name).trim(), birthDate: dateOf(state.birthDate), phone: state.phone, sex: state.sex ?? ('unspecified' as const), language, needsHelp: false, guardian: guardian === '' ? null : { name: guardian, relation: 'guardian' } },
    consent: { at: new Date().toISOString(), formVersion: SCREENING_FORM_VERSION }, screening: { formVersion: SCREENING_FORM_VERSION, answers: [...state.answers] },
  }
}

export function ConfirmScreen({ state, dispatch, language, time }: Props): ReactElement {
  const { t } = useTranslation()
  const [tries, setTries] = useState(0)
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)
  useEffect(() => dispatch({ kind: 'confirming', commandId: newCommandId() }), [dispatch])

  const confirm = (): void => {
    // A second tap while the first is under way is the same command.
    if (sending.current || !state.consent || !state.commandId) return
    sending.current = true
    setBusy(true)
    void callUntilDone('bookWalkIn', inputOf(state, state.commandId, language), setTries).then((result) => {
      sending.current = false
      setBusy(false)
      dispatch(result.ok ? { kind: 'ticket', ticket: result.value } : { kind: 'wrong', screen: screenOf(result.error) })
    })
  }
  const flagged = state.answers.filter((a) => a.answer === true).length
  const facts: readonly (readonly [string, string])[] = [
    [t('confirm.vaccine'), textIn(state.vaccine?.name ?? {}, language)],
    [t('confirm.name'), maskName(textOf(state.name).trim())],
    [t('confirm.birthDate'), `${state.birthDate.slice(0, 4)}.**.**`],
    [t('confirm.phone'), maskPhone(state.phone)],
    ...(textOf(state.guardian).trim() ? [[t('confirm.guardian'), maskName(textOf(state.guardian).trim())] as const] : []),
    [t('confirm.when'), state.whenStart === null ? (state.when === 'standby' ? t('when.standby') : t('when.soonest')) : time(state.whenStart)],
    [t('confirm.flagged'), flagged === 0 ? t('confirm.none') : t('confirm.count', { count: flagged })],
  ]
  return (
    <>
      <dl className="facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <button type="button" className={`control secondary consent ${state.consent ? 'selected' : ''}`} data-testid="consent" aria-pressed={state.consent} onClick={() => dispatch({ kind: 'consent' })}>
        <span className="tick">{state.consent ? <Icon name="check" /> : null}</span><span>{t('confirm.consent')}</span>
      </button>
      {tries > TRIES_BEFORE_NOTE ? <p className="note" role="status">{tries > TRIES_BEFORE_DESK ? t('common.tellDesk') : t('common.wait')}</p> : null}
      <Control kind="primary" testId="confirm" disabled={!state.consent} className={busy ? 'busy' : ''} onPress={confirm}>{t('confirm.confirm')}</Control>
    </>
  )
}
