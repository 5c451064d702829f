/** No centre from the very first start: people get numbers, read nothing of it, and later everything goes up. */
import { isDeepStrictEqual } from 'node:util'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerNo, at, confirm, fillIn, finish, keys, readTicket, tap } from '../../scripts/demo/kiosk-app.mjs'
import type { Shown } from '../../scripts/demo/kiosk-app.mjs'
import { ask, drained, home, openClinic, overview, placesHeld, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'

const NEVER_SAID = /동기화|서버|오류|에러|재시도|다시 시도|오프라인|연결|sync|server|error|retry|offline/i
/** Each screen of the patient that this outage can show. */
const SCREENS = ['welcome', 'vaccine', 'name', 'guardian', 'birth-date', 'phone', 'sex', 'question', 'detail', 'confirm', 'ticket', 'find-phone', 'find-birth-date', 'found']

let clinic: Clinic
const shown: Shown[] = []
const read = new Map<string, string>()
beforeAll(async () => { clinic = await openClinic({ serviceDown: true }) })
afterAll(() => clinic?.close())

/** What is written, and what a screen reader would say. */
async function note(page: Page): Promise<void> {
  const name = await page.locator('[data-screen]').first().getAttribute('data-screen') ?? ''
  const text = await page.evaluate(() => [document.title, document.body.textContent, ...[...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((e) => [e.getAttribute('aria-label'), e.getAttribute('placeholder'), e.getAttribute('title')])].join('\n'))
  read.set(name, `${read.get(name) ?? ''}\n${text}`)
}

/** A child's booking passes every question there is. */
async function readWholeBooking(page: Page, language: 'ko' | 'en', { name, guardian, phone }: { name: string; guardian: string; phone: string }): Promise<void> {
  const on = async (screen: string, act: () => Promise<unknown>) => { await at(page, screen); await note(page); await act() }
  const next = () => keys(page, ['next'])
  await on('welcome', () => tap(page, `language-${language}`))
  await on('welcome', () => tap(page, 'book-now'))
  await on('vaccine', () => tap(page, 'vaccine-13'))
  await on('name', () => next())
  await on('name', () => keys(page, [...name, 'next']))
  await on('birth-date', () => keys(page, [...'20991231', 'next']))
  await on('birth-date', () => keys(page, [...Array.from({ length: 8 }, () => 'backspace'), ...`${new Date().getFullYear() - 8}0301`, 'next']))
  await on('guardian', () => keys(page, [...guardian, 'next']))
  await on('phone', () => keys(page, [...phone, 'next']))
  await on('sex', () => tap(page, 'sex-male'))
  await on('question', () => tap(page, 'answer-yes'))
  await on('detail', () => tap(page, 'detail-skip'))
  await on('question', () => answerNo(page))
  await on('confirm', () => tap(page, 'consent'))
  await confirm(page)
  await at(page, 'ticket')
  await note(page)
  shown.push(await readTicket(page))
  await finish(page)
}

describe('a kiosk that has never reached its centre', () => {
  it('gives a standby number, in Korean and in English', async () => {
    const { patient } = clinic
    await readWholeBooking(patient, 'ko', { name: 'ㅎㅏㄴㅂㅕㄹ', guardian: 'ㅎㅏㄴㅅㅗㄹ', phone: '01012340001' })
    await readWholeBooking(patient, 'en', { name: 'kim', guardian: 'lee', phone: '01012340002' })
    for (const ticket of shown) expect(ticket).toMatchObject({ status: 'standby', number: expect.stringMatching(/^X[A-Z]-\d{3}$/) })
    expect(new Set(shown.map((t) => t.number)).size).toBe(shown.length)
    expect(read.get('ticket')).toContain('대기 번호입니다')
    expect(read.get('ticket')).toContain('Standby number')
    expect(read.get('ticket')).not.toMatch(/예약되었습니다|You are booked/)
    expect(await overview(clinic)).toMatchObject({ enrolled: false, unsent: 2, lastContactAt: null })
  })

  it('finds and checks in whoever has a number', async () => {
    const { patient } = clinic
    await tap(patient, 'check-in')
    await at(patient, 'find-phone')
    await note(patient)
    await keys(patient, [...'0001', 'next'])
    await at(patient, 'find-birth-date')
    await note(patient)
    await keys(patient, [...`${new Date().getFullYear() - 8}0301`, 'next'])
    await at(patient, 'found')
    await patient.getByText(shown[0]?.number ?? '').waitFor()
    await note(patient)
    await home(patient)
  })

  it('goes on when the store is killed in the middle, with its quiet words', async () => {
    const { patient } = clinic
    await fillIn(patient, { jamo: 'ㅅㅣㄴ', birthDate: '19700101', phone: '01012340003' })
    process.kill(clinic.storePid(), 'SIGKILL')
    await confirm(patient)
    await note(patient)
    shown.push(await readTicket(patient))
    await note(patient)
    await finish(patient)
    expect(shown.at(-1)?.status).toBe('standby')
  })

  it('never shows a patient a word of the machinery, on any screen', () => {
    expect([...read.keys()].sort()).toEqual([...SCREENS].sort())
    for (const [screen, text] of read) expect({ screen, said: NEVER_SAID.exec(text)?.[0] ?? null }).toEqual({ screen, said: null })
  })

  it('enrols by itself when the centre appears, and every number people hold stands there too', async () => {
    await clinic.startService()
    await drained(clinic)
    // The centre has places for those who stood by; its decisions come down a moment later.
    const rows = 'SELECT booking_id, status, ticket_number, body FROM booking ORDER BY booking_id'
    const read = (found: readonly Record<string, unknown>[]) => found.map((row) => ({ ...row, body: JSON.parse(String(row.body)) as unknown }))
    await until('the decisions came down', async () => isDeepStrictEqual(read(clinic.store(rows)), read(clinic.ledger(rows))))
    const here = clinic.store(rows)
    expect(here.map((row) => row.ticket_number).sort()).toEqual(shown.map((t) => t.number).sort())
    expect(here.map((row) => row.status)).toEqual(here.map(() => 'booked'))
    await until('all is settled', async () => clinic.store("SELECT entry_id FROM outbox WHERE state <> 'settled'").length === 0)
    expect((await ask<unknown[]>(clinic.desk, 'problems', {}))).toEqual({ ok: true, value: [] })
  })

  it('books for real from then on, in a series of its own that meets no number given before', async () => {
    const { patient } = clinic
    await placesHeld(clinic)
    await fillIn(patient, { jamo: 'ㅇㅑㅇ', birthDate: '19700102', phone: '01012340004' })
    await confirm(patient)
    const ticket = await readTicket(patient)
    expect(ticket.status).toBe('booked')
    expect(shown.map((t) => t.number)).not.toContain(ticket.number)
  })
})
