/** What fingers feel: from a touch to the next screen painted, from the confirming touch to the ticket while the centre is away, and memory after many patients. */
import type { Page } from '@playwright/test'
import { at, confirm, fillIn, finish, readTicket } from '../../scripts/demo/kiosk-app.mjs'
import { say } from './children.ts'
import { median, percentile, rounded } from './figures.ts'
import { openKiosk } from './kiosk.ts'
import type { Bench } from './kiosk.ts'
import { heldBy, sumOf } from './memory.ts'
import type { Held } from './memory.ts'

type Step = { readonly from: string; readonly to: string; readonly ms: number }
declare global { interface Window { steps?: Step[] } }
export type TouchFigures = { readonly touch: { p95Ms: number }; readonly confirm: { p95Ms: number }; readonly soak: Soak }
type Soak = { readonly patients: number; readonly rssStartMb: number; readonly rssEndMb: number; /** Every page once. */ readonly pssStartMb: number; readonly pssEndMb: number }

const MEASURED_PATIENTS = 25
/** The first of them start the sound's process, fill the desk's list and the database's cache and have code compiled: not what a day of patients adds. */
const WARM_UP_PATIENTS = 50
const READINGS = 5
const READ_EVERY_MS = 1_000

/** Notes each change of screen from the touch before it to the frame that shows it. */
const watch = (page: Page): Promise<void> => page.evaluate(() => {
  if (window.steps) return
  const steps: Step[] = []
  window.steps = steps
  const now = (): [string, string] => [document.querySelector('[data-screen]')?.getAttribute('data-screen') ?? '', document.querySelector('h1')?.textContent ?? '']
  let touched = 0
  let before = now()
  window.addEventListener('pointerdown', (event) => { touched = event.timeStamp; before = now() }, true)
  new MutationObserver(() => {
    const after = now()
    if (touched === 0 || String(after) === String(before)) return
    const since = touched
    touched = 0
    // The message comes after the frame has been painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { steps.push({ from: before[0], to: after[0], ms: performance.now() - since }) }
      port2.postMessage(null)
    })
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-screen'] })
})

const personOf = (i: number) => ({ jamo: 'ㄱㅣㅁㅊㅓㄹ', birthDate: `19${40 + (i % 50)}0${1 + (i % 9)}15`, phone: `010${String(20_000_000 + i)}` })

async function measured(bench: Bench, from: number): Promise<Step[]> {
  const { patient } = bench.kiosk()
  const steps: Step[] = []
  for (let i = 0; i < MEASURED_PATIENTS; i++) {
    await at(patient, 'welcome')
    await watch(patient)
    await fillIn(patient, personOf(from + i))
    await confirm(patient)
    await readTicket(patient)
    await patient.waitForFunction(() => window.steps?.at(-1)?.to === 'ticket')
    steps.push(...await patient.evaluate(() => window.steps?.splice(0) ?? []))
    await finish(patient)
  }
  return steps
}

/** As fast as the app goes: every control is pressed as soon as it is there. */
const hurry = (page: Page, person: ReturnType<typeof personOf>): Promise<void> => page.evaluate(async ({ jamo, birthDate, phone }) => {
  const GIVE_UP_MS = 30_000
  const there = async (selector: string): Promise<HTMLElement> => {
    for (const end = performance.now() + GIVE_UP_MS; performance.now() < end; await new Promise((resolve) => { setTimeout(resolve, 4) })) {
      const found = document.querySelector<HTMLElement>(selector)
      if (found && !found.matches(':disabled')) return found
    }
    throw new Error(`never there: ${selector}`)
  }
  const on = (screens: readonly string[]): Promise<HTMLElement> => there(screens.map((screen) => `[data-screen="${screen}"]`).join())
  const tap = async (id: string): Promise<void> => (await there(`[data-testid="${id}"]`)).click()
  const keys = async (letters: readonly string[]): Promise<void> => { for (const letter of letters) (await there(`[data-testid="key-${letter}"]`)).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true })) }
  await tap('book-now')
  await tap('vaccine-13')
  if ((await on(['when', 'name'])).dataset.screen === 'when') (await there('[data-testid="when-soonest"], [data-testid="when-standby"]')).click()
  await on(['name'])
  await keys([...jamo, 'next'])
  await on(['birth-date'])
  await keys([...birthDate, 'next'])
  await on(['phone'])
  await keys([...phone, 'next'])
  await tap('sex-female')
  await on(['question'])
  while (document.querySelector('[data-screen="question"]')) {
    document.querySelector<HTMLElement>('[data-testid="answer-no"]')?.click()
    await new Promise((resolve) => { setTimeout(resolve, 4) })
  }
  await tap('consent')
  await tap('confirm')
}, person)

async function soak(bench: Bench, from: number, count: number): Promise<void> {
  const { patient } = bench.kiosk()
  for (let i = 0; i < count; i++) {
    await at(patient, 'welcome')
    await hurry(patient, personOf(from + i))
    await at(patient, 'ticket')
    await finish(patient)
    if ((i + 1) % 100 === 0) say(`soak: ${i + 1} patients`)
  }
}

const told = ({ name, rssMb, pssMb }: Held): string => `${name} ${rounded(rssMb)} (${rounded(pssMb)})`

/** The median of some readings; to a person it also says which process holds what. */
async function memoryNow(bench: Bench, when: string): Promise<{ readonly rssMb: number; readonly pssMb: number }> {
  const sums: ReturnType<typeof sumOf>[] = []
  for (let i = 0; i < READINGS; i++) {
    await new Promise((resolve) => { setTimeout(resolve, READ_EVERY_MS) })
    const held = heldBy(bench.kiosk().kiosk.process().pid ?? 0)
    sums.push(sumOf(held))
    if (i === READINGS - 1) say(`memory ${when}, MB with shared pages in each process (and shared out): ${held.map(told).join(', ')}`)
  }
  return { rssMb: rounded(median(sums.map(({ rssMb }) => rssMb))), pssMb: rounded(median(sums.map(({ pssMb }) => pssMb))) }
}

export async function benchTouch(patients: number): Promise<TouchFigures> {
  const bench = await openKiosk()
  try {
    await bench.setService(false)
    const steps = await measured(bench, 0)
    const confirmed = steps.filter(({ from, to }) => from === 'confirm' && to === 'ticket').map(({ ms }) => ms)
    const touched = steps.filter(({ from }) => from !== 'confirm').map(({ ms }) => ms)
    say(`touch: ${touched.length} screens, median ${rounded(median(touched))} ms; confirm: ${confirmed.length} tickets without the centre, median ${rounded(median(confirmed))} ms`)
    await bench.setService(true)
    await soak(bench, MEASURED_PATIENTS, WARM_UP_PATIENTS)
    const start = await memoryNow(bench, 'before')
    await soak(bench, MEASURED_PATIENTS + WARM_UP_PATIENTS, patients)
    const end = await memoryNow(bench, 'after')
    const held = { rssStartMb: start.rssMb, rssEndMb: end.rssMb, pssStartMb: start.pssMb, pssEndMb: end.pssMb }
    return { touch: { p95Ms: rounded(percentile(touched, 0.95)) }, confirm: { p95Ms: rounded(percentile(confirmed, 0.95)) }, soak: { patients, ...held } }
  } finally {
    await bench.close()
  }
}
