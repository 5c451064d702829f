/** What the centre refused, mended end to end: the person corrects, keeps or hands over, and the centre has it afterwards. Duplicates are a person's decision. */
import { describe, expect, it } from 'vitest'
import { UNDO_MS_MAX } from '../../src/domain/desk-act.ts'
import { walkIn } from '../support/clinic.ts'
import { openDesk, signInLead } from '../support/desk.ts'
import type { Desk } from '../support/desk.ts'

/** The centre refuses a birth date that lies in its own future: this kiosk's clock ran two days ahead when it was typed. */
async function refusedBirth() {
  const desk = await openDesk()
  desk.net.up = false
  desk.clock.now += 2 * 86_400_000
  const input = walkIn()
  const ticket = desk.book({ patient: { ...input.patient, name: '이아기', birthDate: '2026-11-26', guardian: { name: '이엄마', relation: 'guardian' } } })
  desk.act('checkInVisit', desk.at(ticket.bookingId))
  desk.clock.now -= 2 * 86_400_000
  desk.net.up = true
  await desk.sent()
  return { desk, ...ticket }
}

describe('the tray', () => {
  it('names the field; corrected, the person reaches the centre, and what waited for it follows', async () => {
    const { desk, bookingId, ticketNumber } = await refusedBirth()
    const [problem] = desk.look('problemTray', { session: null }).open
    expect(problem).toMatchObject({ code: 'BODY_INVALID', field: 'patient.birthDate', ticketNumber, fixes: ['correct'], person: { name: '이아기', birthDate: '2026-11-26' } })
    expect(desk.there(bookingId)).toBeUndefined()
    expect(desk.ask('fixProblem', { session: null, entryId: problem?.entryId ?? '', fix: { kind: 'standby' } })).toMatchObject({ error: { code: 'FIX_NOT_POSSIBLE' } })
    expect(desk.act('fixProblem', { session: null, entryId: problem?.entryId ?? '', fix: { kind: 'correct', birthDate: '2020-11-24' } }).left).toBe(0)
    await desk.sent()
    expect(desk.there(bookingId)).toMatchObject({ status: 'checked-in' })
    expect(desk.look('syncOverview', {})).toMatchObject({ unsent: 0, problems: 0 })
    expect(desk.look('findBookings', { phoneLast4: desk.context.repos.booking(bookingId)?.body?.patient.phone.slice(-4) ?? '', birthDate: '2020-11-24' })).toHaveLength(1)
    expect(desk.ask('fixProblem', { session: null, entryId: problem?.entryId ?? '', fix: { kind: 'correct' } })).toMatchObject({ error: { code: 'PROBLEM_SETTLED' } })
  })

  it('keeps one as it is, or hands it to a lead, who alone settles it then; the centre is told of the handing over', async () => {
    const { desk, bookingId } = await refusedBirth()
    const lead = signInLead(desk)
    const receptionist = desk.act('addStaff', { session: lead.session, name: '최접수', role: 'receptionist', staffPin: '1111' })
    const { session } = desk.look('signIn', { practitionerId: receptionist.practitionerId, staffPin: '1111' })
    expect(desk.look('problemTray', { session: null }).open[0]?.person).toBeNull()
    const entryId = desk.look('problemTray', { session }).open[0]?.entryId ?? ''
    expect(desk.act('settleProblem', { session, entryId, resolution: 'escalate', note: '어머니께 여쭤보기' }).left).toBe(0)
    expect(desk.look('problemTray', { session })).toMatchObject({ open: [], escalated: [{ entryId, escalated: true }] })
    expect(desk.ask('settleProblem', { session, entryId, resolution: 'keep', note: null })).toMatchObject({ error: { code: 'LEAD_NEEDED' } })
    desk.act('settleProblem', { session: lead.session, entryId, resolution: 'keep', note: null })
    expect(desk.look('problemTray', { session })).toEqual({ open: [], escalated: [] })
    expect(desk.ask('settleProblem', { session: lead.session, entryId, resolution: 'keep', note: null })).toMatchObject({ error: { code: 'PROBLEM_SETTLED' } })
    expect(desk.look('auditTrail', { session: lead.session, date: null, bookingId }).rows.map((row) => [row.kind, row.by])).toEqual([['problem-kept', '김책임'], ['problem-escalated', '최접수'], ['check-in', null]])
  })

  it('mends a place that went to another by another time, held first', async () => {
    const desk = await openDesk({ capacity: 2, windows: 4 })
    const { bookingId } = await contested(desk)
    const [problem] = desk.look('problemTray', { session: null }).open
    expect(problem).toMatchObject({ code: 'PLACE_NOT_HELD', fixes: ['other-slot'] })
    expect(desk.there(bookingId)?.status).toBe('waitlist')
    const slotId = problem?.slots.at(-1)?.slotId ?? ''
    desk.act('fixProblem', { session: null, entryId: problem?.entryId ?? '', fix: { kind: 'other-slot', slotId } })
    await desk.sent()
    expect(desk.there(bookingId)).toMatchObject({ status: 'booked', slotId })
    expect(desk.look('syncOverview', {})).toMatchObject({ unsent: 0, problems: 0 })
  })
})

/** Sold with a place the centre never gave to this machine: as from a file that was rolled back. */
async function contested(desk: Desk) {
  const { repos } = desk.context
  const slotId = desk.look('vaccinesToday', {})[0]?.later[0]?.slotId ?? ''
  repos.atomically(() => repos.addPlace({ slotId, n: 99, allotmentId: 'nobody-gave-this', sellBy: desk.clock.now + 86_400_000, epoch: 1 }))
  const tickets = [0, 1, 2].map(() => desk.book({ when: { slotId } }))
  await desk.sent()
  const last = tickets.at(-1)
  if (!last) throw new Error('nobody was booked')
  return last
}

describe('duplicates', () => {
  const person = { ...walkIn().patient, name: '한길동', phone: '010-7777-8888' }
  it('stand side by side with why; merged by a person, the one to keep stays, and it can be taken back', async () => {
    const desk = await openDesk()
    const [keep, drop] = [desk.book({ patient: person }), desk.book({ patient: { ...person, name: '한길똥', phone: '010-7777-8889' } })]
    desk.book()
    const [pair] = desk.look('duplicates', { session: null })
    expect(pair).toMatchObject({ one: { ticketNumber: keep.ticketNumber, birthDate: '1957-03-04' }, other: { ticketNumber: drop.ticketNumber }, because: ['near-name', 'same-birth-date'] })
    const merged = desk.act('mergeDuplicates', { session: null, keep: keep.bookingId, drop: drop.bookingId, dropRevision: pair?.other.revision ?? 0 })
    expect([keep, drop].map(({ bookingId }) => desk.row(bookingId).stage)).toEqual(['waiting', 'done'])
    expect(desk.look('duplicates', { session: null })).toEqual([])
    desk.act('undoAct', { session: null, actId: merged.actId })
    expect(desk.row(drop.bookingId).stage).toBe('waiting')
    desk.act('mergeDuplicates', { session: null, keep: keep.bookingId, drop: drop.bookingId, dropRevision: desk.row(drop.bookingId).revision })
    desk.later(UNDO_MS_MAX + 1)
    await desk.sent()
    expect([keep, drop].map(({ bookingId }) => desk.there(bookingId)?.status)).toEqual(['booked', 'cancelled'])
  })

  it('that are two persons are never shown as a pair again', async () => {
    const desk = await openDesk()
    const [one, other] = [desk.book({ patient: { ...person, name: '쌍둥이일' } }), desk.book({ patient: { ...person, name: '쌍둥이이' } })]
    expect(desk.look('duplicates', { session: null })).toHaveLength(1)
    expect(desk.act('notDuplicates', { session: null, one: other.bookingId, other: one.bookingId }).left).toBe(0)
    expect(desk.look('duplicates', { session: null })).toEqual([])
    expect(desk.row(one.bookingId).stage).toBe('waiting')
  })
})
