import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { fhirTypes } from '../../src/service/field/field-reads.ts'
import { CANARY, fieldClinics } from '../support/field-clinics.ts'
import type { FieldClinics } from '../support/field-clinics.ts'

/** The published definitions of FHIR R4, as a package ships them. */
type Validator = { readonly validate: (resource: object, options: object) => { readonly valid: boolean; readonly messages: readonly { readonly severity: string; readonly location: string; readonly message: string }[] } }
const { Fhir } = createRequire(import.meta.url)('fhir') as { readonly Fhir: new () => Validator }
const fhir = new Fhir()
type Resource = { readonly resourceType: string; readonly id: string; readonly [key: string]: unknown }
type Bundle = { readonly entry?: readonly { readonly fullUrl: string; readonly resource: Resource }[]; readonly link: readonly { readonly relation: string; readonly url: string }[] }

const complaints = (resource: object): string[] =>
  fhir.validate(resource, { errorOnUnexpected: true }).messages.filter(({ severity }) => severity === 'error' || severity === 'fatal').map(({ location, message }) => `${location}: ${message}`)
const resourcesOf = (bundle: Bundle): Resource[] => (bundle.entry ?? []).map(({ resource }) => resource)

let clinics: FieldClinics
beforeAll(async () => { clinics = await fieldClinics() })
const search = async (path: string): Promise<Bundle> => (await clinics.get(`/fhir/R4/${path}`)).json<Bundle>()

describe('FHIR R4, read only', () => {
  it('finds what is wrong when something is (the validator is awake)', () => {
    expect(complaints({ resourceType: 'Slot', id: 'x', schedule: { reference: 'Schedule/1' }, status: 'fre', start: '2026-11-24T01:00:00Z', end: '2026-11-24T01:30:00Z', colour: 1 })).toHaveLength(2)
  })

  it('describes itself to everybody, in words of the definitions', async () => {
    const statement = (await clinics.get('/fhir/R4/metadata', null)).json<Resource & { rest: { resource: { type: string }[] }[] }>()
    expect(complaints(statement)).toEqual([])
    expect(statement.rest[0]?.resource.map(({ type }) => type)).toEqual([...fhirTypes])
  })

  it.each(fhirTypes)('gives every %s as the published definition wants it, in a bundle and alone', async (type) => {
    const bundle = await search(type)
    expect(complaints(bundle)).toEqual([])
    const resources = resourcesOf(bundle)
    expect(resources.length).toBeGreaterThan(0)
    for (const resource of resources) {
      expect([resource.resourceType, complaints(resource)]).toEqual([type, []])
      expect((await search(`${type}/${resource.id}`)) as unknown).toEqual(resource)
    }
  })

  it('keeps the status of a booking, and gives a time to all that need one (app-3)', async () => {
    const appointments = resourcesOf(await search('Appointment'))
    expect(new Set(appointments.map(({ status }) => status))).toEqual(new Set(['booked', 'fulfilled', 'cancelled', 'waitlist']))
    for (const { status, start, end } of appointments) if (status !== 'waitlist' && status !== 'cancelled') expect([typeof start, typeof end]).toEqual(['string', 'string'])
  })

  it('refers only to what is there', async () => {
    const all = (await Promise.all(fhirTypes.map(async (type) => resourcesOf(await search(`${type}?_count=200`))))).flat()
    const known = new Set(all.map(({ resourceType, id }) => `${resourceType}/${id}`))
    const named = [...JSON.stringify(all).matchAll(/"reference":"([^"]+)"/g)].map(([, reference = '']) => reference)
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((reference) => !known.has(reference))).toEqual([])
  })

  it('tells a dose with lot and both codes, and one that was not given with its reason', async () => {
    const doses = resourcesOf(await search('Immunization'))
    expect(doses.find(({ status }) => status === 'completed')).toMatchObject({ lotNumber: 'FLU-2604B', expirationDate: '2027-04-30', vaccineCode: { coding: [{ code: '13' }, { system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] } })
    expect(doses.find(({ status }) => status === 'not-done')).toMatchObject({ statusReason: { text: '발열' } })
  })

  it('pages without leaving anybody out or naming one twice', async () => {
    const seen: string[] = []
    for (let url: string | undefined = 'Appointment?_count=2'; url; ) {
      const bundle: Bundle = await search(url)
      seen.push(...resourcesOf(bundle).map(({ id }) => id))
      url = bundle.link.find(({ relation }) => relation === 'next')?.url.split('/fhir/R4/')[1]
    }
    expect(seen.sort()).toEqual(clinics.centre.listBookings(null).map(({ bookingId }) => bookingId).sort())
  })

  it('narrows by clinic, day and schedule', async () => {
    const { clinicId, otherClinicId } = clinics
    const count = async (path: string): Promise<number> => resourcesOf(await search(path)).length
    expect([await count(`Appointment?location=Location/${clinicId}`), await count(`Appointment?location=${otherClinicId}`), await count('Appointment?date=2026-11-25')]).toEqual([3, 3, 0])
    expect([await count(`Schedule?actor=Location/${otherClinicId}&date=2026-11-24`), await count('Slot?start=2026-11-24&_count=200')]).toEqual([1, 5])
    const [schedule] = resourcesOf(await search(`Schedule?actor=Location/${otherClinicId}`))
    expect(await count(`Slot?schedule=Schedule/${schedule?.id}`)).toBe(1)
  })

  it('opens to the admin alone, and says no as FHIR does', async () => {
    for (const type of fhirTypes) expect((await clinics.get(`/fhir/R4/${type}`, null)).statusCode).toBe(401)
    expect((await clinics.get('/fhir/R4/Patient', 'wrong')).body).not.toContain(CANARY.name)
    for (const [path, status] of [['Patient/nobody', 404], ['Patient?name=x', 400], ['Appointment?_count=0', 400], ['Slot?start=tomorrow', 400], ['Observation', 404]] as const) {
      const answer = await clinics.get(`/fhir/R4/${path}`)
      expect([path, answer.statusCode, answer.headers['content-type'], complaints(answer.json())]).toEqual([path, status, 'application/fhir+json; charset=utf-8', []])
    }
  })
})
