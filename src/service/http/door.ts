/** The door in the listening thread: who may come in is decided before a body is read, and what everybody hears who may not. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { failure } from '../../contract/errors.ts'
import type { Admission, Visit } from '../admission/admission.ts'
import type { CallClass } from '../admission/classes.ts'
import type { CentrePort } from '../centre-port.ts'
import { sendFailure } from '../reply.ts'
import type { AppDeps } from '../reply.ts'

declare module 'fastify' { interface FastifyRequest { visit: Visit | null } }

const classByPath: Readonly<Record<string, CallClass>> = {
  '/v1/hello': 'hello', '/v1/entries': 'entries', '/v1/inventory': 'entries', '/v1/settlements': 'entries', '/v1/allotments': 'allotments', '/v1/enrolments': 'allotments',
  '/v1/changes': 'changes', '/v1/ready': 'house', '/v1/health': 'house', '/v1/time': 'house', '/v1/openapi.json': 'house',
}
/** What no list names is an operator's call: a console, a report. */
const classOfRequest = (request: FastifyRequest): CallClass => classByPath[request.routeOptions.url ?? ''] ?? 'operator'

/** In front of all routes: turns away what would wait too long. Costs no cryptography and no byte of the body. */
export function standAtDoor(app: FastifyInstance, admission: Admission): void {
  app.decorateRequest('visit', null)
  app.addHook('onRequest', (request, reply, done) => {
    const callClass = classOfRequest(request)
    const retryAfterMs = callClass === 'house' ? null : admission.refusal(callClass)
    if (retryAfterMs === null) return done()
    void sendFailure(reply, failure('OVERLOADED'), retryAfterMs)
  })
  app.addHook('onResponse', (request, _reply, done) => { request.visit?.leave(); done() })
  app.addHook('onRequestAbort', (request, done) => { request.visit?.leave(); done() })
}

/** Called once the sender is known: only then does a body that is on its way count as work. */
export function letIn({ admission }: Pick<AppDeps, 'admission'>, request: FastifyRequest): void {
  if (!admission) return
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  const { socket } = request.raw
  request.visit = admission.enter(classOfRequest(request), Number.isFinite(length) ? length : null, request.headers['content-encoding'] === 'gzip', () => socket.destroyed)
}

/** The centre as this request may ask it: through the line, and only as long as somebody waits for the answer. */
export const centreFor = ({ admission, centre }: Pick<AppDeps, 'admission' | 'centre'>, request: FastifyRequest): CentrePort =>
  admission && request.visit ? admission.portFor(request.visit) : centre
