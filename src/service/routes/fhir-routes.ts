import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fhirQueries } from '../../contract/field-api.ts'
import type { FhirQuery } from '../../contract/field-api.ts'
import { errorCatalogue, failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import type { Log } from '../../base/log.ts'
import { bundleOf, FHIR_JSON, operationOutcome } from '../field/fhir-bundle.ts'
import { fhirTypes } from '../field/field-reads.ts'
import type { FhirType } from '../field/field-reads.ts'
import type { ReadPort } from '../field/read-calls.ts'
import { invalid } from './invalid.ts'

const PERSONAL: readonly FhirType[] = ['Patient', 'Appointment', 'Immunization']
const PAGE_DEFAULT = 50
const RETRY_AFTER_S = '2'

export const baseUrlOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}/fhir/R4`

function sendOutcome(reply: FastifyReply, error: Failure): FastifyReply {
  if (error.code === 'OVERLOADED') void reply.header('retry-after', RETRY_AFTER_S)
  return reply.code(errorCatalogue[error.code].status).type(FHIR_JSON).send(JSON.stringify(operationOutcome(error)))
}

/** In a scope behind the admin's guard. Whoever reads personal data leaves a line in the log: which kind, how many. */
export function fhirRoutes(scope: FastifyInstance, { reads, log }: { readonly reads: ReadPort; readonly log: Log }): void {
  scope.setNotFoundHandler((_request, reply) => sendOutcome(reply, failure('NOT_FOUND', 'read only: Appointment, Immunization, Location, Patient, Schedule, Slot')))
  const note = (request: FastifyRequest, type: FhirType, count: number): void => { if (PERSONAL.includes(type)) log.info('personal-data-read', { by: 'admin', from: request.ip, resource: type, count }) }
  for (const type of fhirTypes) {
    scope.get(`/${type}`, async (request, reply) => {
      const query = fhirQueries[type].safeParse(request.query)
      if (!query.success) return sendOutcome(reply, invalid(query.error))
      const page = await reads.fhirPage(type, filterOf(query.data), query.data._after ?? '', query.data._count ?? PAGE_DEFAULT)
      if (page === 'overloaded') return sendOutcome(reply, failure('OVERLOADED'))
      note(request, type, page.resources.length)
      return reply.type(FHIR_JSON).send(JSON.stringify(bundleOf(baseUrlOf(request), type, page, new URLSearchParams(request.query as Record<string, string>))))
    })
    scope.get(`/${type}/:id`, async (request, reply) => {
      const page = await reads.fhirPage(type, { id: (request.params as { id: string }).id }, '', 1)
      if (page === 'overloaded') return sendOutcome(reply, failure('OVERLOADED'))
      const [resource] = page.resources
      if (!resource) return sendOutcome(reply, failure('NOT_FOUND', `no such ${type}`))
      note(request, type, 1)
      return reply.type(FHIR_JSON).send(JSON.stringify(resource))
    })
  }
}

const filterOf = (query: FhirQuery) => ({ id: query._id, clinicId: query.location ?? query.actor, date: query.date ?? query.start, sessionId: query.schedule })
