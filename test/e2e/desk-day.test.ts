/** A day at the desk by keys: the line, doses, vials, two desks at once, undo, staff, past days, papers. One clinic, as it would be. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, drained, openClinic, placesHeld, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'
import { choose, openVial, pagesOf, picture, rest, rowOf, violations, walkIn } from './desk-hands.ts'
import type { CallOutput } from '../../src/contract/kiosk-api.ts'

const papersDir = join(process.cwd(), 'out', 'papers')
let clinic: Clinic
let desk: Page
const numbers: string[] = []
beforeAll(async () => {
  rmSync(papersDir, { recursive: true, force: true })
  clinic = await openClinic({ capacity: 20, env: { KIOSK_PAPERS_DIR: papersDir } })
  ;({ desk } = clinic)
  await placesHeld(clinic)
  for (const [i, name] of ['박말자', '이영희', '최영민', '강한나'].entries()) numbers.push(await walkIn(desk, { name, birthDate: `57030${i + 1}2`, phone: `2222333${i}`, vaccine: '1', yes: i === 0 ? '5 7' : '' }))
})
afterAll(() => clinic?.close())
beforeEach(() => rest(desk))

const list = async (): Promise<CallOutput['deskList']> => { const result = await ask<CallOutput['deskList']>(desk, 'deskList', {}); if (!result.ok) throw new Error(result.error.code); return result.value }
const stage = (number: string | undefined, name: string) => rowOf(desk, number ?? '', `[data-stage="${name}"]`).waitFor()
const code = (): Promise<string | null> => desk.getByTestId('notice').getAttribute('data-code')

describe('the line', () => {
  it('calls, calls again, skips, moves, transfers and takes back, each by one key', async () => {
    const [first = '', second = ''] = numbers
    await choose(desk, first)
    await desk.keyboard.press(' ')
    await stage(first, 'called')
    await desk.keyboard.press(' ')
    await until('called twice', async () => (await list()).undo[0]?.kind === 'recall')
    await desk.keyboard.press('t')
    await desk.getByTestId('form-choice').press('Enter')
    await rowOf(desk, first).getByText('2진료실').waitFor()
    await desk.keyboard.press('s')
    await stage(first, 'waiting')
    await choose(desk, second)
    await desk.keyboard.press('m')
    await desk.getByTestId('form-choice').selectOption('')
    await desk.getByTestId('form-choice').press('Enter')
    await until('moved to the end', async () => (await list()).rows.filter((row) => row.stage === 'waiting').at(-1)?.ticketNumber === second)
    await desk.locator('[data-testid="form-move"]').waitFor({ state: 'detached' })
    await desk.keyboard.press('u')
    await until('moved back', async () => (await list()).rows.filter((row) => row.stage === 'waiting').at(-1)?.ticketNumber !== second)
    await choose(desk, first)
    await desk.getByTestId('trail').getByText('건너뜀').waitFor()
  })

  it('tells the second of two desks what the first did, and keeps what was typed', async () => {
    const [, , third = ''] = numbers
    await choose(desk, third)
    await desk.keyboard.press('c')
    await desk.getByTestId('form-note').fill('내일 오신다고 함')
    const row = (await list()).rows.find((one) => one.ticketNumber === third)
    // The other desk is quicker by a moment: this one still shows the row as it was.
    await desk.evaluate(([bookingId, revision]) => {
      void window.kiosk?.call('callVisit', { commandId: crypto.randomUUID(), session: null, bookingId, revision, room: '2진료실' })
      document.querySelector<HTMLElement>('[data-testid="form-done"]')?.click()
    }, [row?.bookingId, row?.revision] as const)
    await desk.getByTestId('notice').getByText('(부름)').waitFor()
    expect(await code()).toBe('REVISION_CHANGED')
    await stage(third, 'called')
    expect(await desk.getByTestId('form-note').inputValue()).toBe('내일 오신다고 함')
    expect((await list()).rows.find((one) => one.ticketNumber === third)?.status).toBe('booked')
    await picture(desk, 'desk-conflict-ko')
    await rest(desk)
    await rest(desk)
    await desk.keyboard.press('u')
    await stage(third, 'waiting')
  })
})

describe('doses', () => {
  it('records with lot, number and watch by Enter and Enter, counts the vial, and takes it back', async () => {
    const [first = ''] = numbers
    const vial = await openVial(desk)
    await choose(desk, first)
    await desk.keyboard.press(' ')
    await stage(first, 'called')
    await desk.locator('.dose').waitFor()
    await desk.keyboard.press('Enter')
    await desk.locator('[data-testid="dose-lot"]:focus').waitFor()
    await desk.keyboard.press('Enter')
    await stage(first, 'observing')
    await vial.getByText('남은 9').waitFor()
    await rowOf(desk, first).getByText('15분').waitFor()
    // Written to the wrong person: taken back, the dose with it.
    await desk.keyboard.press('u')
    await stage(first, 'called')
    await vial.getByText('남은 10').waitFor()
  })

  it('asks before an expired or recalled lot, and records what is in the arm all the same', async () => {
    const [first = ''] = numbers
    const done = await ask(desk, 'markLot', { commandId: crypto.randomUUID(), session: null, lotNumber: 'FLU-2604B', recalled: true })
    expect(done.ok).toBe(true)
    await choose(desk, first)
    await desk.getByTestId('dose-lot').selectOption('FLU-2604B')
    await desk.getByTestId('act-given').click()
    await desk.getByTestId('cautions').getByText('회수된 로트입니다.').waitFor()
    await picture(desk, 'desk-caution-ko')
    await desk.getByTestId('caution-confirm').click()
    await stage(first, 'observing')
    await desk.getByTestId('doses-today').getByText('회수된 로트입니다.').waitFor()
    await ask(desk, 'markLot', { commandId: crypto.randomUUID(), session: null, lotNumber: 'FLU-2604B', recalled: false })
    await drained(clinic)
    expect(clinic.ledger('SELECT status FROM booking WHERE ticket_number = ?', first)).toEqual([{ status: 'fulfilled' }])
  })

  it('marks a dose of somebody else as entered in error, and ends a visit without one', async () => {
    const [first = '', , , fourth = ''] = numbers
    await choose(desk, first)
    await desk.getByTestId('dose-in-error').click()
    await desk.getByTestId('in-error-reason').fill('옆 분의 접종')
    await desk.keyboard.press('Enter')
    // The dose that was taken back before stands there as well.
    await desk.getByTestId('doses-today').getByText('잘못 적음', { exact: true }).nth(1).waitFor()
    await choose(desk, fourth)
    await desk.keyboard.press('g')
    await desk.getByTestId('not-given-reason').selectOption('fever')
    await desk.getByTestId('not-given-reason').press('Enter')
    await desk.getByTestId('fold-done').waitFor()
    await until('ended', async () => (await list()).rows.find((row) => row.ticketNumber === fourth)?.outcome === 'not-given')
  })
})

describe('two bookings that may be one person', () => {
  it('stand side by side, and only a person makes one of them', async () => {
    const one = await walkIn(desk, { name: '김영자', birthDate: '5105052', phone: '77778888' })
    const other = await walkIn(desk, { name: '김영지', birthDate: '5105052', phone: '77778888' })
    const pair = desk.getByTestId('duplicates')
    await pair.getByText('같은 분일 수 있습니다.').waitFor()
    await picture(desk, 'tray-duplicates-ko')
    expect(await violations(desk)).toEqual([])
    await pair.getByRole('button', { name: `${one}만 남기기` }).click()
    await until('one left', async () => (await list()).rows.find((row) => row.ticketNumber === other)?.outcome === 'cancelled')
    // U takes back what the bar shows.
    await desk.getByTestId('undo-bar').getByText('하나로 합침').waitFor()
    await desk.keyboard.press('u')
    await until('both again', async () => (await list()).rows.find((row) => row.ticketNumber === other)?.stage === 'waiting')
    await pair.getByTestId('not-duplicates').click()
    await pair.waitFor({ state: 'detached' })
  })
})

describe('papers', () => {
  it('shows the day sheet, prints or says that there is no printer, and keeps PDF and table for its owner alone', async () => {
    await desk.keyboard.press('F8')
    await desk.getByTestId('paper-open').click()
    await desk.getByTestId('sheet').getByText('박말자').waitFor()
    await picture(desk, 'papers-day-sheet-ko')
    await desk.getByTestId('paper-print').click()
    await desk.getByTestId('paper-said').getByText('프린터가 없습니다.').waitFor()
    await desk.getByTestId('paper-pdf').click()
    await desk.getByTestId('paper-said').getByText('.pdf').waitFor()
    await desk.getByTestId('paper-csv').click()
    await desk.getByTestId('paper-said').getByText('.csv').waitFor()
    const files = readdirSync(papersDir).sort()
    expect(files.map((file) => file.replace(/\d{4}-\d\d-\d\d/, 'DAY'))).toEqual(['day-sheet-DAY.csv', 'day-sheet-DAY.pdf'])
    for (const file of files) expect(statSync(join(papersDir, file)).mode & 0o777).toBe(0o600)
    const table = readFileSync(join(papersDir, files[0] ?? ''), 'utf8')
    expect(table.startsWith('\ufeff')).toBe(true)
    expect(table).toContain('박말자')
    // One sheet of A4, landscape: 842 by 595 points, and not a white second page.
    expect(pagesOf(readFileSync(join(papersDir, files[1] ?? '')))).toEqual([[842, 595]])
  })

  it('reserves numbers for blank forms, and takes a form from paper with its own number', async () => {
    await desk.keyboard.press('F8')
    await desk.keyboard.press('2')
    await desk.getByTestId('paper-count').fill('2')
    await desk.getByTestId('paper-reserve').click()
    for (const number of ['P001', 'P002']) await desk.locator(`[data-testid="sheet"][data-number$="${number}"]`).waitFor()
    await picture(desk, 'papers-blank-form-ko')
    const number = await desk.getByTestId('sheet').first().getAttribute('data-number') ?? ''
    await desk.keyboard.press('F6')
    await desk.locator('[data-testid="paper-number"]:focus').waitFor()
    for (const text of [number, '', '한종이', '6001011', '99990000', '1', '', null, '0930', 'FLU-2604B', '2704', null]) {
      if (text) await desk.keyboard.insertText(text)
      await desk.keyboard.press('Enter')
    }
    await desk.getByTestId('back-entry-done').getByText(number).waitFor()
    await drained(clinic)
    expect(clinic.ledger('SELECT status FROM booking WHERE ticket_number = ?', number)).toEqual([{ status: 'fulfilled' }])
    expect(await desk.getByTestId('paper-number').inputValue()).toBe(number.replace('001', '002'))
  })

  it('sums the day up on one sheet', async () => {
    await desk.keyboard.press('F8')
    await desk.keyboard.press('3')
    await desk.getByTestId('report-given').getByText('1', { exact: true }).waitFor()
    expect(await desk.getByTestId('report-notGiven').locator('b').textContent()).toBe('1')
    await picture(desk, 'papers-day-report-ko')
    expect(await violations(desk)).toEqual([])
  })
})
