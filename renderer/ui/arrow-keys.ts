import { useEffect } from 'react'

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
const ways = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const
export type Arrow = keyof typeof ways

/** Straight ahead counts once, sideways three times; how far the middles are apart a tenth: it chooses within a row and never skips one. */
const ASIDE = 3
const OFF_MIDDLE = .1

/** Index of the box an arrow leads to from `from`; -1 when there is none that way. */
export function nearest(from: Box, boxes: readonly Box[], arrow: Arrow): number {
  const [dx, dy] = ways[arrow]
  let best = -1
  let least = Number.POSITIVE_INFINITY
  boxes.forEach((box, i) => {
    const x = (box.left + box.right - from.left - from.right) / 2
    const y = (box.top + box.bottom - from.top - from.bottom) / 2
    const ahead = x * dx + y * dy
    const clear = dx > 0 ? box.left >= from.right - 1 : dx < 0 ? box.right <= from.left + 1 : dy > 0 ? box.top >= from.bottom - 1 : box.bottom <= from.top + 1
    // A wide control below is below all it lies under.
    const aside = dx === 0 ? Math.max(0, box.left - from.right, from.left - box.right) : Math.max(0, box.top - from.bottom, from.top - box.bottom)
    const offMiddle = Math.abs(dx === 0 ? x : y)
    // From edge to edge: the middle of a wide control is far, its beginning is near.
    const gap = Math.max(0, dx > 0 ? box.left - from.right : dx < 0 ? from.left - box.right : dy > 0 ? box.top - from.bottom : from.top - box.bottom)
    const cost = gap + ahead / 100 + ASIDE * aside + OFF_MIDDLE * offMiddle
    if (clear && ahead > 0 && cost < least) { best = i; least = cost }
  })
  return best
}

/** The part of a box that is not scrolled away; null when all of it is, or only a sliver is left. */
export function seenWithin(box: Box, room: Box | null): Box | null {
  if (!room) return box
  const seen = { left: box.left, right: box.right, top: Math.max(box.top, room.top), bottom: Math.min(box.bottom, room.bottom) }
  return seen.bottom - seen.top > SLIVER_PX ? seen : null
}
const SLIVER_PX = 4
const seenBox = (control: Element): Box | null => seenWithin(control.getBoundingClientRect(), control.closest('.scroller')?.getBoundingClientRect() ?? null)

/** Everything can be chosen with four arrows and Enter. The first arrow goes to the first control of the answer. */
export function useArrowKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!(event.key in ways) || event.shiftKey) return
      event.preventDefault()
      // What is scrolled away is reached by the control that scrolls, as with a finger.
      const all = [...document.querySelectorAll<HTMLElement>('button:not(:disabled)')].filter((control) => !control.closest('[inert]') && control.getClientRects().length > 0)
        .flatMap((control) => { const box = seenBox(control); return box ? [{ control, box }] : [] })
      const now = all.find(({ control }) => control === document.activeElement)
      const others = all.filter((one) => one !== now)
      const first = all.find(({ control }) => control.closest('.answer, .foot, .idle')) ?? all[0]
      const found = now ? others[nearest(now.box, others.map(({ box }) => box), event.key as Arrow)] : first
      found?.control.focus()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}
