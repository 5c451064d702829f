/** What a real field tells when keys change it: the events of the keys on the glass are those of any keyboard. */
import { composingText } from './compose-hangul.ts'
import type { Composition } from './compose-hangul.ts'

export type FieldEvent = { readonly type: 'compositionstart' | 'compositionupdate' | 'compositionend' | 'beforeinput' | 'input'; readonly inputType?: string; readonly data: string | null }

const change = (inputType: string, data: string | null): FieldEvent[] => [{ type: 'beforeinput', inputType, data }, { type: 'input', inputType, data }]

/** A syllable that overflowed into the next ends the one composition and begins another. */
export function inputEventsOf(before: Composition, after: Composition): FieldEvent[] {
  const was = composingText(before)
  const is = composingText(after)
  const events: FieldEvent[] = []
  const added = after.committed.startsWith(before.committed) ? after.committed.slice(before.committed.length) : null
  const goesOn = was !== '' && is !== '' && added === ''
  if (goesOn && was === is) return []
  if (was !== '' && !goesOn) {
    // Erased to nothing ends empty; anything else ends as it was written, or as the next key left it.
    const ended = added === null || added === '' ? (textKept(before, after) ? was : '') : is === '' ? was : added
    if (ended === '') events.push(...change('deleteCompositionText', null))
    events.push({ type: 'compositionend', data: ended })
    if (added?.startsWith(was) && added.length > was.length) events.push(...change('insertText', added.slice(was.length)))
  } else if (was === '' && added) events.push(...change('insertText', added))
  else if (was === '' && before.committed.length > after.committed.length && (before.after ?? '') === (after.after ?? '')) events.push(...change('deleteContentBackward', null))
  if (is === '') return events
  if (!goesOn) events.push({ type: 'compositionstart', data: '' })
  const [first, last] = change('insertCompositionText', is)
  return [...events, first as FieldEvent, { type: 'compositionupdate', data: is }, last as FieldEvent]
}

/** A caret that only moved left all letters where they were. */
const textKept = (before: Composition, after: Composition): boolean => before.committed + composingText(before) + (before.after ?? '') === after.committed + composingText(after) + (after.after ?? '')

const made = ({ type, inputType = '', data }: FieldEvent): Event =>
  type === 'beforeinput' || type === 'input' ? new InputEvent(type, { inputType, data, bubbles: true, composed: true, cancelable: type === 'beforeinput', isComposing: inputType.includes('Composition') })
    : new CompositionEvent(type, { data: data ?? '', bubbles: true, composed: true })

/** Before the change: false when somebody would not have it. */
export const mayChange = (field: EventTarget, events: readonly FieldEvent[]): boolean => events.filter(({ type }) => type === 'beforeinput').every((event) => field.dispatchEvent(made(event)))
/** After it: everything else. */
export const tellChanged = (field: EventTarget, events: readonly FieldEvent[]): void => { for (const event of events) if (event.type !== 'beforeinput') field.dispatchEvent(made(event)) }
