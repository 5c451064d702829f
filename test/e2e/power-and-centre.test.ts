/** On every screen the centre goes or comes back, on some the store or the power fails: a patient never reads of it. */
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerNo, at, chooseVaccine, confirm, fillIn, finish, keys, launchKiosk, readTicket, tap } from '../../scripts/demo/kiosk-app.mjs'
import { ended, openClinic, placesHeld } from './clinic.ts'
import type { Clinic, Service } from './clinic.ts'
import { diskNow } from './disk-now.ts'

const NEVER_SAID = /동기화|서버|오류|에러|재시도|다시 시도|오프라인|연결|undefined|null|sync|server|error|retry|offline/i
const CHILD = `${new Date().getFullYear() - 8}0301`
const SCREENS = ['welcome', 'vaccine', 'name', 'birth-date', 'guardian', 'phone', 'sex', 'question', 'detail', 'confirm', 'ticket', 'find-phone', 'find-birth-date', 'found']

let clinic: Clinic
let service: Service | null = null
beforeAll(async () => {
  clinic = await openClinic({ serviceDown: true })
  service = await clinic.startService()
  await placesHeld(clinic)
})
afterAll(async () => { await ended(service); await clinic?.close() })

const seen = new Set<string>()
async function readNothingOfIt(page: Page, screen: string): Promise<void> {
  await at(page, screen)
  expect(await page.locator('body').textContent(), screen).not.toMatch(NEVER_SAID)
  seen.add(screen)
}

it('the centre goes and comes back on each screen, and the booking goes on; if the power went there, the disk would hold the booking or nothing', async () => {
  const { patient } = clinic
  const booked = { sound: 'ok', bookings: 1, telling: [] }
  let hasNumber = false
  const on = async (screen: string, act: () => Promise<unknown>): Promise<void> => {
    await readNothingOfIt(patient, screen)
    expect(diskNow(clinic, ['가나', '다라', CHILD, '01066660001']), screen).toEqual(hasNumber ? booked : { ...booked, bookings: 0 })
    service = service ? await ended(service) : await clinic.startService()
    await readNothingOfIt(patient, screen)
    await act()
  }
  const next = (letters: string) => keys(patient, [...letters, 'next'])
  await on('welcome', () => tap(patient, 'book-now'))
  await on('vaccine', () => tap(patient, 'vaccine-13'))
  await patient.locator('[data-screen="when"], [data-screen="name"]').waitFor()
  if (await patient.locator('[data-screen="when"]').count()) await on('when', () => patient.locator('[data-testid="when-soonest"], [data-testid="when-standby"]').click())
  await on('name', () => next('ㄱㅏㄴㅏ'))
  await on('birth-date', () => next(CHILD))
  await on('guardian', () => next('ㄷㅏㄹㅏ'))
  await on('phone', () => next('01066660001'))
  await on('sex', () => tap(patient, 'sex-female'))
  await on('question', () => tap(patient, 'answer-yes'))
  await on('detail', () => tap(patient, 'detail-skip'))
  await answerNo(patient)
  await tap(patient, 'consent')
  await on('confirm', () => confirm(patient))
  const { number } = await readTicket(patient)
  hasNumber = true
  await on('ticket', () => finish(patient))
  await tap(patient, 'find-mine')
  await on('find-phone', () => next('0001'))
  await on('find-birth-date', () => next(CHILD))
  await patient.locator('.found').waitFor()
  expect(await patient.locator('.found .number').textContent()).toBe(number)
  await on('found', () => tap(patient, 'start-over'))
  expect(SCREENS.filter((screen) => !seen.has(screen))).toEqual([])
})

const PERSON = { jamo: 'ㄴㅏㅁㅜ', birthDate: '19570304', phone: '01066660002' }
it('the power goes while somebody types, confirms, and reads the ticket: the next start is a welcome, with one booking and one number', async () => {
  const again = () => launchKiosk({ dataDir: clinic.dataDir, serviceUrl: `http://127.0.0.1:${clinic.port}` })
  let app: Awaited<ReturnType<typeof again>> = clinic
  const powerLost = async (): Promise<void> => {
    const main = app.kiosk.process()
    const gone = once(main, 'exit')
    main.kill('SIGKILL')
    await gone
    app = await again()
    await readNothingOfIt(app.patient, 'welcome')
    expect(await app.patient.locator('body').textContent()).not.toMatch(/나무|나\*|6666/)
  }
  const booked = () => clinic.store("SELECT ticket_number AS number FROM booking WHERE json_extract(body, '$.patient.name') = '나무'")
  await chooseVaccine(app.patient, '13')
  await keys(app.patient, PERSON.jamo)
  await powerLost()
  await fillIn(app.patient, PERSON)
  await powerLost()
  expect(booked()).toEqual([])
  await fillIn(app.patient, PERSON)
  await confirm(app.patient)
  const { number } = await readTicket(app.patient)
  await powerLost()
  await fillIn(app.patient, PERSON)
  await confirm(app.patient)
  expect((await readTicket(app.patient)).number).toBe(number)
  expect(booked()).toEqual([{ number }])
  await app.kiosk.close()
})
