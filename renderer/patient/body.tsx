/** Which screen stands between the controls that are always there. */
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '../kiosk.ts'
import { QuestionScreen, SexScreen, VaccineScreen, WhenScreen } from './choices.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import type { FlowEvent, FlowState } from './flow.ts'
import { FoundScreen } from './found-screen.tsx'
import type { Preferences } from './preferences.ts'
import { DigitsScreen, NameScreen } from './typing.tsx'

type Props = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void; readonly preferences: Preferences; readonly today: string; readonly time: (at: number) => string }

export function Body({ state, dispatch, preferences, today, time }: Props): ReactElement | null {
  const { t } = useTranslation()
  const { data: vaccines } = useQuery('vaccinesToday', {}, ['sessions'])
  const { language, folded, tight } = preferences
  const typing = { state, dispatch, today, folded, tight }
  switch (state.screen) {
    case 'vaccine': return <VaccineScreen dispatch={dispatch} vaccines={vaccines} language={language} />
    case 'when': return <WhenScreen state={state} dispatch={dispatch} time={time} />
    case 'name': case 'guardian': case 'detail': return <NameScreen key={state.screen} {...typing} language={language} field={state.screen} />
    case 'birth-date': case 'find-birth-date': return <DigitsScreen key={state.screen} {...typing} field="birthDate" title={t('birthDate.title')} hint={t('birthDate.hint')} fault={t('birthDate.wrong')} />
    case 'phone': return <DigitsScreen key="phone" {...typing} field="phone" title={t('phone.title')} hint={t('phone.hint')} fault={t('phone.wrong')} />
    case 'find-phone': return <DigitsScreen key="last4" {...typing} field="phoneLast4" title={t('find.phoneTitle')} hint={t('find.phoneHint')} fault={state.unread ? t('find.unread') : t('find.phoneWrong')} />
    case 'sex': return <SexScreen dispatch={dispatch} />
    case 'question': return <QuestionScreen state={state} dispatch={dispatch} large={folded} />
    case 'confirm': return <ConfirmScreen state={state} dispatch={dispatch} language={language} wide={!folded || (tight && !preferences.large)} time={time} />
    case 'found': return <FoundScreen state={state} dispatch={dispatch} language={language} time={time} />
    default: return null
  }
}
