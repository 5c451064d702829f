import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { NowCalling, VaccineToday } from '../../src/contract/kiosk-api.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { Marks } from '../ui/marks.tsx'
import { asked } from './flow.ts'
import type { FlowEvent, FlowState } from './flow.ts'
import type { Preferences } from './preferences.ts'

type Props = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void }
const SLOTS_SHOWN_MAX = 4

export function WelcomeScreen({ dispatch, calling, preferences }: Pick<Props, 'dispatch'> & { readonly calling: NowCalling | null; readonly preferences: Preferences }): ReactElement {
  const { t } = useTranslation()
  const last = calling?.called[0]
  const waiting = calling?.waiting ?? 0
  return (
    <>
      <div className="row languages">
        <Control icon={preferences.language === 'ko' ? 'check' : 'globe'} testId="language-ko" selected={preferences.language === 'ko'} onPress={() => preferences.change({ language: 'ko' })}>한국어</Control>
        <Control icon={preferences.language === 'en' ? 'check' : 'globe'} testId="language-en" selected={preferences.language === 'en'} onPress={() => preferences.change({ language: 'en' })}>English</Control>
      </div>
      <div className="calling">
        <div><p>{t('welcome.nowCalling')}</p><p className="second"><Marks count={waiting} /> {t('welcome.waiting', { count: waiting })}</p></div>
        {last ? <div className="called"><b>{last.ticketNumber}</b><p>{last.room}</p></div> : <p className="second">{t('welcome.nobody')}</p>}
      </div>
      <h1>{t('welcome.title')}</h1>
      <button type="button" className="control primary big" data-testid="book-now" onClick={() => dispatch({ kind: 'go', screen: 'vaccine' })}>
        <Icon name="syringe" /><span><b>{t('welcome.bookNow')}</b><small>{t('welcome.bookNowFor')}</small></span><Icon name="next" />
      </button>
      <button type="button" className="control secondary big" data-testid="check-in" onClick={() => dispatch({ kind: 'find', finding: 'check-in' })}><Icon name="calendar" /><span><b>{t('welcome.checkIn')}</b></span><Icon name="next" /></button>
      <button type="button" className="control secondary big" data-testid="find-mine" onClick={() => dispatch({ kind: 'find', finding: 'cancel' })}><Icon name="search" /><span><b>{t('welcome.findMine')}</b></span><Icon name="next" /></button>
    </>
  )
}

/** Who may have it and how long it takes; a full one is as welcome as the others. */
export function VaccineScreen({ dispatch, vaccines, language }: Pick<Props, 'dispatch'> & { readonly vaccines: readonly VaccineToday[] | null; readonly language: string }): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="cards">
      {vaccines?.map((v) => {
        const full = v.freeNow === 0
        const cvx = defaultCatalogue.find((item) => item.vaccine.code === v.vaccine.code)?.cvx ?? null
        return (
          <button type="button" key={v.vaccine.code} className={`control secondary card ${full ? 'full' : ''}`} data-testid={`vaccine-${v.vaccine.code}`} onClick={() => dispatch({ kind: 'vaccine', vaccine: v, cvx })}>
            <span><b>{textIn(v.name, language)}</b><small>{textIn(v.forWhom, language)}</small></span>
            {full ? <span className="badge"><Icon name="hourglass" /> {t('vaccine.standby')}</span> : <span className="value"><b>{t('common.minutes', { low: v.waitMinutes[0], high: v.waitMinutes[1] })}</b><small>{t('vaccine.waitLabel')}</small></span>}
          </button>
        )
      })}
    </div>
  )
}

export function WhenScreen({ state, dispatch, time }: Props & { readonly time: (at: number) => string }): ReactElement | null {
  const { t } = useTranslation()
  const { vaccine } = state
  if (!vaccine) return null
  const free = vaccine.freeNow > 0
  const step = Math.max(1, Math.ceil(vaccine.later.length / SLOTS_SHOWN_MAX))
  const offered = vaccine.later.filter((_, i) => i % step === 0).slice(0, SLOTS_SHOWN_MAX)
  return (
    <div className="cards">
      <button type="button" className={`control secondary card ${free ? '' : 'full'}`} data-testid={free ? 'when-soonest' : 'when-standby'} onClick={() => dispatch({ kind: 'when', when: free ? 'soonest' : 'standby', start: null })}>
        <span><b>{free ? t('when.soonest') : t('when.standby')}</b><small>{free ? t('when.soonestHint', { low: vaccine.waitMinutes[0], high: vaccine.waitMinutes[1] }) : t('when.standbyHint')}</small></span>
        <Icon name={free ? 'next' : 'hourglass'} />
      </button>
      {offered.map((slot) => (
        <button type="button" key={slot.slotId} className="control secondary card" data-testid={`when-${slot.slotId}`} onClick={() => dispatch({ kind: 'when', when: { slotId: slot.slotId }, start: slot.start })}>
          <span><b>{time(slot.start)}</b></span><Icon name="clock" />
        </button>
      ))}
    </div>
  )
}

export function SexScreen({ dispatch }: Pick<Props, 'dispatch'>): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="cards">
      {(['female', 'male', 'unspecified'] as const).map((sex) => (
        <button type="button" key={sex} className="control secondary card" data-testid={`sex-${sex}`} onClick={() => dispatch({ kind: 'sex', sex })}><span><b>{t(`sex.${sex}`)}</b></span><Icon name="next" /></button>
      ))}
    </div>
  )
}

/** Yes and no have the same weight; neither is the primary. */
export function QuestionScreen({ state, dispatch }: Props): ReactElement {
  const { t } = useTranslation()
  const question = asked(state)[state.questionIndex]
  return (
    <>
      <h1 className="question" data-question={question?.number}>{t(`question.q${question?.number ?? 1}`)}</h1>
      <p className="note">{t('question.calm')}</p>
      <div className="yes-no">
        <button type="button" className="control secondary big" data-testid="answer-yes" onClick={() => dispatch({ kind: 'answer', answer: true })}><Icon name="yes" /><span><b>{t('common.yes')}</b></span></button>
        <button type="button" className="control secondary big" data-testid="answer-no" onClick={() => dispatch({ kind: 'answer', answer: false })}><Icon name="no" /><span><b>{t('common.no')}</b></span></button>
      </div>
    </>
  )
}
