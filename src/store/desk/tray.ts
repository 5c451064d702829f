/** What the centre refused: corrected by a new entry, kept as it is, or handed to a lead. The refused entry stays in the outbox and its verdict with it. */
import type { DeskInput } from '../../contract/desk-api.ts'
import type { DeskOutput, FixKind, ProblemCase, ProblemTray } from '../../contract/desk-types.ts'
import type { BookingBody, WireEntry } from '../../contract/sync-protocol.ts'
import { personKey, phoneDigits } from '../../domain/patient.ts'
import { isActive } from '../../domain/booking.ts'
import { appendEntry } from '../commands/append-entry.ts'
import { Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { ProblemRow } from '../repositories/problems.ts'
import { noteAct } from './act-on.ts'
import { forgetPairs } from './duplicate-acts.ts'
import { forgetFace } from './faces.ts'
import { freePlaceIn } from './end-acts.ts'
import { releasePlace } from '../stock.ts'
import { require, whoIs } from './who.ts'

const TRAY_MAX = 100
type Fix = DeskInput<'fixProblem'>['fix']

const isCreation = (type: string): boolean => type === 'booking-created' || type === 'booking-waitlisted'

/** Which corrections can mend this refusal. The same text sent again mends only what the centre could not read for reasons of its own. */
function fixesFor(code: string, entry: WireEntry | null, active: boolean): readonly FixKind[] {
  if (!entry) return []
  if (code === 'ENVELOPE_UNREADABLE' || code === 'INTERNAL' || code === 'UNKNOWN_TYPE') return ['send-again']
  if (!isCreation(entry.type)) return code === 'PLACE_NOT_HELD' && active ? ['other-slot'] : []
  if (code === 'BODY_INVALID') return ['correct']
  if (code === 'UNKNOWN_SLOT' || code === 'PLACE_MISSING') return active ? ['other-slot', 'standby'] : []
  return code === 'PLACE_NOT_HELD' && active ? ['other-slot'] : []
}

/** `body does not fit at patient.phone` names the field. */
const fieldIn = (detail: string): string | null => /\bat (?:body\.)?([\w.]+)/.exec(detail)?.[1] ?? null

function caseOf(context: StoreContext, p: ProblemRow, { signed, escalated }: { readonly signed: boolean; readonly escalated: boolean }): ProblemCase {
  const { repos } = context
  const row = p.bookingId === null ? null : repos.booking(p.bookingId)
  const entry = repos.entryAt(p.epoch, p.sequence)
  const fixes = fixesFor(p.code, entry, row !== null && isActive(row.status))
  const person = row?.body?.patient
  const now = context.clock()
  return {
    entryId: p.entryId, entryType: entry?.type ?? '', code: p.code, field: fieldIn(p.detail), at: p.at, bookingId: p.bookingId, ticketNumber: row?.ticketNumber ?? null,
    person: person && signed ? { name: person.name, birthDate: person.birthDate, phone: person.phone, sex: person.sex, guardianName: person.guardian?.name ?? null } : null,
    fixes, slots: row && fixes.includes('other-slot') ? repos.slotsOf(row.vaccine, today(context), now).filter((slot) => slot.free > 0).map(({ slotId, start, end, free }) => ({ slotId, start, end, free })) : [], escalated,
  }
}

export function problemTray(context: StoreContext, { session }: DeskInput<'problemTray'>): ProblemTray {
  const signed = whoIs(context, session, false) !== null || !context.repos.hasStaff()
  return {
    open: context.repos.problems(TRAY_MAX).map((p) => caseOf(context, p, { signed, escalated: false })),
    escalated: context.repos.problemsEscalated(TRAY_MAX).map((p) => caseOf(context, p, { signed, escalated: true })),
  }
}

function openProblem({ repos }: StoreContext, entryId: string): ProblemRow {
  const problem = repos.problem(entryId)
  if (!problem) throw new Refusal('NOT_FOUND', 'no such problem', 'entryId')
  if (problem.resolution !== null && problem.resolution !== 'escalate') throw new Refusal('PROBLEM_SETTLED')
  return problem
}

export function settleProblem(context: StoreContext, { session, entryId, resolution, note }: DeskInput<'settleProblem'>): DeskOutput['settleProblem'] {
  const { repos } = context
  const problem = openProblem(context, entryId)
  const handed = repos.problem(entryId)?.resolution === 'escalate'
  const member = require(context, session, handed ? 'set-up-clinic' : 'settle-problems')
  repos.resolveProblem(entryId, resolution)
  noteAct(context, resolution === 'keep' ? 'problem-kept' : 'problem-escalated', member?.practitionerId ?? null, { entryId, code: problem.code, note }, problem.bookingId)
  if (resolution === 'escalate') appendEntry(context, { type: 'audit-noted', bookingId: null, version: null, place: null, allotmentId: null, body: { action: 'problem-escalated', note: `${problem.code} ${entryId}` } })
  return { left: repos.countProblems() }
}

export function fixProblem(context: StoreContext, { session, entryId, fix }: DeskInput<'fixProblem'>): DeskOutput['fixProblem'] {
  const { repos } = context
  const member = require(context, session, 'settle-problems')
  const problem = openProblem(context, entryId)
  const entry = repos.entryAt(problem.epoch, problem.sequence)
  const row = problem.bookingId === null ? null : repos.booking(problem.bookingId)
  if (!entry || !fixesFor(problem.code, entry, row !== null && isActive(row.status)).includes(fix.kind)) throw new Refusal('FIX_NOT_POSSIBLE', problem.code, 'fix')
  const made = superseding(context, entry, fix)
  repos.resolveProblem(entryId, 'fixed')
  noteAct(context, 'problem-fixed', member?.practitionerId ?? null, { entryId, code: problem.code, kind: fix.kind, by: made.entryId }, problem.bookingId)
  return { left: repos.countProblems(), entryId: made.entryId }
}

/** The entry that stands for the refused one: its own id, the next sequence, the same booking. */
function superseding(context: StoreContext, entry: WireEntry, fix: Fix): WireEntry {
  const { type, place, allotmentId, bookingId, version, body } = entry
  const same = { type: type as 'booking-created', bookingId: bookingId ?? null, version: version ?? null, place: place ?? null, allotmentId: allotmentId ?? null }
  switch (fix.kind) {
    case 'send-again': return appendEntry(context, { ...same, body })
    case 'correct': return appendEntry(context, { ...same, body: { ...correct(context, bookingId ?? '', fix) } })
    case 'standby': {
      letPlaceGo(context, bookingId ?? '', true)
      return appendEntry(context, { ...same, type: 'booking-waitlisted', place: null, allotmentId: null, body })
    }
    case 'other-slot': return otherSlot(context, entry, fix.slotId)
  }
}

function correct(context: StoreContext, bookingId: string, fix: Extract<Fix, { kind: 'correct' }>): BookingBody {
  const { repos } = context
  const row = repos.booking(bookingId)
  if (!row?.body) throw new Refusal('FIX_NOT_POSSIBLE', 'what was typed is not here')
  const before = row.body.patient
  const guardian = fix.guardianName === undefined ? before.guardian : fix.guardianName === null ? null : { name: fix.guardianName, relation: before.guardian?.relation ?? 'guardian' }
  const patient = { ...before, guardian, name: fix.name ?? before.name, birthDate: fix.birthDate ?? before.birthDate, phone: fix.phone ?? before.phone, sex: fix.sex ?? before.sex }
  if (patient.birthDate > today(context)) throw new Refusal('BIRTH_DATE_INVALID', undefined, 'birthDate')
  const body = { ...row.body, patient }
  forgetFace(context, bookingId)
  forgetPairs(context)
  repos.correctPerson(bookingId, { body: JSON.stringify(body), personKey: personKey(patient.name, patient.birthDate, patient.phone), phoneLast4: phoneDigits(patient.phone).slice(-4), birthDate: patient.birthDate })
  return body
}

/** The place the centre did not grant is no place: it is let go, never sold. */
function letPlaceGo(context: StoreContext, bookingId: string, standby: boolean): void {
  const { repos } = context
  const row = repos.booking(bookingId)
  if (row?.slotId == null || row.n === null) return
  releasePlace(context, { slotId: row.slotId, n: row.n }, bookingId)
  repos.perish(row.slotId, row.n)
  if (!standby) return
  repos.setFacts(bookingId, row.status === 'booked' ? 'waitlist' : row.status, row.version, null)
  repos.setStandby(bookingId, true)
}

/** The centre knows the person on standby (a place that went to another), or not at all (a window it does not know). */
function otherSlot(context: StoreContext, entry: WireEntry, slotId: string): WireEntry {
  const { repos } = context
  const bookingId = entry.bookingId ?? ''
  const row = repos.booking(bookingId)
  if (!row) throw new Refusal('UNKNOWN_BOOKING')
  const free = freePlaceIn(context, row, slotId)
  const known = !isCreation(entry.type) || repos.problem(entry.entryId)?.code === 'PLACE_NOT_HELD'
  letPlaceGo(context, bookingId, false)
  if (!repos.spend(free.slotId, free.n, bookingId)) throw new Error(`place ${free.slotId}/${free.n} was not free inside its transaction`)
  const place = { slotId: free.slotId, n: free.n }
  const version = known ? row.version + 1 : row.version
  repos.setFacts(bookingId, row.status === 'waitlist' ? 'booked' : row.status, version, place)
  repos.setStandby(bookingId, false)
  if (known) return appendEntry(context, { type: 'booking-rescheduled', bookingId, version, place, allotmentId: free.allotmentId, body: { from: null } })
  return appendEntry(context, { type: 'booking-created', bookingId, version: entry.version ?? 1, place, allotmentId: free.allotmentId, body: entry.body })
}
