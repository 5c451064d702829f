/** SMART Scheduling Links: what is free, for everybody. Kept for half a minute, so that a crowd of readers costs the ledger one reading. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Result } from '../../base/result.ts'
import { toIso } from '../../base/time.ts'
import type { Instant } from '../../base/time.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { capabilityStatement, FHIR_JSON } from '../field/fhir-bundle.ts'
import type { Resource } from '../field/fhir-resources.ts'
import type { ReadPort } from '../field/read-calls.ts'
import { sendFailure, sendOverloaded } from '../reply.ts'
import { baseUrlOf } from './fhir-routes.ts'

const KEPT_MS = 30_000
const KEPT_FILES_MAX = 500
const NDJSON = 'application/fhir+ndjson; charset=utf-8'

type Deps = { readonly reads: ReadPort; readonly clock: () => Instant; readonly random: () => number }
type Kept<T> = { readonly at: Instant; readonly value: Promise<T> }

/** One reading for all who ask within `KEPT_MS`; a failed one is not kept. */
export function keeper<T>(clock: () => Instant): (key: string, read: () => Promise<T>, isGood: (value: T) => boolean) => Promise<T> {
  const kept = new Map<string, Kept<T>>()
  return (key, read, isGood) => {
    const known = kept.get(key)
    if (known && clock() - known.at < KEPT_MS) return known.value
    if (kept.size >= KEPT_FILES_MAX) kept.clear()
    const value = read()
    kept.set(key, { at: clock(), value })
    void value.then((made) => { if (!isGood(made)) kept.delete(key) })
    return value
  }
}

type File = Result<readonly Resource[], Failure> | 'overloaded'

export function schedulingRoutes(app: FastifyInstance, { reads, clock, random }: Deps): void {
  const files = keeper<File>(clock)
  const isGood = (file: File): boolean => file !== 'overloaded' && file.ok
  const locations = (): Promise<File> => files('locations', async () => { const all = await reads.publishedLocations(); return all === 'overloaded' ? all : { ok: true, value: all } }, isGood)
  const send = async (reply: FastifyReply, file: Promise<File>): Promise<unknown> => {
    const made = await file
    if (made === 'overloaded') return sendOverloaded(reply, { random })
    if (!made.ok) return sendFailure(reply, made.error)
    return reply.header('cache-control', `public, max-age=${KEPT_MS / 1_000}`).type(NDJSON).send(made.value.map((resource) => `${JSON.stringify(resource)}\n`).join(''))
  }
  app.get('/fhir/R4/metadata', (request, reply) => reply.type(FHIR_JSON).send(JSON.stringify(capabilityStatement(baseUrlOf(request), toIso(clock())))))
  app.get('/fhir/R4/$bulk-publish', async (request, reply) => {
    const known = await locations()
    if (known === 'overloaded') return sendOverloaded(reply, { random })
    if (!known.ok) return sendFailure(reply, known.error)
    const base = `${baseUrlOf(request)}/bulk`
    const output = [{ type: 'Location', url: `${base}/locations.ndjson` }, ...known.value.flatMap(({ id }) => [{ type: 'Schedule', url: `${base}/schedules/${id}.ndjson` }, { type: 'Slot', url: `${base}/slots/${id}.ndjson` }])]
    return reply.header('cache-control', `public, max-age=${KEPT_MS / 1_000}`).type('application/json').send({ transactionTime: toIso(clock()), request: `${baseUrlOf(request)}/$bulk-publish`, requiresAccessToken: false, output, error: [] })
  })
  app.get('/fhir/R4/bulk/locations.ndjson', (_request, reply) => send(reply, locations()))
  for (const [path, read] of [['schedules', 'publishedSchedules'], ['slots', 'publishedSlots']] as const) {
    app.get(`/fhir/R4/bulk/${path}/:file`, (request, reply) => {
      const clinicId = /^(.{1,128})\.ndjson$/.exec((request.params as { file: string }).file)?.[1]
      return clinicId === undefined ? sendFailure(reply, failure('NOT_FOUND')) : send(reply, files(`${path}/${clinicId}`, () => reads[read](clinicId), isGood))
    })
  }
}
