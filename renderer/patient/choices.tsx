import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { NowCalling, VaccineToday } from '../../src/contract/kiosk-api.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { languageNames } from '../i18n/setup-i18n.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Marks } from '../ui/marks.tsx'
import { asked } from './flow.ts'
import type { FlowEvent, FlowState } from './flow.ts'
import { Frame } from './frame.tsx'
import type { Preferences } from './preferences.ts'
import { waitOf } from './wait.ts'

type Props = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void }
const SLOTS_SHOWN_MAX = 4

type BigProps = { readonly testId: string; readonly icon: IconName; readonly title: string; readonly small?: string; readonly kind?: 'primary' | 'secondary'; readonly onPress: () => void }
function Big({ testId, icon, title, small, kind = 'secondary', onPress }: BigProps): ReactElement {
  return <button type="button" className={`control ${kind} big`} data-testid={testId} onClick={onPress}><Icon name={icon} /><span><b>{title}</b>{small ? <small>{small}</small> : null}</span><Icon name="next" /></button>
}

type WelcomeProps = Pick<Props, 'dispatch'> & { readonly calling: NowCalling | null; readonly preferences: Preferences; readonly onLanguages: () => void }
/** Who reads neither language of the first two buttons knows this word. */
const OTHERS = 'More'

export function WelcomeScreen({ dispatch, calling, preferences, onLanguages }: WelcomeProps): ReactElement {
  const { t } = useTranslation()
  const others = preferences.language !== 'ko' && preferences.language !== 'en'
  const last = calling?.called[0]
  const waiting = calling?.waiting ?? 0
  const languages = (
    <div className="languages">
      {(['ko', 'en'] as const).map((language) => {
        const on = preferences.language === language
        // With twice the text there is room for where one could go, not for where one is.
        if (on && preferences.large) return null
        return <Control key={language} icon={on ? 'check' : undefined} testId={`language-${language}`} selected={on} onPress={() => preferences.change({ language })}><span lang={language}>{languageNames[language]}</span></Control>
      })}
      {others && preferences.large ? null : <Control icon={others ? 'check' : 'globe'} testId="languages" selected={others} onPress={onLanguages}><span lang={others ? preferences.language : 'en'}>{others ? languageNames[preferences.language] : OTHERS}</span></Control>}
    </div>
  )
  const head = (
    <div className={last ? 'calling' : 'calling calm'}>
      {last ? (
        <>
          <div className="line"><p>{t('welcome.nowCalling')}</p><p className="second"><Marks count={waiting} /> {waiting === 0 ? t('welcome.noneWaiting') : t('welcome.waiting', { count: waiting })}</p></div>
          <div className="called"><b>{last.ticketNumber}</b><p>{last.room}</p></div>
        </>
      ) : <div className="none"><p><b>{waiting === 0 ? t('welcome.noneWaiting') : t('welcome.waiting', { count: waiting })}</b> <Marks count={waiting} /></p><p className="second">{t('welcome.nobody')}</p></div>}
    </div>
  )
  return (
    <Frame title={t('welcome.title')} head={head} languages={languages}>
      <div className="cards">
        <Big kind="primary" testId="book-now" icon="syringe" title={t('welcome.bookNow')} small={t('welcome.bookNowFor')} onPress={() => dispatch({ kind: 'go', screen: 'vaccine' })} />
        <Big testId="check-in" icon="calendar" title={t('welcome.checkIn')} onPress={() => dispatch({ kind: 'find', finding: 'check-in' })} />
        <Big testId="find-mine" icon="search" title={t('welcome.findMine')} onPress={() => dispatch({ kind: 'find', finding: 'cancel' })} />
      </div>
    </Frame>
  )
}

/** Figures large, what they count at the size of the body. */
function Amount({ text }: { readonly text: string }): ReactElement {
  const [, figures, unit] = /^(.*\d)(\D+)$/u.exec(text) ?? []
  return <b>{figures === undefined ? text : <>{figures}<span className="unit">{unit}</span></>}</b>
}

/** Who may have it and how long it takes; a full one is as welcome as the others. */
export function VaccineScreen({ dispatch, vaccines, language }: Pick<Props, 'dispatch'> & { readonly vaccines: readonly VaccineToday[] | null; readonly language: string }): ReactElement {
  const { t } = useTranslation()
  return (
    <Frame title={t('vaccine.title')}>
      <div className="cards">
        {vaccines?.map((v) => {
          const full = v.freeNow === 0
          const cvx = defaultCatalogue.find((item) => item.vaccine.code === v.vaccine.code)?.cvx ?? null
          const wait = waitOf(v.waitMinutes)
          return (
            <button type="button" key={v.vaccine.code} className={`control secondary card ${full ? 'full' : ''}`} data-testid={`vaccine-${v.vaccine.code}`} onClick={() => dispatch({ kind: 'vaccine', vaccine: v, cvx })}>
              <span><b>{textIn(v.name, language)}</b><small>{textIn(v.forWhom, language)}</small></span>
              {full ? <span className="value"><span className="badge"><Icon name="hourglass" /> {t('vaccine.standby')}</span><small>{v.later.length > 0 ? t('vaccine.fullNow') : t('vaccine.fullToday')}</small></span>
                : <span className="value"><Amount text={t(`wait.${wait.key}`, wait)} /><small>{t('vaccine.waitLabel')}</small></span>}
            </button>
          )
        })}
      </div>
    </Frame>
  )
}

export function WhenScreen({ state, dispatch, time }: Props & { readonly time: (at: number) => string }): ReactElement | null {
  const { t } = useTranslation()
  const { vaccine } = state
  if (!vaccine) return null
  const free = vaccine.freeNow > 0
  const step = Math.max(1, Math.ceil(vaccine.later.length / SLOTS_SHOWN_MAX))
  const offered = vaccine.later.filter((_, i) => i % step === 0).slice(0, SLOTS_SHOWN_MAX)
  const wait = waitOf(vaccine.waitMinutes)
  return (
    <Frame title={t('when.title')}>
      <div className="cards">
        <button type="button" className={`control secondary card ${free ? '' : 'full'}`} data-testid={free ? 'when-soonest' : 'when-standby'} onClick={() => dispatch({ kind: 'when', when: free ? 'soonest' : 'standby', start: null })}>
          <span><b>{free ? t('when.soonest') : t('when.standby')}</b><small>{free ? t(`wait.${wait.key}Long`, wait) : t('when.standbyHint')}</small></span>
          <Icon name={free ? 'next' : 'hourglass'} />
        </button>
        {offered.map((slot) => (
          <button type="button" key={slot.slotId} className="control secondary card" data-testid={`when-${slot.slotId}`} onClick={() => dispatch({ kind: 'when', when: { slotId: slot.slotId }, start: slot.start })}>
            <span className="hour"><b>{time(slot.start)}</b>{slot.quiet ? <span className="badge quiet">{t('quiet.badge')}</span> : null}</span><Icon name="clock" />
          </button>
        ))}
      </div>
    </Frame>
  )
}

export function SexScreen({ dispatch }: Pick<Props, 'dispatch'>): ReactElement {
  const { t } = useTranslation()
  return (
    <Frame title={t('sex.title')} lead={t('sex.lead')}>
      <div className="cards">
        {(['female', 'male', 'unspecified'] as const).map((sex) => (
          <button type="button" key={sex} className="control secondary card" data-testid={`sex-${sex}`} onClick={() => dispatch({ kind: 'sex', sex })}><span><b>{t(`sex.${sex}`)}</b></span><Icon name="next" /></button>
        ))}
      </div>
    </Frame>
  )
}

/** Yes and no have the same weight; neither is the primary. */
export function QuestionScreen({ state, dispatch, large }: Props & { readonly large: boolean }): ReactElement {
  const { t } = useTranslation()
  const number = (asked(state)[state.questionIndex]?.number ?? 1) as 1
  const foot = (
    <div className="yes-no">
      <button type="button" className="control secondary" data-testid="answer-yes" onClick={() => dispatch({ kind: 'answer', answer: true })}><Icon name="yes" /><span><b>{t('common.yes')}</b></span></button>
      <button type="button" className="control secondary" data-testid="answer-no" onClick={() => dispatch({ kind: 'answer', answer: false })}><Icon name="no" /><span><b>{t('common.no')}</b></span></button>
    </div>
  )
  // The sentence that calms stands before the answer, with what is read.
  return <Frame question={number} title={t(`question.q${number}`)} lead={t(`question.lead${number}`)} note={{ icon: 'stethoscope', text: large ? t('question.calmShort') : t('question.calm') }} foot={foot} />
}
