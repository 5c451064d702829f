import type { FastifyInstance } from 'fastify'
import { toIso } from '../../base/time.ts'
import { failure } from '../../contract/errors.ts'
import { openApiDocument } from '../../contract/openapi.ts'
import { enrolmentRequest } from '../../contract/sync-protocol.ts'
import { sendFailure, sendOverloaded } from '../reply.ts'
import type { AppDeps } from '../reply.ts'
import { invalid } from './invalid.ts'

/** What needs no signature. */
export function publicRoutes(app: FastifyInstance, { centre, clock, random }: AppDeps): void {
  const openApi = openApiDocument()
  app.get('/v1/health', () => ({ status: 'ok' }))
  app.get('/v1/time', () => ({ time: toIso(clock()) }))
  app.get('/v1/openapi.json', () => openApi)
  app.get('/v1/ready', async (_request, reply) => {
    const identity = await centre.identity()
    return identity === 'overloaded' ? sendOverloaded(reply, random) : { status: 'ready' }
  })
  app.post('/v1/enrolments', async (request, reply) => {
    const input = enrolmentRequest.safeParse(request.body)
    if (!input.success) return sendFailure(reply, invalid(input.error))
    const enrolled = await centre.enrol(input.data)
    if (enrolled === 'overloaded') return sendOverloaded(reply, random)
    return enrolled.ok ? reply.code(201).send(enrolled.value) : sendFailure(reply, enrolled.error)
  })
  for (const url of ['/v1/enrolments', '/v1/hello', '/v1/entries', '/v1/allotments', '/v1/inventory'])
    app.get(url, (_request, reply) => sendFailure(reply.header('allow', 'POST'), failure('METHOD_NOT_ALLOWED')))
}
