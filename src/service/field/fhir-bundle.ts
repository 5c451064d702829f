/** The envelope of FHIR: what the service says of itself, pages, and how it says no. Pure. */
import { errorCatalogue } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { fhirTypes } from './field-reads.ts'
import type { FhirPage, FhirType } from './field-reads.ts'

export const FHIR_JSON = 'application/fhir+json; charset=utf-8'

/** Search parameters of a type beside `_id` and `_count`, as FHIR names them. */
export const searchParams: Readonly<Record<FhirType, readonly { readonly name: string; readonly type: 'date' | 'reference' }[]>> = {
  Appointment: [{ name: 'date', type: 'date' }, { name: 'location', type: 'reference' }],
  Immunization: [{ name: 'location', type: 'reference' }],
  Location: [], Patient: [],
  Schedule: [{ name: 'actor', type: 'reference' }, { name: 'date', type: 'date' }],
  Slot: [{ name: 'schedule', type: 'reference' }, { name: 'start', type: 'date' }],
}

export const capabilityStatement = (baseUrl: string, at: string) => ({
  resourceType: 'CapabilityStatement', status: 'active', date: at, kind: 'instance', fhirVersion: '4.0.1', format: ['json'],
  software: { name: 'Vaccination centre' }, implementation: { description: 'Vaccination bookings, read only', url: baseUrl },
  rest: [{
    mode: 'server', documentation: 'Read only. Every call but this one and $bulk-publish needs the admin token as a Bearer. A Patient is the identity as told with one booking.',
    security: { description: 'Authorization: Bearer, the admin token' },
    resource: fhirTypes.map((type) => ({
      type, interaction: [{ code: 'read' }, { code: 'search-type' }], versioning: 'no-version', searchParam: [{ name: '_id', type: 'token' }, ...searchParams[type]],
    })),
    operation: [{ name: 'bulk-publish', definition: 'http://hl7.org/fhir/uv/bulkdata/OperationDefinition/bulk-publish' }],
  }],
})

export function bundleOf(baseUrl: string, type: FhirType, page: FhirPage, query: URLSearchParams) {
  const urlOf = (after: string | null): string => {
    const params = new URLSearchParams(query)
    if (after !== null) params.set('_after', after)
    const text = params.toString()
    return `${baseUrl}/${type}${text === '' ? '' : `?${text}`}`
  }
  const link = [{ relation: 'self', url: urlOf(null) }, ...(page.next === null ? [] : [{ relation: 'next', url: urlOf(page.next) }])]
  const entry = page.resources.map((resource) => ({ fullUrl: `${baseUrl}/${type}/${resource.id}`, resource, search: { mode: 'match' } }))
  // FHIR has no empty lists: what is not there is left out.
  return { resourceType: 'Bundle', type: 'searchset', link, ...(entry.length > 0 ? { entry } : {}) }
}

const issueCodes: Readonly<Partial<Record<Failure['code'], string>>> = { NOT_FOUND: 'not-found', INPUT_INVALID: 'invalid', OVERLOADED: 'throttled', UNAUTHORISED: 'login', METHOD_NOT_ALLOWED: 'not-supported' }

export const operationOutcome = (error: Failure) => ({
  resourceType: 'OperationOutcome',
  issue: [{
    severity: 'error', code: issueCodes[error.code] ?? 'exception', details: { coding: [{ system: 'urn:vaccination-kiosk:error', code: error.code }], text: error.detail },
    diagnostics: errorCatalogue[error.code].hint,
  }],
})
