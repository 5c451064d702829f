/** A person without a finger on the glass: four arrows and Enter, or Tab and Enter. What has the focus is read from the page after each key. */
import type { Page } from '@playwright/test'
import { expect } from 'vitest'
import { nearest, seenWithin } from '../../renderer/ui/arrow-keys.ts'
import type { Arrow, Box } from '../../renderer/ui/arrow-keys.ts'

type Control = { readonly id: string; readonly focused: boolean; readonly box: Box; readonly room: Box | null }
const ARROWS: readonly Arrow[] = ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']
const TRIES_MAX = 12
const TABS_MAX = 90

const controlsOf = (page: Page): Promise<readonly Control[]> => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('button:not(:disabled)')]
  .filter((control) => !control.closest('[inert]') && control.getClientRects().length > 0).map((control) => {
    const plain = (element: Element | null) => { const box = element?.getBoundingClientRect(); return box ? { left: box.left, top: box.top, right: box.right, bottom: box.bottom } : null }
    return { id: control.dataset.testid ?? '', focused: control === document.activeElement, box: plain(control) ?? { left: 0, top: 0, right: 0, bottom: 0 }, room: plain(control.closest('.scroller')) }
  }))

/** The keys a person who sees the screen would press; null when no arrows lead there from here. */
function wayTo(all: readonly Control[], id: string): readonly Arrow[] | null {
  const seen = all.flatMap((control) => { const box = seenWithin(control.box, control.room); return box ? [{ ...control, box }] : [] })
  const begin = seen.findIndex(({ focused }) => focused)
  const ways = new Map<number, readonly Arrow[]>([[begin, []]])
  for (const [from, way] of ways) {
    const here = seen[from]
    if (!here || here.id === id) return here ? way : null
    for (const arrow of ARROWS) {
      const others = seen.map((_, i) => i).filter((i) => i !== from)
      const to = others[nearest(here.box, others.map((i) => seen[i]?.box as Box), arrow)]
      if (to !== undefined && !ways.has(to)) ways.set(to, [...way, arrow])
    }
  }
  return null
}

/** Focus is where it was wanted, and is drawn: a ring of at least a millimetre. */
async function expectRing(page: Page, id: string): Promise<void> {
  const ring = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body)
    return { id: (document.activeElement as HTMLElement | null)?.dataset.testid, outlineStyle, mm: Number.parseFloat(outlineWidth) / Number.parseFloat(document.documentElement.style.getPropertyValue('--mm')) }
  })
  expect(ring).toMatchObject({ id, outlineStyle: 'solid' })
  expect(ring.mm).toBeGreaterThanOrEqual(1)
}

/** What is scrolled away is scrolled to by the control for it, as with a finger. */
export async function byArrows(page: Page, id: string): Promise<void> {
  await page.getByTestId(id).first().waitFor()
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const all = await controlsOf(page)
    if (!all.some(({ focused }) => focused)) { await page.keyboard.press('ArrowDown'); continue }
    const way = wayTo(all, id)
    for (const arrow of way ?? wayTo(all, 'more') ?? []) await page.keyboard.press(arrow)
    if (way && (await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.testid)) === id) {
      await expectRing(page, id)
      return page.keyboard.press('Enter')
    }
    if (!way) { await page.keyboard.press('Enter'); await page.waitForTimeout(500) }
  }
  throw new Error(`arrows do not lead to ${id}`)
}

export async function byTab(page: Page, id: string): Promise<void> {
  await page.getByTestId(id).first().waitFor()
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if ((await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.testid)) === id) {
      await expectRing(page, id)
      return page.keyboard.press('Enter')
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${id}`)
}
