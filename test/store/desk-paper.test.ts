/** Paper in and out, the day in figures, and what was. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { MINUTE_MS } from '../../src/base/time.ts'
import { FLU, testKiosk, walkIn, wire } from '../support/clinic.ts'
import { doseOf, openDesk, signInLead } from '../support/desk.ts'

vi.setConfig({ testTimeout: 30_000 })

const onPaper = (paperNumber: string, part: object = {}) => {
  const { patient, consent, screening } = walkIn()
  return { session: null, paperNumber, writtenOn: '2026-11-24', patient, vaccine: FLU, consent, screening, outcome: { kind: 'waiting' as const }, ...part }
}

describe('forms on paper', () => {
  it('have numbers of their own series, reserved before they are needed, that no ticket ever has', async () => {
    const desk = await openDesk()
    expect(desk.act('reservePaperNumbers', { session: null, count: 3 }).numbers).toEqual(['A-P001', 'A-P002', 'A-P003'])
    expect(desk.act('reservePaperNumbers', { session: null, count: 1 }).numbers).toEqual(['A-P004'])
    desk.act('bookPaper', onPaper('A-P002'))
    expect(desk.book().ticketNumber).toBe('A-001')
    expect(desk.look('blankForm', {})).toMatchObject({ numbers: ['A-P001', 'A-P003', 'A-P004'], questions: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] })
  })

  it('are entered as who waits, who was given a dose, and who was not; the centre has each', async () => {
    const desk = await openDesk()
    const waits = desk.act('bookPaper', onPaper('A-P001'))
    const given = desk.act('bookPaper', onPaper('A-P002', { outcome: { kind: 'given', ...doseOf({ observeMinutes: 15 }), givenAt: '2026-11-24T00:40:00.000Z' } }))
    const not = desk.act('bookPaper', onPaper('A-P003', { outcome: { kind: 'not-given', reason: 'doctor', note: null } }))
    expect([waits, given, not].map(({ bookingId }) => [desk.row(bookingId).stage, desk.row(bookingId).outcome, desk.row(bookingId).paper])).toEqual([['waiting', null, true], ['done', 'given', true], ['done', 'not-given', true]])
    expect(desk.look('visitDetail', { bookingId: given.bookingId }).dosesToday).toMatchObject([{ at: Date.parse('2026-11-24T00:40:00.000Z') }])
    desk.later(11 * MINUTE_MS)
    await desk.sent()
    expect([waits, given, not].map(({ bookingId }) => desk.there(bookingId)?.status)).toEqual(['booked', 'fulfilled', 'fulfilled'])
    expect(desk.look('syncOverview', {}).problems).toBe(0)
  })

  it('of yesterday are entered today; too old, in the future, or twice is refused and the paper stays', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.act('bookPaper', onPaper('A-P001', { writtenOn: '2026-11-23', outcome: { kind: 'given', ...doseOf({ confirmed: true }), givenAt: '2026-11-23T03:00:00.000Z' } }))
    expect(desk.look('deskList', {}).rows).toEqual([])
    await desk.sent()
    expect(desk.there(bookingId)?.status).toBe('fulfilled')
    expect(desk.ask('bookPaper', onPaper('A-P001'))).toMatchObject({ error: { code: 'PAPER_NUMBER_TAKEN' } })
    for (const writtenOn of ['2026-11-25', '2026-11-09']) expect(desk.ask('bookPaper', onPaper('A-P009', { writtenOn }))).toMatchObject({ error: { code: 'PAPER_DATE_INVALID', field: 'writtenOn' } })
    expect(desk.ask('bookPaper', onPaper('A-001'))).toMatchObject({ error: { code: 'INPUT_INVALID' } })
    expect(desk.look('dayReport', { date: '2026-11-23' })).toMatchObject({ given: 1 })
  })
})

describe('the day sheet', () => {
  it('lists doses in the order they were given, then the line; as CSV it is safe to open and says what has gone up', async () => {
    const desk = await openDesk()
    const { session } = signInLead(desk)
    const evil = { ...walkIn().patient, name: '=HYPERLINK("x")', phone: '+82 10-1234-9999' }
    const [a, b, c] = [desk.book({ patient: evil }), desk.book(), desk.book()]
    desk.act('recordDose', { ...desk.at(c.bookingId, session), ...doseOf() })
    desk.act('recordDose', { ...desk.at(a.bookingId, session), ...doseOf({ doseNumber: 2 }) })
    await desk.sent()
    const { rows, daySheetCsv } = desk.look('daySheet', { session, date: null })
    expect(rows.map((row) => [row.order, row.ticketNumber, row.doseNumber, row.vaccinator, row.sent])).toEqual([[1, c.ticketNumber, 1, '김책임', true], [2, a.ticketNumber, 2, '김책임', true], [3, b.ticketNumber, null, null, true]])
    expect(daySheetCsv.startsWith('\uFEFF')).toBe(true)
    expect(daySheetCsv).toContain(`2,${a.ticketNumber},"'=HYPERLINK(""x"")",1957-03-04,female,'+82 10-1234-9999`)
    expect(daySheetCsv).toContain('10:10,FLU-2604B')
    expect(daySheetCsv.trimEnd().split('\r\n')).toHaveLength(4)
  })
})

describe('the end of the day', () => {
  it('says who was given, not given, wasted, how long they waited, and what is still to go up', async () => {
    const desk = await openDesk({ capacity: 20 })
    const people = Array.from({ length: 10 }, () => desk.book().bookingId)
    await desk.sent()
    for (const [index, bookingId] of people.slice(0, 8).entries()) {
      desk.clock.now += index < 7 ? 2 * MINUTE_MS : 30 * MINUTE_MS
      desk.act('callVisit', { ...desk.at(bookingId), room: '1진료실' })
    }
    for (const bookingId of people.slice(0, 4)) desk.act('recordDose', { ...desk.at(bookingId), ...doseOf() })
    desk.act('recordNotGiven', { ...desk.at(people[4] ?? ''), reason: 'doctor', note: null })
    desk.act('noShowVisit', desk.at(people[5] ?? ''))
    desk.act('cancelVisit', { ...desk.at(people[6] ?? ''), reason: 'patient', note: null })
    expect(desk.look('dayReport', { date: null })).toMatchObject({ persons: 10, given: 4, notGiven: 1, noShow: 1, cancelled: 1, stillHere: 3, waitP50Minutes: 8, waitP90Minutes: 44, unsent: 4, heldBack: 3, toGoUp: 7, byVaccine: [{ code: '13', given: 4, wasted: 0 }] })
  })
})

describe('what was', () => {
  it('is found by a number, by digits and birth date, or by a scan, within the days that are kept; a person\'s own visits together', async () => {
    const desk = await openDesk()
    const first = desk.book()
    const patient = desk.context.repos.booking(first.bookingId)?.body?.patient
    if (!patient) throw new Error('no body')
    desk.act('recordDose', { ...desk.at(first.bookingId), ...doseOf() })
    desk.clock.now += 86_400_000
    const second = desk.book({ patient })
    const find = (search: object) => desk.look('searchHistory', { session: null, search: search as never }).hits.map((hit) => `${hit.date} ${hit.ticketNumber}`)
    expect(find({ by: 'number', ticketNumber: 'a-001', date: null })).toEqual(['2026-11-25 A-001', '2026-11-24 A-001'])
    expect(find({ by: 'number', ticketNumber: 'A-001', date: '2026-11-24' })).toEqual(['2026-11-24 A-001'])
    expect(find({ by: 'digits', phoneLast4: patient.phone.slice(-4), birthDate: patient.birthDate })).toEqual(['2026-11-25 A-001', '2026-11-24 A-001'])
    expect(find({ by: 'receipt', receipt: first.receipt })).toEqual(['2026-11-24 A-001'])
    expect(find({ by: 'receipt', receipt: 'VK1.eyJiIjoieCJ9' })).toEqual([])
    expect(desk.kiosk.store.handle('searchHistory', { session: null, search: { by: 'name', name: patient.name } })).toMatchObject({ error: { code: 'INPUT_INVALID' } })
    expect(desk.look('personVisits', { session: null, bookingId: second.bookingId }).hits.map((hit) => [hit.date, hit.outcome, hit.doses.length])).toEqual([['2026-11-25', null, 0], ['2026-11-24', 'given', 1]])
    desk.clock.now += 40 * 86_400_000
    expect(find({ by: 'number', ticketNumber: 'A-001', date: '2026-11-24' })).toEqual([])
  })

  it('is exported by a lead without names or phones, and the export is in the trail', async () => {
    const desk = await openDesk()
    const { session } = signInLead(desk)
    const { bookingId } = desk.book()
    desk.act('recordDose', { ...desk.at(bookingId, session), ...doseOf() })
    const { historyCsv, rows } = desk.look('exportHistory', { session, from: '2026-11-24', to: '2026-11-24' })
    const patient = desk.context.repos.booking(bookingId)?.body?.patient
    expect(rows).toBe(1)
    expect(historyCsv).toContain('2026-11-24,A-001,1957,독감,13,given,FLU-2604B,1,김책임')
    for (const secret of [patient?.name, patient?.phone, patient?.birthDate]) expect(historyCsv).not.toContain(secret)
    expect(desk.kiosk.store.handle('exportHistory', { session, from: '2026-10-01', to: '2026-11-24' })).toMatchObject({ error: { code: 'DAYS_TOO_MANY' } })
    expect(desk.look('auditTrail', { session, date: null, bookingId: null }).rows[0]).toMatchObject({ kind: 'history-exported', by: '김책임', facts: { rows: 1 } })
  })
})

describe('the called board', () => {
  it('shows the last five in the order of their calls, no name, and the same after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'board-'))
    const path = join(folder, 'kiosk.db')
    const desk = await openDesk({ path, capacity: 20 })
    const people = Array.from({ length: 7 }, () => desk.book().bookingId)
    for (const bookingId of people) {
      desk.clock.now -= MINUTE_MS
      desk.act('callVisit', { ...desk.at(bookingId), room: '1진료실' })
    }
    desk.act('setBoardSettings', { session: null, board: { sizePercent: 130, chimePercent: 0, spoken: true } })
    const before = desk.look('boardView', {})
    expect(before.called.map((one) => one.ticketNumber)).toEqual(['A-007', 'A-006', 'A-005', 'A-004', 'A-003'])
    expect(JSON.stringify(before)).not.toContain('환자')
    desk.kiosk.store.close()
    const again = testKiosk(desk.clock, wire(() => desk.centre.app), { path })
    expect(again.store.handle('boardView', {})).toEqual({ ok: true, value: before })
    expect(before.settings).toEqual({ sizePercent: 130, chimePercent: 0, spoken: true })
    again.store.close()
    rmSync(folder, { recursive: true, force: true })
  })
})
