import { useCallback, useEffect, useReducer, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import { callUntilDone, newCommandId, useQuery } from '../kiosk.ts'
import { useArrowKeys } from '../ui/arrow-keys.ts'
import { QuestionScreen, SexScreen, VaccineScreen, WelcomeScreen, WhenScreen } from './choices.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { asked, flow, start } from './flow.ts'
import type { FlowEvent, FlowState, Screen } from './flow.ts'
import { FoundScreen } from './found-screen.tsx'
import { FrameContext } from './frame.tsx'
import { IdleScreen, useIdle } from './idle.tsx'
import { usePreferences } from './preferences.ts'
import type { Preferences } from './preferences.ts'
import { useSpeech } from './speech.ts'
import { TicketScreen } from './ticket-screen.tsx'
import { DigitsScreen, NameScreen } from './typing.tsx'

const STAFF_NOTE_MS = 8_000
const STEPS_ALL = 5
const steps: Partial<Record<Screen, readonly [string, number]>> = {
  vaccine: ['steps.vaccine', 1], when: ['steps.vaccine', 1], name: ['steps.person', 2], guardian: ['steps.person', 2], 'birth-date': ['steps.person', 3], phone: ['steps.person', 3], sex: ['steps.person', 4], confirm: ['steps.confirm', 5],
}

export function PatientApp(): ReactElement {
  const { t } = useTranslation()
  const [state, dispatch] = useReducer(flow, start)
  const preferences = usePreferences()
  const [staffCalled, setStaffCalled] = useState(false)
  const { data: calling } = useQuery('nowCalling', {}, ['queue'])
  const { reset } = preferences
  const startOver = useCallback(() => { dispatch({ kind: 'start-over' }); reset(); setStaffCalled(false) }, [reset])
  const { left, goOn } = useIdle(state.screen !== 'welcome' || preferences.changed, startOver)
  const moment = `${state.screen}${state.questionIndex}`
  useSpeech(left === null ? moment : 'idle', preferences)
  useArrowKeys()
  useEffect(() => {
    if (!staffCalled) return
    const timer = setTimeout(() => setStaffCalled(false), STAFF_NOTE_MS)
    return () => clearTimeout(timer)
  }, [staffCalled])
  const callStaff = (): void => {
    setStaffCalled(true)
    void callUntilDone('callStaff', { commandId: newCommandId() }, () => {})
  }
  const timeZone = calling?.timeZone ?? 'Asia/Seoul'
  const moments = momentsIn(timeZone, preferences.language)
  const atEnd = state.screen === 'welcome' || state.screen === 'ticket'
  const facts = {
    screen: state.screen, moment, preferences, step: stepOf(state, t), clinicName: calling?.clinicName ?? '', staffCalled, onStaff: callStaff, inert: left !== null,
    onBack: atEnd ? undefined : () => dispatch({ kind: 'back' }), onStartOver: atEnd ? undefined : startOver,
  }
  return (
    <FrameContext value={facts}>
      {state.screen === 'welcome' ? <WelcomeScreen dispatch={dispatch} calling={calling} preferences={preferences} />
        : state.ticket ? <TicketScreen ticket={state.ticket} language={preferences.language} {...moments} onFinish={startOver} onStaff={callStaff} />
          : <Body state={state} dispatch={dispatch} preferences={preferences} today={localDateOf(Date.now(), timeZone)} {...moments} />}
      {left === null ? null : <IdleScreen left={left} onContinue={goOn} onErase={startOver} />}
    </FrameContext>
  )
}

function stepOf(state: FlowState, t: (key: string) => string): { label: string; now: number; all: number } | undefined {
  if (state.screen === 'question' || state.screen === 'detail') return { label: t('steps.health'), now: state.questionIndex + 1, all: asked(state).length }
  const step = steps[state.screen]
  return step && { label: t(step[0]), now: step[1], all: STEPS_ALL }
}

type BodyProps = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void; readonly preferences: Preferences; readonly today: string; readonly time: (at: number) => string }

function Body({ state, dispatch, preferences, today, time }: BodyProps): ReactElement | null {
  const { t } = useTranslation()
  const { data: vaccines } = useQuery('vaccinesToday', {}, ['sessions'])
  const { language, folded: large } = preferences
  const digits = { state, dispatch, today, large }
  switch (state.screen) {
    case 'vaccine': return <VaccineScreen dispatch={dispatch} vaccines={vaccines} language={language} />
    case 'when': return <WhenScreen state={state} dispatch={dispatch} time={time} />
    case 'name': case 'guardian': case 'detail': return <NameScreen key={state.screen} {...digits} language={language} field={state.screen} />
    case 'birth-date': case 'find-birth-date': return <DigitsScreen key={state.screen} {...digits} field="birthDate" title={t('birthDate.title')} hint={t('birthDate.hint')} fault={t('birthDate.wrong')} />
    case 'phone': return <DigitsScreen key="phone" {...digits} field="phone" title={t('phone.title')} hint={t('phone.hint')} fault={t('phone.wrong')} />
    case 'find-phone': return <DigitsScreen key="last4" {...digits} field="phoneLast4" title={t('find.phoneTitle')} hint={t('find.phoneHint')} fault={t('find.phoneWrong')} />
    case 'sex': return <SexScreen dispatch={dispatch} />
    case 'question': return <QuestionScreen state={state} dispatch={dispatch} large={large} />
    case 'confirm': return <ConfirmScreen state={state} dispatch={dispatch} language={language} large={large} time={time} />
    case 'found': return <FoundScreen state={state} dispatch={dispatch} language={language} time={time} />
    default: return null
  }
}

function momentsIn(timeZone: string, language: 'ko' | 'en') {
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB'
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit', hour12: true })
  const calendar = new Intl.DateTimeFormat(locale, { timeZone, month: 'long', day: 'numeric' })
  return { time: (at: number) => clock.format(at), day: (at: number) => calendar.format(at) }
}
