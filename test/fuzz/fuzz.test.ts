import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/contract/openapi.ts'
import { testCentre, testClock } from '../support/clinic.ts'
import { answerOf, enrolDevice, entryOf, makeClinic, startRealCentre } from '../support/real-centre.ts'
import type { Answer } from '../support/real-centre.ts'
import { startCluster } from '../support/postgres.ts'
import { valuesOf } from './from-schema.ts'
import type { Schema } from './from-schema.ts'

const MINUTE = 60_000
const RUNS = Number(process.env.FUZZ_RUNS ?? 40)
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000)

type Parameter = { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema }
type Operation = { readonly parameters?: readonly Parameter[]; readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } } }
type Route = { readonly path: string; readonly method: string; readonly schema: Schema | null; readonly query: readonly Parameter[] }

const METHODS = ['get', 'post']
const routes: readonly Route[] = Object.entries(openApiDocument().paths as unknown as Record<string, Record<string, Operation>>).flatMap(([path, methods]) => Object.entries(methods)
  .filter(([method]) => METHODS.includes(method))
  .map(([method, operation]) => ({ path, method: method.toUpperCase(), schema: operation.requestBody?.content['application/json'].schema ?? null, query: operation.parameters ?? [] })))

/** Of a device; everything else is asked with the operator's token, also where none is needed. */
const isOfDevice = (path: string): boolean => path.startsWith('/v1/') && !path.startsWith('/v1/admin')

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** A query mostly of its form, and sometimes one more that nobody asked for. */
function queriesOf(parameters: readonly Parameter[], ids: readonly string[]): fc.Arbitrary<string> {
  const known = Object.fromEntries(parameters.map(({ name, schema }) => [name, valuesOf(schema, ids)]))
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name)
  const foreign = fc.option(fc.tuple(fc.constantFrom('clinicId', 'date', 'cursor', 'limit', 'x', '__proto__'), fc.constantFrom(...ids, '', '\u0000', '2026-02-30')), { freq: 5 })
  return fc.tuple(fc.record(known, { requiredKeys: required }), foreign).map(([values, more]) => {
    const pairs = [...Object.entries(values), ...(more ? [more] : [])]
    return pairs.map(([name, value]) => `${name}=${encodeURIComponent(asText(value).toWellFormed())}`).join('&')
  })
}

function expectAnswer({ status, type, body }: Answer, what: string): void {
  expect(status, `${what}: ${JSON.stringify(body)}`).not.toBe(500)
  if (status < 400) return
  if (type.startsWith('application/fhir+json')) expect(body, what).toMatchObject({ resourceType: 'OperationOutcome' })
  else expect(body, what).toMatchObject({ status, code: expect.stringMatching(/^[A-Z_]+$/) })
}

describe('the OpenAPI document', () => {
  it('names every route that the service has, and no other', async () => {
    const { app } = await testCentre(testClock())
    const isThere = ({ path, method }: Route): boolean => app.hasRoute({ method: method as 'GET', url: path.replace(/\{(\w+)\}/g, ':$1') }) || app.hasRoute({ method: method as 'GET', url: path.replace(/\{\w+\}/g, ':id') })
    expect(routes.filter((route) => !isThere(route)).map(({ path, method }) => `${method} ${path}`)).toEqual([])
    const named = new Set(routes.map(({ path, method }) => `${method} ${path.replace(/\{\w+\}/g, ':')}`))
    // A GET of what takes only POST says so; the console is a page.
    const isNone = (route: string): boolean => /^GET \/v1\/(enrolments|hello|entries|allotments|inventory)$|\/console/.test(route)
    const served = routesIn(app.printRoutes({ commonPrefix: false })).filter((route) => !isNone(route))
    expect(served.length).toBeGreaterThan(50)
    expect(served.filter((route) => !named.has(route))).toEqual([])
  })
})

/** `GET /v1/admin/clinics/:/fleet`, from the router's own tree. */
function routesIn(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').filter((line) => line.trim() !== '').flatMap((line) => {
    const [, indent = '', part = '', , methods = ''] = /^([│ ]*)[├└]── (.*?)( \(([A-Z, ]+)\))?$/.exec(line) ?? []
    const depth = indent.length / 4
    above[depth] = (above[depth - 1] ?? '') + part
    const path = (above[depth] ?? '').replace(/:[\w|:]+/g, ':')
    return methods.split(', ').filter((method) => method === 'GET' || method === 'POST').map((method) => `${method} ${path}`)
  })
}

describe.each(['SQLite', 'PostgreSQL'])('on %s', (ledger) => {
  it('no route of the OpenAPI answers anything with 500, whatever comes', (test) => fuzz(ledger, test.skip), 3 * MINUTE)
})

async function fuzz(ledger: string, skip: (why: string) => void): Promise<void> {
  const cluster = ledger === 'PostgreSQL' ? await startCluster() : null
  if (cluster && !cluster.ok) return skip(cluster.why)
  const where = cluster ? [`--database=${await cluster.cluster.createDatabase()}`] : []
  const centre = await startRealCentre(['--wrong-codes-max=10000', '--lock-ms-min=100', ...where])
  const clinic = await makeClinic(centre)
  const device = await enrolDevice(centre.url, await clinic.newCode())
  const first = entryOf(device)
  await device.entries(first, entryOf(device, { type: 'no-such-type' }))
  const ids = [clinic.clinicId, clinic.slotId, device.me.deviceId, first.bookingId, `${clinic.clinicId}.ndjson`, 'bookings.csv', 'request-1']
  const counts = new Map<number, number>()
  const send = async (route: Route, path: string, body: unknown): Promise<Answer> => {
    if (path.startsWith('/v1/admin/token-rotations')) body = { overlapMs: -1, body }
    const text = route.method === 'GET' ? null : Buffer.from(JSON.stringify(body) ?? '')
    if (isOfDevice(path)) return device.request(route.method, path.split('?')[0] ?? '', text, { path })
    return answerOf(await fetch(centre.url + path, { method: route.method, headers: { authorization: `Bearer ${centre.adminToken}`, 'content-type': 'application/json' }, ...(text ? { body: Uint8Array.from(text) } : {}) }))
  }
  for (const route of routes) {
    const bodies = route.schema ? valuesOf(route.schema, ids) : fc.constant(null)
    const words = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.string({ maxLength: 30, unit: 'binary-ascii' }) })
    await fc.assert(fc.asyncProperty(bodies, words, queriesOf(route.query, ids), async (body, word, query) => {
      const path = route.path.replace(/\{\w+\}/g, encodeURIComponent(word)) + (query !== '' && route.method === 'GET' ? `?${query}` : '')
      const answer = await send(route, path, body)
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
      expectAnswer(answer, `${route.method} ${path}`)
    }), { numRuns: RUNS, seed: SEED })
  }
  expect(centre.isAlive()).toBe(true)
  expect((await device.hello()).body.code ?? 'fine').toMatch(/^(fine|DEVICE_REVOKED)$/)
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const statuses = [...counts].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`).join(', ')
  process.stderr.write(`fuzz: ${ledger}, ${routes.length} routes, ${total} requests, seed ${SEED}; ${statuses}; 500: ${counts.get(500) ?? 0}\n`)
  await centre.stop()
  await cluster?.cluster.stop()
}
