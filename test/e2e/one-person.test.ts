/** One person by keys alone, in Korean and in English with twice the text in the low position; and the process that is left to the next. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { beforeEach, describe, expect, it } from 'vitest'
import { at, readTicket } from '../../scripts/demo/kiosk-app.mjs'
import { byArrows, byTab } from './by-keys.ts'
import { clinicOfFile, home, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'
import { frameStrip } from './frame-strip.ts'
import { memoryOf } from './memory-of.ts'

/** 뷁쀍뷁쀍 */
/** Milliseconds between keys of a hand; faster is a reader. */
const HAND = { delay: 70 }
const KEYS = ['ㅂ', 'ㅜ', 'ㅔ', 'ㄹ', 'ㄱ', 'shift', 'ㅃ', 'ㅜ', 'ㅔ', 'ㄹ', 'ㄱ', 'ㅂ', 'ㅜ', 'ㅔ', 'ㄹ', 'ㄱ', 'shift', 'ㅃ', 'ㅜ', 'ㅔ', 'ㄹ', 'ㄱ']
const NAME = '뷁쀍뷁쀍'
const PHONE = '01073519246'
const BIRTH = '19570304'

let clinic: Clinic
let patient: Page
clinicOfFile((opened) => { clinic = opened; patient = opened.patient })
beforeEach(() => home(patient))

type Hand = (page: Page, id: string) => Promise<void>
const screenNow = (): Promise<string | null> => patient.locator('[data-screen]').first().getAttribute('data-screen')

/** From the first question about the person to the read-back, agreed to. */
async function fromSexOn(hand: Hand, look: (name: string) => Promise<void> = async () => {}): Promise<void> {
  await at(patient, 'sex')
  await look('sex')
  await hand(patient, 'sex-female')
  await at(patient, 'question')
  await look('question')
  for (let asked = 0; asked < 11 && (await screenNow()) === 'question'; asked++) await hand(patient, 'answer-no')
  await at(patient, 'confirm')
  await hand(patient, 'consent')
  await look('confirm')
}

async function toName(hand: Hand, look: (name: string) => Promise<void> = async () => {}): Promise<void> {
  await look('welcome')
  await hand(patient, 'book-now')
  await patient.getByTestId('vaccine-13').waitFor()
  await look('vaccine')
  await hand(patient, 'vaccine-13')
  await patient.locator('[data-screen="when"], [data-screen="name"]').waitFor()
  if ((await screenNow()) === 'when') {
    await look('when')
    await hand(patient, (await patient.getByTestId('when-soonest').count()) ? 'when-soonest' : 'when-standby')
  }
  await at(patient, 'name')
}

const pidOf = async (page: Page): Promise<number> => (await clinic.kiosk.browserWindow(page)).evaluate((window) => (window as unknown as { webContents: { getOSProcessId: () => number } }).webContents.getOSProcessId())

describe('one person', () => {
  it('books with four arrows and Enter; the process of the next person holds nothing of them', async (ctx) => {
    const strip = frameStrip()
    const look = (name: string): Promise<void> => strip.shoot(name, patient)
    await toName(byArrows, look)
    for (const key of KEYS) await byArrows(patient, `key-${key}`)
    await look('name')
    await byArrows(patient, 'key-next')
    await at(patient, 'birth-date')
    for (const key of [...BIRTH, 'next']) await byArrows(patient, `key-${key}`)
    await at(patient, 'phone')
    for (const key of PHONE) await byArrows(patient, `key-${key}`)
    await look('phone')
    await byArrows(patient, 'key-next')
    await fromSexOn(byArrows, look)
    const before = await pidOf(patient)
    const searchable = existsSync(`/proc/${before}/mem`)
    const held = searchable ? memoryOf(before, [NAME, PHONE]).found : []
    await byArrows(patient, 'confirm')
    const { bookingId } = await readTicket(patient)
    await look('ticket')
    // A text typed letter by letter lies in pieces until something needs it whole.
    if (searchable) expect(new Set([...held, ...memoryOf(before, [NAME, PHONE]).found]), 'the search finds what is there').toEqual(new Set([NAME, PHONE]))
    await byArrows(patient, 'finish')
    await at(patient, 'welcome')
    await look('next-person')
    expect(statSync((await strip.finish(clinic.kiosk)).replace(/html$/, 'png')).size).toBeGreaterThan(10_000)
    expect(clinic.store('SELECT count(*) AS n FROM booking')).toEqual([{ n: 1 }])
    if (!searchable) return ctx.skip('the memory of a process can only be searched on Linux')
    const after = await pidOf(patient)
    expect([before, await pidOf(clinic.desk)]).not.toContain(after)
    await until('the end of the first process', () => !existsSync(`/proc/${before}`) || readFileSync(`/proc/${before}/status`, 'utf8').includes('State:\tZ'))
    const { found, bytes } = memoryOf(after, [NAME, PHONE, bookingId ?? '-'])
    expect(bytes).toBeGreaterThan(10 << 20)
    expect(found).toEqual([])
  })

  it('books in English with twice the text, low, by Tab and a keyboard', async () => {
    await byTab(patient, 'language-en')
    await byTab(patient, 'text-size')
    await byTab(patient, 'screen-settings')
    await byTab(patient, 'low-position')
    await byTab(patient, 'settings-close')
    await at(patient, 'welcome')
    expect(await patient.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang }))).toMatchObject({ large: 'true', low: 'true', lang: 'en' })
    await toName(byTab)
    await patient.keyboard.type('kim', HAND)
    await byTab(patient, 'key-next')
    await at(patient, 'birth-date')
    await patient.keyboard.type(BIRTH, HAND)
    await byTab(patient, 'key-next')
    await at(patient, 'phone')
    await patient.keyboard.type('01055556666', HAND)
    await byTab(patient, 'key-next')
    await fromSexOn(byTab)
    await byTab(patient, 'confirm')
    expect((await readTicket(patient)).status).toBe('booked')
    await byTab(patient, 'finish')
    await at(patient, 'welcome')
    expect(await patient.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang }))).toMatchObject({ large: 'false', low: 'false', lang: 'ko' })
  })

  it('finds their booking and cancels it by arrows', async () => {
    await byArrows(patient, 'find-mine')
    for (const key of [...'9246', 'next']) await byArrows(patient, `key-${key}`)
    await at(patient, 'find-birth-date')
    for (const key of [...BIRTH, 'next']) await byArrows(patient, `key-${key}`)
    await at(patient, 'found')
    await byArrows(patient, 'found-cancel')
    await byArrows(patient, 'found-cancel-yes')
    await patient.locator('.found [role="status"]').waitFor()
    expect(clinic.store("SELECT count(*) AS n FROM booking WHERE status = 'cancelled'")).toEqual([{ n: 1 }])
  })
})
