/** Rows of the ledger as FHIR R4 resources. Pure. A Patient is the identity as told with one booking: nobody is merged in silence. */
import { isInErrorReason } from '../../domain/entered-in-error.ts'
import { createHash } from 'node:crypto'
import { addDays, instantOfLocal, toIso } from '../../base/time.ts'
import type { BookingBody } from '../../contract/sync-protocol.ts'
import type { CountedSlot, DoseRow, PlacedBooking } from '../ledger/field-reads.ts'
import type { ClinicRow, SessionRow } from '../ledger/ledger.ts'
import { CVX_SYSTEM, catalogued, vaccineName } from './vaccines.ts'

export type Resource = { readonly resourceType: string; readonly id: string; readonly [element: string]: unknown }
type Vaccine = { readonly system: string; readonly code: string }

const URN = 'urn:vaccination-kiosk'
const SMART = 'http://fhir-registry.smarthealthit.org/StructureDefinition'
const IMMUNIZATION_SERVICE = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/service-type', code: '57', display: 'Immunization' }] }

/** FHIR spells an id with 1-64 of [A-Za-z0-9.-]; a longer or stranger one of ours goes by its digest, and stands whole in the identifier. */
export const fhirId = (id: string): string => (/^[A-Za-z0-9.-]{1,64}$/.test(id) ? id : `x-${createHash('sha256').update(id).digest('hex').slice(0, 40)}`)
const reference = (type: string, id: string) => ({ reference: `${type}/${fhirId(id)}` })

export const vaccineConcept = (vaccine: Vaccine) => {
  const cvx = catalogued(vaccine)?.cvx
  const names = vaccineName(vaccine)
  return { coding: [{ ...vaccine, display: names.ko }, ...(cvx ? [{ system: CVX_SYSTEM, code: cvx, display: names.en }] : [])], text: names.ko }
}

export const locationOf = ({ clinicId, name, timeZone }: ClinicRow): Resource => ({
  resourceType: 'Location', id: fhirId(clinicId), identifier: [{ system: `${URN}:clinic`, value: clinicId }], status: 'active', name, mode: 'instance',
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/timezone', valueCode: timeZone }],
})

export function scheduleOf({ sessionId, clinicId, date, vaccine }: SessionRow, timeZone: string): Resource {
  const cvx = catalogued(vaccine)?.cvx
  return {
    resourceType: 'Schedule', id: fhirId(sessionId), identifier: [{ system: `${URN}:session`, value: sessionId }], active: true, serviceType: [IMMUNIZATION_SERVICE, vaccineConcept(vaccine)],
    actor: [reference('Location', clinicId)], planningHorizon: dayOf(date, timeZone),
    ...(cvx ? { extension: [{ url: `${SMART}/vaccine-product`, valueCoding: { system: CVX_SYSTEM, code: cvx, display: vaccineName(vaccine).en } }] } : {}),
  }
}

/** The calendar day at the clinic, as instants. */
const dayOf = (date: string, timeZone: string) => ({ start: toIso(instantOfLocal(date, 0, timeZone)), end: toIso(instantOfLocal(addDays(date, 1), 0, timeZone)) })

/** What may still be had: in the pool, or held free by a kiosk of the clinic. */
export const freeOf = ({ places }: Pick<CountedSlot, 'places'>): number => (places.pool ?? 0) + (places.allotted ?? 0)

export function slotOf(slot: CountedSlot, now: number): Resource {
  const free = slot.endAt > now ? freeOf(slot) : 0
  return {
    resourceType: 'Slot', id: fhirId(slot.slotId), identifier: [{ system: `${URN}:slot`, value: slot.slotId }], serviceType: [IMMUNIZATION_SERVICE, vaccineConcept(slot.vaccine)],
    schedule: reference('Schedule', slot.sessionId), status: free > 0 ? 'free' : 'busy', start: toIso(slot.startAt), end: toIso(slot.endAt),
    extension: [{ url: `${SMART}/slot-capacity`, valueInteger: free }],
  }
}

export const bookingBodyOf = (text: string | null): BookingBody | null => (text === null || text === '' ? null : (JSON.parse(text) as BookingBody))

/** Null when only the receipt of the booking is known: its device is dead, and with it the name. */
export function patientOf(booking: PlacedBooking): Resource | null {
  const patient = bookingBodyOf(booking.body)?.patient
  if (!patient) return null
  const { guardian } = patient
  return {
    resourceType: 'Patient', id: fhirId(booking.bookingId), identifier: [{ system: `${URN}:booking`, value: booking.bookingId }], active: true, name: [{ text: patient.name }],
    telecom: [{ system: 'phone', value: patient.phone }], gender: patient.sex === 'unspecified' ? 'unknown' : patient.sex, birthDate: patient.birthDate,
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: patient.language }] } }],
    ...(guardian ? { contact: [{ relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD' }], text: guardian.relation }], name: { text: guardian.name } }] } : {}),
  }
}

const NEEDS_NO_TIME = ['waitlist', 'cancelled']

export function appointmentOf(booking: PlacedBooking, clinic: ClinicRow): Resource {
  const body = bookingBodyOf(booking.body)
  const vaccine = body?.vaccine ?? booking.slotVaccine
  const window = booking.startAt !== null && booking.endAt !== null ? { start: toIso(booking.startAt), end: toIso(booking.endAt) } : null
  // Who came without a place has no window: the day is what is known, and FHIR wants a time for who is not waiting.
  const day = dayOf(booking.date, clinic.timeZone)
  const times = window ?? (NEEDS_NO_TIME.includes(booking.status) ? {} : day)
  return {
    resourceType: 'Appointment', id: fhirId(booking.bookingId), meta: { versionId: String(booking.version) },
    identifier: [{ system: `${URN}:booking`, value: booking.bookingId }, { system: `${URN}:ticket`, value: booking.ticketNumber }], status: booking.status,
    serviceType: [IMMUNIZATION_SERVICE, ...(vaccine ? [vaccineConcept(vaccine)] : [])], ...(booking.slotId === null ? {} : { slot: [reference('Slot', booking.slotId)] }), ...times,
    ...(window === null && booking.status === 'waitlist' ? { requestedPeriod: [day] } : {}),
    participant: [
      { actor: body ? reference('Patient', booking.bookingId) : { display: booking.ticketNumber }, status: 'accepted' },
      { actor: { ...reference('Location', clinic.clinicId), display: clinic.name }, status: 'accepted' },
    ],
  }
}

type Dose = { readonly vaccine: Vaccine; readonly lotNumber: string; readonly expiryDate: string; readonly doseNumber: number; readonly practitionerId: string; readonly givenAt: string }
type NotGiven = { readonly reason: string; readonly practitionerId?: string | null }

export function immunizationOf(row: DoseRow, clinic: ClinicRow): Resource {
  const booked = bookingBodyOf(row.bookingBody)
  const base = {
    resourceType: 'Immunization', id: fhirId(row.entryId), identifier: [{ system: `${URN}:entry`, value: row.entryId }], primarySource: true,
    patient: booked ? reference('Patient', row.bookingId) : { identifier: { system: `${URN}:booking`, value: row.bookingId } }, location: { ...reference('Location', clinic.clinicId), display: clinic.name },
  }
  const performer = (id: string | null | undefined) => (id ? { performer: [{ actor: { identifier: { system: `${URN}:practitioner`, value: id } } }] } : {})
  if (!row.given) {
    const { reason, practitionerId } = JSON.parse(row.body) as NotGiven
    const when = row.date ? { occurrenceDateTime: row.date } : { occurrenceString: 'unknown' }
    return { ...base, status: isInErrorReason(reason) ? 'entered-in-error' : 'not-done', statusReason: { text: reason }, vaccineCode: booked ? vaccineConcept(booked.vaccine) : { text: 'unknown' }, ...when, ...performer(practitionerId) }
  }
  const dose = JSON.parse(row.body) as Dose
  return {
    ...base, status: row.enteredInError ? 'entered-in-error' : 'completed', vaccineCode: vaccineConcept(dose.vaccine), occurrenceDateTime: toIso(Date.parse(dose.givenAt)), lotNumber: dose.lotNumber, expirationDate: dose.expiryDate,
    protocolApplied: [{ doseNumberPositiveInt: dose.doseNumber }], ...performer(dose.practitionerId),
  }
}
