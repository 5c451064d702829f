/** The paper in a patient's hand: what the real app sent, decoded by a printer that is none, and looked at. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirm, fillIn, finish, readTicket } from '../../scripts/demo/kiosk-app.mjs'
import { difference, fromPng, toPng } from '../support/picture.ts'
import { virtualPrinter } from '../support/virtual-printer.ts'
import type { Paper, VirtualPrinter } from '../support/virtual-printer.ts'
import { ask, openClinic, placesHeld, plainly, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'

let clinic: Clinic
let printer: VirtualPrinter
beforeAll(async () => {
  printer = await virtualPrinter()
  clinic = await openClinic({ env: { KIOSK_PRINTER: `tcp://127.0.0.1:${printer.port}` } })
  await placesHeld(clinic)
})
afterAll(async () => {
  await clinic?.close()
  await printer?.close()
})

const out = join(process.cwd(), 'out', 'paper')
function keep(name: string, paper: Paper): Paper {
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, `${name}.png`), toPng(paper))
  return paper
}
const book = async (jamo: string | readonly string[], phone: string): Promise<{ number: string; bookingId: string | null }> => {
  await fillIn(clinic.patient, { jamo, birthDate: '19570304', phone })
  await confirm(clinic.patient)
  return readTicket(clinic.patient)
}
const screen = async (): Promise<string> => plainly(await clinic.patient.locator('.receipt').textContent())

/** The picture as the page draws it now, with nothing between. */
async function drawnAgain(bookingId: string | null, language: string): Promise<Paper> {
  const before = printer.cuts.length
  expect(await ask(clinic.desk, 'printTicket', { bookingId, language })).toMatchObject({ ok: true, value: { printed: true } })
  return (await until('a ticket', () => printer.cuts[before])) as Paper
}

describe('the ticket on paper', () => {
  it('comes out with a name no code page holds, as it was seen when it was approved', async () => {
    const ticket = await book(['shift', 'ㅃ', ...'ㅜㅔㄹㄱ', 'shift', 'ㅉ', ...'ㅗㅣㅂ', 'shift', 'ㄸ', ...'ㅜㅓㄹㄱ'], '01012345678')
    const paper = keep('booked-ko', (await until('a ticket', () => printer.cuts[0])) as Paper)
    await until('the screen says it is there', async () => (await screen()).includes('번호표를 가져가세요'))
    expect(paper.width).toBe(576)
    const approved = fromPng(readFileSync(join(process.cwd(), 'test', 'e2e', 'approved', 'booked-ko.png')))
    // Numbers and times of day differ from run to run; field, marks, words and QR stand where they stood.
    expect(difference(paper, approved)).toBeLessThan(0.2)
    const again = keep('booked-en', await drawnAgain(ticket.bookingId, 'en'))
    expect(again.width).toBe(576)
    expect(difference(again, paper)).toBeGreaterThan(0)
    // The same ticket twice is the same picture but for the minute it was printed.
    expect(difference(await drawnAgain(ticket.bookingId, 'en'), again)).toBeLessThan(0.02)
    for (const language of ['zh-CN', 'vi', 'ja']) keep(`booked-${language}`, await drawnAgain(ticket.bookingId, language))
    await finish(clinic.patient)
  })

  it('or does not: the patient remembers a number, the desk reads what to do, and the next one prints again', async () => {
    printer.health.paper = false
    const cuts = printer.cuts.length
    await book('ㄱㅣㅁㅊㅓㄹ', '01022223333')
    await until('the screen asks to remember', async () => (await screen()).includes('이 번호를 기억해 주세요'))
    const note = clinic.desk.getByTestId('printer-note')
    await note.waitFor()
    expect(await note.getAttribute('data-state')).toBe('paper-out')
    expect(await note.textContent()).toContain('용지')
    await clinic.desk.screenshot({ path: join(out, 'desk-paper-out.png') })
    await clinic.patient.screenshot({ path: join(out, 'patient-remember.png') })
    expect(printer.cuts).toHaveLength(cuts)
    await finish(clinic.patient)
    Object.assign(printer.health, { paper: true, diesAfterBytes: printer.bytes() + 8_000 })
    await book('ㄴㅏㄷㅏㅁ', '01033334444')
    await until('the screen asks to remember', async () => (await screen()).includes('이 번호를 기억해 주세요'))
    await finish(clinic.patient)
    printer.health.diesAfterBytes = null
    await book('ㄹㅏㅁㅏ', '01044445555')
    await until('a ticket', () => printer.cuts[cuts])
    await until('nothing to do at the desk', async () => (await note.count()) === 0)
    await finish(clinic.patient)
  })

  it('is no page for whoever may not print, and prints nothing that is no ticket', async () => {
    expect(await ask(clinic.patient, 'printTicket', { bookingId: 'x', language: 'ko', text: 'more' })).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } })
    expect(await ask(clinic.patient, 'printTicket', { bookingId: 'nobody', language: 'ko' })).toMatchObject({ ok: true, value: { printed: false } })
    expect(await ask(clinic.desk, 'printerStatus', {})).toMatchObject({ ok: true, value: { state: 'ready' } })
  })
})
