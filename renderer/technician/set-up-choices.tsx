import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { setLanguage } from '../i18n/setup-i18n.ts'
import { Control } from '../ui/control.tsx'
import type { StepProps } from './set-up-step.ts'

const NAME_CHARS_MAX = 100

export function LanguageStep({ choose, next }: StepProps): ReactElement {
  const { t } = useTranslation()
  const take = (language: 'ko' | 'en'): void => { setLanguage(language); choose({ language }); next() }
  return <>
    <h1>{t('setUp.language')}</h1>
    <div className="cards"><Control testId="set-up-ko" onPress={() => take('ko')}>한국어</Control><Control testId="set-up-en" onPress={() => take('en')}>English</Control></div>
  </>
}

export function ScreensStep({ choices, choose, next }: StepProps): ReactElement {
  const { t } = useTranslation()
  const kinds = [['both', 'screensBoth', 'screensBothFor'], ['patient', 'screensPatient', 'one'], ['desk', 'screensDesk', 'one']] as const
  return <>
    <h1>{t('setUp.screens')}</h1>
    <div className="cards">{kinds.map(([screens, name, what]) => (
      <Control key={screens} testId={`set-up-${screens}`} selected={choices.screens === screens} onPress={() => { choose({ screens }); next() }}><b>{t(`setUp.${name}`)}</b><span className="second">{t(`setUp.${what}`)}</span></Control>
    ))}</div>
  </>
}

/** In the wizard the name stands beside the centre's address; later it is changed by itself. */
export function NameStep({ choices, choose, next, pin }: StepProps): ReactElement {
  const { t } = useTranslation()
  const [name, setName] = useState(choices.stationName)
  const keep = (): void => {
    if (name.trim() === '') return
    choose({ stationName: name.trim() })
    next()
  }
  return <>
    <h1>{t('setUp.name')}</h1>
    <p className="lead">{t('setUp.nameLead')}</p>
    <div className="fields"><label><span>{t('setUp.name')}</span><input data-testid="set-up-name" value={name} maxLength={NAME_CHARS_MAX} onChange={(event) => setName(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') keep() }} /><span /></label></div>
    <Control kind="primary" testId="set-up-next" disabled={name.trim() === ''} onPress={keep}>{t(pin === undefined ? 'setUp.next' : 'settings.take')}</Control>
  </>
}
