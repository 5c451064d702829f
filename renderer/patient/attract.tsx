/** Shown while nobody stands there. Nothing on it stays in one place for long: glass that shows the same for months keeps it. */
import { useEffect, useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { NowCalling } from '../../src/contract/kiosk-api.ts'
import { languages } from '../../src/domain/language.ts'
import { localeOf } from '../i18n/setup-i18n.ts'
import { Icon } from '../ui/icon.tsx'
import { Marks } from '../ui/marks.tsx'

export const ATTRACT_AFTER_S = 180
export const ATTRACT_MOVES_EVERY_S = 45
/** Of the room that is left beside and below the text. The steps are wide enough that no stroke stands where one stood before. */
const PLACES = [[0, 0], [1, .24], [.35, .52], [.8, .78], [.1, 1], [.6, .1], [0, .4], [1, .64], [.25, .9], [.7, .3]] as const

export const placeAt = (step: number): readonly [number, number] => PLACES[step % PLACES.length] ?? [0, 0]
export const PLACES_COUNT = PLACES.length

const TOUCHES = ['pointerdown', 'keydown'] as const

/** How many times it has moved; null while somebody may stand there. */
export function useAttract(waiting: boolean): number | null {
  const [step, setStep] = useState<number | null>(null)
  useEffect(() => {
    let since = Date.now()
    const touched = (): void => { since = Date.now(); setStep(null) }
    touched()
    if (!waiting) return
    const timer = setInterval(() => {
      const over = (Date.now() - since) / 1_000 - ATTRACT_AFTER_S
      setStep(over < 0 ? null : Math.floor(over / ATTRACT_MOVES_EVERY_S))
    }, 1_000)
    for (const name of TOUCHES) window.addEventListener(name, touched)
    return () => {
      clearInterval(timer)
      for (const name of TOUCHES) window.removeEventListener(name, touched)
    }
  }, [waiting])
  return step
}

/** The touch that ends it does nothing else. */
export function AttractScreen({ step, calling }: { readonly step: number; readonly calling: NowCalling | null }): ReactElement {
  const { t, i18n } = useTranslation()
  const [x, y] = placeAt(step)
  const last = calling?.called[0]
  const waiting = calling?.waiting ?? 0
  return (
    <button type="button" className="attract" data-screen="attract" data-testid="attract" style={{ '--x': x, '--y': y } as CSSProperties}>
      <span className="floating">
        <span className="clinic"><Icon name="mark" /> {calling?.clinicName ?? ''}</span>
        {last ? <span className="called"><span>{t('welcome.nowCalling')}</span><b>{last.ticketNumber}</b><span>{last.room}</span></span> : null}
        {waiting > 0 ? <span className="second"><Marks count={waiting} /> {t('welcome.waiting', { count: waiting })}</span> : null}
        <span className="invites"><Icon name="touch" /><span><b>{t('attract.touch')}</b><span>{t('attract.walkIn')}</span></span></span>
        <span className="others">{languages.filter((language) => language !== i18n.language).map((language) => <span key={language} lang={localeOf[language]}>{i18n.getFixedT(language)('attract.touch')}</span>)}</span>
      </span>
    </button>
  )
}
