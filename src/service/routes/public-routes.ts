import type { FastifyInstance } from 'fastify'
import { toIso } from '../../base/time.ts'
import { failure } from '../../contract/errors.ts'
import { openApiDocument } from '../../contract/openapi.ts'
import { enrolmentRequest } from '../../contract/sync-protocol.ts'
import { sendFailure, sendOverloaded } from '../reply.ts'
import type { AppDeps } from '../reply.ts'
import { invalid } from './invalid.ts'

/** What needs no signature. */
export function publicRoutes(app: FastifyInstance, deps: AppDeps): void {
  const { centre, clock } = deps
  const openApi = openApiDocument()
  app.get('/v1/health', () => ({ status: 'ok' }))
  app.get('/v1/time', () => ({ time: toIso(clock()) }))
  app.get('/v1/openapi.json', () => openApi)
  app.get('/v1/ready', async (_request, reply) => {
    const identity = await centre.identity()
    return identity === 'overloaded' ? sendOverloaded(reply, deps) : { status: 'ready' }
  })
  app.get('/metrics', async (_request, reply) => {
    const [devices, bookings] = [await centre.listDevices(null), await centre.listBookings(null)]
    if (devices === 'overloaded' || bookings === 'overloaded') return sendOverloaded(reply, deps)
    const backlog = devices.reduce((sum, device) => sum + device.backlog, 0)
    return reply.type('text/plain; version=0.0.4').send(`centre_devices ${devices.length}\ncentre_bookings ${bookings.length}\ncentre_backlog_entries ${backlog}\n`)
  })
  app.post('/v1/enrolments', async (request, reply) => {
    const input = enrolmentRequest.safeParse(request.body)
    if (!input.success) return sendFailure(reply, invalid(input.error))
    const enrolled = await centre.enrol(input.data)
    if (enrolled === 'overloaded') return sendOverloaded(reply, deps)
    return enrolled.ok ? reply.code(201).send(enrolled.value) : sendFailure(reply, enrolled.error)
  })
  for (const url of ['/v1/enrolments', '/v1/hello', '/v1/entries', '/v1/allotments', '/v1/inventory'])
    app.get(url, (_request, reply) => sendFailure(reply.header('allow', 'POST'), failure('METHOD_NOT_ALLOWED')))
}
