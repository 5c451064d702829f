/** How every route says no: RFC 9457, with the wait when there is one. */
import type { FastifyReply } from 'fastify'
import type { Log } from '../base/log.ts'
import type { Instant } from '../base/time.ts'
import { failure, problemOf } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { Admission } from './admission/admission.ts'
import type { CentrePort } from './centre-port.ts'
import type { Certificate, EdgeSettings } from './edge.ts'

export type AppDeps = {
  readonly centre: CentrePort; readonly clock: () => Instant; readonly log: Log; readonly random: () => number
  readonly edge?: EdgeSettings; readonly certificate?: Certificate | null
  /** Without it everybody is let in, and `centre` is asked directly. */
  readonly admission?: Admission
}

const RETRY_AFTER_MS_MIN = 500
const RETRY_AFTER_MS_SPREAD = 2_000

export function sendFailure(reply: FastifyReply, error: Failure, retryAfterMs?: number): FastifyReply {
  const problem = problemOf(error, retryAfterMs)
  if (retryAfterMs !== undefined) void reply.header('retry-after', String(Math.ceil(retryAfterMs / 1_000)))
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** Those who were turned away together do not come back together. */
export const sendOverloaded = (reply: FastifyReply, { random, admission }: Pick<AppDeps, 'random' | 'admission'>): FastifyReply =>
  sendFailure(reply, failure('OVERLOADED'), admission?.retryAfterMs() ?? Math.round(RETRY_AFTER_MS_MIN + random() * RETRY_AFTER_MS_SPREAD))
