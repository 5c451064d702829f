import type { FastifyInstance } from 'fastify'
import { toIso } from '../../base/time.ts'
import { failure } from '../../contract/errors.ts'
import { openApiDocument } from '../../contract/openapi.ts'
import { enrolmentRequest } from '../../contract/sync-protocol.ts'
import { defaultEdge } from '../edge.ts'
import { createLockOut, guesserOf } from '../lock-out.ts'
import { sendFailure, sendOverloaded } from '../reply.ts'
import type { AppDeps } from '../reply.ts'
import { invalid } from './invalid.ts'

/** What needs no signature. */
export function publicRoutes(app: FastifyInstance, deps: AppDeps): void {
  const { centre, clock, log, edge = defaultEdge } = deps
  const codes = createLockOut({ ...edge, wrongMax: edge.wrongCodesMax })
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
    const guesser = guesserOf(request.ip)
    const waitMs = codes.enter(guesser, clock())
    if (waitMs > 0) return sendFailure(reply, failure('TOO_MANY_TRIES'), waitMs)
    const enrolled = await centre.enrol(input.data)
    // Who knows a code that is used or over does not guess.
    if (enrolled !== 'overloaded' && !enrolled.ok && enrolled.error.code === 'ENROLMENT_CODE_UNKNOWN') {
      if (codes.wrong(guesser, clock())) log.warn('enrolment-locked', { guesser })
    } else if (enrolled !== 'overloaded' && enrolled.ok) codes.right(guesser)
    else codes.neither(guesser)
    if (enrolled === 'overloaded') return sendOverloaded(reply, deps)
    return enrolled.ok ? reply.code(201).send(enrolled.value) : sendFailure(reply, enrolled.error)
  })
  for (const url of ['/v1/enrolments', '/v1/hello', '/v1/entries', '/v1/allotments', '/v1/inventory'])
    app.get(url, (_request, reply) => sendFailure(reply.header('allow', 'POST'), failure('METHOD_NOT_ALLOWED')))
}
