/**
 * Child of the bench: an open load of entries at a running service, `--rate` entries a second whatever the answers, for `--seconds`.
 * A kiosk that was refused waits as long as it was told. Rate 0: as many as the service takes, `--lanes` kiosks at a time.
 */
import { parseArgs } from 'node:util'
import { batchText } from '../../../src/sync/batch.ts'
import { percentile, tell } from '../figures.ts'
import { createClient, zipped } from './client.ts'
import type { Client, HttpAnswer } from './client.ts'
import { readFleet } from './fleet.ts'

const { values } = parseArgs({ options: {
  url: { type: 'string', default: '' }, dir: { type: 'string', default: '' }, part: { type: 'string', default: '0' }, of: { type: 'string', default: '1' },
  rate: { type: 'string', default: '0' }, seconds: { type: 'string', default: '5' }, batch: { type: 'string', default: '50' }, lanes: { type: 'string', default: '8' },
  timeout: { type: 'string', default: '10000' }, warm: { type: 'string', default: '500' },
} })
const [rate, seconds, batchSize, lanes] = [Number(values.rate), Number(values.seconds), Number(values.batch), Number(values.lanes)]

type Sender = { readonly client: Client; readonly batches: readonly { readonly sent: Buffer; readonly entries: number }[]; next: number; timedOut: Set<number> }

const senders: Sender[] = readFleet(values.dir, Number(values.part), Number(values.of)).map((kiosk) => {
  const batches = Array.from({ length: Math.ceil(kiosk.entries.length / batchSize) }, (_, i) => kiosk.entries.slice(i * batchSize, (i + 1) * batchSize))
    .map((entries) => ({ sent: zipped(batchText(1, 1, entries).text), entries: entries.length }))
  return { client: createClient(values.url, kiosk, Number(values.timeout)), batches, next: 0, timedOut: new Set() }
})
const ready: Sender[] = [...senders]
const counts = { offered: 0, accepted: 0, refused: 0, failed: 0, acceptedThenTimedOut: 0, starved: 0, requests: 0 }
const waits: number[] = []
/** What is counted begins after `--warm` ms, when the first answers are on their way. */
const from = performance.now() + Number(values.warm)
const until = from + seconds * 1_000
let inFlight = 0

function count(sender: Sender, entries: number, answer: HttpAnswer): void {
  if (answer.status !== 200) {
    if (answer.timedOut) sender.timedOut.add(sender.next)
    counts[answer.status === 503 || answer.status === 429 ? 'refused' : 'failed'] += entries
    return
  }
  const { results } = answer.json as { results: { verdict: string }[] }
  if (results.some(({ verdict }) => verdict !== 'accepted' && verdict !== 'duplicate')) throw new Error(JSON.stringify(results))
  if (sender.timedOut.has(sender.next) && results.every(({ verdict }) => verdict === 'duplicate')) counts.acceptedThenTimedOut++
  if (performance.now() >= from && performance.now() <= until) counts.accepted += entries
  waits.push(answer.ms)
  sender.next++
}

async function sendNext(sender: Sender): Promise<void> {
  const batch = sender.batches[sender.next]
  if (!batch) return
  inFlight++
  counts.requests++
  const answer = await sender.client.postZipped('/v1/entries', batch.sent)
  inFlight--
  count(sender, batch.entries, answer)
  if (sender.next >= sender.batches.length) return
  const pause = answer.status === 200 ? 0 : (answer.retryAfterMs ?? 1_000)
  if (pause === 0) ready.push(sender)
  else setTimeout(() => ready.push(sender), pause)
}

async function closed(): Promise<void> {
  await Promise.all(Array.from({ length: lanes }, async () => {
    for (let sender = ready.shift(); sender && performance.now() < until; sender = ready.shift()) await sendNext(sender)
  }))
}

async function open(): Promise<void> {
  const since = performance.now()
  let due = 0
  while (performance.now() < until) {
    const now = performance.now() - since
    for (; due * batchSize < (rate * now) / 1_000; due++) {
      if (performance.now() >= from) counts.offered += batchSize
      const sender = ready.shift()
      if (sender) void sendNext(sender)
      else counts.starved++
    }
    await new Promise((resolve) => { setTimeout(resolve, 2) })
  }
  while (inFlight > 0) await new Promise((resolve) => { setTimeout(resolve, 10) })
}

await (rate === 0 ? closed() : open())
const used = process.cpuUsage()
tell({ ...counts, seconds: (Math.min(performance.now(), until) - from) / 1_000, p50Ms: percentile(waits, 0.5), p99Ms: percentile(waits, 0.99), cpuSeconds: (used.user + used.system) / 1e6 })
process.exit(0)
