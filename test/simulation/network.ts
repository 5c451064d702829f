/** Carries one request as a network would: lost, doubled, overtaken, answered with nonsense, or cut in one direction only. */
import { entriesEnvelope, allotmentsRequest, changesQuery, enrolmentRequest, helloRequest, inventoryRequest } from '../../src/contract/sync-protocol.ts'
import { problemOf, failure } from '../../src/contract/errors.ts'
import type { Failure } from '../../src/contract/errors.ts'
import type { Result } from '../../src/base/result.ts'
import type { Centre } from '../../src/service/centre.ts'
import { isLearning } from '../../src/service/learning.ts'
import { readAnswer, REQUEST_TIMEOUT_MS } from '../../src/store/service-client.ts'
import type { SendRequest, Sent, ServiceClient } from '../../src/store/service-client.ts'
import { SimulatedCrash } from './faulty-file.ts'
import type { Sim } from './sim.ts'

/** One device's line; until these times nothing goes up, or no answer comes down. */
type Link = {
  readonly name: string; readonly cutUntil: number; readonly answersLostUntil: number
  /** The wish, with its epoch, whose answer did not come yet. */
  openWish: string | null
}
type Reply = { readonly status: number; readonly text: string }

export const networkOf = (world: Sim, link: Link): ServiceClient => <T>(request: SendRequest<T>) =>
  new Promise<Sent<T>>((resolve) => {
    // The message as it left; what the device does later does not change it.
    const sent = JSON.stringify(request.body)
    const claims = { identity: request.identity, x: request.key?.x ?? null, order: request.order, path: request.path }
    const wish = request.path === '/v1/allotments' ? `${request.identity?.deviceId}/${request.identity?.epoch} ${(request.body as { requestId: string }).requestId}` : null
    if (wish) {
      const [epoch] = wish.split(' ')
      if (link.openWish && link.openWish !== wish && link.openWish.startsWith(`${epoch} `)) world.violated(`I17 ${link.name} asks anew though its last wish may have been granted`)
      link.openWish = wish
    }
    let open = true
    const end = (answer: Sent<T>): void => {
      if (!open) return
      open = false
      cancel()
      if (wish && (answer.kind === 'ok' || answer.reason === 'fenced' || answer.code === 'REQUEST_ID_REUSED')) link.openWish = null
      resolve(answer)
    }
    const cancel = world.at(world.now + REQUEST_TIMEOUT_MS, () => end({ kind: 'failed', reason: 'timeout', retryAfterMs: null, code: null }))
    const unreachable = (): void => { world.at(world.now + 200, () => end({ kind: 'failed', reason: 'unreachable', retryAfterMs: null, code: null })) }
    const deliver = (afterMs: number): void => {
      world.at(world.now + afterMs, () => {
        const reply = answerOf(world, claims, sent)
        if (!reply || link.answersLostUntil > world.now || world.fault('drop')) return
        const text = world.fault('garbage') ? '<html>proxy</html>' : reply.text
        world.at(world.now + latency(world), () => end(readAnswer(reply.status, null, text, request.schema)))
      })
    }
    if (link.cutUntil > world.now) return unreachable()
    if (world.fault('drop')) return undefined
    if (world.fault('overloaded')) return void world.at(world.now + 50, () => end(readAnswer(503, '2', '{}', request.schema)))
    deliver(latency(world))
    if (world.fault('duplicate')) deliver(latency(world) * 3)
    return undefined
  })

/** Milliseconds; late messages arrive long after the device gave up. */
function latency(world: Sim): number {
  if (world.fault('delay')) return 20_000 + world.chance.whole(1_800_000)
  if (world.fault('slow')) return 3_000 + world.chance.whole(6_000)
  if (world.fault('reorder')) return world.chance.whole(15_000)
  return 5 + world.chance.whole(200)
}

type Claims = Pick<SendRequest<unknown>, 'identity' | 'order' | 'path'> & { readonly x: string | null }

/** Null when the process died before or after its commit: the answer is lost. */
function answerOf(world: Sim, claims: Claims, sent: string): Reply | null {
  if (world.fault('serviceCrashBefore')) world.gate.crashIn = world.chance.whole(8)
  try {
    const result = world.serve((centre) => call(world, centre, claims, JSON.parse(sent)))
    world.gate.crashIn = null
    if (world.fault('serviceCrashAfter')) {
      world.note('centre died after its commit')
      world.restartCentre()
      return null
    }
    return result.ok ? { status: 200, text: JSON.stringify(result.value) } : { status: problemOf(result.error).status, text: JSON.stringify(problemOf(result.error)) }
  } catch (cause) {
    if (cause instanceof SimulatedCrash) return null
    throw cause
  }
}

function call(world: Sim, centre: Centre, { identity, order, path, x }: Claims, body: unknown): Result<unknown, Failure> {
  const refused = (code: 'INPUT_INVALID' | 'ENVELOPE_UNREADABLE'): Result<unknown, Failure> => ({ ok: false, error: failure(code) })
  if (path === '/v1/enrolments') {
    const input = enrolmentRequest.safeParse(body)
    return input.success ? centre.enrol(input.data) : refused('INPUT_INVALID')
  }
  if (!identity || centre.deviceKey(identity.deviceId, identity.epoch) !== x) return { ok: false, error: failure('UNAUTHORISED') }
  const caller = { deviceId: identity.deviceId, epoch: identity.epoch, order }
  const route = path.split('?')[0]
  if (route === '/v1/changes') {
    const query = changesQuery.safeParse(Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? '')))
    return query.success ? centre.changes(caller, query.data) : refused('INPUT_INVALID')
  }
  if (route === '/v1/entries') {
    const input = entriesEnvelope.safeParse(body)
    return input.success ? centre.entries(caller, input.data) : refused('ENVELOPE_UNREADABLE')
  }
  if (route === '/v1/hello') {
    const input = helloRequest.safeParse(body)
    return input.success ? centre.hello(caller, input.data) : refused('INPUT_INVALID')
  }
  if (route === '/v1/inventory') {
    const input = inventoryRequest.safeParse(body)
    return input.success ? centre.inventory(caller, input.data) : refused('INPUT_INVALID')
  }
  const input = allotmentsRequest.safeParse(body)
  if (!input.success) return refused('INPUT_INVALID')
  const clinicId = world.ledger.device(caller.deviceId)?.clinicId ?? ''
  const learning = isLearning(world.ledger, clinicId) && world.ledger.allotmentRequest(caller.deviceId, input.data.requestId) === null
  const answer = centre.allotments(caller, input.data)
  if (learning && answer.ok && answer.value.grants.length > 0) world.violated('I12 a grant while learning')
  return answer
}
