import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check, CheckId, CheckState } from '../../src/contract/care.ts'
import { environment } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { playTone } from './sound.ts'

type Done = (state: CheckState, facts: Check['facts']) => void
const POINTS = ['top left', 'top right', 'middle', 'bottom left', 'bottom right'] as const

/** What needs hands, eyes or ears: the person says what the machine cannot know. */
export function HandChecks({ id, done }: { readonly id: CheckId; readonly done: Done }): ReactElement | null {
  const { t } = useTranslation()
  const [touching, setTouching] = useState(-1)
  if (id === 'sound') return (
    <p className="acts">
      <Control kind="quiet" icon="sound" testId="sound-play" onPress={() => playTone(environment().volumeCap)}>{t('care.play')}</Control>
      <Control kind="quiet" testId="sound-heard" onPress={() => done('ok', { heard: true })}>{t('care.heard')}</Control>
      <Control kind="quiet" testId="sound-not" onPress={() => done('fail', { heard: false })}>{t('care.notHeard')}</Control>
    </p>
  )
  if (id === 'scanner') return <input data-testid="scan-field" placeholder={t('care.scanHere')} onKeyDown={(event) => { if (event.key === 'Enter') done('ok', { read: event.currentTarget.value.length }) }} />
  if (id !== 'touch') return null
  const touch = (): void => {
    const next = touching + 1
    setTouching(next < POINTS.length ? next : -1)
    if (next >= POINTS.length) done('ok', { done: true })
  }
  return (
    <p className="acts">
      <Control kind="quiet" icon="touch" testId="touch-start" onPress={() => setTouching(0)}>{t('care.touchStart')}</Control>
      {touching >= 0 ? <span className="touch-field" role="dialog"><b>{t('care.touchTap', { count: touching + 1 })}</b><button type="button" className={`point ${POINTS[touching]}`} data-testid="touch-point" aria-label={t('care.touchTap', { count: touching + 1 })} onPointerDown={touch} /></span> : null}
    </p>
  )
}
