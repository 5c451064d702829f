/** Two clinics with everything the console and the field show: bookings, standby, doses, a person at both, an overdraft, refused entries, places in doubt. */
import type { LightMyRequestResponse } from 'fastify'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { FLU, orThrow, testCentre, testClock, walkIn } from './clinic.ts'
import type { TestCentre, TestClock } from './clinic.ts'

export type FieldClinics = TestCentre & {
  readonly clock: TestClock; readonly adminToken: string; readonly otherClinicId: string; readonly slotId: string
  readonly devices: { readonly a: Enrolled; readonly b: Enrolled }
  readonly get: (url: string, token?: string | null) => Promise<LightMyRequestResponse>
  readonly post: (url: string, payload: unknown) => Promise<LightMyRequestResponse>
}
export type Enrolled = { readonly deviceId: string; readonly epoch: number; readonly stationLetter: string }

let made = 0
const unique = (name: string): string => `${name}-${++made}`

/** Somebody nobody else is called. */
export const CANARY = { name: '독고카나리', birthDate: '1961-02-03', phone: '010-7777-1234' } as const
export const LOT = 'FLU-2604B'
/** No session has it: who asks for it stands by. */
const NOT_OFFERED = defaultCatalogue[3]?.vaccine ?? FLU

export function enrol({ centre }: TestCentre, clinicId: string): Enrolled {
  const { code } = orThrow(centre.createEnrolmentCode({ clinicId }))
  const x = Buffer.from(unique('key').padEnd(32, '.')).toString('base64url')
  return orThrow(centre.enrol({ code, publicKey: { kty: 'OKP', crv: 'Ed25519', x }, stationName: '접수기 1', appVersion: '0.1.0', platform: 'test' }))
}

type Part = Record<string, unknown>
export function entry(sequence: number, part: Part = {}, patient: Part = {}) {
  const { patient: somebody, consent, screening } = walkIn()
  return {
    entryId: unique('entry'), sequence, previousHash: null, type: 'booking-waitlisted', bookingId: unique('booking'), version: 1, place: null, allotmentId: null, occurredAt: '2026-11-24T01:10:00.000Z', answer: null,
    body: { patient: { ...somebody, ...patient }, vaccine: FLU, ticketNumber: `A-${String(sequence).padStart(3, '0')}`, channel: 'kiosk', consent, screening, promisedWaitMinutes: [15, 25] }, ...part,
  }
}
const dose = (bookingId: string) => ({ type: 'dose-recorded', bookingId, version: 2, body: { vaccine: FLU, lotNumber: LOT, expiryDate: '2027-04-30', doseNumber: 1, practitionerId: 'nurse-1', givenAt: '2026-11-24T01:20:00.000Z' } })

export async function fieldClinics(options: { readonly consoleFolder?: string } = {}): Promise<FieldClinics> {
  const clock = testClock()
  const made = await testCentre(clock, { capacity: 6, windows: 4, ...options })
  const { centre, app, clinicId } = made
  const { clinicId: otherClinicId } = orThrow(centre.createClinic({ name: '푸른내과의원', timeZone: 'Asia/Seoul' }))
  orThrow(centre.createSession({ clinicId: otherClinicId, date: '2026-11-24', vaccine: FLU, windows: [{ start: '10:00', end: '10:30', capacity: 3 }] }))
  const slotId = centre.listSlots(clinicId, null)[0]?.slotId ?? ''
  const devices = { a: enrol(made, clinicId), b: enrol(made, otherClinicId) }
  const { adminToken } = centre.identity()
  const caller = ({ deviceId, epoch }: Enrolled) => ({ deviceId, epoch, order: null })
  const batch = (...entries: ReturnType<typeof entry>[]) => ({ epoch: 1, incarnationSeen: 1, entries })
  orThrow(centre.allotments(caller(devices.a), { requestId: 'r1', epoch: 1, wants: [{ slotId, count: 5 }] }))
  const created = (sequence: number, n: number, patient: Part = {}) => entry(sequence, { type: 'booking-created', place: { slotId, n } }, patient)
  const [one, two] = [created(1, 1, CANARY), created(2, 2)]
  orThrow(centre.entries(caller(devices.a), batch(one, two, entry(3), entry(4, dose(one.bookingId)), entry(5, { type: 'no-such-type' }), entry(6, { type: 'booking-cancelled', bookingId: two.bookingId, version: 2, body: { reason: 'patient' } }))))
  orThrow(centre.entries(caller(devices.a), batch(entry(7, { type: 'audit-noted', bookingId: null, body: { action: 'outage-drill', note: '10' } }))))
  const { body } = entry(2)
  const standby = entry(2, { body: { ...body, vaccine: NOT_OFFERED } })
  orThrow(centre.entries(caller(devices.b), batch(entry(1, {}, CANARY), standby, entry(3, dose(standby.bookingId)), entry(5, { body: { ...body, vaccine: NOT_OFFERED, ticketNumber: 'B-003' } }), entry(4, { type: 'dose-not-given', bookingId: unique('nobody'), version: 2, body: { reason: '발열' } }))))
  for (const [device, backlog] of [[devices.a, 3], [devices.b, 0]] as const)
    orThrow(centre.hello(caller(device), { epoch: 1, head: { sequence: 99, hash: null }, backlog: { entries: backlog, oldestMs: backlog * 60_000 }, free: [[slotId, 4]], wallTime: '2026-11-24T01:10:05.000Z', bootId: 'b', appVersion: '0.1.0', incarnationSeen: 1 }))
  const headers = (token: string | null) => (token === null ? {} : { authorization: `Bearer ${token}` })
  return {
    ...made, clock, adminToken, otherClinicId, slotId, devices,
    get: (url, token = adminToken) => app.inject({ method: 'GET', url, headers: headers(token) }),
    post: (url, payload) => app.inject({ method: 'POST', url, payload: JSON.stringify(payload), headers: { ...headers(adminToken), 'content-type': 'application/json' } }),
  }
}
