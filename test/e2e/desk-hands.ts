/** A receptionist's hands, on the keys alone; and the pictures that are kept of what they see. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { picture as takePicture } from '../../scripts/demo/kiosk-app.mjs'

export type WalkIn = { readonly name: string; readonly birthDate: string; readonly phone: string; readonly vaccine?: string; readonly yes?: string; readonly guardian?: string }

export const rowOf = (desk: Page, number: string, part = '') => desk.locator(`[data-testid="row-${number}"]${part}`)

/** F4, each field with Enter, and the last Enter books. */
export async function walkIn(desk: Page, { name, birthDate, phone, vaccine = '1', yes = '', guardian = '' }: WalkIn): Promise<string> {
  await desk.getByTestId('new-walk-in').waitFor()
  await desk.keyboard.press('F4')
  await desk.locator('[data-testid="desk-name"]:focus').waitFor()
  await desk.getByTestId('vaccine-list').locator('[role="option"]').first().waitFor()
  for (const text of [name, birthDate, phone, vaccine, yes, ...(guardian ? [guardian] : [])]) {
    await desk.keyboard.insertText(text)
    await desk.keyboard.press('Enter')
  }
  const number = ((await desk.getByTestId('desk-ticket-number').textContent()) ?? '').trim()
  await desk.keyboard.press('Escape')
  await rowOf(desk, number).waitFor()
  return number
}

/** Arrow keys until the row is the chosen one. */
export async function choose(desk: Page, number: string): Promise<void> {
  for (let i = 0; i < 3; i++) await desk.keyboard.press('PageUp')
  for (let i = 0; i < 40 && !(await rowOf(desk, number, '.selected').count()); i++) {
    await desk.keyboard.press('ArrowDown')
    // A hand looks where it is before it presses again: on a busy machine it went one row too far.
    await desk.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)) }))
  }
  await desk.locator('.person .number', { hasText: number }).waitFor()
}

/** Nothing open, nothing focused. */
export async function rest(desk: Page): Promise<void> {
  await desk.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur() })
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('Escape')
}

/** Under out/screens, where whoever wants to look finds it. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(process.cwd(), 'out', 'screens')
  mkdirSync(folder, { recursive: true })
  await page.evaluate(() => document.fonts.ready)
  await takePicture(page, join(folder, `${name}.png`))
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Rule and place of each violation; legacy mode, because this app opens no blank page. */
export async function violations(page: Page): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze()
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 140)} | ${node.any.map((check) => check.message).join('; ')}`))
}

/** Width and height in points of each page of a PDF. */
export const pagesOf = (pdf: Buffer): number[][] => [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))])

/** A vial of ten opened by keys; its counter. */
export async function openVial(desk: Page): Promise<Locator> {
  await desk.keyboard.press('v')
  await desk.getByTestId('vial-lot').fill('FLU-2604B')
  await desk.getByTestId('vial-expiry').fill('2704')
  await desk.keyboard.press('Enter')
  const vial = desk.getByTestId('vial-FLU-2604B')
  await vial.getByText('남은 10').waitFor()
  return vial
}
