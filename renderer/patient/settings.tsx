import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Control } from '../ui/control.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Scroller } from '../ui/scroller.tsx'
import { nextContrast } from '../ui/theme.ts'
import type { Preferences } from './preferences.ts'

type Setting = { readonly id: string; readonly icon: IconName; readonly label: string; readonly on: boolean; readonly act: () => void }

function useSettings(p: Preferences): readonly Setting[] {
  const { t } = useTranslation()
  return [
    { id: 'text-size', icon: 'letters', label: t('common.textSize'), on: p.large, act: () => p.change({ large: !p.large }) },
    { id: 'contrast', icon: 'contrast', label: t('common.contrast'), on: p.contrast !== 'none', act: () => p.change({ contrast: nextContrast(p.contrast) }) },
    { id: 'sound', icon: 'sound', label: t('common.sound'), on: p.sound, act: () => p.change({ sound: !p.sound }) },
    { id: 'low-position', icon: 'low', label: t('common.low'), on: p.low, act: () => p.change({ low: !p.low }) },
    { id: 'language', icon: 'globe', label: t('common.otherLanguage'), on: false, act: () => p.change({ language: p.language === 'ko' ? 'en' : 'ko' }) },
  ]
}

export function SettingsBar({ preferences, end }: { readonly preferences: Preferences; readonly end: ReactNode }): ReactElement {
  const settings = useSettings(preferences)
  return (
    <footer className="settings">
      {settings.map(({ id, icon, label, on, act }) => <Control key={id} kind="quiet" icon={icon} testId={id} selected={on} onPress={act}>{label}</Control>)}
      {end}
    </footer>
  )
}

/** With twice the text the five stand here, one a row. */
export function SettingsScreen({ preferences, onClose }: { readonly preferences: Preferences; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  const settings = useSettings(preferences)
  return (
    <main className="frame at-settings footed" data-screen="settings">
      <Scroller className="body" more={t('common.more')} up={t('common.upAgain')}>
        <div className="reading"><h1>{t('common.screenSettings')}</h1></div>
        <div className="answer"><div className="cards">
          {settings.map(({ id, icon, label, on, act }) => <Control key={id} icon={on ? 'check' : icon} testId={id} selected={on} className="setting" onPress={act}>{label}</Control>)}
        </div></div>
      </Scroller>
      <div className="foot"><Control kind="primary" testId="settings-close" onPress={onClose}>{t('common.settingsDone')}</Control></div>
    </main>
  )
}
