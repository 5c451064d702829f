/** The clinic around the line, in English: who works here, the problem tray, past days, and the called board that loses its screen, its page and its program. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at, launchKiosk } from '../../scripts/demo/kiosk-app.mjs'
import type { KioskApp } from '../../scripts/demo/kiosk-app.mjs'
import { drained, logged, openClinic, placesHeld, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'
import { deskAsks } from './desk-asks.ts'
import { choose, pagesOf, picture, rest, violations, walkIn } from './desk-hands.ts'
import { scanUntil } from './reader.ts'

const papersDir = join(process.cwd(), 'out', 'papers-en')
let clinic: Clinic
let desk: Page
let again: KioskApp | null = null
const asks = deskAsks(() => clinic)
beforeAll(async () => {
  rmSync(papersDir, { recursive: true, force: true })
  clinic = await openClinic({ capacity: 20, env: { KIOSK_LANGUAGE: 'en', KIOSK_PAPERS_DIR: papersDir, KIOSK_SCREENS: 'both' } })
  ;({ desk } = clinic)
  await placesHeld(clinic)
})
afterAll(async () => {
  await again?.kiosk.close().catch(() => {})
  await clinic?.close()
})
beforeEach(() => rest(desk))

const fill = async (form: string, texts: readonly (string | null)[]): Promise<void> => {
  await desk.getByTestId(form).waitFor()
  for (const text of texts) {
    if (text) await desk.keyboard.insertText(text)
    await desk.keyboard.press('Enter')
  }
}
const fault = (): Promise<string | null> => desk.getByTestId('sign-in-fault').getAttribute('data-code')
const signIn = async (pin: string, whom?: string): Promise<void> => {
  await desk.keyboard.press('F10')
  await desk.locator('[data-testid="sign-in-who"]:focus').waitFor()
  if (whom) await desk.getByTestId('sign-in-who').selectOption({ label: whom })
  await desk.getByTestId('sign-in-pin').fill(pin)
  await desk.getByTestId('sign-in-pin').press('Enter')
}

describe('who works here', () => {
  it('begins with a lead by the technician’s PIN, who adds the others', async () => {
    await desk.keyboard.press('F10')
    await fill('first-lead', ['Kim Lead', '2468', '4711'])
    await desk.getByTestId('who').getByText('Kim Lead').waitFor()
    await desk.getByTestId('clinic-open').click()
    await desk.getByTestId('staff-name').fill('Park Desk')
    await desk.getByTestId('staff-pin').fill('1357')
    await desk.getByTestId('staff-pin').press('Enter')
    await desk.locator('.staff-list').getByText('Park Desk').waitFor()
    await picture(desk, 'clinic-en')
    expect(await violations(desk)).toEqual([])
  })

  it('leaves a note for the next; a wrong PIN locks that name alone, and the enrolment code opens it', async () => {
    await desk.keyboard.press('F10')
    await desk.getByTestId('hand-over').fill('Room 2 pauses until three.')
    await desk.getByTestId('sign-out-done').click()
    await desk.getByTestId('hand-over-note').getByText('Room 2 pauses').waitFor()
    for (let tries = 0; tries < 12; tries++) {
      await signIn('0000', 'Park Desk · reception')
      await desk.getByTestId('sign-in-fault').getByText(/./).waitFor()
      if (await fault() === 'STAFF_LOCKED') break
      await rest(desk)
    }
    expect(await fault()).toBe('STAFF_LOCKED')
    await picture(desk, 'staff-locked-en')
    // The line goes on meanwhile.
    await rest(desk)
    const number = await walkIn(desk, { name: 'Hong Gildong', birthDate: '19610527', phone: '01012345678' })
    await desk.keyboard.press('F10')
    await desk.getByTestId('pin-forgotten').click()
    await desk.getByTestId('recover').locator('select').selectOption({ label: 'Park Desk' })
    await desk.getByTestId('recover-code').fill(clinic.codes[0] ?? '')
    await desk.getByTestId('recover-pin').fill('8642')
    await desk.getByTestId('recover-pin').press('Enter')
    await desk.getByTestId('sign-in').waitFor()
    await rest(desk)
    await signIn('8642', 'Park Desk · reception')
    await desk.getByTestId('who').getByText('Park Desk').waitFor()
    await choose(desk, number)
    await desk.keyboard.press(' ')
    await desk.getByTestId('trail').getByText('Park Desk').first().waitFor()
  })

  it('shows past days to who is signed in, by number and by digits, and never by a name', async () => {
    await desk.keyboard.press('F7')
    const field = desk.getByTestId('history-search')
    await field.fill('Hong Gildong')
    expect(await desk.getByTestId('history-find').isDisabled()).toBe(true)
    await field.fill('5678 610527')
    await field.press('Enter')
    await desk.getByTestId('hits').getByText('Influenza').waitFor()
    await picture(desk, 'history-en')
    expect(await violations(desk)).toEqual([])
  })
})

describe('the problem tray', () => {
  it('has words for what the centre refused, and a press that mends it', async () => {
    const number = await walkIn(desk, { name: 'Cho Cancelled', birthDate: '19700101', phone: '01055556666' })
    await drained(clinic)
    const ledger = new Database(join(clinic.folder, 'centre', 'ledger.db'))
    ledger.prepare("UPDATE booking SET status = 'cancelled' WHERE ticket_number = ?").run(number)
    ledger.close()
    await choose(desk, number)
    await desk.keyboard.press('k')
    const words = desk.getByTestId('tray-words')
    await words.waitFor()
    expect(await words.getAttribute('data-code')).toBe('TRANSITION_NOT_ALLOWED')
    expect(await words.textContent()).toContain(number)
    await picture(desk, 'tray-en')
    expect(await violations(desk)).toEqual([])
    await desk.getByTestId('tray-escalate').click()
    await desk.getByTestId('tray').waitFor({ state: 'detached' })
  })

  it('comes back to a lead, who settles it', async () => {
    await desk.keyboard.press('F10')
    await desk.getByTestId('sign-out-done').click()
    await desk.getByTestId('who').getByText('Not signed in').waitFor()
    await signIn('2468', 'Kim Lead · lead')
    await desk.getByTestId('tray').getByText('Handed to a lead.').waitFor()
    await desk.getByTestId('tray-keep').click()
    await desk.getByTestId('tray').waitFor({ state: 'detached' })
  })
})

describe('a lead at the end of the day', () => {
  it('finds a visit by its number and by a scan, sees the person’s own visits, and saves the days without names', async () => {
    const { bookingId, ticketNumber } = (await asks.list()).rows.find(({ maskedName }) => maskedName === 'H*** G***') ?? {}
    const { receipt } = await asks.look<{ receipt: string }>('ticket', { bookingId })
    await desk.keyboard.press('F7')
    await desk.getByTestId('history-search').fill(ticketNumber ?? '')
    await desk.getByTestId('history-search').press('Enter')
    await desk.getByTestId('person-visits').click()
    await desk.getByTestId('hits').getByText(ticketNumber ?? '').waitFor()
    await desk.getByTestId('history-search').fill('0000 010101')
    await desk.getByTestId('history-search').press('Enter')
    await desk.getByTestId('history-none').waitFor()
    const hit = desk.getByTestId('hits').getByText(ticketNumber ?? '')
    await scanUntil(desk, receipt, async () => (await hit.count()) > 0)
    await hit.waitFor()
    await desk.getByTestId('history-export').click()
    await desk.getByTestId('history-said').getByText('.csv').waitFor()
    const [table = ''] = readdirSync(papersDir).filter((file) => file.startsWith('history-'))
    expect(readFileSync(join(papersDir, table), 'utf8')).toContain(ticketNumber)
    expect(readFileSync(join(papersDir, table), 'utf8')).not.toMatch(/Hong|5678/)
  })

  it('keeps the blank form and the end of the day, a sheet each', async () => {
    for (let i = 0; i < 6; i++) await asks.book({}, { name: `${'Wolfeschlegelsteinhausenbergerdorff '.repeat(3)}${i}`.slice(0, 100) })
    await desk.keyboard.press('F8')
    for (const [key, name] of [['1', 'day-sheet'], ['2', 'blank-form'], ['3', 'day-report']] as const) {
      await desk.keyboard.press(key)
      if (name === 'day-sheet') await desk.getByTestId('paper-open').click()
      await desk.getByTestId('sheet').first().waitFor()
      // Nothing falls off a sheet, however long a name is.
      expect(await desk.getByTestId('sheet').evaluateAll((sheets) => sheets.filter((sheet) => sheet.scrollHeight > sheet.clientHeight + 1 || sheet.scrollWidth > sheet.clientWidth + 1).length)).toBe(0)
      await picture(desk, `papers-${name}-en`)
      await desk.getByTestId('paper-pdf').click()
      await desk.getByTestId('paper-said').getByText(`${name}-`).waitFor()
    }
    const sizes = (name: string) => pagesOf(readFileSync(join(papersDir, readdirSync(papersDir).find((file) => file.startsWith(name) && file.endsWith('.pdf')) ?? '')))
    expect([sizes('blank-form'), sizes('day-report')]).toEqual([[[595, 842]], [[595, 842]]])
  })

  it('is signed out by the clock after leaving the keys, and the line goes on', async () => {
    await desk.getByTestId('clinic-open').click()
    await desk.getByTestId('lock-minutes').selectOption('1')
    await until('a minute', async () => (await asks.list()).settings.lockMinutes === 1)
    asks.inFile('kiosk', (db) => db.exec('UPDATE desk_session SET last_at = last_at - 120000'))
    await desk.getByTestId('who').getByText('Not signed in').waitFor()
    await rest(desk)
    await walkIn(desk, { name: 'Oh Goeson', birthDate: '19810101', phone: '01012121212' })
  })
})

describe('the called board', () => {
  const board = (): Promise<Page> => clinic.windowOf('board')
  const screens = (count: number, event: 'display-added' | 'display-removed'): Promise<void> => clinic.kiosk.evaluate(({ screen }, [n, name]) => {
    const main = screen.getPrimaryDisplay()
    const displays = Array.from({ length: n }, (_, i) => ({ ...main, id: main.id + i, bounds: { ...main.bounds, x: i * 400 } }))
    // Assigned, not defined: electron hands out a proxy.
    screen.getAllDisplays = () => displays
    ;(screen as unknown as { emit: (event: string) => void }).emit(name)
  }, [count, event] as const)
  /** Asked through main: a page that crashed is lost to the test's own hands. One that is on its way back does not answer: nobody waits for it. */
  const ofBoard = (what: 'number' | 'crash'): Promise<string> => clinic.kiosk.evaluate(async ({ BrowserWindow }, asked) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      if (webContents.isCrashed() || webContents.isLoading()) continue
      const text = await Promise.race([webContents.executeJavaScript(`document.querySelector('[data-testid="board-number"]')?.textContent ?? ''`) as Promise<string>, new Promise<string>((resolve) => { setTimeout(() => resolve(''), 1_000) })])
      if (text === '') continue
      if (asked === 'crash') webContents.forcefullyCrashRenderer()
      return text
    }
    return ''
  }, what)
  const numberOnBoard = (): Promise<string> => ofBoard('number')
  const lastPlace = (): unknown => logged(clinic.dataDir, 'board').at(-1)?.place

  it('opens by F9, shows number and room and no name, as large as it must be', async () => {
    await desk.keyboard.press('F9')
    const page = await board()
    await at(page, 'board')
    const called = await walkIn(desk, { name: 'Lee Board', birthDate: '19801010', phone: '01077778888' })
    await choose(desk, called)
    await desk.keyboard.press(' ')
    await page.getByTestId('board-number').getByText(called).waitFor()
    const shown = await page.locator('main').textContent()
    expect(shown).not.toMatch(/Lee|Hong|Cho/)
    // 1/200 of 8 m is 40 mm: on a screen 708 mm wide (32 inches) the digits of number and room are that high.
    const heights = await page.evaluate(() => ['board-number', 'board-room'].map((id) => Number.parseFloat(getComputedStyle(document.querySelector(`[data-testid="${id}"]`) as Element).fontSize) / window.innerWidth))
    for (const part of heights) expect(part * 0.72 * 708).toBeGreaterThanOrEqual(40)
    expect(await violations(page)).toEqual([])
    await picture(page, 'board-en')
  })

  it('moves to a screen that is plugged in, survives its page’s end, and is a window again when that screen goes', async () => {
    await screens(3, 'display-added')
    await until('on its screen', () => lastPlace() === 'screen')
    const number = await numberOnBoard()
    expect(number).toMatch(/^A-/)
    expect(await ofBoard('crash')).toBe(number)
    await until('its end is in the log', () => logged(clinic.dataDir, 'page-gone').some(({ role }) => role === 'board'))
    await until('the same number', async () => (await numberOnBoard()) === number)
    await screens(1, 'display-removed')
    await until('a window', () => lastPlace() === 'window')
  })

  it('is there again after a restart, with its numbers', async () => {
    const before = await numberOnBoard()
    await clinic.kiosk.close()
    again = await launchKiosk({ dataDir: clinic.dataDir, serviceUrl: `http://127.0.0.1:${clinic.port}`, env: { KIOSK_LANGUAGE: 'ko' } })
    const page = await again.windowOf('board')
    await page.getByTestId('board-number').getByText(before ?? '').waitFor()
    await picture(page, 'board-ko')
  })
})
