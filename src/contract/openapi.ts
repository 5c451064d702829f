/** OpenAPI 3.1 from the schemas that judge the requests: the document cannot differ from the service. */
import { z } from 'zod'
import { operatorPaths } from './openapi-operator.ts'
import { get, post, schemaOf, withPathParameters } from './openapi-parts.ts'
import * as protocol from './sync-protocol.ts'

export const openApiDocument = () => ({
  openapi: '3.1.0',
  info: { title: 'Vaccination centre', version: String(protocol.PROTOCOL_VERSION) },
  security: [{ bearer: [] }],
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT, EdDSA, one per request; admin calls: the admin token' } },
    schemas: Object.fromEntries(Object.entries(protocol.entryBodies).map(([type, body]) => [type, schemaOf(body, 'input')])),
  },
  paths: withPathParameters({
    '/v1/enrolments': post('Code and public key for a device identity', protocol.enrolmentRequest, protocol.enrolmentAnswer, '201', false),
    '/v1/hello': post('Heartbeat', protocol.helloRequest, protocol.helloAnswer),
    '/v1/entries': post('A batch of outbox entries, a verdict for each', protocol.entriesEnvelope.extend({ entries: z.array(protocol.outboxEntry) }), protocol.entriesAnswer),
    '/v1/allotments': post('Ask for places', protocol.allotmentsRequest, protocol.allotmentsAnswer),
    '/v1/inventory': post('What this device holds', protocol.inventoryRequest, protocol.inventoryAnswer),
    '/v1/changes': get('What changed for this clinic', { answer: protocol.changesAnswer, query: protocol.changesQuery }),
    '/v1/settlements': post('A named person decides over places in doubt', protocol.settlementRequest, protocol.settlementAnswer),
    '/v1/time': get('The time here', { open: true }),
    '/v1/health': get('The process is alive', { open: true }),
    '/v1/ready': get('The ledger answers', { open: true }),
    '/v1/openapi.json': get('This document', { open: true }),
    ...operatorPaths,
  }),
})
