/** The door for readers of codes: keys are held as long as no hand could have made them, and given back when one did after all. */
import { tellScanned } from './scanned.ts'
import { charOf, endsScan, follows, patienceMs, scannedText } from './tell-scanner.ts'
import type { HeardKey } from './tell-scanner.ts'

type Held = { readonly heard: HeardKey; readonly event: KeyboardEvent }
/** What stood in a field of the system before the reader typed into it. */
type Before = { readonly field: HTMLInputElement | HTMLTextAreaElement; readonly value: string }

const isField = (target: EventTarget | null): target is Before['field'] => target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement
const heardOf = ({ code, key, shiftKey, repeat, timeStamp }: KeyboardEvent): HeardKey => ({ code, key, shift: shiftKey, repeat, atMs: timeStamp })
const isModifier = ({ key }: KeyboardEvent): boolean => ['Shift', 'CapsLock', 'HangulMode', 'Alt', 'Control', 'Meta'].includes(key)

/** The setter of the system, so that React sees a change. */
function putBack({ field, value }: Before): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export function listenForScanner(target: Window, tell: (text: string) => void = tellScanned): () => void {
  let held: Held[] = []
  let before: Before | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Events given back are no keys a second time. */
  const given = new WeakSet<Event>()

  /** In a field the letters have gone in already; elsewhere they go where they would have gone. */
  const giveBack = (): void => {
    clearTimeout(timer)
    const keys = held
    const inField = before !== null
    held = []
    before = null
    if (!inField) for (const { event } of keys) {
      const again = new KeyboardEvent('keydown', { key: event.key, code: event.code, shiftKey: event.shiftKey, repeat: event.repeat, bubbles: true, cancelable: true })
      given.add(again)
      ;(event.target ?? target).dispatchEvent(again)
    }
  }
  const take = (event: KeyboardEvent, text: string): void => {
    clearTimeout(timer)
    const stood = before
    held = []
    before = null
    event.preventDefault()
    event.stopImmediatePropagation()
    // An input method still has its last syllable in hand when the key arrives.
    if (stood) setTimeout(() => putBack(stood), 0)
    tell(text)
  }
  const hold = (event: KeyboardEvent, heard: HeardKey): void => {
    if (held.length === 0 && isField(event.target)) before = { field: event.target, value: event.target.value }
    held.push({ heard, event })
    clearTimeout(timer)
    timer = setTimeout(giveBack, patienceMs(held.length))
    if (before) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const pressed = (event: KeyboardEvent): void => {
    if (given.has(event) || isModifier(event)) return
    const heard = heardOf(event)
    const command = event.ctrlKey || event.altKey || event.metaKey
    if (!follows(held.at(-1)?.heard, heard)) giveBack()
    const text = endsScan(heard) ? scannedText([...held.map((one) => one.heard), heard]) : null
    if (text !== null) return take(event, text)
    // A space on a control presses it, as soon as it comes.
    const presses = heard.code === 'Space' && held.length === 0 && event.target instanceof HTMLButtonElement
    if (command || heard.repeat || presses || endsScan(heard) || charOf(heard) === null) return giveBack()
    hold(event, heard)
  }
  target.addEventListener('keydown', pressed, true)
  return () => { target.removeEventListener('keydown', pressed, true); clearTimeout(timer) }
}
