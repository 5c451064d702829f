import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fleet } from '../../src/contract/console-api.ts'
import { Icon } from '../ui/icon.tsx'
import { CasesView } from './cases-view.tsx'
import { useRead } from './centre.ts'
import type { Session, Trouble } from './centre.ts'
import { ClinicsView } from './clinics-view.tsx'
import { MessagesView } from './messages-view.tsx'
import { SignIn } from './sign-in.tsx'
import { SlotsView } from './slots-view.tsx'
import { clockOf } from './telling.ts'
import type { View } from './view-props.ts'
import { changeWords } from './words.ts'

const VIEWS: readonly View[] = ['clinics', 'slots', 'cases', 'messages']

export function OperatorApp(): ReactElement {
  const [session, setSession] = useState<Session | null>(null)
  return session ? <Console session={session} onLeave={() => setSession(null)} /> : <SignIn onEnter={setSession} />
}

function Console({ session, onLeave }: { readonly session: Session; readonly onLeave: () => void }): ReactElement {
  const { t, i18n } = useTranslation()
  const [view, setView] = useState<View>('clinics')
  const [query, setQuery] = useState('')
  const [clinicId, setClinicId] = useState<string | null>(null)
  const fleet = useRead<Fleet>(session, `/fleet?q=${encodeURIComponent(query)}`)
  const cases = fleet.data?.figures.cases ?? 0
  const props = { session, fleet, clinicId, onClinic: setClinicId, onView: setView }
  return (
    <div className="console">
      <header className="bar">
        <p className="brand"><Icon name="mark" /> <b>{t('app.title')}</b></p>
        <nav aria-label={t('app.title')}>
          {VIEWS.map((name) => <button key={name} type="button" data-testid={`view-${name}`} aria-current={view === name ? 'page' : undefined} onClick={() => setView(name)}>{t(`app.${name}`)}{name === 'cases' && cases > 0 ? <> <b>{cases}</b></> : null}</button>)}
        </nav>
        <span className="gap" />
        <label className="search"><Icon name="search" /><span className="sr">{t('app.search')}</span><input data-testid="search" type="search" value={query} maxLength={100} placeholder={t('app.search')} onChange={(event) => { setQuery(event.target.value); if (view !== 'slots') setView('clinics') }} /></label>
        <button type="button" className="plain" data-testid="language" lang={i18n.language === 'ko' ? 'en' : 'ko'} onClick={() => changeWords(i18n.language === 'ko' ? 'en' : 'ko')}>{t('app.language')}</button>
        <button type="button" className="plain" data-testid="leave" onClick={onLeave}>{t('app.leave')}</button>
        <b className="clock">{fleet.data ? clockOf(fleet.data.now) : ''}</b>
      </header>
      <Notice problem={fleet.problem} />
      {view === 'clinics' ? <ClinicsView {...props} /> : null}
      {view === 'slots' ? <SlotsView {...props} /> : null}
      {view === 'cases' ? <CasesView session={session} /> : null}
      {view === 'messages' ? <MessagesView {...props} /> : null}
    </div>
  )
}

/** What was heard last stays; this line says that it is old. */
function Notice({ problem }: { readonly problem: Trouble | null }): ReactElement {
  const { t } = useTranslation()
  const words = problem === null ? '' : problem.status === 0 ? t('app.noAnswer') : problem.status === 503 ? t('app.busy') : t('app.refused', { detail: problem.detail })
  return <p className="notice" role="status">{words === '' ? null : <><Icon name="cut" /> {words}</>}</p>
}
