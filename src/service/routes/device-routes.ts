import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { allotmentsRequest, changesQuery, helloRequest, inventoryRequest, limits, PROTOCOL_VERSION, settlementRequest, VERSION_HEADER, VERSIONS_BACK } from '../../contract/sync-protocol.ts'
import type { CentrePort } from '../centre-port.ts'
import { centreFor, letIn } from '../http/door.ts'
import { sendFailure, sendOverloaded } from '../reply.ts'
import type { AppDeps } from '../reply.ts'
import { isBound, verifySignature } from '../device-auth.ts'
import type { Caller, KeyOf, Signed } from '../device-auth.ts'
import { invalid } from './invalid.ts'

declare module 'fastify' { interface FastifyRequest { signed: Signed | null } }

type Schema<T> = { readonly safeParse: (input: unknown) => { success: true; data: T } | { success: false; error: Parameters<typeof invalid>[0] } }
type Answer = Promise<Result<unknown, Failure> | 'overloaded'>
type Call<T> = (centre: CentrePort, caller: Caller, input: T) => Answer

const KEYS_KEPT_MAX = 50_000

/** Calls of an enrolled device: its signature is checked before its body is read, the body against the signature after. */
export async function deviceRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  const identity = await deps.centre.identity()
  const audience = identity === 'overloaded' ? '' : identity.audience
  const keyOf = keptKeys(deps.centre)
  const handle = async (request: FastifyRequest, reply: FastifyReply, act: (centre: CentrePort, caller: Caller) => Answer | Failure): Promise<unknown> => {
    const { signed } = request
    if (!signed || !isBound(signed, { method: request.method, url: request.url, rawBody: request.rawBody, audience })) return sendFailure(reply, failure('UNAUTHORISED'))
    const answer = await act(centreFor(deps, request), signed.caller)
    if (answer === 'overloaded') return sendOverloaded(reply, deps)
    if ('code' in answer) return sendFailure(reply, answer)
    return answer.ok ? answer.value : sendFailure(reply, answer.error)
  }
  const call = <T>(schema: Schema<T>, ask: Call<T>, inputOf: (request: FastifyRequest) => unknown = (request) => request.body) => (request: FastifyRequest, reply: FastifyReply) =>
    handle(request, reply, (centre, caller) => {
      if (tooOld(request)) return failure('UPDATE_REQUIRED')
      const parsed = schema.safeParse(inputOf(request))
      return parsed.success ? ask(centre, caller, parsed.data) : invalid(parsed.error)
    })
  await app.register(async (scope) => {
    scope.decorateRequest('signed', null)
    scope.addHook('onRequest', async (request, reply) => {
      request.signed = await verifySignature(request.headers.authorization, keyOf)
      if (!request.signed) return sendFailure(reply, failure('UNAUTHORISED'))
      letIn(deps, request)
    })
    scope.post('/hello', { bodyLimit: limits.helloBytesMax }, call(helloRequest, (centre, id, input) => centre.hello(id, input)))
    // The text goes to the writer as it is: reading it twice, or copying what was read, costs more than judging it.
    scope.post('/entries', { config: { keepText: true } }, (request, reply) => handle(request, reply, (centre, id) => centre.entriesText(id, request.body as Uint8Array)))
    scope.post('/allotments', call(allotmentsRequest, (centre, id, input) => centre.allotments(id, input)))
    scope.post('/inventory', call(inventoryRequest, (centre, id, input) => centre.inventory(id, input)))
    scope.post('/settlements', call(settlementRequest, (centre, id, input) => centre.settlements(id, input)))
    scope.get('/changes', call(changesQuery, (centre, id, input) => centre.changes(id, input), (request) => request.query))
  }, { prefix: '/v1' })
}

/** The key of an epoch never changes, so a known one is not asked for again. */
function keptKeys(centre: CentrePort): KeyOf {
  const keys = new Map<string, string>()
  return async (deviceId, epoch) => {
    const name = `${deviceId}/${epoch}`
    const kept = keys.get(name)
    if (kept) return kept
    const key = await centre.deviceKey(deviceId, epoch)
    if (key === null || key === 'overloaded') return null
    if (keys.size >= KEYS_KEPT_MAX) keys.clear()
    keys.set(name, key)
    return key
  }
}

/** Entries are taken from every version that was: a kiosk that cannot update must be able to drain. */
const tooOld = (request: FastifyRequest): boolean => {
  const version = Number(request.headers[VERSION_HEADER] ?? 1)
  return Number.isInteger(version) && version < PROTOCOL_VERSION - VERSIONS_BACK
}
