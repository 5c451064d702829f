import { useCallback, useEffect, useRef, useState } from 'react'
import type { SignedIn } from '../../src/contract/desk-types.ts'
import { call } from '../kiosk.ts'

const ASK_EVERY_MS = 10_000

/** Who is signed in, by the store's own count of the time without an act: this page only tells whether somebody was at the keys. Nothing of it outlives the page. */
export function useSession(): { readonly who: SignedIn | null; readonly signedIn: (who: SignedIn | null) => void; readonly ask: () => void } {
  const [who, setWho] = useState<SignedIn | null>(null)
  const active = useRef(false)
  const session = who?.session ?? null
  const ask = useCallback(() => {
    if (session === null) return
    const wasActive = active.current
    active.current = false
    void call('sessionState', { session, active: wasActive }).then((result) => { if (result.ok && result.value === null) setWho(null) })
  }, [session])
  useEffect(() => {
    const touched = (): void => { active.current = true }
    for (const event of ['keydown', 'pointerdown']) window.addEventListener(event, touched, true)
    const timer = setInterval(ask, ASK_EVERY_MS)
    return () => {
      clearInterval(timer)
      for (const event of ['keydown', 'pointerdown']) window.removeEventListener(event, touched, true)
    }
  }, [ask])
  return { who, signedIn: setWho, ask }
}
