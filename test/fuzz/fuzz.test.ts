import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openApiDocument } from '../../src/contract/openapi.ts'
import { answerOf, enrolDevice, makeClinic, startRealCentre } from '../support/real-centre.ts'
import type { Answer } from '../support/real-centre.ts'
import { valuesOf } from './from-schema.ts'
import type { Schema } from './from-schema.ts'

const MINUTE = 60_000
const RUNS = Number(process.env.FUZZ_RUNS ?? 40)
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000)

type Operation = { readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } } }
const routes = Object.entries(openApiDocument().paths as unknown as Record<string, Record<string, Operation>>)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), schema: operation.requestBody?.content['application/json'].schema ?? null })))

it('no route of the OpenAPI answers anything with 500, whatever comes', async () => {
  const centre = await startRealCentre(['--wrong-codes-max=10000', '--lock-ms-min=100'])
  const clinic = await makeClinic(centre)
  const device = await enrolDevice(centre.url, await clinic.newCode())
  const ids = [clinic.clinicId, clinic.slotId, device.me.deviceId, 'request-1', 'booking-1']
  const counts = new Map<number, number>()
  const send = async (route: (typeof routes)[number], path: string, body: unknown): Promise<Answer> => {
    if (path.startsWith('/v1/admin/token-rotations')) body = { overlapMs: -1, body }
    const text = route.method === 'GET' ? null : Buffer.from(JSON.stringify(body) ?? '')
    if (!path.startsWith('/v1/admin')) return device.request(route.method, path.split('?')[0] ?? '', text, { path })
    return answerOf(await fetch(centre.url + path, { method: route.method, headers: { authorization: `Bearer ${centre.adminToken}`, 'content-type': 'application/json' }, ...(text ? { body: Uint8Array.from(text) } : {}) }))
  }
  for (const route of routes) {
    const bodies = route.schema ? valuesOf(route.schema, ids) : fc.constant(null)
    const words = fc.oneof(fc.constantFrom(...ids), fc.string({ maxLength: 30, unit: 'binary-ascii' }))
    await fc.assert(fc.asyncProperty(bodies, words, fc.option(fc.tuple(fc.constantFrom('clinicId', 'date', 'cursor', 'limit', 'x'), words)), async (body, word, query) => {
      const path = route.path.replace(/\{\w+\}/g, encodeURIComponent(word)) + (query && route.method === 'GET' ? `?${query[0]}=${encodeURIComponent(query[1])}` : '')
      const answer = await send(route, path, body)
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
      expect(answer.status, `${route.method} ${path}: ${JSON.stringify(answer.body)}`).not.toBe(500)
      if (answer.status >= 400) expect(answer.body).toMatchObject({ status: answer.status, code: expect.stringMatching(/^[A-Z_]+$/) })
    }), { numRuns: RUNS, seed: SEED })
  }
  expect(centre.isAlive()).toBe(true)
  expect((await device.hello()).status).toBe(200)
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const statuses = [...counts].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`).join(', ')
  process.stderr.write(`fuzz: ${routes.length} routes, ${total} requests, seed ${SEED}; ${statuses}; 500: ${counts.get(500) ?? 0}\n`)
  await centre.stop()
}, 2 * MINUTE)
