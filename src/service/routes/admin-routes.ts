import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Result } from '../../base/result.ts'
import { adminQuery, capacityRequest, clinicRequest, enrolmentCodeRequest, lostRequest, sessionRequest } from '../../contract/admin-api.ts'
import { settlementRequest } from '../../contract/sync-protocol.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { sendFailure, sendOverloaded } from '../reply.ts'
import type { AppDeps } from '../reply.ts'
import { consoleRoutes } from './console-routes.ts'
import { fhirRoutes } from './fhir-routes.ts'
import { invalid } from './invalid.ts'

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

export async function adminRoutes(app: FastifyInstance, { centre, random, reads, log }: AppDeps): Promise<void> {
  const identity = await centre.identity()
  const token = identity === 'overloaded' ? '' : identity.adminToken
  const check = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (token === '' || !same(Buffer.from(given).toString('hex'), Buffer.from(token).toString('hex'))) return sendFailure(reply, failure('UNAUTHORISED'))
    return undefined
  }
  await app.register(async (scope) => {
    scope.addHook('onRequest', check)
    if (reads) consoleRoutes(scope, { centre, reads, random })
    const reply201 = (reply: FastifyReply, answer: Result<unknown, Failure> | 'overloaded', status = 201): FastifyReply => {
      if (answer === 'overloaded') return sendOverloaded(reply, random)
      return answer.ok ? reply.code(status).send(answer.value) : sendFailure(reply, answer.error)
    }
    scope.post('/clinics', async (request, reply) => {
      const input = clinicRequest.safeParse(request.body)
      return input.success ? reply201(reply, await centre.createClinic(input.data)) : sendFailure(reply, invalid(input.error))
    })
    scope.post('/sessions', async (request, reply) => {
      const input = sessionRequest.safeParse(request.body)
      return input.success ? reply201(reply, await centre.createSession(input.data)) : sendFailure(reply, invalid(input.error))
    })
    scope.post('/slots/:slotId/capacity', async (request, reply) => {
      const input = capacityRequest.safeParse(request.body)
      const { slotId } = request.params as { slotId: string }
      return input.success ? reply201(reply, await centre.changeCapacity(slotId, input.data.capacity), 200) : sendFailure(reply, invalid(input.error))
    })
    scope.post('/enrolment-codes', async (request, reply) => {
      const input = enrolmentCodeRequest.safeParse(request.body)
      return input.success ? reply201(reply, await centre.createEnrolmentCode(input.data)) : sendFailure(reply, invalid(input.error))
    })
    scope.post('/devices/:deviceId/revoke', async (request, reply) => reply201(reply, await centre.revokeDevice((request.params as { deviceId: string }).deviceId), 200))
    scope.post('/devices/:deviceId/lost', async (request, reply) => {
      const input = lostRequest.safeParse(request.body)
      const { deviceId } = request.params as { deviceId: string }
      return input.success ? reply201(reply, await centre.reportLost(deviceId, input.data), 200) : sendFailure(reply, invalid(input.error))
    })
    scope.post('/clinics/:clinicId/settlements', async (request, reply) => {
      const input = settlementRequest.safeParse(request.body)
      const { clinicId } = request.params as { clinicId: string }
      return input.success ? reply201(reply, await centre.settleAt(clinicId, input.data), 200) : sendFailure(reply, invalid(input.error))
    })
    scope.get('/slots/:slotId/call-list', async (request, reply) => reply201(reply, await centre.callList((request.params as { slotId: string }).slotId), 200))
    lists(scope, { centre, random })
  }, { prefix: '/v1/admin' })
  if (!reads) return
  await app.register(async (scope) => {
    scope.addHook('onRequest', check)
    fhirRoutes(scope, { reads, log })
  }, { prefix: '/fhir/R4' })
}

function lists(scope: FastifyInstance, { centre, random }: Pick<AppDeps, 'centre' | 'random'>): void {
  const list = (path: string, name: string, read: (clinicId: string | null, date: string | null) => Promise<unknown>): void => {
    scope.get(path, async (request, reply) => {
      const query = adminQuery.safeParse(request.query)
      if (!query.success) return sendFailure(reply, invalid(query.error))
      const rows = await read(query.data.clinicId ?? null, query.data.date ?? null)
      return rows === 'overloaded' ? sendOverloaded(reply, random) : { [name]: rows }
    })
  }
  list('/clinics', 'clinics', () => centre.listClinics())
  list('/devices', 'devices', (clinicId) => centre.listDevices(clinicId))
  list('/in-doubt', 'places', (clinicId) => centre.listInDoubt(clinicId))
  list('/slots', 'slots', (clinicId, date) => centre.listSlots(clinicId, date))
  list('/bookings', 'bookings', (clinicId) => centre.listBookings(clinicId))
}
