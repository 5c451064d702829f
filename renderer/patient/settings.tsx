import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../src/domain/language.ts'
import { languageNames } from '../i18n/setup-i18n.ts'
import { Control } from '../ui/control.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Scroller } from '../ui/scroller.tsx'
import { nextContrast } from '../ui/theme.ts'
import type { Preferences } from './preferences.ts'

type Setting = { readonly id: string; readonly icon: IconName; readonly label: string; readonly short?: string; readonly on: boolean; readonly act: () => void }

function useSettings(p: Preferences, onLanguages: () => void): readonly Setting[] {
  const { t } = useTranslation()
  return [
    { id: 'text-size', icon: 'letters', label: t('common.textSize'), on: p.large, act: () => p.change({ large: !p.large }) },
    { id: 'contrast', icon: 'contrast', label: t('common.contrast'), on: p.contrast !== 'none', act: () => p.change({ contrast: nextContrast(p.contrast) }) },
    { id: 'sound', icon: 'sound', label: t('common.sound'), on: p.sound, act: () => p.change({ sound: !p.sound }) },
    { id: 'low-position', icon: 'low', label: t('common.low'), on: p.low, act: () => p.change({ low: !p.low }) },
    { id: 'language', icon: 'globe', label: t('common.language'), short: t('common.languageShort'), on: false, act: onLanguages },
  ]
}

type BarProps = { readonly preferences: Preferences; readonly onLanguages: () => void; /** The welcome screen has the languages above. */ readonly languagesAbove: boolean; readonly end: ReactNode }

export function SettingsBar({ preferences, onLanguages, languagesAbove, end }: BarProps): ReactElement {
  const settings = useSettings(preferences, onLanguages).filter(({ id }) => !(languagesAbove && id === 'language'))
  return (
    <footer className="settings">
      {settings.map(({ id, icon, label, short, on, act }) => <Control key={id} kind="quiet" icon={icon} testId={id} selected={on} spoken={short && short !== label ? `${short}, ${label}` : undefined} onPress={act}>{short ?? label}</Control>)}
      {end}
    </footer>
  )
}

type SheetProps = { readonly name: string; readonly title: string; readonly close: string; readonly onClose: () => void; readonly staff: ReactNode; readonly children: ReactNode }

/** Over the screen a person was on, which is there again afterwards. */
function Sheet({ name, title, close, onClose, staff, children }: SheetProps): ReactElement {
  const { t } = useTranslation()
  return (
    <main className={`frame at-${name} footed`} data-screen={name}>
      <header className="top"><Control kind="quiet" icon="back" testId={`${name}-back`} onPress={onClose}>{t('common.back')}</Control>{staff}</header>
      <Scroller className="body" more={t('common.more')} up={t('common.upAgain')}>
        <div className="reading"><h1>{title}</h1></div>
        <div className="answer"><div className="cards">{children}</div></div>
      </Scroller>
      <div className="foot"><Control kind="primary" testId={`${name}-close`} onPress={onClose}>{close}</Control></div>
    </main>
  )
}

type SheetsProps = Pick<SheetProps, 'onClose' | 'staff'> & { readonly preferences: Preferences }

/** With twice the text the five stand here, one a row. */
export function SettingsScreen({ preferences, onLanguages, ...sheet }: SheetsProps & { readonly onLanguages: () => void }): ReactElement {
  const { t } = useTranslation()
  const settings = useSettings(preferences, onLanguages)
  return (
    <Sheet name="settings" title={t('common.screenSettings')} close={t('common.settingsDone')} {...sheet}>
      {settings.map(({ id, icon, label, on, act }) => <Control key={id} icon={on ? 'check' : icon} testId={id} selected={on} className="setting" onPress={act}>{label}</Control>)}
    </Sheet>
  )
}

/** Each language in its own words; a touch changes the screen at once. */
export function LanguagesScreen({ preferences, ...sheet }: SheetsProps): ReactElement {
  const { t } = useTranslation()
  return (
    <Sheet name="languages" title={t('languages.title')} close={t('languages.keep')} {...sheet}>
      {languages.map((language) => {
        const on = preferences.language === language
        return <Control key={language} icon={on ? 'check' : undefined} testId={`choose-${language}`} selected={on} className="setting" onPress={() => preferences.change({ language })}><span lang={language}>{languageNames[language]}</span></Control>
      })}
    </Sheet>
  )
}
