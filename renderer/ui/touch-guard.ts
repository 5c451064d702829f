/** One finger, one touch, one effect: a palm, a second finger and the second half of a double tap do nothing. */
import { useEffect, useRef } from 'react'

/** Wider than any fingertip. Glass that reports 0x0 or 1x1 is a finger too. */
export const PALM_MM = 40
/** Within this time the same place is the same finger that has not left yet. */
export const SAME_TOUCH_MS = 400
export const SAME_PLACE_MM = 8

export type Touch = { readonly atMs: number; readonly xMm: number; readonly yMm: number; readonly wideMm: number; readonly first: boolean; readonly moment: string }

/** `before` is the last touch that was taken. The screen may have changed under a finger that taps twice. */
export function isTaken(touch: Touch, before: Touch | null): boolean {
  if (!touch.first || touch.wideMm > PALM_MM) return false
  if (!before || touch.moment === before.moment) return true
  return touch.atMs - before.atMs > SAME_TOUCH_MS || Math.hypot(touch.xMm - before.xMm, touch.yMm - before.yMm) > SAME_PLACE_MM
}

/** Keys act when touched, controls when let go: what is not taken is kept from both. Only a person's own touches are judged. */
export function useTouchGuard(moment: string, mmPx: number): void {
  const now = useRef(moment)
  now.current = moment
  useEffect(() => {
    let before: Touch | null = null
    let refused = false
    const stop = (event: Event): void => { event.preventDefault(); event.stopImmediatePropagation() }
    const down = (event: PointerEvent): void => {
      if (event.pointerType !== 'touch' || !event.isTrusted) return
      const touch: Touch = { atMs: event.timeStamp, xMm: event.clientX / mmPx, yMm: event.clientY / mmPx, wideMm: Math.max(event.width, event.height) / mmPx, first: event.isPrimary, moment: now.current }
      const taken = isTaken(touch, before)
      if (taken) before = touch
      // A finger that drums on has not left: the pause it owes begins anew.
      else if (touch.first && before) before = { ...before, atMs: touch.atMs }
      if (touch.first) refused = !taken
      if (!taken) stop(event)
    }
    const click = (event: MouseEvent): void => { if (refused && event.isTrusted && (event as PointerEvent).pointerType === 'touch') stop(event) }
    window.addEventListener('pointerdown', down, true)
    window.addEventListener('click', click, true)
    return () => { window.removeEventListener('pointerdown', down, true); window.removeEventListener('click', click, true) }
  }, [mmPx])
}
