/** The field above the keys on the glass: it tells what happens to it as a field of the system does, and knows which letter was touched. */
import { useLayoutEffect, useRef } from 'react'
import type { PointerEvent, RefObject } from 'react'
import type { Composition } from './compose-hangul.ts'
import { inputEventsOf, mayChange, tellChanged } from './input-events.ts'

export type FieldRef = RefObject<HTMLParagraphElement | null>
type FieldEvents = { readonly fieldRef: FieldRef; /** True when somebody who listens to `beforeinput` will not have the change. */ readonly unless: (change: (before: Composition) => Composition) => boolean }

export function useFieldEvents(value: Composition): FieldEvents {
  const fieldRef = useRef<HTMLParagraphElement>(null)
  const told = useRef(value)
  useLayoutEffect(() => {
    const before = told.current
    told.current = value
    if (fieldRef.current) tellChanged(fieldRef.current, inputEventsOf(before, value))
  }, [value])
  const unless = (change: (before: Composition) => Composition): boolean => fieldRef.current !== null && !mayChange(fieldRef.current, inputEventsOf(value, change(value)))
  return { fieldRef, unless }
}

/** The letter the caret comes before when a finger touches here; past the last one everywhere else. */
export function letterAt({ target, clientX }: PointerEvent): number {
  const letter = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
  if (!letter) return Number.POSITIVE_INFINITY
  const { left, width } = letter.getBoundingClientRect()
  return Number(letter.dataset.at) + (clientX > left + width / 2 ? 1 : 0)
}
