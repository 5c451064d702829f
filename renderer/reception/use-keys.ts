import { useEffect, useRef } from 'react'

/** An input method that composes has the key; so does the reader of codes. */
export const composing = (event: { readonly isComposing: boolean; readonly keyCode: number }): boolean => event.isComposing || event.keyCode === 229

const writes = (target: EventTarget | null): boolean => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
const presses = (target: EventTarget | null, key: string): boolean => target instanceof HTMLButtonElement && (key === ' ' || key === 'Enter')

/** Letters by their place on the keyboard: with Hangul on, the same key does the same. All in small letters: `f4`, `escape`, `k`, ` `. */
export function keyOf({ key, code }: { readonly key: string; readonly code: string }): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  return (letter ?? key).toLowerCase()
}

/** What the door for readers of codes gives back at once was held as one: no hand strikes two keys in that time. */
const BURST_MS = 5
/** The last key that was given back; every part of the desk asks about the same one. */
let given: { readonly event: Event | null; readonly at: number; readonly follows: boolean } = { event: null, at: Number.NEGATIVE_INFINITY, follows: false }
/** A capital, or a key out of a code that was cut short: no act, for among them are a no-show and a cancellation. */
function ofCode(event: KeyboardEvent): boolean {
  if (event.shiftKey && event.code.startsWith('Key')) return true
  if (event.isTrusted) return false
  if (given.event !== event) given = { event, at: performance.now(), follows: performance.now() - given.at < BURST_MS }
  return given.follows
}

/** Keys of the desk. Function keys and Escape work everywhere; letters not while somebody writes. Returning false leaves the key to the page. */
export function useKeys(keys: Readonly<Record<string, (() => unknown) | undefined>>, on = true): void {
  const now = useRef(keys)
  now.current = keys
  useEffect(() => {
    if (!on) return
    const pressed = (event: KeyboardEvent): void => {
      if (composing(event) || event.altKey || event.metaKey || event.defaultPrevented) return
      const name = (event.ctrlKey ? 'ctrl+' : '') + keyOf(event)
      const everywhere = /^(f\d+|escape)$/.test(name)
      if (!everywhere && (writes(event.target) || presses(event.target, event.key) || ofCode(event))) return
      if (now.current[name] && now.current[name]?.() !== false) event.preventDefault()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [on])
}
