/** Doses: asked about before, recorded whatever was, never deleted; the vial's count and clock; who to call for the rest. */
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts'
import { UNDO_MS_MAX } from '../../src/domain/desk-act.ts'
import { immunizationOf } from '../../src/service/field/fhir-resources.ts'
import { createSqliteFieldReads } from '../../src/service/ledger/sqlite-field-reads.ts'
import { FLU } from '../support/clinic.ts'
import { doseOf, openDesk, signInLead } from '../support/desk.ts'

describe('a dose', () => {
  it('is recorded with lot, dose number and the signed-in vaccinator, and the centre has it', async () => {
    const desk = await openDesk()
    const lead = signInLead(desk)
    const { bookingId } = desk.book()
    expect(desk.act('recordDose', { ...desk.at(bookingId, lead.session), ...doseOf({ doseNumber: 2 }) })).toMatchObject({ cautions: [], vial: null })
    expect(desk.row(bookingId)).toMatchObject({ stage: 'done', outcome: 'given', cautions: [] })
    expect(desk.look('visitDetail', { bookingId })).toMatchObject({ nextDose: 3, dosesToday: [{ lotNumber: 'FLU-2604B', doseNumber: 2, vaccinator: '김책임', enteredInError: false }] })
    await desk.sent()
    expect(desk.there(bookingId)?.status).toBe('fulfilled')
  })

  it.each([
    ['a lot that has expired', { expiryDate: '2026-11-23' }, 'lot-expired'],
    ['a lot nobody knows', { lotNumber: 'XYZ-1' }, 'lot-unknown'],
    ['another vaccine than booked', { vaccine: { ...FLU, code: '90' }, lotNumber: 'COV-2604B' }, 'other-vaccine'],
  ])('asks about %s, and records it marked once it is in the arm', async (_name, part, caution) => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    const at = desk.at(bookingId)
    expect(desk.ask('recordDose', { ...at, ...doseOf(part) })).toMatchObject({ ok: false, error: { code: 'DOSE_CAUTION', detail: caution } })
    expect(desk.row(bookingId).stage).toBe('waiting')
    expect(desk.act('recordDose', { ...at, ...doseOf({ ...part, confirmed: true }) }).cautions).toEqual([caution])
    expect(desk.row(bookingId)).toMatchObject({ outcome: 'given', cautions: [caution] })
    await desk.sent()
    expect(desk.there(bookingId)?.status).toBe('fulfilled')
  })

  it('asks about a recalled lot, and tells how many had it today', async () => {
    const desk = await openDesk()
    const [a, b] = [desk.book(), desk.book()]
    desk.act('recordDose', { ...desk.at(a.bookingId), ...doseOf() })
    expect(desk.act('markLot', { session: null, lotNumber: 'FLU-2604B', recalled: true })).toMatchObject({ given: 1 })
    expect(desk.ask('recordDose', { ...desk.at(b.bookingId), ...doseOf() })).toMatchObject({ error: { code: 'DOSE_CAUTION', detail: 'lot-recalled' } })
    expect(desk.look('visitDetail', { bookingId: b.bookingId }).lots.find((lot) => lot.lotNumber === 'FLU-2604B')).toMatchObject({ recalled: true, expired: false })
  })

  it('asks when the same person had it today already by another number', async () => {
    const desk = await openDesk()
    const first = desk.book()
    const patient = desk.context.repos.booking(first.bookingId)?.body?.patient
    if (!patient) throw new Error('no body')
    desk.act('recordDose', { ...desk.at(first.bookingId), ...doseOf() })
    const second = desk.book({ patient })
    expect(second.ticketNumber).not.toBe(first.ticketNumber)
    expect(desk.ask('recordDose', { ...desk.at(second.bookingId), ...doseOf() })).toMatchObject({ error: { code: 'DOSE_CAUTION', detail: 'same-dose-today' } })
  })

  it('is recorded though the row changed, the visit was cancelled, and nobody is signed in', async () => {
    const desk = await openDesk()
    signInLead(desk)
    const { bookingId } = desk.book()
    const seen = desk.at(bookingId)
    desk.act('cancelVisit', { ...seen, reason: 'patient', note: null })
    expect(desk.ask('recordDose', { ...seen, ...doseOf() })).toMatchObject({ error: { code: 'REVISION_CHANGED', detail: 'cancel' } })
    expect(desk.act('recordDose', { ...seen, ...doseOf({ confirmed: true }) }).cautions).toEqual(['not-signed'])
    await desk.sent()
    expect(desk.there(bookingId)?.status).toBe('fulfilled')
    expect(desk.look('syncOverview', {}).problems).toBe(0)
    expect(desk.look('dayReport', { date: null })).toMatchObject({ given: 1, cautions: 1, toGoUp: 0 })
  })

  it('for the wrong person is taken back as entered in error, and the right visit goes on to its end', async () => {
    const desk = await openDesk({ capacity: 1, windows: 2 })
    const [wrong, right, third] = [desk.book(), desk.book(), desk.book()]
    expect(third.status).toBe('standby')
    desk.act('callVisit', { ...desk.at(wrong.bookingId), room: '1진료실' })
    const given = desk.act('recordDose', { ...desk.at(wrong.bookingId), ...doseOf() })
    await desk.sent()
    desk.act('undoAct', { session: null, actId: given.actId })
    expect(desk.row(wrong.bookingId)).toMatchObject({ stage: 'called', outcome: null, room: '1진료실' })
    expect(desk.look('visitDetail', { bookingId: wrong.bookingId }).dosesToday).toMatchObject([{ immunizationId: given.immunizationId, enteredInError: true }])
    desk.act('recordDose', { ...desk.at(right.bookingId), ...doseOf() })
    desk.act('cancelVisit', { ...desk.at(wrong.bookingId), reason: 'patient', note: null })
    desk.later(UNDO_MS_MAX + 1)
    await desk.sent()
    expect(desk.look('syncOverview', {})).toMatchObject({ problems: 0, unsent: 0 })
    const reasons = desk.context.repos.entriesOfBooking(wrong.bookingId).map((entry) => (entry.body as { reason?: string }).reason)
    expect(reasons).toContain(`entered-in-error:${given.immunizationId}`)
    expect(desk.look('dayReport', { date: null })).toMatchObject({ given: 1, enteredInError: 1, cancelled: 1 })
    const reads = createSqliteFieldReads(desk.centre.file)
    const told = await Promise.all((await reads.dosesPage({}, '', 10)).map((row) => immunizationOf(row, { clinicId: 'c', name: 'n', timeZone: 'Asia/Seoul' } as never).status))
    expect(told.toSorted()).toEqual(['completed', 'entered-in-error', 'entered-in-error'])
  })

  it.each(['noShowVisit', 'cancelVisit'] as const)('taken back from somebody without a place can still end by %s with nothing in the tray', async (name) => {
    const desk = await openDesk()
    const { bookingId } = desk.book({ when: 'standby' })
    const given = desk.act('recordDose', { ...desk.at(bookingId), ...doseOf() })
    desk.act('undoAct', { session: null, actId: given.actId })
    desk.act(name, { ...desk.at(bookingId), ...(name === 'cancelVisit' ? { reason: 'staff' as const, note: null } : {}) } as never)
    desk.later(UNDO_MS_MAX + 1)
    await desk.sent()
    expect(desk.look('syncOverview', {})).toMatchObject({ problems: 0, unsent: 0 })
  })

  it('is entered in error long after the time to undo, with a reason', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    const { immunizationId, actId } = desk.act('recordDose', { ...desk.at(bookingId), ...doseOf() })
    desk.later(3 * HOUR_MS)
    expect(desk.ask('undoAct', { session: null, actId })).toMatchObject({ error: { code: 'UNDO_TOO_LATE' } })
    desk.act('doseInError', { ...desk.at(bookingId), immunizationId, reason: '다른 분의 기록' })
    expect(desk.row(bookingId)).toMatchObject({ stage: 'waiting', outcome: null })
    expect(desk.ask('doseInError', { ...desk.at(bookingId), immunizationId, reason: '또' })).toMatchObject({ error: { code: 'TRANSITION_NOT_ALLOWED' } })
  })

  it('is followed by an observation that a person ends', async () => {
    const desk = await openDesk()
    const { bookingId } = desk.book()
    desk.act('recordDose', { ...desk.at(bookingId), ...doseOf({ observeMinutes: 15 }) })
    expect(desk.row(bookingId)).toMatchObject({ stage: 'observing', observation: { minutes: 15, until: desk.clock.now + 15 * MINUTE_MS } })
    desk.act('startObservation', { ...desk.at(bookingId), minutes: 30 })
    desk.later(31 * MINUTE_MS)
    expect(desk.row(bookingId).stage).toBe('observing')
    const ended = desk.act('endObservation', desk.at(bookingId))
    expect(desk.row(bookingId).stage).toBe('done')
    desk.act('undoAct', { session: null, actId: ended.actId })
    expect(desk.row(bookingId).stage).toBe('observing')
  })
})

describe('a vial', () => {
  const opened = async (doses: number, options = {}) => {
    const desk = await openDesk(options)
    const vial = desk.act('openVial', { session: null, vaccine: FLU, lotNumber: 'FLU-2604B', expiryDate: '2027-04-30', doses })
    return { desk, vial }
  }
  it('counts its doses down, and up again when one is taken back', async () => {
    const { desk, vial } = await opened(2)
    const [a, b, c] = [desk.book(), desk.book(), desk.book()]
    const first = desk.act('recordDose', { ...desk.at(a.bookingId), ...doseOf() })
    expect(first.vial).toMatchObject({ vialId: vial.vialId, left: 1 })
    desk.act('undoAct', { session: null, actId: first.actId })
    expect(desk.look('deskList', {}).vials).toMatchObject([{ left: 2, doses: 2 }])
    for (const { bookingId } of [a, b]) desk.act('recordDose', { ...desk.at(bookingId), ...doseOf() })
    expect(desk.look('deskList', {}).vials).toEqual([])
    expect(desk.act('recordDose', { ...desk.at(c.bookingId), ...doseOf() }).vial).toBeNull()
  })

  it('is over after six hours: asked about, and the rest is thrown away with a reason', async () => {
    const { desk, vial } = await opened(10)
    const { bookingId } = desk.book({ when: 'standby' })
    desk.clock.now += 6 * HOUR_MS
    expect(desk.look('deskList', {}).vials[0]).toMatchObject({ over: true, standby: [] })
    expect(desk.ask('recordDose', { ...desk.at(bookingId), ...doseOf() })).toMatchObject({ error: { code: 'DOSE_CAUTION', detail: 'vial-over' } })
    expect(desk.ask('wasteDoses', { session: null, vialId: vial.vialId, count: 11, reason: 'time-over' })).toMatchObject({ error: { code: 'VIAL_EMPTY' } })
    expect(desk.act('wasteDoses', { session: null, vialId: vial.vialId, count: 10, reason: 'time-over' })).toMatchObject({ left: 0 })
    expect(desk.look('dayReport', { date: null })).toMatchObject({ wasted: 10, wastedBy: [{ reason: 'time-over', count: 10 }], byVaccine: [{ code: '13', given: 0, wasted: 10 }] })
  })

  it('names standby people for the doses that nobody with a place will use, first first', async () => {
    const { desk } = await opened(4, { capacity: 2, windows: 1 })
    desk.book(); desk.book()
    const standby = [desk.book(), desk.book(), desk.book()]
    expect(desk.look('deskList', {}).vials[0]?.standby.map((one) => one.ticketNumber)).toEqual(standby.slice(0, 2).map((t) => t.ticketNumber))
  })

  it('has as many doses as the clinic says, else the catalogue', async () => {
    const desk = await openDesk()
    const open = () => desk.act('openVial', { session: null, vaccine: FLU, lotNumber: 'FLU-2604B', expiryDate: '2027-04-30', doses: null }).doses
    expect(open()).toBe(10)
    desk.act('setDeskSettings', { session: null, settings: { ...desk.look('deskList', {}).settings, dosesPerVial: { 13: 5 } } })
    expect(open()).toBe(5)
  })
})
