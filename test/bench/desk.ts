/** A receptionist's walk-in by keys alone, with the interface's own part of the time; the list of 500 and of 5,000; a person found among 100,000 bookings. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { say } from './children.ts'
import { percentile, rounded } from './figures.ts'
import { openKiosk } from './kiosk.ts'
import { fillWithBookings } from './desk-rows.ts'

export type DeskFigures = { readonly desk: { walkInKeys: number; walkInUiMs: number; listOf500P95Ms: number; listOf5000P95Ms: number; searchOf100kP95Ms: number } }

const WALK_INS = 6
const STEPS = 40
const SEARCHES = 30
const MANY = 100_000
/** Keys of 박말자 on a two-set keyboard: an input method makes three syllables of them. */
const NAME = { text: '박말자', keys: 8 }
declare global { interface Window { keyMs?: number[] } }

/** From each key to the frame that shows what it did; from the last Enter to the number on the screen, storing and all. */
const watchKeys = (desk: Page): Promise<void> => desk.evaluate(() => {
  const spent: number[] = []
  window.keyMs = spent
  const painted = (from: number): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { spent.push(performance.now() - from) }
      port2.postMessage(null)
    })
  }
  let last = 0
  window.addEventListener('keydown', ({ timeStamp }) => { last = timeStamp; painted(timeStamp) }, true)
  // Text that an input method writes comes without a key of its own.
  window.addEventListener('input', (event) => { if (event.timeStamp - last > 50) painted(event.timeStamp) }, true)
  new MutationObserver(() => {
    if (!document.querySelector('[data-testid="desk-ticket-number"]') || last === 0) return
    painted(last)
    last = 0
  }).observe(document.body, { childList: true, subtree: true })
})
const spentMs = (desk: Page): Promise<number[]> => desk.evaluate(() => window.keyMs?.splice(0) ?? [])

/** F4, name, birth date with the digit of the sex, eight digits of the phone, vaccine by number, no answers: and Enter after each. */
async function walkIn(desk: Page, i: number): Promise<{ keys: number; uiMs: number }> {
  let keys = 1
  await desk.keyboard.press('F4')
  await desk.locator('[data-testid="desk-name"]:focus').waitFor()
  await desk.keyboard.insertText(NAME.text)
  keys += NAME.keys
  for (const text of ['', `5${i % 10}03042`, String(20_000_000 + i), '1', '']) {
    for (const key of text) await desk.keyboard.press(key, { delay: 60 })
    await desk.keyboard.press('Enter', { delay: 60 })
    keys += text.length + 1
  }
  await desk.getByTestId('desk-ticket-number').waitFor()
  const spent = await spentMs(desk)
  await desk.keyboard.press('Escape')
  await spentMs(desk)
  return { keys, uiMs: spent.reduce((sum, ms) => sum + ms, 0) }
}

/** Milliseconds from an arrow, or a page, to the painted row. */
async function listed(desk: Page): Promise<number[]> {
  await desk.getByTestId('lines').waitFor()
  await spentMs(desk)
  for (let i = 0; i < STEPS; i++) await desk.keyboard.press(i % 5 === 4 ? 'PageDown' : 'ArrowDown', { delay: 60 })
  return spentMs(desk)
}

const search = (desk: Page, last4: string, birthDate: string): Promise<number> => desk.evaluate(async ([phoneLast4, born]) => {
  const from = performance.now()
  const answer = await window.kiosk?.call('searchHistory', { session: null, search: { by: 'digits', phoneLast4, birthDate: born } })
  if (answer?.ok !== true || (answer.value as { hits: unknown[] }).hits.length === 0) throw new Error(JSON.stringify(answer))
  return performance.now() - from
}, [last4, birthDate] as const)

/** The bookings of thirty days stay to be found: as long as a clinic may choose. */
const keepThirtyDays = (desk: Page): Promise<void> => desk.evaluate(async () => {
  const list = await window.kiosk?.call('deskList', {})
  if (list?.ok !== true) throw new Error(JSON.stringify(list))
  const { settings } = list.value as { settings: object }
  const set = await window.kiosk?.call('setDeskSettings', { commandId: crypto.randomUUID(), session: null, settings: { ...settings, identityDays: 30 } })
  if (set?.ok !== true) throw new Error(JSON.stringify(set))
})

export async function benchDesk(): Promise<DeskFigures> {
  const bench = await openKiosk()
  const fill = (today: number, before: number) => fillWithBookings(join(bench.dataDir, 'kiosk.db'), join(bench.dataDir, 'key', 'database.key'), { today, before })
  try {
    await watchKeys(bench.kiosk().desk)
    const walks: { keys: number; uiMs: number }[] = []
    for (let i = 0; i < WALK_INS; i++) walks.push(await walkIn(bench.kiosk().desk, i))
    const walkInUiMs = percentile(walks.map(({ uiMs }) => uiMs), 0.5)
    say(`desk: ${walks[0]?.keys} keys a walk-in, the interface's own part ${rounded(walkInUiMs)} ms (median of ${WALK_INS})`)
    await keepThirtyDays(bench.kiosk().desk)
    fill(500, 0)
    await bench.startAgain()
    await watchKeys(bench.kiosk().desk)
    const of500 = await listed(bench.kiosk().desk)
    fill(4_500, MANY - 5_000)
    await bench.startAgain()
    const { desk } = bench.kiosk()
    await watchKeys(desk)
    const of5000 = await listed(desk)
    const searches: number[] = []
    for (let i = 0; i < SEARCHES; i++) searches.push(await search(desk, String(1_000 + ((i * 37) % 9_000)), `19${40 + (i % 50)}-0${1 + (i % 9)}-15`))
    say(`desk: a key in a list of 500 ${rounded(percentile(of500, 0.95))} ms, of 5,000 ${rounded(percentile(of5000, 0.95))} ms (p95)`)
    return { desk: { walkInKeys: walks[0]?.keys ?? 0, walkInUiMs: rounded(walkInUiMs), listOf500P95Ms: rounded(percentile(of500, 0.95)), listOf5000P95Ms: rounded(percentile(of5000, 0.95)), searchOf100kP95Ms: rounded(percentile(searches, 0.95)) } }
  } finally {
    await bench.close()
  }
}
