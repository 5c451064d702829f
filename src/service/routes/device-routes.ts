import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { ErrorCode, Failure } from '../../contract/errors.ts'
import { allotmentsRequest, changesQuery, entriesEnvelope, helloRequest, inventoryRequest, limits, PROTOCOL_VERSION, settlementRequest, VERSION_HEADER, VERSIONS_BACK } from '../../contract/sync-protocol.ts'
import { sendFailure, sendOverloaded } from '../reply.ts'
import type { AppDeps } from '../reply.ts'
import { verifyDevice } from '../device-auth.ts'
import type { Caller } from '../device-auth.ts'
import { invalid } from './invalid.ts'

type Schema<T> = { readonly safeParse: (input: unknown) => { success: true; data: T } | { success: false; error: Parameters<typeof invalid>[0] } }
type Call<T> = (caller: Caller, input: T) => Promise<Result<unknown, Failure> | 'overloaded'>

const KEYS_KEPT_MAX = 10_000

/** Calls of an enrolled device. */
export async function deviceRoutes(app: FastifyInstance, { centre, random }: AppDeps): Promise<void> {
  const identity = await centre.identity()
  const audience = identity === 'overloaded' ? '' : identity.audience
  const keys = new Map<string, string>()
  /** The key of an epoch never changes, so a known one is not asked for again. */
  const keyOf = async (deviceId: string, epoch: number): Promise<string | null> => {
    const name = `${deviceId}/${epoch}`
    const cached = keys.get(name)
    if (cached) return cached
    const key = await centre.deviceKey(deviceId, epoch)
    if (key === null || key === 'overloaded') return null
    if (keys.size >= KEYS_KEPT_MAX) keys.clear()
    keys.set(name, key)
    return key
  }
  const handle = async <T>(request: FastifyRequest, reply: FastifyReply, input: unknown, schema: Schema<T>, call: Call<T>, code?: ErrorCode): Promise<unknown> => {
    const caller = await verifyDevice({ authorization: request.headers.authorization, method: request.method, url: request.url, rawBody: request.rawBody, audience }, keyOf)
    if (caller === null) return sendFailure(reply, failure('UNAUTHORISED'))
    if (code === undefined && tooOld(request)) return sendFailure(reply, failure('UPDATE_REQUIRED'))
    const parsed = schema.safeParse(input)
    if (!parsed.success) return sendFailure(reply, invalid(parsed.error, code))
    const answer = await call(caller, parsed.data)
    if (answer === 'overloaded') return sendOverloaded(reply, random)
    return answer.ok ? answer.value : sendFailure(reply, answer.error)
  }
  app.post('/v1/hello', { bodyLimit: limits.helloBytesMax }, (request, reply) => handle(request, reply, request.body, helloRequest, (id, input) => centre.hello(id, input)))
  app.post('/v1/entries', (request, reply) => handle(request, reply, request.body, entriesEnvelope, (id, input) => centre.entries(id, input), 'ENVELOPE_UNREADABLE'))
  app.post('/v1/allotments', (request, reply) => handle(request, reply, request.body, allotmentsRequest, (id, input) => centre.allotments(id, input)))
  app.post('/v1/inventory', (request, reply) => handle(request, reply, request.body, inventoryRequest, (id, input) => centre.inventory(id, input)))
  app.post('/v1/settlements', (request, reply) => handle(request, reply, request.body, settlementRequest, (id, input) => centre.settlements(id, input)))
  app.get('/v1/changes', (request, reply) => handle(request, reply, request.query, changesQuery, (id, input) => centre.changes(id, input)))
}

/** Entries are taken from every version that was: a kiosk that cannot update must be able to drain. */
const tooOld = (request: FastifyRequest): boolean => {
  const version = Number(request.headers[VERSION_HEADER] ?? 1)
  return Number.isInteger(version) && version < PROTOCOL_VERSION - VERSIONS_BACK
}
