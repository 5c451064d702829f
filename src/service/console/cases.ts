/** What a person should look at: refused entries, one person at several clinics, doses and bookings without a place, places in doubt. Nothing is merged or undone here. */
import { createHash } from 'node:crypto'
import type { Instant } from '../../base/time.ts'
import { DAY_MS, localDateOf } from '../../base/time.ts'
import { consoleLimits } from '../../contract/console-api.ts'
import type { Case, CaseBooking, CasePerson, Closed } from '../../contract/console-api.ts'
import type { BookingBody } from '../../contract/sync-protocol.ts'
import { maskName, maskPhone } from '../../domain/patient.ts'
import { vaccineName } from '../field/vaccines.ts'
import type { FieldReads, InDoubt, PlacedBooking, ProblemEntry } from '../ledger/field-reads.ts'
import type { ClosedCase } from '../ledger/field-rows.ts'

const LIMIT = consoleLimits.casesPerKindMax
const LOOK_BACK_DAYS = 7
const TEXT_MAX = 200

type Names = { readonly clinic: (clinicId: string) => string; readonly letter: (deviceId: string) => string; readonly closed: (caseId: string) => Closed | null }

/** Open and closed. `clinicId` null: of every clinic. */
export async function readCases(reads: FieldReads, now: Instant, clinicId: string | null): Promise<readonly Case[]> {
  const since = localDateOf(now - LOOK_BACK_DAYS * DAY_MS, 'UTC')
  const [clinics, devices, closed, problems, twice, overdrafts, inDoubt] = await Promise.all([
    reads.clinics(), reads.devices(clinicId), reads.closedCases(), reads.problemEntries(clinicId, LIMIT), reads.peopleTwice(since, LIMIT), reads.overdrafts(clinicId, LIMIT), reads.inDoubt(clinicId, LIMIT),
  ])
  const byId = new Map(clinics.map((clinic) => [clinic.clinicId, clinic.name]))
  const letters = new Map(devices.map((device) => [device.deviceId, device.stationLetter]))
  const words = new Map(closed.map((row) => [row.caseId, wordOf(row)]))
  const names: Names = { clinic: (id) => byId.get(id) ?? '', letter: (id) => letters.get(id) ?? '', closed: (id) => words.get(id) ?? null }
  return [
    ...problems.map((entry) => problemCase(entry, names)),
    ...twice.filter((rows) => clinicId === null || rows.some((row) => row.clinicId === clinicId)).flatMap((rows) => duplicateCase(rows, names)),
    ...overdrafts.map((row) => overdraftCase(row, names)), ...inDoubt.map((row) => inDoubtCase(row, names)),
  ]
}

const wordOf = ({ at, who, note }: ClosedCase): Closed => ({ at, who, note })

/** Places in doubt settle themselves when their window is over. */
export const isOpen = ({ closed, kind }: Case): boolean => closed === null && kind !== 'in-doubt'

/** Open cases by clinic; one of two clinics counts at each. */
export function openCasesByClinic(cases: readonly Case[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const one of cases.filter(isOpen))
    for (const clinicId of one.kind === 'duplicate' ? new Set(one.bookings.map((b) => b.clinicId)) : [one.clinicId]) counts.set(clinicId, (counts.get(clinicId) ?? 0) + 1)
  return counts
}

type RawEntry = { readonly type?: unknown; readonly body?: { readonly ticketNumber?: unknown } }
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, TEXT_MAX) : null)

/** The entry may be anything: it was refused because it did not fit. */
function problemCase(entry: ProblemEntry, names: Names): Case {
  const raw = JSON.parse(entry.content) as RawEntry
  const caseId = `entry/${entry.entryId}`
  return {
    kind: 'problem', caseId, clinicId: entry.clinicId, clinicName: names.clinic(entry.clinicId), at: entry.receivedAt, closed: names.closed(caseId), code: entry.verdict.code ?? entry.verdict.verdict,
    detail: entry.verdict.detail ?? '', entryType: textOf(raw.type) ?? '', verdict: entry.verdict.verdict, stationLetter: names.letter(entry.deviceId),
    ticketNumber: entry.ticketNumber ?? textOf(raw.body?.ticketNumber), person: personOf(entry.body),
  }
}

const bodyOf = (body: string | null): BookingBody | null => (body === null || body === '' ? null : (JSON.parse(body) as BookingBody))

function personOf(text: string | null): CasePerson | null {
  const body = bodyOf(text)
  return body && { maskedName: maskName(body.patient.name), birthYear: Number(body.patient.birthDate.slice(0, 4)), maskedPhone: maskPhone(body.patient.phone) }
}

function bookingOf(row: PlacedBooking, names: Names): CaseBooking {
  const vaccine = bodyOf(row.body)?.vaccine ?? row.slotVaccine
  return {
    clinicId: row.clinicId, clinicName: names.clinic(row.clinicId), bookingId: row.bookingId, ticketNumber: row.ticketNumber, status: row.status, date: row.date,
    vaccine: vaccine ? vaccineName(vaccine) : { ko: '', en: '' },
  }
}

/** Named by its bookings: one more booking is a new case. */
const personCaseId = (rows: readonly PlacedBooking[]): string =>
  `person/${createHash('sha256').update(rows.map((row) => row.bookingId).sort().join(' ')).digest('base64url')}`

function duplicateCase(rows: readonly PlacedBooking[], names: Names): Case[] {
  const [first] = rows
  const person = first ? personOf(first.body) : null
  if (!first || !person) return []
  const caseId = personCaseId(rows)
  const vaccines = rows.map((row) => bodyOf(row.body)?.vaccine.code)
  return [{
    kind: 'duplicate', caseId, clinicId: first.clinicId, clinicName: names.clinic(first.clinicId), at: null, closed: names.closed(caseId), person,
    sameVaccine: new Set(vaccines).size < vaccines.length, bookings: rows.map((row) => bookingOf(row, names)),
  }]
}

function overdraftCase(row: PlacedBooking, names: Names): Case {
  const caseId = `overdraft/${row.bookingId}`
  return { kind: 'overdraft', caseId, clinicId: row.clinicId, clinicName: names.clinic(row.clinicId), at: null, closed: names.closed(caseId), booking: bookingOf(row, names) }
}

const inDoubtCase = ({ slotId, clinicId, deviceId, startAt, endAt, places }: InDoubt, names: Names): Case =>
  ({ kind: 'in-doubt', caseId: `in-doubt/${slotId}/${deviceId}`, clinicId, clinicName: names.clinic(clinicId), at: null, closed: null, slotId, startAt, endAt, stationLetter: names.letter(deviceId), places })
