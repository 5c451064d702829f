import { useEffect, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsNow, SetUp, SetUpChanges } from '../../src/contract/set-up.ts'
import { setLanguage } from '../i18n/setup-i18n.ts'
import { technicianDoor } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { sayChoice } from './say-choice.ts'
import { LanguageStep, NameStep, ScreensStep } from './set-up-choices.tsx'
import { PrinterStep, ScannerStep } from './set-up-devices.tsx'
import { CardOnGlass, ChooseSound } from './set-up-glass.tsx'
import type { StepProps } from './set-up-step.ts'

/** Each row, the wizard's step that changes it, and the settings it changes. */
const ROWS = [['language', ['language']], ['name', ['stationName']], ['screens', ['screens']], ['size', ['diagonalInch']], ['printer', ['printer', 'paperMm']], ['sound', ['volumeCapPercent']]] as const satisfies readonly (readonly [string, readonly (keyof SetUp)[]])[]
type RowName = (typeof ROWS)[number][0]

/** Only what differs: the rest goes on coming from where it came from. */
export function changesOf(before: SetUp, after: SetUp): SetUpChanges {
  const changed = ROWS.flatMap(([, names]) => [...names] as (keyof SetUp)[]).filter((name) => before[name] !== after[name])
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? '']))
}

/** What the wizard asked, one row each, with the same screens to change it; the program starts again once, at the end. */
export function SettingsScreen({ pin, onBack }: { readonly pin: string; readonly onBack: () => void }): ReactElement {
  const [now, setNow] = useState<SettingsNow | null>(null)
  const [choices, setChoices] = useState<SetUp | null>(null)
  const [step, setStep] = useState<RowName | 'scanner' | null>(null)
  useEffect(() => { void technicianDoor('readSettings')({ pin }).then((result) => { if (result.ok) { setNow(result.value); setChoices(result.value.choices) } }) }, [pin])
  if (!now || !choices) return <main className="care set-up" data-screen="settings-reading" />
  const choose = (part: Partial<SetUp>): void => setChoices({ ...choices, ...part })
  const props: StepProps = { choices, choose, next: () => setStep(null), pin }
  const faces: Readonly<Record<RowName | 'scanner', () => ReactNode>> = {
    language: () => <LanguageStep {...props} />, name: () => <NameStep {...props} />, screens: () => <ScreensStep {...props} />, size: () => <CardOnGlass {...props} />,
    printer: () => <PrinterStep {...props} />, sound: () => <ChooseSound {...props} />, scanner: () => <ScannerStep {...props} />,
  }
  return step ? <Step step={step} onBack={() => setStep(null)}>{faces[step]()}</Step> : <Rows pin={pin} now={now} choices={choices} change={setStep} onBack={onBack} />
}

function Step({ step, onBack, children }: { readonly step: string; readonly onBack: () => void; readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation()
  return (
    <main className="care set-up" data-screen={`set-up-${step}`}>
      <header><Icon name="mark" /><b>{t('settings.title')}</b></header>
      <div className="step">{children}</div>
      <footer><Control kind="quiet" icon="back" testId="set-up-back" onPress={onBack}>{t('settings.all')}</Control></footer>
    </main>
  )
}

type RowsProps = { readonly pin: string; readonly now: SettingsNow; readonly choices: SetUp; readonly change: (step: RowName | 'scanner') => void; readonly onBack: () => void }
function Rows({ pin, now, choices, change, onBack }: RowsProps): ReactElement {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const changes = changesOf(now.choices, choices)
  const waiting = Object.keys(changes)
  const leave = (): void => {
    // The wizard's step speaks the chosen language at once; one that is not kept is not spoken.
    if (waiting.includes('language')) setLanguage(now.choices.language)
    onBack()
  }
  const keep = (): void => { void technicianDoor('changeSettings')({ pin, changes }).then((result) => setNote(result.ok ? t('care.machine.ending') : t('care.notDone', { why: result.error.detail }))) }
  return (
    <main className="care set-up" data-screen="settings">
      <header><Icon name="mark" /><b>{t('settings.title')}</b><span className="push" /><Control kind="quiet" icon="back" testId="settings-back" onPress={leave}>{waiting.length > 0 ? t('settings.drop') : t('care.back')}</Control></header>
      <div className="step">
        <h1>{t('settings.lead')}</h1>
        <ul className="settings">{ROWS.map(([name, names]) => {
          const by = names.map((one) => now.fixed[one]).find((one) => one !== undefined)
          return (
            <li key={name} className={names.some((one) => waiting.includes(one)) ? 'changed' : ''} data-testid={`setting-${name}`}>
              <b>{t(`setUp.chosen.${name}`)}</b><span>{sayChoice(t, choices, name)}</span>
              {by ? <span className="second">{t(`settings.by.${by}`)}</span> : <Control testId={`change-${name}`} onPress={() => change(name)}>{t('settings.change')}</Control>}
            </li>
          )
        })}
        <li data-testid="setting-scanner"><b>{t('care.names.scanner')}</b><span>{t('settings.scanner')}</span><Control testId="change-scanner" onPress={() => change('scanner')}>{t('settings.try')}</Control></li></ul>
        <p className="second">{t('settings.elsewhere')}</p>
        <p className="acts"><Control kind="primary" testId="settings-keep" disabled={waiting.length === 0} onPress={keep}>{t('settings.keep')}</Control><span className="second" role="status">{note || (waiting.length > 0 ? t('settings.restarts') : t('settings.nothing'))}</span></p>
      </div>
    </main>
  )
}
