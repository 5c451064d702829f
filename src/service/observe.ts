/** Hooks around every request: its time, a line when it went wrong, and the word that the service is ending. */
import type { FastifyInstance } from 'fastify'
import type { Log } from '../base/log.ts'
import { failure } from '../contract/errors.ts'
import type { Life } from './life.ts'
import type { Metrics } from './metrics.ts'
import { sendFailure } from './reply.ts'

const SLOW_MS = 1_000
const RETRY_AFTER_MS = 2_000
/** Alive while it ends: whoever watches must not kill what drains. */
const ALIVE = '/v1/health'

export function observe(app: FastifyInstance, { metrics, log, life }: { readonly metrics: Metrics; readonly log: Log; readonly life: Life }): void {
  app.addHook('onRequest', async (request, reply) => {
    metrics.began()
    if (!life.draining) return
    void reply.header('connection', 'close')
    if (request.routeOptions.url !== ALIVE) return sendFailure(reply, failure('DRAINING'), RETRY_AFTER_MS)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.served({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1_000 })
    const facts = { requestId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    if (reply.statusCode >= 500 && reply.statusCode !== 503) log.error('request-failed', facts)
    else if (reply.elapsedTime > SLOW_MS) log.warn('request-slow', facts)
    else if (route.startsWith('/v1/admin')) log.info('admin-request', facts)
  })
}
