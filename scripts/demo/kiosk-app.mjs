/** The real app under Playwright, and the hands that touch it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { runnableElectron } from '../electron-runtime.mjs'
import { root } from '../steps.mjs'

const START_MS_MAX = 30_000

/** `app` is a packaged executable; without it the project itself is started. */
export async function launchKiosk({ dataDir, serviceUrl, code, app, env: more = {} }) {
  const electron = app ? { executable: app, args: [] } : runnableElectron()
  const env = {
    ...process.env, KIOSK_DATA_DIR: dataDir, KIOSK_SERVICE_URL: serviceUrl, KIOSK_TECHNICIAN_PIN: '4711', KIOSK_PATIENT_SIZE: '1080x1920', KIOSK_DESK_SIZE: '1920x1080',
    // A package brings its own.
    ...(app ? { KIOSK_DEMO: '1' } : { KIOSK_NODE: join(root, 'node_modules', 'node', 'bin', 'node') }), KIOSK_BACKOFF_CAP_MS: '1000', ...(code ? { KIOSK_ENROLMENT_CODE: code } : {}), ...more,
  }
  const args = [...electron.args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu']
  const kiosk = await _electron.launch({ executablePath: electron.executable, args, env, timeout: START_MS_MAX })
  /** The kiosk's own log tells which process is the store. */
  const storePid = () => Number([...readFileSync(join(dataDir, 'logs', 'kiosk.log'), 'utf8').matchAll(/"event":"store-up","pid":(\d+)/g)].at(-1)?.[1])
  const windowOf = async (name) => {
    for (let tries = 0; tries < 150; tries++) {
      for (const page of kiosk.windows()) if ((await page.evaluate(() => window.kiosk?.role).catch(() => '')) === name) return page
      await new Promise((resolve) => { setTimeout(resolve, 200) })
    }
    throw new Error(`no ${name} window`)
  }
  return { kiosk, windowOf, patient: await windowOf('patient'), desk: await windowOf('reception'), storePid }
}

/** What a page shows, to be looked at. Playwright packs its pictures more tightly, at three times the work. */
export async function picture(page, file) {
  const cdp = await page.context().newCDPSession(page)
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })
  writeFileSync(file, Buffer.from(data, 'base64'))
  await cdp.detach()
}

const at = (page, screen) => page.locator(`[data-screen="${screen}"]`).waitFor({ timeout: 15_000 })
const tap = (page, id) => page.getByTestId(id).first().click({ timeout: 15_000 })

/** In the page: touches the keys that are there, one after the other and each drawn before the next; answers how many. */
const touchKeys = async (letters) => {
  let touched = 0
  for (const letter of letters) {
    const key = document.querySelector(`[data-testid="key-${CSS.escape(letter)}"]`)
    if (!key) break
    key.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true, composed: true }))
    touched++
    // No timer: a test may have stopped the page's clock.
    await new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0) })
  }
  return touched
}
/** All at once, as far as they are there: to ask for every key alone takes longer than to touch and draw it. */
const keys = async (page, letters) => {
  for (let left = [...letters]; left.length > 0;) {
    await page.getByTestId(`key-${left[0]}`).waitFor({ state: 'attached' })
    left = left.slice(await page.evaluate(touchKeys, left))
  }
}

/** Nobody touched the glass for three minutes: the touch that ends its invitation does nothing else. */
export async function wake(page) {
  if (await page.getByTestId('attract').count()) await tap(page, 'attract').catch(() => {})
}

/** From welcome to the first question about the person. Late in the day there is no later time to choose, and no screen for it. */
export async function chooseVaccine(page, vaccine, looks = {}) {
  await at(page, 'welcome')
  await wake(page)
  await tap(page, 'book-now')
  await at(page, 'vaccine')
  await page.getByTestId(`vaccine-${vaccine}`).waitFor()
  await looks.vaccine?.()
  await tap(page, `vaccine-${vaccine}`)
  await page.locator('[data-screen="when"], [data-screen="name"]').waitFor()
  if (await page.locator('[data-screen="when"]').count()) {
    await looks.when?.()
    await page.locator('[data-testid="when-soonest"], [data-testid="when-standby"]').click()
  }
  await at(page, 'name')
}

/** No to each question that is asked. */
export async function answerNo(page) {
  while (await page.locator('[data-screen="question"]').count()) await tap(page, 'answer-no').catch(() => {})
}

/** As a patient would: from welcome to the read-back. `jamo` are the keys of the name. */
export async function fillIn(page, { jamo, birthDate, phone, vaccine = '13' }, looks = {}) {
  await chooseVaccine(page, vaccine, looks)
  await keys(page, jamo)
  await looks.name?.()
  await keys(page, ['next'])
  await at(page, 'birth-date')
  await keys(page, [...birthDate, 'next'])
  await at(page, 'phone')
  await keys(page, phone)
  await looks.phone?.()
  await keys(page, ['next'])
  await at(page, 'sex')
  await tap(page, 'sex-female')
  await at(page, 'question')
  await looks.question?.()
  await answerNo(page)
  await at(page, 'confirm')
  await tap(page, 'consent')
  await looks.confirm?.()
}

/** What the screen says in the end, which is what the product is held to. */
export async function readTicket(page) {
  await at(page, 'ticket')
  const ticket = page.getByTestId('ticket')
  return { number: (await page.getByTestId('ticket-number').textContent()).trim(), status: await ticket.getAttribute('data-status'), bookingId: await ticket.getAttribute('data-booking-id') }
}

export const confirm = (page) => tap(page, 'confirm')
export const finish = async (page) => { await tap(page, 'finish'); await at(page, 'welcome') }
export { at, keys, tap }
