/** The herd as discrete events: the product's sync machine in every kiosk, the product's admission in front of a writer that takes the time it was measured to take. */
import { createAdmission } from '../../../src/service/admission/admission.ts'
import type { Admission } from '../../../src/service/admission/admission.ts'
import { classOf } from '../../../src/service/admission/classes.ts'
import type { Writer } from '../../../src/service/admission/writer.ts'
import type { HttpAnswer } from './client.ts'
import { createHerdKiosk, createNaiveKiosk } from './kiosk.ts'
import type { HerdRequest } from './kiosk.ts'

export type ModelPart = { readonly kiosks: number; readonly entries: number; readonly entryBytes: number; readonly msPerEntry: number; readonly nodes?: number; readonly naive?: boolean; readonly random: () => number }

const NETWORK_MS = 20
const CALL_MS = 0.3
const COMMIT_MS = 2
const PATIENCE_MS = 10_000
const NAIVE_PATIENCE_MS = 1_000
const CAP_MS = 60_000
/** Past this many times the ideal a run counts as never drained. */
const IDEALS_MAX = 20

type Event = { readonly at: number; readonly order: number; readonly act: () => void }
/** A heap by time, then by the order of coming. */
export function createAgenda() {
  const heap: Event[] = []
  const before = (a: Event | undefined, b: Event | undefined): boolean => a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order))
  const swap = (i: number, j: number): void => { [heap[i], heap[j]] = [heap[j] as Event, heap[i] as Event] }
  let [now, order] = [0, 0]
  const pop = (): Event | undefined => {
    const top = heap[0]
    const last = heap.pop()
    if (last && heap.length > 0) heap[0] = last
    for (let i = 0; ;) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      const least = before(heap[right], heap[left]) ? right : left
      if (!before(heap[least], heap[i])) return top
      swap(i, least)
      i = least
    }
  }
  return {
    now: () => now,
    at: (ms: number, act: () => void): void => {
      heap.push({ at: now + ms, order: order++, act })
      for (let i = heap.length - 1; i > 0 && before(heap[i], heap[(i - 1) >> 1]); i = (i - 1) >> 1) swap(i, (i - 1) >> 1)
    },
    next: (): boolean => {
      const event = pop()
      if (!event) return false
      now = event.at
      event.act()
      return true
    },
  }
}
export type Agenda = ReturnType<typeof createAgenda>

/** Groups one after another, each as long as its calls and one commit. `shared` is the database that all nodes wait for. */
function writerIn(agenda: Agenda, shared: { freeAt: number }, msPerKib: number): Writer {
  let before = 0
  return { run: (calls) => new Promise((resolve) => {
    const costs = calls.map(({ args }) => CALL_MS + (args[1] instanceof Uint8Array ? (args[1].byteLength / 1_024) * msPerKib : 0))
    const since = Math.max(before, agenda.now())
    shared.freeAt = Math.max(shared.freeAt, agenda.now()) + COMMIT_MS + costs.reduce((a, b) => a + b, 0)
    // As a node sees it: the other one's work is part of what its own takes.
    const ms = shared.freeAt - since
    before = shared.freeAt
    agenda.at(shared.freeAt - agenda.now(), () => resolve({ ms, answers: calls.map(({ name, args }, i) => ({ ms: costs[i] ?? 0, value: answerOf(name, args) })) }))
  }) }
}
const NEXT = { entriesAfterMs: 0, batchMax: 500, helloMs: 60_000 }
function answerOf(name: string, args: readonly unknown[]): unknown {
  const results = name === 'entriesText' ? Array.from({ length: (args[2] as { count: number }).count }, () => ({ verdict: 'accepted' })) : []
  return { ok: true, value: { incarnation: 1, time: '', acknowledgedThrough: 0, next: NEXT, recall: [], mode: 'normal', epochState: 'ok', more: false, ...(name === 'entriesText' ? { results } : {}) } }
}

/** One request through the door and the line, as the listening thread does it. */
async function ask(admission: Admission, request: HerdRequest, deviceId: string, backlog: number, bytes: number, gone: () => boolean): Promise<HttpAnswer> {
  const name = request.call === 'entries' ? 'entriesText' : request.call
  const refusedFor = admission.refusal(classOf(name))
  const busy = (retryAfterMs: number): HttpAnswer => ({ status: 503, timedOut: false, json: null, retryAfterMs, ms: 0 })
  if (refusedFor !== null) return busy(refusedFor)
  const port = admission.portFor(admission.enter(classOf(name), bytes / 8, true, gone)) as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
  const input = name === 'entriesText' ? new Uint8Array(bytes) : { backlog: { entries: backlog } }
  const value = await port[name]?.({ deviceId }, input, request) as { value: unknown } | 'overloaded'
  return value === 'overloaded' ? busy(admission.retryAfterMs()) : { status: 200, timedOut: false, json: value.value, retryAfterMs: null, ms: 0 }
}

export async function runModel(part: ModelPart) {
  const agenda = createAgenda()
  const shared = { freeAt: 0 }
  const msPerKib = (part.msPerEntry * 1_024) / part.entryBytes
  const nodes = Array.from({ length: part.nodes ?? 1 }, () => createAdmission({ writer: writerIn(agenda, shared, msPerKib), clock: agenda.now, random: part.random }))
  const patienceMs = part.naive ? NAIVE_PATIENCE_MS : PATIENCE_MS
  const kiosks = Array.from({ length: part.kiosks }, (_, i) => {
    let wake = 0
    const kiosk: ReturnType<typeof createHerdKiosk> = (part.naive ? createNaiveKiosk : createHerdKiosk)({
      now: agenda.now, random: part.random, capMs: CAP_MS, entries: part.entries, entryBytes: part.entryBytes,
      after: (ms, act) => { const mine = ++wake; agenda.at(ms, () => { if (mine === wake) act() }) },
      send: (request, answered) => {
        let over = false
        const end = (answer: HttpAnswer): void => { if (!over) { over = true; answered(answer) } }
        agenda.at(patienceMs, () => end({ status: 0, timedOut: true, json: null, retryAfterMs: null, ms: patienceMs }))
        agenda.at(NETWORK_MS, () => {
          const node = nodes[Math.floor(part.random() * nodes.length)] as Admission
          void ask(node, request, String(i), part.entries - request.from, request.count * part.entryBytes, () => over).then((answer) => agenda.at(NETWORK_MS, () => end(answer)))
        })
      },
    })
    return kiosk
  })
  for (const kiosk of kiosks) kiosk.start()
  const idealMs = part.kiosks * part.entries * part.msPerEntry
  const all = kiosks.map(({ told }) => told)
  for (let i = 0; agenda.now() < idealMs * IDEALS_MAX && agenda.next(); i++) {
    // What was promised in this step is kept before the next.
    await null; await null; await null; await null
    if (i % 1_000 === 0) { await new Promise((resolve) => { setImmediate(resolve) }); if (all.every(({ drainedAt }) => drainedAt !== null)) break }
  }
  const seconds = Math.max(...all.map(({ drainedAt }) => drainedAt ?? agenda.now())) / 1_000
  const sum = (figure: (told: (typeof all)[number]) => number): number => all.reduce((total, told) => total + figure(told), 0)
  return {
    drained: all.filter(({ drainedAt }) => drainedAt !== null).length, seconds, vsIdeal: (seconds * 1_000) / idealMs,
    drainRequests: sum((t) => t.requests.hello + t.requests.entries) / part.kiosks, requests: sum((t) => Object.values(t.requests).reduce((a, b) => a + b, 0)) / part.kiosks, refused: sum((t) => t.refused), timedOut: sum((t) => t.timedOut),
  }
}
