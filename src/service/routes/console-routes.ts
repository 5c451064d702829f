/** The operator's console asks here; in the admin's scope, behind its guard. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Result } from '../../base/result.ts'
import { adminQuery } from '../../contract/admin-api.ts'
import { boardQuery, closeCaseRequest, cutQuery, fleetQuery, messagePreviewQuery, messageRequest } from '../../contract/console-api.ts'
import type { MessageRequest } from '../../contract/console-api.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { exportQuery } from '../../contract/field-api.ts'
import type { CentrePort } from '../centre-port.ts'
import { csvLine, exportNames } from '../field/csv-tables.ts'
import type { ExportName, ExportPage } from '../field/csv-tables.ts'
import type { ReadPort } from '../field/read-calls.ts'
import { sendFailure, sendOverloaded } from '../reply.ts'
import { invalid } from './invalid.ts'

type Deps = { readonly centre: CentrePort; readonly reads: ReadPort; readonly random: () => number }
type Schema<T> = { readonly safeParse: (input: unknown) => { success: true; data: T } | { success: false; error: Parameters<typeof invalid>[0] } }
type Answer = Result<unknown, Failure> | 'overloaded'

/** A spreadsheet that is not told guesses the letters, and wrongly for Korean. */
const BYTE_ORDER_MARK = '\uFEFF'

export function consoleRoutes(scope: FastifyInstance, deps: Deps): void {
  const { centre, reads, random } = deps
  const send = (reply: FastifyReply, answer: Answer, status = 200): FastifyReply => {
    if (answer === 'overloaded') return sendOverloaded(reply, { random })
    return answer.ok ? reply.code(status).send(answer.value) : sendFailure(reply, answer.error)
  }
  const plain = async (value: Promise<unknown>): Promise<Answer> => { const made = await value; return made === 'overloaded' ? 'overloaded' : { ok: true, value: made } }
  const parsed = async <T>(reply: FastifyReply, schema: Schema<T>, input: unknown, act: (data: T) => Promise<Answer>, status = 200): Promise<FastifyReply> => {
    const read = schema.safeParse(input)
    return read.success ? send(reply, await act(read.data), status) : sendFailure(reply, invalid(read.error))
  }
  const id = (request: FastifyRequest): string => (request.params as { id: string }).id
  scope.get('/fleet', (request, reply) => parsed(reply, fleetQuery, request.query, (query) => plain(reads.fleet(query))))
  scope.get('/clinics/:id/fleet', async (request, reply) => send(reply, await reads.clinicFleet(id(request))))
  scope.get('/clinics/:id/board', (request, reply) => parsed(reply, boardQuery, request.query, ({ date }) => reads.board(id(request), date)))
  scope.get('/cases', (request, reply) => parsed(reply, adminQuery, request.query, async ({ clinicId }) => {
    const cases = await reads.cases(clinicId ?? null)
    return cases === 'overloaded' ? cases : { ok: true, value: { cases } }
  }))
  scope.post('/cases/close', (request, reply) => parsed(reply, closeCaseRequest, request.body, (input) => centre.closeCase(input)))
  scope.get('/messages', async (_request, reply) => {
    const messages = await reads.sentMessages()
    return send(reply, messages === 'overloaded' ? messages : { ok: true, value: { messages } })
  })
  scope.post('/messages', (request, reply) => parsed(reply, messageRequest, request.body, (input) => sendToAll(deps, input), 201))
  scope.get('/messages/preview', (request, reply) => parsed(reply, messagePreviewQuery, request.query, (query) => plain(reads.messagePreview(query))))
  scope.get('/devices/:id/lost-preview', async (request, reply) => send(reply, await reads.lostPreview(id(request))))
  scope.get('/slots/:id/capacity-preview', (request, reply) => parsed(reply, cutQuery, request.query, ({ capacity }) => reads.cutPreview(id(request), capacity)))
  scope.get('/exports/:file', (request, reply) => exportTable(request, reply, deps))
}

/** Clinic by clinic, each in its own transaction: a clinic's rows lie together wherever they lie. Cut off by a busy ledger, the same message is sent again and counts once. */
async function sendToAll({ centre, reads }: Deps, request: MessageRequest): Promise<Answer> {
  const known = request.clinicIds ? [] : await reads.clinics()
  if (known === 'overloaded') return known
  const addressees = request.clinicIds ?? known.map((clinic) => clinic.clinicId)
  for (const clinicId of new Set(addressees)) {
    const sent = await centre.sendMessage(clinicId, request)
    if (sent === 'overloaded' || !sent.ok) return sent
  }
  return { ok: true, value: { messageId: request.messageId, clinics: addressees.length } }
}

const isExport = (name: string): name is ExportName => (exportNames as readonly string[]).includes(name)

/** Page by page as the reader takes it: a year of bookings does not have to fit into memory. */
async function exportTable(request: FastifyRequest, reply: FastifyReply, { reads, random }: Deps): Promise<FastifyReply> {
  const name = /^(\w+)\.csv$/.exec((request.params as { file: string }).file)?.[1] ?? ''
  const query = exportQuery.safeParse(request.query)
  if (!isExport(name)) return sendFailure(reply, failure('NOT_FOUND', `tables: ${exportNames.join(', ')}`))
  if (!query.success) return sendFailure(reply, invalid(query.error))
  const clinicId = query.data.clinicId ?? null
  const first = await reads.exportPage(name, clinicId, '')
  if (first === 'overloaded') return sendOverloaded(reply, { random })
  const more = (after: string): Promise<ExportPage | 'overloaded'> => reads.exportPage(name, clinicId, after)
  return reply.header('content-disposition', `attachment; filename="${name}.csv"`).type('text/csv; charset=utf-8').send(Readable.from(linesOf(first, more)))
}

async function* linesOf(first: ExportPage, more: (after: string) => Promise<ExportPage | 'overloaded'>): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(first.header)}`
  for (let page: ExportPage = first; ;) {
    yield page.rows.map(csvLine).join('')
    if (page.next === null) return
    const next = await more(page.next)
    // Cut off, so that nobody takes half a table for the whole.
    if (next === 'overloaded') throw new Error('the ledger is busy: the table was cut off')
    page = next
  }
}
