import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Result } from '../../base/result.ts'
import { adminQuery, capacityRequest, clinicRequest, enrolmentCodeRequest, lostRequest, sessionRequest, tokenRotationRequest } from '../../contract/admin-api.ts'
import { settlementRequest } from '../../contract/sync-protocol.ts'
import type { Failure } from '../../contract/errors.ts'
import { sendFailure, sendOverloaded } from '../reply.ts'
import type { AppDeps } from '../reply.ts'
import { createAdminGuard } from './admin-guard.ts'
import { invalid } from './invalid.ts'

export async function adminRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  const { centre } = deps
  const guard = createAdminGuard(deps)
  await app.register(async (scope) => {
    scope.addHook('onRequest', guard.check)
    const reply201 = (reply: FastifyReply, answer: Result<unknown, Failure> | 'overloaded', status = 201): FastifyReply => {
      if (answer === 'overloaded') return sendOverloaded(reply, deps)
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
    scope.post('/token-rotations', async (request, reply) => {
      const input = tokenRotationRequest.safeParse(request.body ?? {})
      if (!input.success) return sendFailure(reply, invalid(input.error))
      const rotated = await centre.rotateAdminToken(input.data.overlapMs)
      guard.forget()
      return reply201(reply, rotated)
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
    lists(scope, deps)
  }, { prefix: '/v1/admin' })
}

function lists(scope: FastifyInstance, deps: AppDeps): void {
  const { centre } = deps
  const list = (path: string, name: string, read: (clinicId: string | null, date: string | null) => Promise<unknown>): void => {
    scope.get(path, async (request, reply) => {
      const query = adminQuery.safeParse(request.query)
      if (!query.success) return sendFailure(reply, invalid(query.error))
      const rows = await read(query.data.clinicId ?? null, query.data.date ?? null)
      return rows === 'overloaded' ? sendOverloaded(reply, deps) : { [name]: rows }
    })
  }
  list('/clinics', 'clinics', () => centre.listClinics())
  list('/devices', 'devices', (clinicId) => centre.listDevices(clinicId))
  list('/in-doubt', 'places', (clinicId) => centre.listInDoubt(clinicId))
  list('/audit', 'audit', (clinicId) => centre.listAudit(clinicId))
  list('/slots', 'slots', (clinicId, date) => centre.listSlots(clinicId, date))
  list('/bookings', 'bookings', (clinicId) => centre.listBookings(clinicId))
}
