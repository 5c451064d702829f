import { useCallback, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardShown } from '../../src/contract/set-up.ts'
import { technicianDoor } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import type { StepProps } from './set-up-step.ts'
import { playTone } from './sound.ts'

const MM_PER_INCH = 25.4
/** ISO/IEC 7810 ID-1: every bank card and identity card. */
const CARD_MM = { width: 85.6, height: 53.98, corner: 3.18 }
const [INCH_STEP, INCH_MIN, INCH_MAX] = [0.5, 8, 65]
const [PERCENT_STEP, PERCENT_MAX] = [10, 100]
const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** A card is as large on every glass: when the drawing fits it, the diagonal is right. It is drawn on the patients' glass, wherever that is. */
export function CardOnGlass({ choices, choose, next, pin }: StepProps): ReactElement {
  const { t } = useTranslation()
  const { diagonalInch } = choices
  const [shown, setShown] = useState<CardShown | null>(null)
  const show = useCallback((inch: number | null) => technicianDoor('showCard')({ diagonalInch: inch, ...(pin === undefined ? {} : { pin }) }), [pin])
  useEffect(() => { void show(diagonalInch).then((result) => { if (result.ok) setShown(result.value) }) }, [show, diagonalInch])
  useEffect(() => () => { void show(null) }, [show])
  const mmPx = shown ? Math.hypot(shown.width, shown.height) / (diagonalInch * MM_PER_INCH) : 0
  const turn = (by: number): void => choose({ diagonalInch: within(choices.diagonalInch + by, INCH_MIN, INCH_MAX) })
  return <>
    <h1>{t('setUp.size')}</h1>
    <p className="lead">{t('setUp.sizeLead')}</p>
    <div className="glass">
      {shown?.where === 'patient' ? <p className="elsewhere" data-testid="set-up-card-elsewhere"><Icon name="info" /><b>{t('setUp.cardElsewhere')}</b></p> : <svg data-testid="set-up-card" width={CARD_MM.width * mmPx} height={CARD_MM.height * mmPx} role="img" aria-label={t('setUp.card')}>
        <rect x="1.5" y="1.5" width={CARD_MM.width * mmPx - 3} height={CARD_MM.height * mmPx - 3} rx={CARD_MM.corner * mmPx} />
        <text x="50%" y="46%" textAnchor="middle">{t('setUp.card')}</text><text className="second" x="50%" y="62%" textAnchor="middle">{t('setUp.cardMm')}</text>
      </svg>}
      <div className="turns">
        <b data-testid="set-up-diagonal">{t('setUp.diagonal', { count: choices.diagonalInch })}</b>
        {/* A larger diagonal draws the card smaller. */}
        <Control testId="set-up-larger" onPress={() => turn(INCH_STEP)}>{t('setUp.smaller')}</Control>
        <Control testId="set-up-smaller" onPress={() => turn(-INCH_STEP)}>{t('setUp.larger')}</Control>
      </div>
    </div>
    <Control kind="primary" testId="set-up-next" onPress={next}>{t(pin === undefined ? 'setUp.next' : 'settings.take')}</Control>
  </>
}

export function ChooseSound({ choices, choose, next, pin }: StepProps): ReactElement {
  const { t } = useTranslation()
  const percent = choices.volumeCapPercent
  const turn = (by: number): void => choose({ volumeCapPercent: within(percent + by, 0, PERCENT_MAX) })
  return <>
    <h1>{t('setUp.sound')}</h1>
    <p className="lead">{t('setUp.soundLead')}</p>
    <p className="acts">
      <Control testId="set-up-quieter" onPress={() => turn(-PERCENT_STEP)}>{t('setUp.quieter')}</Control>
      <b className="percent" data-testid="set-up-volume">{t('setUp.percent', { count: percent })}</b>
      <Control testId="set-up-louder" onPress={() => turn(PERCENT_STEP)}>{t('setUp.louder')}</Control>
      <Control kind="quiet" icon="sound" testId="set-up-try" onPress={() => playTone(percent / PERCENT_MAX)}>{t('setUp.try')}</Control>
    </p>
    <Control kind="primary" testId="set-up-next" onPress={next}>{t(pin === undefined ? 'setUp.next' : 'settings.take')}</Control>
  </>
}
