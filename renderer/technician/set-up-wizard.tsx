import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SetUp } from '../../src/contract/set-up.ts'
import { technicianDoor } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { Ruler } from '../ui/marks.tsx'
import { LanguageStep, ScreensStep } from './set-up-choices.tsx'
import { PrinterStep, ScannerStep } from './set-up-devices.tsx'
import { sayChoice } from './say-choice.ts'
import { CardOnGlass, ChooseSound } from './set-up-glass.tsx'
import { CentreStep, PinStep } from './set-up-secrets.tsx'
import { StaffStep } from './set-up-staff.tsx'
import type { StepProps } from './set-up-step.ts'

const FIRST: SetUp = { language: 'ko', stationName: '접수기 1', screens: 'both', diagonalInch: 21.5, volumeCapPercent: 70, paperMm: 80 }
const STEPS = ['language', 'pin', 'centre', 'screens', 'size', 'printer', 'scanner', 'sound', 'staff', 'done'] as const

/** A fresh machine asks ten things, one at a time. What is secret goes to the store, the rest to a file of settings. */
export function SetUpWizard(): ReactElement {
  const { t } = useTranslation()
  const [index, setIndex] = useState(0)
  const [choices, setChoices] = useState(FIRST)
  const [pin, setPin] = useState<string | null>(null)
  const choose = (part: Partial<SetUp>): void => setChoices((before) => ({ ...before, ...part }))
  const next = (): void => setIndex((before) => Math.min(STEPS.length - 1, before + 1))
  const step = STEPS[index] ?? 'language'
  const props: StepProps = { choices, choose, next }
  const faces: Readonly<Record<typeof step, () => ReactNode>> = {
    language: () => <LanguageStep {...props} />, pin: () => <PinStep {...props} chosen={pin} keep={setPin} />, centre: () => <CentreStep {...props} pin={pin ?? ''} />, screens: () => <ScreensStep {...props} />,
    size: () => <CardOnGlass {...props} />, printer: () => <PrinterStep {...props} />, scanner: () => <ScannerStep {...props} />, sound: () => <ChooseSound {...props} />, staff: () => <StaffStep {...props} pin={pin ?? ''} />, done: () => <DoneStep choices={choices} />,
  }
  return (
    <main className="care set-up" data-screen={`set-up-${step}`}>
      <header><Icon name="mark" /><b>{t('setUp.title')}</b><span className="second push">{t('setUp.step', { now: index + 1, all: STEPS.length })}</span></header>
      <div className="ruled"><Ruler now={index + 1} all={STEPS.length} /></div>
      <div className="step">{faces[step]()}</div>
      {index > 0 ? <footer><Control kind="quiet" icon="back" testId="set-up-back" onPress={() => setIndex(index - 1)}>{t('setUp.back')}</Control></footer> : null}
    </main>
  )
}

function DoneStep({ choices }: { readonly choices: SetUp }): ReactElement {
  const { t } = useTranslation()
  const [fault, setFault] = useState('')
  const chosen = (['name', 'centre', 'screens', 'size', 'printer', 'sound'] as const).map((name) => [name, sayChoice(t, choices, name)] as const)
  const finish = (): void => { void technicianDoor('finishSetUp')(choices).then((result) => { if (!result.ok) setFault(result.error.detail) }) }
  return <>
    <h1>{t('setUp.done')}</h1>
    <p className="lead">{t('setUp.doneLead')}</p>
    <dl>{chosen.map(([name, value]) => <div key={name}><dt>{t(`setUp.chosen.${name}`)}</dt><dd>{value}</dd></div>)}</dl>
    <p role="alert">{fault}</p>
    <Control kind="primary" testId="set-up-finish" onPress={finish}>{t('setUp.finish')}</Control>
  </>
}
