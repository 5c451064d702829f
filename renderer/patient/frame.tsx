import { createContext, useContext } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Ruler } from '../ui/marks.tsx'
import { Scroller } from '../ui/scroller.tsx'
import { useGlass } from './glass.ts'
import { HearingRow } from './hearing-row.tsx'
import type { Preferences } from './preferences.ts'
import { LanguagesScreen, SettingsBar, SettingsScreen } from './settings.tsx'

/** What lies over the screen for the moment. */
export type Sheet = 'settings' | 'languages' | null
export type FrameFacts = {
  readonly screen: string; readonly moment: string; readonly preferences: Preferences; readonly step?: { readonly label: string; readonly now: number; readonly all: number } | undefined
  readonly clinicName: string; readonly onBack?: (() => void) | undefined; readonly onStartOver?: (() => void) | undefined; readonly onStaff: () => void; readonly staffCalled: boolean; readonly inert: boolean
  readonly sheet: Sheet; readonly onSheet: (sheet: Sheet) => void
}
export const FrameContext = createContext<FrameFacts | null>(null)

type Props = {
  readonly title?: string | undefined; readonly lead?: string | undefined; readonly note?: { readonly icon: IconName; readonly text: string } | undefined; readonly question?: number
  /** Stands above the title. */
  readonly head?: ReactNode
  /** Stays in sight while the rest scrolls. */
  readonly foot?: ReactNode
  /** A screen with a keyboard: what was typed and the keys are never covered. */
  readonly typing?: boolean; readonly languages?: ReactNode; readonly children?: ReactNode
}

/** Every patient screen: the same controls in the same places, one question between them. */
export function Frame({ title, lead, note, question, head, foot, typing, languages, children }: Props): ReactElement | null {
  const { t } = useTranslation()
  const facts = useContext(FrameContext)
  const { upright } = useGlass()
  const { sheet, onSheet } = facts ?? { sheet: null, onSheet: () => {} }
  if (!facts) return null
  const { screen, moment, preferences, step, staffCalled } = facts
  const { folded } = preferences
  const staff = <Control icon="bell" testId="staff-call" className="staff" onPress={facts.onStaff}>{t('common.staffCall')}</Control>
  const ticket = screen === 'ticket'
  // Folded, they stand among other controls: an answer to the bell takes their place, and nothing else moves.
  const quiet = staffCalled ? <Coming /> : <FoldedSettings onOpen={() => onSheet('settings')} />
  // In the low position the hand finds it low as well.
  const lowHearing = preferences.sound && preferences.low ? <HearingRow /> : null
  const over = { preferences, staff, onClose: () => onSheet(null) }
  if (sheet === 'languages') return <LanguagesScreen {...over} />
  if (sheet === 'settings' && folded) return <SettingsScreen {...over} onLanguages={() => onSheet('languages')} />
  return (
    <main className={`frame at-${screen} ${typing ? 'typing' : ''} ${foot ? 'footed' : ''}`} data-screen={screen} inert={facts.inert}>
      {ticket ? null : (
        <header className="top">
          {facts.onBack ? <Control kind="quiet" icon="back" testId="back" onPress={facts.onBack}>{t('common.back')}</Control> : <p className="clinic"><Icon name="mark" /> {facts.clinicName}</p>}
          {facts.onStartOver ? <Control kind="quiet" icon="home" testId="start-over" onPress={facts.onStartOver}>{t('common.startOver')}</Control> : null}
          {upright || folded ? staff : null}
          {folded ? quiet : null}
          {folded && step && upright ? <p className="count"><span>{step.label}</span> <b>{step.now}</b> / {step.all}</p> : null}
          {languages}
          {lowHearing}
        </header>
      )}
      <Scroller key={moment} className="body" more={t('common.more')} up={t('common.upAgain')}>
        <div className="reading">
          {step ? <div className="step"><Ruler now={step.now} all={step.all} /><p><span>{step.label}</span><span><b>{step.now}</b> / {step.all}</span></p></div> : null}
          {head}
          {title ? <h1 className={question ? 'question' : ''} data-question={question}>{title}</h1> : null}
          {preferences.sound && !preferences.low ? <HearingRow /> : null}
          {lead ? <p className="lead">{lead}</p> : null}
          {note ? <div className="note"><Icon name={note.icon} /><p>{note.text}</p></div> : null}
        </div>
        {children ? <div className="answer">{children}</div> : null}
      </Scroller>
      {foot ? <div className="foot">{ticket ? lowHearing : null}{ticket && folded && upright ? quiet : null}{foot}</div> : null}
      {folded ? (ticket && !upright ? <footer className="settings">{quiet}</footer> : null)
        : staffCalled ? <Coming /> : <SettingsBar preferences={preferences} onLanguages={() => onSheet('languages')} languagesAbove={languages !== undefined} end={upright || ticket ? null : staff} />}
    </main>
  )
}

/** For some seconds in the place of the settings: nothing else moves. */
function Coming(): ReactElement {
  const { t } = useTranslation()
  return <div className="note coming" role="status"><Icon name="bell" /><p>{t('common.staffComing').split('\n').map((sentence) => <span key={sentence}>{sentence} </span>)}</p></div>
}

function FoldedSettings({ onOpen }: { readonly onOpen: () => void }): ReactElement {
  const { t } = useTranslation()
  return <Control kind="quiet" icon="screen" testId="screen-settings" className="folded" onPress={onOpen}>{t('common.screenSettings')}</Control>
}
