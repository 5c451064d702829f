import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languageNames, languages } from '../i18n/setup-i18n.ts'
import { Control } from '../ui/control.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Scroller } from '../ui/scroller.tsx'
import { nextContrast } from '../ui/theme.ts'
import type { Preferences } from './preferences.ts'

type Setting = { readonly id: string; readonly icon: IconName; readonly label: string; readonly on: boolean; readonly act: () => void }

function useSettings(p: Preferences, onLanguages: () => void): readonly Setting[] {
  const { t } = useTranslation()
  return [
    { id: 'text-size', icon: 'letters', label: t('common.textSize'), on: p.large, act: () => p.change({ large: !p.large }) },
    { id: 'contrast', icon: 'contrast', label: t('common.contrast'), on: p.contrast !== 'none', act: () => p.change({ contrast: nextContrast(p.contrast) }) },
    { id: 'sound', icon: 'sound', label: t('common.sound'), on: p.sound, act: () => p.change({ sound: !p.sound }) },
    { id: 'low-position', icon: 'low', label: t('common.low'), on: p.low, act: () => p.change({ low: !p.low }) },
    { id: 'language', icon: 'globe', label: t('common.language'), on: false, act: onLanguages },
  ]
}

type BarProps = { readonly preferences: Preferences; readonly onLanguages: () => void; /** The welcome screen has the languages above. */ readonly languagesAbove: boolean; readonly end: ReactNode }

export function SettingsBar({ preferences, onLanguages, languagesAbove, end }: BarProps): ReactElement {
  const settings = useSettings(preferences, onLanguages).filter(({ id }) => !(languagesAbove && id === 'language'))
  return (
    <footer className="settings">
      {settings.map(({ id, icon, label, on, act }) => <Control key={id} kind="quiet" icon={icon} testId={id} selected={on} onPress={act}>{label}</Control>)}
      {end}
    </footer>
  )
}

type SheetProps = { readonly name: string; readonly title: string; readonly close: string; readonly onClose: () => void; readonly children: ReactNode }

/** Over the screen a person was on, which is there again afterwards. */
function Sheet({ name, title, close, onClose, children }: SheetProps): ReactElement {
  const { t } = useTranslation()
  return (
    <main className={`frame at-${name} footed`} data-screen={name}>
      <Scroller className="body" more={t('common.more')} up={t('common.upAgain')}>
        <div className="reading"><h1>{title}</h1></div>
        <div className="answer"><div className="cards">{children}</div></div>
      </Scroller>
      <div className="foot"><Control kind="primary" testId={`${name}-close`} onPress={onClose}>{close}</Control></div>
    </main>
  )
}

/** With twice the text the five stand here, one a row. */
export function SettingsScreen({ preferences, onLanguages, onClose }: { readonly preferences: Preferences; readonly onLanguages: () => void; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  const settings = useSettings(preferences, onLanguages)
  return (
    <Sheet name="settings" title={t('common.screenSettings')} close={t('common.settingsDone')} onClose={onClose}>
      {settings.map(({ id, icon, label, on, act }) => <Control key={id} icon={on ? 'check' : icon} testId={id} selected={on} className="setting" onPress={act}>{label}</Control>)}
    </Sheet>
  )
}

/** Each language in its own words; a touch changes the screen at once. */
export function LanguagesScreen({ preferences, onClose }: { readonly preferences: Preferences; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  return (
    <Sheet name="languages" title={t('languages.title')} close={t('languages.keep')} onClose={onClose}>
      {languages.map((language) => {
        const on = preferences.language === language
        return <Control key={language} icon={on ? 'check' : 'globe'} testId={`choose-${language}`} selected={on} className="setting" onPress={() => preferences.change({ language })}><span lang={language}>{languageNames[language]}</span></Control>
      })}
    </Sheet>
  )
}
