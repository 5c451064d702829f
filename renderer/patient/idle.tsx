import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { environment } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'

const COUNTDOWN_S = 30
const TOUCHES = ['pointerdown', 'keydown'] as const

/** Seconds left once nobody touched for long enough; any touch goes on, as often as one likes. */
export function useIdle(active: boolean, onEnd: () => void): { readonly left: number | null; readonly goOn: () => void } {
  const last = useRef(Date.now())
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    const touched = (): void => { last.current = Date.now(); setLeft(null) }
    touched()
    if (!active) return
    for (const name of TOUCHES) window.addEventListener(name, touched, true)
    const timer = setInterval(() => {
      const over = Math.floor((Date.now() - last.current) / 1_000) - environment().idleS
      setLeft(over < 0 ? null : Math.max(0, COUNTDOWN_S - over))
      if (over >= COUNTDOWN_S) onEnd()
    }, 250)
    return () => {
      clearInterval(timer)
      for (const name of TOUCHES) window.removeEventListener(name, touched, true)
    }
  }, [active, onEnd])
  return { left, goOn: () => { last.current = Date.now(); setLeft(null) } }
}

export function IdleScreen({ left, onContinue, onErase }: { readonly left: number; readonly onContinue: () => void; readonly onErase: () => void }): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="idle" data-screen="idle" role="alertdialog" aria-label={t('idle.title')}>
      <h1>{t('idle.title')}</h1>
      <p className="number">{left}</p>
      <p className="marks" aria-hidden="true">{Array.from({ length: COUNTDOWN_S }, (_, i) => <i key={`s${i + 1}`} className={i < left ? '' : 'dim'} />)}</p>
      <p>{t('idle.body', { count: left })}</p>
      <Control kind="primary" testId="idle-continue" onPress={onContinue}>{t('idle.continue')}</Control>
      <Control testId="idle-erase" onPress={onErase}>{t('idle.erase')}</Control>
    </div>
  )
}
