/** OpenAPI 3.1 from the schemas that judge the requests: the document cannot differ from the service. */
import { z } from 'zod'
import * as admin from './admin-api.ts'
import * as protocol from './sync-protocol.ts'

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(schema, { unrepresentable: 'any', io })
const json = (schema: z.ZodType, io: 'input' | 'output') => ({ content: { 'application/json': { schema: schemaOf(schema, io) } } })
const problem = { description: 'RFC 9457 problem details with a code of the catalogue', content: { 'application/problem+json': { schema: { type: 'object' } } } }

const post = (summary: string, request: z.ZodType, answer: z.ZodType | null, status = '200', secured = true) => ({
  post: {
    summary, ...(secured ? {} : { security: [] }), requestBody: { required: true, ...json(request, 'input') },
    responses: { [status]: { description: 'done', ...(answer ? json(answer, 'output') : {}) }, default: problem },
  },
})
const get = (summary: string, answer: z.ZodType | null, secured: boolean) => ({
  get: { summary, ...(secured ? {} : { security: [] }), responses: { 200: { description: 'done', ...(answer ? json(answer, 'output') : {}) }, default: problem } },
})

export const openApiDocument = () => ({
  openapi: '3.1.0',
  info: { title: 'Vaccination centre', version: String(protocol.PROTOCOL_VERSION) },
  security: [{ bearer: [] }],
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT, EdDSA, one per request; admin calls: the admin token' } },
    schemas: Object.fromEntries(Object.entries(protocol.entryBodies).map(([type, body]) => [type, schemaOf(body, 'input')])),
  },
  paths: {
    '/v1/enrolments': post('Code and public key for a device identity', protocol.enrolmentRequest, protocol.enrolmentAnswer, '201', false),
    '/v1/hello': post('Heartbeat', protocol.helloRequest, protocol.helloAnswer),
    '/v1/entries': post('A batch of outbox entries, a verdict for each', protocol.entriesEnvelope.extend({ entries: z.array(protocol.outboxEntry) }), protocol.entriesAnswer),
    '/v1/allotments': post('Ask for places', protocol.allotmentsRequest, protocol.allotmentsAnswer),
    '/v1/inventory': post('What this device holds', protocol.inventoryRequest, protocol.inventoryAnswer),
    '/v1/changes': get('What changed for this clinic', protocol.changesAnswer, true),
    '/v1/settlements': post('A named person decides over places in doubt', protocol.settlementRequest, protocol.settlementAnswer),
    '/v1/time': get('The time here', null, false),
    '/v1/health': get('The process is alive', null, false),
    '/v1/ready': get('The ledger answers', null, false),
    '/v1/admin/clinics': post('Create a clinic', admin.clinicRequest, null, '201'),
    '/v1/admin/sessions': post('Create a session with its windows', admin.sessionRequest, null, '201'),
    '/v1/admin/slots/{slotId}/capacity': post('Change the capacity of a slot', admin.capacityRequest, null),
    '/v1/admin/enrolment-codes': post('Create an enrolment code', admin.enrolmentCodeRequest, null, '201'),
    '/v1/admin/token-rotations': post('A new admin token; the old one ends', admin.tokenRotationRequest, null, '201'),
    '/v1/admin/audit': get('Who did what at the centre, each row chained to the one before', null, true),
    '/v1/admin/devices/{deviceId}/revoke': post('Revoke a device; its entries stay on it', z.strictObject({}), null),
    '/v1/admin/devices/{deviceId}/lost': post('Report a device dead or stolen: its places are in doubt', admin.lostRequest, null),
    '/v1/admin/clinics/{clinicId}/settlements': post('Decide over places in doubt', protocol.settlementRequest, protocol.settlementAnswer),
    '/v1/admin/in-doubt': get('Places in doubt', null, true),
    '/v1/admin/slots/{slotId}/call-list': get('Booked above the capacity after a cut: whom staff call', null, true),
    '/v1/admin/devices': get('Devices', null, true),
    '/v1/admin/slots': get('Slots with the state counts of their places', null, true),
    '/v1/admin/bookings': get('Bookings, without personal data', null, true),
  },
})
