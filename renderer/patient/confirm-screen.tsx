import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { maskName, maskPhone } from '../../src/domain/patient.ts'
import type { Language } from '../../src/domain/language.ts'
import { textIn } from '../i18n/text-in.ts'
import { callUntilDone, newCommandId } from '../kiosk.ts'
import { textOf } from '../ui/compose-hangul.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { bookingOf, screenAtFault } from './booking-of.ts'
import type { FlowEvent, FlowState } from './flow.ts'
import { Frame } from './frame.tsx'

type Props = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void; readonly language: Language; /** Room for the consent beside or below all it is about. */ readonly wide: boolean; readonly time: (at: number) => string }

/** After this many quiet tries the screen says so; after more, whom to speak to. It never stops trying. */
const TRIES_BEFORE_NOTE = 4
const TRIES_BEFORE_DESK = 25

/** Nothing personal is read back as it is: what lies beside a kiosk is a queue of people. */
function ReadBack({ state, language, time }: Omit<Props, 'dispatch' | 'wide'>): ReactElement {
  const { t } = useTranslation()
  const flagged = state.answers.filter((a) => a.answer === true).length
  const guardian = textOf(state.guardian).trim()
  const facts: readonly (readonly [string, string])[] = [
    [t('confirm.vaccine'), textIn(state.vaccine?.name ?? {}, language)],
    [t('confirm.name'), maskName(textOf(state.name).trim())],
    [t('confirm.birthDate'), t('confirm.year', { year: state.birthDate.slice(0, 4) })],
    [t('confirm.phone'), maskPhone(state.phone)],
    ...(guardian ? [[t('confirm.guardian'), maskName(guardian)] as const] : []),
    [t('confirm.when'), state.whenStart === null ? (state.when === 'standby' ? t('vaccine.standby') : t('when.soonest')) : time(state.whenStart)],
    [t('confirm.flagged'), flagged === 0 ? t('confirm.none') : t('confirm.count', { count: flagged })],
  ]
  return <dl className="facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
}

export function ConfirmScreen({ state, dispatch, language, wide, time }: Props): ReactElement {
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
    void callUntilDone('bookWalkIn', bookingOf(state, state.commandId, language), setTries).then((result) => {
      sending.current = false
      setBusy(false)
      dispatch(result.ok ? { kind: 'ticket', ticket: result.value } : { kind: 'wrong', screen: screenAtFault(result.error) })
    })
  }
  const foot = (
    <>
      {tries > TRIES_BEFORE_NOTE ? <div className="note" role="status"><Icon name="hourglass" /><p>{tries > TRIES_BEFORE_DESK ? t('common.tellDesk') : t('common.wait')}</p></div> : null}
      <button type="button" className={`control secondary consent ${state.consent ? 'selected' : ''}`} data-testid="consent" aria-pressed={state.consent} onClick={() => dispatch({ kind: 'consent' })}>
        <span className="tick">{state.consent ? <Icon name="check" /> : null}</span><span>{t('confirm.consent')}</span>
      </button>
      <Control kind="primary" testId="confirm" disabled={!state.consent} busy={busy} onPress={confirm}>{t('confirm.confirm')}</Control>
      {/* Its line stays when it is said: nothing moves under the finger that agrees. */}
      <p className={state.consent ? 'why said' : 'why'}>{t('confirm.why')}</p>
    </>
  )
  const facts = <ReadBack state={state} language={language} time={time} />
  // On little glass the consent comes after all it is about; else it stays in sight.
  return wide ? <Frame title={t('confirm.title')} foot={foot}>{facts}</Frame> : <Frame title={t('confirm.title')}>{facts}{foot}</Frame>
}
