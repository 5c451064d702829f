import { useCallback, useReducer, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import { callUntilDone, newCommandId, useQuery } from '../kiosk.ts'
import { Icon } from '../ui/icon.tsx'
import { QuestionScreen, SexScreen, VaccineScreen, WelcomeScreen, WhenScreen } from './choices.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { asked, flow, start } from './flow.ts'
import type { FlowEvent, FlowState, Screen } from './flow.ts'
import { FoundScreen } from './found-screen.tsx'
import { Frame } from './frame.tsx'
import { IdleScreen, useIdle } from './idle.tsx'
import { usePreferences, useSpeech } from './preferences.ts'
import type { Preferences } from './preferences.ts'
import { TicketScreen } from './ticket-screen.tsx'
import { DigitsScreen, NameScreen } from './typing.tsx'

const STAFF_NOTE_MS = 8_000

const titles: Partial<Record<Screen, string>> = {
  vaccine: 'vaccine.title', when: 'when.title', name: 'name.title', guardian: 'guardian.title', 'birth-date': 'birthDate.title', phone: 'phone.title', sex: 'sex.title', detail: 'question.detail',
  confirm: 'confirm.title', 'find-phone': 'find.phoneTitle', 'find-birth-date': 'birthDate.title', found: 'find.title',
}
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
  const startOver = useCallback(() => { dispatch({ kind: 'start-over' }); reset() }, [reset])
  const touched = state.screen !== 'welcome' || preferences.large || preferences.contrast || preferences.low || preferences.sound
  const { left, goOn } = useIdle(touched, startOver)
  const callStaff = (): void => {
    setStaffCalled(true)
    setTimeout(() => setStaffCalled(false), STAFF_NOTE_MS)
    void callUntilDone('callStaff', { commandId: newCommandId() }, () => {})
  }
  const titleKey = state.screen === 'name' && state.forOther ? 'name.titleOther' : titles[state.screen]
  const title = titleKey ? t(titleKey) : undefined
  const question = asked(state)[state.questionIndex]
  useSpeech(state.screen === 'question' ? t(`question.q${question?.number ?? 1}`) : (title ?? t('welcome.title')), preferences)

  if (left !== null) return <IdleScreen left={left} onContinue={goOn} onErase={startOver} />
  const moment = momentsIn(calling?.timeZone ?? 'Asia/Seoul', preferences.language)
  const step = steps[state.screen]
  const inQuestions = state.screen === 'question' || state.screen === 'detail'
  return (
    <Frame
      screen={state.screen} title={title} preferences={preferences} onStaff={callStaff} staffCalled={staffCalled}
      step={inQuestions ? { label: t('steps.health'), now: state.questionIndex + 1, all: asked(state).length } : step ? { label: t(step[0]), now: step[1], all: STEPS_ALL } : undefined}
      onBack={state.screen === 'welcome' || state.screen === 'ticket' ? undefined : () => dispatch({ kind: 'back' })}
      onStartOver={state.screen === 'welcome' || state.screen === 'ticket' ? undefined : startOver}
      head={state.screen === 'welcome' ? <p className="clinic"><Icon name="mark" /> {calling?.clinicName}</p> : null}
    >
      {state.screen === 'welcome' ? <WelcomeScreen dispatch={dispatch} calling={calling} preferences={preferences} />
        : state.ticket ? <TicketScreen ticket={state.ticket} language={preferences.language} {...moment} onFinish={startOver} onStaff={callStaff} />
          : <Body state={state} dispatch={dispatch} preferences={preferences} today={localDateOf(Date.now(), calling?.timeZone ?? 'Asia/Seoul')} {...moment} />}
    </Frame>
  )
}

type BodyProps = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void; readonly preferences: Preferences; readonly today: string; readonly time: (at: number) => string }

function Body({ state, dispatch, preferences, today, time }: BodyProps): ReactElement | null {
  const { t } = useTranslation()
  const { data: vaccines } = useQuery('vaccinesToday', {}, ['sessions'])
  const { language } = preferences
  switch (state.screen) {
    case 'vaccine': return <VaccineScreen dispatch={dispatch} vaccines={vaccines} language={language} />
    case 'when': return <WhenScreen state={state} dispatch={dispatch} time={time} />
    case 'name': case 'guardian': case 'detail': return <NameScreen key={state.screen} state={state} dispatch={dispatch} today={today} language={language} field={state.screen} />
    case 'birth-date': case 'find-birth-date': return <DigitsScreen key={state.screen} state={state} dispatch={dispatch} today={today} field="birthDate" hint={t('birthDate.hint')} fault={t('birthDate.wrong')} />
    case 'phone': return <DigitsScreen key="phone" state={state} dispatch={dispatch} today={today} field="phone" hint={t('phone.hint')} fault={t('phone.wrong')} />
    case 'find-phone': return <DigitsScreen key="last4" state={state} dispatch={dispatch} today={today} field="phoneLast4" hint={t('phone.hint')} fault={t('phone.wrong')} />
    case 'sex': return <SexScreen dispatch={dispatch} />
    case 'question': return <QuestionScreen state={state} dispatch={dispatch} />
    case 'confirm': return <ConfirmScreen state={state} dispatch={dispatch} language={language} time={time} />
    case 'found': return <FoundScreen state={state} dispatch={dispatch} language={language} time={time} />
    default: return null
  }
}

function momentsIn(timeZone: string, language: 'ko' | 'en') {
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB'
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' })
  const calendar = new Intl.DateTimeFormat(locale, { timeZone, month: 'long', day: 'numeric' })
  return { time: (at: number) => clock.format(at), day: (at: number) => calendar.format(at) }
}
