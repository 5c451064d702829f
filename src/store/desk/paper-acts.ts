/** Forms on paper: numbers reserved before they are needed, and what was written by hand entered later. A dose on paper is as given as any. */
import { addDays } from '../../base/time.ts'
import { deskLimits } from '../../contract/desk-api.ts'
import type { DeskInput } from '../../contract/desk-api.ts'
import type { BlankForm, DeskOutput } from '../../contract/desk-types.ts'
import type { BookingBody } from '../../contract/sync-protocol.ts'
import { checkWalkIn } from '../../domain/eligibility.ts'
import { personKey, phoneDigits } from '../../domain/patient.ts'
import { SCREENING_FORM_VERSION, screeningQuestions } from '../../domain/screening.ts'
import { WALK_IN_HORIZON_MS } from '../../domain/session.ts'
import { appendEntry } from '../commands/append-entry.ts'
import { newId, orRefuse, Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { FreePlace } from '../repositories/places.ts'
import { actOn, noteAct, revisionOf, rowOr } from './act-on.ts'
import { give } from './dose-acts.ts'
import { recordNotGiven } from './end-acts.ts'
import { isPaperNumber, PAPER_NUMBER_LAST, paperNumberOf } from './paper-number.ts'
import { whoIs } from './who.ts'

const FIRST_SHOWN = 30

export function reservePaperNumbers(context: StoreContext, { session, count }: DeskInput<'reservePaperNumbers'>): DeskOutput['reservePaperNumbers'] {
  const { meta } = context.repos
  const kept = meta.get('paperNext') ?? 1
  // After 99,999 forms the oldest are years back: the series begins again.
  const first = kept + count - 1 > PAPER_NUMBER_LAST ? 1 : kept
  meta.put('paperNext', first + count)
  const numbers = Array.from({ length: count }, (_, i) => paperNumberOf(meta.stationLetter(), first + i))
  noteAct(context, 'numbers-reserved', whoIs(context, session)?.practitionerId ?? null, { from: numbers[0] ?? '', count })
  return { numbers }
}

export function blankForm(context: StoreContext): BlankForm {
  const { repos } = context
  const next = repos.meta.get('paperNext') ?? 1
  const reserved = Array.from({ length: Math.min(deskLimits.paperNumbersMax, next - 1) }, (_, i) => paperNumberOf(repos.meta.stationLetter(), next - 1 - i)).toReversed()
  const used = repos.paperNumbersUsed(reserved)
  return {
    clinicName: repos.meta.get('identity')?.clinic.name ?? '', date: today(context), formVersion: SCREENING_FORM_VERSION, questions: screeningQuestions.map(({ number }) => number),
    vaccines: repos.meta.catalogue().map(({ vaccine, name }) => ({ code: vaccine.code, name })), numbers: reserved.filter((number) => !used.has(number)).slice(0, FIRST_SHOWN),
  }
}

type Input = DeskInput<'bookPaper'>

export function bookPaper(context: StoreContext, input: Input): DeskOutput['bookPaper'] {
  const { repos } = context
  checkPaper(context, input)
  const bookingId = addPaper(context, input)
  const by = whoIs(context, input.session)?.practitionerId ?? null
  noteAct(context, 'paper', by, { ticketNumber: input.paperNumber, outcome: input.outcome.kind }, bookingId)
  const { outcome } = input
  const row = { session: input.session, bookingId, revision: revisionOf(rowOr(context, bookingId)) }
  const acted = outcome.kind === 'given'
    ? actOn(context, row, 'dose', (acting) => {
      const { immunizationId, cautions } = give(acting, outcome, Date.parse(outcome.givenAt))
      return { facts: { lotNumber: outcome.lotNumber, doseNumber: outcome.doseNumber, cautions: cautions.join(','), immunizationId, paper: true } }
    })
    : outcome.kind === 'not-given' ? recordNotGiven(context, { ...row, ...outcome }) : { bookingId, revision: row.revision, actId: repos.lastActId(), undoUntil: null }
  return { ...acted, ticketNumber: input.paperNumber }
}

function checkPaper(context: StoreContext, { paperNumber, writtenOn, patient, vaccine }: Input): void {
  const { repos } = context
  const date = today(context)
  if (writtenOn > date || writtenOn < addDays(date, -deskLimits.backEntryDaysMax)) throw new Refusal('PAPER_DATE_INVALID', undefined, 'writtenOn')
  if (!isPaperNumber(paperNumber) || repos.hasTicketSince(addDays(date, -deskLimits.backEntryDaysMax), paperNumber)) throw new Refusal('PAPER_NUMBER_TAKEN', undefined, 'paperNumber')
  orRefuse(checkWalkIn({ birthDate: patient.birthDate, hasGuardian: patient.guardian !== null, today: date }), 'patient.birthDate')
  if (!repos.meta.catalogue().some((item) => item.vaccine.code === vaccine.code && item.vaccine.system === vaccine.system)) throw new Refusal('VACCINE_NOT_OFFERED', undefined, 'vaccine')
}

/** A place of the day it was written on, if there still is one; else standby, which a dose does not mind. */
function placeFor(context: StoreContext, { writtenOn, vaccine }: Input): FreePlace | null {
  const now = context.clock()
  if (writtenOn !== today(context) || context.repos.meta.get('frozen') !== null) return null
  return context.repos.soonestPlace(vaccine, writtenOn, now, now + WALK_IN_HORIZON_MS)
}

function addPaper(context: StoreContext, input: Input): string {
  const { repos } = context
  const { patient, vaccine, consent, screening, paperNumber: ticketNumber, writtenOn: date } = input
  const place = placeFor(context, input)
  const bookingId = newId(context)
  const now = context.clock()
  const body: BookingBody = { patient, vaccine, ticketNumber, channel: 'paper', consent, screening, promisedWaitMinutes: null }
  repos.addBooking({
    bookingId, status: place ? 'booked' : 'waitlist', version: 1, ticketNumber, date, vaccine, slotId: place?.slotId ?? null, n: place?.n ?? null, body, madeBy: null, createdAt: now,
    personKey: personKey(patient.name, patient.birthDate, patient.phone), phoneLast4: phoneDigits(patient.phone).slice(-4), birthDate: patient.birthDate,
  })
  if (place && !repos.spend(place.slotId, place.n, bookingId)) throw new Error(`place ${place.slotId}/${place.n} was not free inside its transaction`)
  if (date === today(context)) repos.enqueue({ bookingId, date, standby: place === null, since: now })
  appendEntry(context, {
    type: place ? 'booking-created' : 'booking-waitlisted', bookingId, version: 1, place: place ? { slotId: place.slotId, n: place.n } : null, allotmentId: place?.allotmentId ?? null, body,
  })
  repos.note(bookingId, now, 'created-paper')
  return bookingId
}
