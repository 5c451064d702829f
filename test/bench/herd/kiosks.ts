/** Child of the bench: its part of the herd, over real HTTP. Says that it is ready, begins when it is told to, ends when all is drained or `--limit` ms have passed. */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { batchText } from '../../../src/sync/batch.ts'
import { tell } from '../figures.ts'
import { createClient, zipped } from './client.ts'
import type { HttpAnswer } from './client.ts'
import { readFleet } from './fleet.ts'
import type { FleetKiosk } from './fleet.ts'
import { createHerdKiosk, createNaiveKiosk, entriesPerBatch } from './kiosk.ts'
import type { HerdRequest } from './kiosk.ts'

const { values } = parseArgs({ options: {
  url: { type: 'string', default: '' }, dir: { type: 'string', default: '' }, part: { type: 'string', default: '0' }, of: { type: 'string', default: '1' },
  cap: { type: 'string', default: '60000' }, entries: { type: 'string', default: '300' }, limit: { type: 'string', default: '60000' }, naive: { type: 'boolean', default: false },
} })
const PATIENCE_MS = 10_000
const NAIVE_PATIENCE_MS = 1_000

const batchOf = (from: number, count: number, { entries }: FleetKiosk): Buffer => zipped(batchText(1, 1, entries.slice(from, from + count)).text)
const bodyOf = ({ call, from }: HerdRequest, kiosk: FleetKiosk): string => {
  if (call === 'allotments') return JSON.stringify({ requestId: `${kiosk.identity.deviceId}-${Date.now()}`, epoch: 1, wants: [] })
  return JSON.stringify({
    epoch: 1, head: { sequence: kiosk.entries.length, hash: null }, backlog: { entries: kiosk.entries.length - from, oldestMs: 7_200_000 }, free: [], wallTime: new Date().toISOString(),
    bootId: 'bench', appVersion: '0.1.0', incarnationSeen: 1,
  })
}

/** The batches of a whole backlog by where they begin, zipped beforehand as those of the peak are: a kiosk has a processor of its own for that. */
function batchesOf(kiosk: FleetKiosk, entryBytes: number): ReadonlyMap<string, Buffer> {
  const perBatch = entriesPerBatch(entryBytes)
  const starts = Array.from({ length: Math.ceil(kiosk.entries.length / perBatch) }, (_, i) => i * perBatch)
  return new Map(starts.map((from) => [`${from}/${Math.min(perBatch, kiosk.entries.length - from)}`, batchOf(from, perBatch, kiosk)]))
}

function kioskOver(kiosk: FleetKiosk) {
  const client = createClient(values.url, kiosk, values.naive ? NAIVE_PATIENCE_MS : PATIENCE_MS)
  const entryBytes = Buffer.byteLength(kiosk.entries[0] ?? '')
  const batches = batchesOf(kiosk, entryBytes)
  let timer: NodeJS.Timeout | undefined
  const carry = (request: HerdRequest): Promise<HttpAnswer> => {
    if (request.call === 'changes') return client.get('/v1/changes')
    if (request.call !== 'entries') return client.post(`/v1/${request.call}`, bodyOf(request, kiosk))
    return client.postZipped('/v1/entries', batches.get(`${request.from}/${request.count}`) ?? batchOf(request.from, request.count, kiosk))
  }
  return (values.naive ? createNaiveKiosk : createHerdKiosk)({
    now: () => performance.now(), random: Math.random, capMs: Number(values.cap), entries: kiosk.entries.length, entryBytes,
    after: (ms, act) => { clearTimeout(timer); timer = setTimeout(act, ms) },
    send: (request, answered) => { void carry(request).then(answered) },
  })
}

const kiosks = readFleet(values.dir, Number(values.part), Number(values.of)).map((kiosk) => kioskOver({ ...kiosk, entries: kiosk.entries.slice(0, Number(values.entries)) }))
tell({ ready: kiosks.length })
await once(process.stdin, 'data')
const since = performance.now()
for (const kiosk of kiosks) kiosk.start()
const drained = (): number => kiosks.filter(({ told }) => told.drainedAt !== null).length
while (drained() < kiosks.length && performance.now() - since < Number(values.limit)) await new Promise((resolve) => { setTimeout(resolve, 20) })
const sum = (figure: (told: (typeof kiosks)[number]['told']) => number): number => kiosks.reduce((total, { told }) => total + figure(told), 0)
tell({
  kiosks: kiosks.length, drained: drained(), seconds: Math.max(...kiosks.map(({ told }) => (told.drainedAt ?? performance.now()) - since)) / 1_000, settled: sum((t) => t.settled),
  drainRequests: sum((t) => t.requests.hello + t.requests.entries), requests: sum((t) => Object.values(t.requests).reduce((a, b) => a + b, 0)),
  refused: sum((t) => t.refused), timedOut: sum((t) => t.timedOut), acceptedThenTimedOut: sum((t) => t.acceptedThenTimedOut),
})
process.exit(0)
