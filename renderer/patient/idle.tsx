import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { environment } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'

const COUNTDOWN_S = 30
const TOUCHES = ['pointerdown', 'keydown'] as const

/** The one control whose touch does not mean "go on". */
const isErase = (event: Event): boolean => event.target instanceof Element && event.target.closest('[data-testid="idle-erase"]') !== null && !(event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ')

/** Seconds left once nobody touched for long enough; any touch goes on, as often as one likes. */
export function useIdle(active: boolean, onEnd: () => void): { readonly left: number | null; readonly goOn: () => void } {
  const last = useRef(Date.now())
  const [left, setLeft] = useState<number | null>(null)
  // Kept aside: a new render is not a touch and must not start the time anew.
  const end = useRef(onEnd)
  end.current = onEnd
  useEffect(() => {
    const touched = (): void => { last.current = Date.now(); setLeft(null) }
    // Arrows and Tab move between the two controls of the countdown; it waits while they do.
    const heard = (event: Event): void => {
      if (isErase(event)) return
      if (event instanceof KeyboardEvent && /^(Arrow|Tab|Shift)/.test(event.key) && document.querySelector('.idle')) last.current = Date.now() - environment().idleS * 1_000
      else touched()
    }
    touched()
    if (!active) return
    for (const name of TOUCHES) window.addEventListener(name, heard, true)
    const timer = setInterval(() => {
      const over = Math.floor((Date.now() - last.current) / 1_000) - environment().idleS
      setLeft(over < 0 ? null : Math.max(0, COUNTDOWN_S - over))
      if (over >= COUNTDOWN_S) end.current()
    }, 250)
    return () => {
      clearInterval(timer)
      for (const name of TOUCHES) window.removeEventListener(name, heard, true)
    }
  }, [active])
  return { left, goOn: () => { last.current = Date.now(); setLeft(null) } }
}

export function IdleScreen({ left, onContinue, onErase }: { readonly left: number; readonly onContinue: () => void; readonly onErase: () => void }): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="idle" data-screen="idle" role="alertdialog" aria-label={t('idle.title')}>
      <div className="dialog">
        <div className="said">
          <h1>{t('idle.title')}</h1>
          <p className="second lead">{t('idle.body')}</p>
          <p className="count"><b className="number">{left}</b> <span>{t('idle.left')}</span></p>
          <p className="seconds" aria-hidden="true">{Array.from({ length: COUNTDOWN_S }, (_, i) => <i key={`s${i + 1}`} className={i < left ? '' : 'dim'} />)}</p>
        </div>
        <div className="acts">
          <Control kind="primary" testId="idle-continue" onPress={onContinue}>{t('idle.continue')}</Control>
          <Control testId="idle-erase" onPress={onErase}>{t('idle.erase')}</Control>
          <p className="elsewhere second"><Icon name="touch" /> {t('idle.elsewhere')}</p>
        </div>
      </div>
    </div>
  )
}
