import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Control } from '../ui/control.tsx'
import { Ruler } from '../ui/marks.tsx'
import type { Preferences } from './preferences.ts'

export type FrameProps = {
  readonly screen: string; readonly title?: string | undefined; readonly step?: { readonly label: string; readonly now: number; readonly all: number } | undefined; readonly preferences: Preferences
  readonly onBack?: (() => void) | undefined; readonly onStartOver?: (() => void) | undefined; readonly onStaff: () => void; readonly staffCalled: boolean; readonly head?: ReactNode; readonly children?: ReactNode
}

/** Every patient screen: the same controls in the same places, one question between them. */
export function Frame({ screen, title, step, preferences, onBack, onStartOver, onStaff, staffCalled, head, children }: FrameProps): ReactElement {
  const { t } = useTranslation()
  return (
    <main className={`frame at-${screen}`} data-screen={screen}>
      <header className="top">
        {head}
        {onBack ? <Control kind="quiet" icon="back" testId="back" onPress={onBack}>{t('common.back')}</Control> : null}
        {onStartOver ? <Control kind="quiet" icon="home" testId="start-over" onPress={onStartOver}>{t('common.startOver')}</Control> : null}
        <Control icon="bell" testId="staff-call" className="staff" onPress={onStaff}>{t('common.staffCall')}</Control>
      </header>
      {staffCalled ? <p className="note" role="status">{t('common.staffComing')}</p> : null}
      {step ? <div className="step"><Ruler now={step.now} all={step.all} /><p><span>{step.label}</span><span><b>{step.now}</b> / {step.all}</span></p></div> : null}
      {title ? <h1>{title}</h1> : null}
      <section className="answer">{children}</section>
      <SettingsBar preferences={preferences} />
    </main>
  )
}

function SettingsBar({ preferences: p }: { readonly preferences: Preferences }): ReactElement {
  const { t } = useTranslation()
  return (
    <footer className="settings">
      <Control kind="quiet" icon="letters" testId="text-size" selected={p.large} onPress={() => p.change({ large: !p.large })}>{t('common.textSize')}</Control>
      <Control kind="quiet" icon="contrast" testId="contrast" selected={p.contrast} onPress={() => p.change({ contrast: !p.contrast })}>{t('common.contrast')}</Control>
      <Control kind="quiet" icon="sound" testId="sound" selected={p.sound} onPress={() => p.change({ sound: !p.sound })}>{t('common.sound')}</Control>
      <Control kind="quiet" icon="low" testId="low-position" selected={p.low} onPress={() => p.change({ low: !p.low })}>{t('common.low')}</Control>
      <Control kind="quiet" icon="globe" testId="language" onPress={() => p.change({ language: p.language === 'ko' ? 'en' : 'ko' })}>{p.language === 'ko' ? 'English' : '한국어'}</Control>
    </footer>
  )
}
