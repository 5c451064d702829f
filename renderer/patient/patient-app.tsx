import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import { localeOf } from '../i18n/setup-i18n.ts'
import type { Language } from '../../src/domain/language.ts'
import { callUntilDone, environment, newCommandId, startAfresh, useQuery } from '../kiosk.ts'
import { useArrowKeys } from '../ui/arrow-keys.ts'
import { useTouchGuard } from '../ui/touch-guard.ts'
import { AttractScreen, useAttract } from './attract.tsx'
import { Body } from './body.tsx'
import { WelcomeScreen } from './choices.tsx'
import { asked, flow, isPersonal, start } from './flow.ts'
import type { FlowState, Screen } from './flow.ts'
import { FrameContext } from './frame.tsx'
import type { Sheet } from './frame.tsx'
import { IdleScreen, useIdle } from './idle.tsx'
import { usePreferences } from './preferences.ts'
import type { PreferenceValues } from './preferences.ts'
import { useScannedTicket } from './scanned-ticket.ts'
import { useSpeech } from './speech.ts'
import { TicketScreen } from './ticket-screen.tsx'

const STAFF_NOTE_MS = 8_000
const STEPS_ALL = 5
const steps: Partial<Record<Screen, readonly [string, number]>> = {
  vaccine: ['steps.vaccine', 1], when: ['steps.vaccine', 1], name: ['steps.person', 2], guardian: ['steps.person', 2], 'birth-date': ['steps.person', 3], phone: ['steps.person', 3], sex: ['steps.person', 4], confirm: ['steps.confirm', 5],
}

/** `initial` and `wished`: where a test wants to stand. */
type Props = { readonly initial?: FlowState; readonly wished?: Partial<PreferenceValues> }

export function PatientApp({ initial = start, wished }: Props): ReactElement {
  const { t } = useTranslation()
  const [state, dispatch] = useReducer(flow, initial)
  const preferences = usePreferences(wished)
  const [sheet, setSheet] = useState<Sheet>(null)
  const staff = useStaffCall()
  const { data: calling } = useQuery('nowCalling', {}, ['queue'])
  const held = useRef(false)
  held.current ||= isPersonal(state)
  const { leaving, startOver } = useLeaving(held.current, useCallback(() => { dispatch({ kind: 'start-over' }); setSheet(null); preferences.reset(); staff.forget() }, [preferences.reset, staff.forget]))
  const active = state.screen !== 'welcome' || preferences.changed || held.current || sheet !== null
  const { left, goOn } = useIdle(active, startOver)
  const attract = useAttract(!active)
  const moment = `${state.screen}${state.questionIndex}${sheet ?? ''}`
  useSpeech(left === null ? moment : 'idle', preferences)
  useArrowKeys()
  useTouchGuard(moment, environment().mmPx)
  useScannedTicket(state.screen, dispatch)
  const timeZone = calling?.timeZone ?? 'Asia/Seoul'
  const moments = useMemo(() => momentsIn(timeZone, preferences.language), [timeZone, preferences.language])
  // Behind a process that is being thrown away stands nothing that could be touched.
  if (leaving) return <div className="leaving" />
  const atEnd = state.screen === 'welcome' || state.screen === 'ticket'
  const facts = {
    screen: state.screen, moment, preferences, step: stepOf(state, t), clinicName: calling?.clinicName ?? '', staffCalled: staff.called, onStaff: staff.call, inert: left !== null, sheet, onSheet: setSheet,
    onBack: atEnd ? undefined : () => dispatch({ kind: 'back' }), onStartOver: atEnd ? undefined : startOver,
  }
  return (
    <FrameContext value={facts}>
      {state.screen === 'welcome' ? <WelcomeScreen dispatch={dispatch} calling={calling} preferences={preferences} onLanguages={() => setSheet('languages')} />
        : state.ticket ? <TicketScreen ticket={state.ticket} language={preferences.language} {...moments} onFinish={startOver} onStaff={staff.call} />
          : <Body state={state} dispatch={dispatch} preferences={preferences} today={localDateOf(Date.now(), timeZone)} {...moments} />}
      {left === null ? null : <IdleScreen left={left} onContinue={goOn} onErase={startOver} />}
      {attract === null ? null : <AttractScreen step={attract} calling={calling} />}
    </FrameContext>
  )
}

/** What a page held of a person goes with its process. Where it held nothing, or nobody can end it, the screen is only set back. */
function useLeaving(held: boolean, onStartOver: () => void): { readonly leaving: boolean; readonly startOver: () => void } {
  const [leaving, setLeaving] = useState(false)
  const startOver = useCallback(() => { if (held && startAfresh()) setLeaving(true); else onStartOver() }, [held, onStartOver])
  return { leaving, startOver }
}

function useStaffCall() {
  const [called, setCalled] = useState(false)
  useEffect(() => {
    if (!called) return
    const timer = setTimeout(() => setCalled(false), STAFF_NOTE_MS)
    return () => clearTimeout(timer)
  }, [called])
  const call = (): void => {
    setCalled(true)
    void callUntilDone('callStaff', { commandId: newCommandId() }, () => {})
  }
  return { called, call, forget: useCallback(() => setCalled(false), []) }
}

function stepOf(state: FlowState, t: (key: string) => string): { label: string; now: number; all: number } | undefined {
  if (state.screen === 'question' || state.screen === 'detail') return { label: t('steps.health'), now: state.questionIndex + 1, all: asked(state).length }
  const step = steps[state.screen]
  return step && { label: t(step[0]), now: step[1], all: STEPS_ALL }
}

function momentsIn(timeZone: string, language: Language) {
  const clock = new Intl.DateTimeFormat(localeOf[language], { timeZone, hour: 'numeric', minute: '2-digit', hourCycle: 'h12' })
  const calendar = new Intl.DateTimeFormat(localeOf[language], { timeZone, month: 'long', day: 'numeric' })
  // "오후" and its hour stay in one line.
  return { time: (at: number) => clock.format(at).replace(/\s/gu, '\u00a0'), day: (at: number) => calendar.format(at) }
}
