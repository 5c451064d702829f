/** The listening socket: TLS, how long a connection may take, how many there may be, and what a client reads that does not speak HTTP. */
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server as TlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { centralSettings } from '../contract/central-settings.ts'
import { failure, problemOf } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'

export type EdgeSettings = {
  readonly connectionsMax: number; readonly headersTimeoutMs: number; readonly requestTimeoutMs: number
  readonly wrongCodesMax: number; readonly wrongTokensMax: number; readonly lockMsMin: number; readonly lockMsMax: number
  readonly trustedProxies: readonly string[]
}
export type Certificate = { readonly cert: string; readonly key: string }

/** For an app without a socket of its own, a test or a hub on a desk PC: what the settings say when nobody sets them. */
export const defaultEdge: EdgeSettings = centralSettings.parse({ data: 'none' })

/** Longer than the minute between two heartbeats. */
const KEEP_ALIVE_MS = 75_000
const HEADER_BYTES_MAX = 16 * 1024
const LOOKS_PER_TIMEOUT = 4
const LOOK_MS_MAX = 5_000

export function createEdge(edge: EdgeSettings, certificate: Certificate | null, handler: RequestListener): Server | TlsServer {
  const options = {
    headersTimeout: edge.headersTimeoutMs, requestTimeout: Math.max(edge.headersTimeoutMs, edge.requestTimeoutMs), keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: HEADER_BYTES_MAX,
    // A request without a host is refused below, in words.
    requireHostHeader: false,
    connectionsCheckingInterval: Math.min(LOOK_MS_MAX, Math.ceil(edge.headersTimeoutMs / LOOKS_PER_TIMEOUT)),
  }
  const withHost: RequestListener = (request, response) => (request.headers.host === undefined && request.httpVersion !== '1.0' ? refuse(response, 'this request names no host') : handler(request, response))
  const server = certificate ? createTlsServer({ ...options, ...certificate, minVersion: 'TLSv1.2' }, withHost) : createServer(options, withHost)
  // What Node would answer without a word, or not at all.
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => refuse(response, 'this expectation cannot be met'))
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => answerBare(socket, failure('INPUT_INVALID', 'this is no proxy')))
  server.maxConnections = edge.connectionsMax
  return server
}

const failureOfSocket = (code: string | undefined): Failure => {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return failure('REQUEST_TIMEOUT')
  return code === 'HPE_HEADER_OVERFLOW' ? failure('TOO_LARGE', 'the headers are too large') : failure('INPUT_INVALID', 'this is not HTTP')
}

/** Sockets whose request was answered before all of it had come. */
const answeredEarly = new WeakSet<Duplex>()
export function noteAnswered({ complete, socket }: IncomingMessage): void {
  if (complete) answeredEarly.delete(socket)
  else answeredEarly.add(socket)
}

/** Answered on the bare socket: there was never a request, or it never came to its end. */
export function answerClientError(error: { readonly code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || answeredEarly.has(socket) || socket.destroyed || !socket.writable) return void socket.destroy()
  answerBare(socket, failureOfSocket(error.code))
}

function refuse(response: ServerResponse, detail: string): void {
  const problem = problemOf(failure('INPUT_INVALID', detail))
  response.statusCode = problem.status
  response.setHeader('content-type', 'application/problem+json').setHeader('connection', 'close').end(JSON.stringify(problem))
}

function answerBare(socket: Duplex, error: Failure): void {
  const problem = problemOf(error)
  const body = JSON.stringify(problem)
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
}
