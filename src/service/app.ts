/** The HTTP edge of the centre: reads, checks the signature, hands on, answers. Holds no state but a cache of keys. */
import { gzipSync } from 'node:zlib'
import type { Server } from 'node:http'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../base/log.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { limits } from '../contract/sync-protocol.ts'
import { answerClientError, createEdge, defaultEdge, noteAnswered } from './edge.ts'
import { standAtDoor } from './http/door.ts'
import { lastFuse } from './http/last-fuse.ts'
import { inflate, parseJson } from './read-json.ts'
import { sendFailure } from './reply.ts'
import type { AppDeps } from './reply.ts'
import { adminRoutes } from './routes/admin-routes.ts'
import { deviceRoutes } from './routes/device-routes.ts'
import { publicRoutes } from './routes/public-routes.ts'

/** `rawBody` are the bytes as sent: the signature covers them, before inflation. */
declare module 'fastify' { interface FastifyRequest { rawBody: Buffer | null } interface FastifyContextConfig { keepText?: boolean } }

const GZIP_FROM_BYTES = 1_024
/** Ids have up to 128; a longer one is looked for, and not found. */
const PARAM_CHARS_MAX = 500

export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { edge = defaultEdge, certificate = null } = deps
  const app = Fastify({
    logger: false, bodyLimit: limits.inflatedBytesMax, routerOptions: { ignoreTrailingSlash: true, maxParamLength: PARAM_CHARS_MAX }, trustProxy: [...edge.trustedProxies],
    serverFactory: (handler) => createEdge(edge, certificate, handler) as Server, clientErrorHandler: answerClientError,
    frameworkErrors: (_cause, _request, reply) => sendFailure(reply as unknown as FastifyReply, failure('NOT_FOUND')),
  })
  app.decorateRequest('rawBody', null)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, parseBody)
  app.setErrorHandler((cause, request, reply) => sendFailure(reply, failureOf(cause, request, deps.log)))
  app.setNotFoundHandler((_request, reply) => sendFailure(reply, failure('NOT_FOUND')))
  app.addHook('onSend', async (request, reply, payload) => zip(request, reply, payload))
  // What says of itself that it is too large is not waited for.
  app.addHook('onRequest', (request, reply, done) => {
    if (Number(request.headers['content-length'] ?? 0) <= (request.routeOptions.bodyLimit ?? limits.inflatedBytesMax)) return done()
    void sendFailure(reply.header('connection', 'close'), failure('TOO_LARGE'))
  })
  app.addHook('onResponse', (request, _reply, done) => { noteAnswered(request.raw); done() })
  if (deps.admission) {
    await lastFuse(app, deps)
    standAtDoor(app, deps.admission)
  }
  publicRoutes(app, deps)
  await deviceRoutes(app, deps)
  await adminRoutes(app, deps)
  return app
}

type Expected = Error & { readonly expected?: Failure; readonly statusCode?: number }
const expectedError = (error: Failure): Expected => Object.assign(new Error(error.code), { expected: error })

function parseBody(request: FastifyRequest, raw: Buffer, done: (error: Error | null, body?: unknown) => void): void {
  request.rawBody = raw
  const inflated = inflate(raw, request.headers['content-encoding'] ?? 'identity')
  const read = inflated.ok && !request.routeOptions.config.keepText ? parseJson(inflated.value) : inflated
  if (read.ok) done(null, read.value)
  else done(expectedError(read.error))
}

function failureOf(cause: unknown, request: FastifyRequest, log: Log): Failure {
  const { expected, statusCode, message } = cause as Expected
  if (expected) return expected
  if (statusCode === 413) return failure('TOO_LARGE')
  if (statusCode !== undefined && statusCode < 500) return failure('INPUT_INVALID', message)
  log.error('request-failed', { method: request.method, route: request.routeOptions.url ?? '', cause: String(cause) })
  return failure('INTERNAL')
}

function zip(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const accepts = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  if (!accepts || typeof payload !== 'string' || payload.length < GZIP_FROM_BYTES) return payload
  void reply.header('content-encoding', 'gzip').removeHeader('content-length')
  return gzipSync(payload)
}
