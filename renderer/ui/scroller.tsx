import { useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'

type Way = 'none' | 'down' | 'up'
type Props = { readonly className: string; readonly more: string; readonly up: string; readonly children: ReactNode }

/** How much of the old page stays in sight when the next one comes. */
const KEPT = .18
const NEARLY_PX = 4
/** Of the text's height: the foot of a line box that holds no ink is not worth a touch. */
const NEARLY_TEXT = .22

/** Which way there is more to see. */
export const wayOf = ({ scrollTop, clientHeight, scrollHeight }: { readonly scrollTop: number; readonly clientHeight: number; readonly scrollHeight: number }, nearlyPx = NEARLY_PX): Way =>
  scrollHeight - clientHeight <= nearlyPx ? 'none' : scrollTop + clientHeight >= scrollHeight - nearlyPx ? 'up' : 'down'

const nearlyPx = (element: Element): number => Math.max(NEARLY_PX, Number.parseFloat(getComputedStyle(element).fontSize) * NEARLY_TEXT)

/** What does not fit is reached by a control, never by swipe alone. */
export function Scroller({ className, more, up, children }: Props): ReactElement {
  const outer = useRef<HTMLDivElement>(null)
  const inner = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [way, setWay] = useState<Way>('none')
  useEffect(() => {
    const { current } = outer
    if (!current || !inner.current) return
    const look = (): void => setWay(wayOf(current, nearlyPx(current)))
    const resized = (): void => {
      // What would fit without the control needs none.
      if (button.current) button.current.style.display = 'none'
      const fits = wayOf(current, nearlyPx(current)) === 'none'
      if (button.current) button.current.style.display = ''
      if (fits) setWay('none')
      else look()
    }
    const observer = new ResizeObserver(resized)
    observer.observe(current)
    observer.observe(inner.current)
    current.addEventListener('scroll', look)
    return () => { observer.disconnect(); current.removeEventListener('scroll', look) }
  }, [])
  const go = (): void => {
    const { current } = outer
    if (!current) return
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'
    current.scrollTo({ top: way === 'up' ? 0 : current.scrollTop + current.clientHeight * (1 - KEPT), behavior })
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1) */}
      <div className="scroller" ref={outer} tabIndex={0}><div className={className} ref={inner}>{children}</div></div>
      {way === 'none' ? null : (
        <button type="button" ref={button} className="control secondary more" data-testid="more" data-way={way} onClick={go}><Icon name={way} /><span>{way === 'down' ? more : up}</span></button>
      )}
    </>
  )
}
