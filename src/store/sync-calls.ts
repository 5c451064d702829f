/** The calls of the machine: what is sent, and what the answer changes in the file. Each ends in one event for the machine. */
import type { Log } from '../base/log.ts'
import { toIso } from '../base/time.ts'
import type { Clock } from '../base/time.ts'
import { allotmentsAnswer, enrolmentAnswer, entriesAnswer, helloAnswer, inventoryAnswer, limits, readableChanges } from '../contract/sync-protocol.ts'
import type { HelloAnswer } from '../contract/sync-protocol.ts'
import { ALONE_FAILURES_MAX, batchText, fitBatch } from '../sync/batch.ts'
import type { Call, SyncEvent } from '../sync/machine.ts'
import { newId } from './context.ts'
import type { StoreContext } from './context.ts'
import { keepEnrolmentKey } from './desk/sign-in.ts'
import { applyChanges } from './hear.ts'
import type { OutboxRow } from './repositories/outbox.ts'
import { REQUEST_TIMEOUT_MS } from './service-client.ts'
import type { Sent, ServiceClient } from './service-client.ts'
import { countFailedAlone, settleEntries } from './settle.ts'
import { closeOver, freeze, giveBackExcess, heldInventory, keepGrants, nextAllotmentRequest } from './stock.ts'

export type CallDeps = {
  readonly context: StoreContext; readonly client: ServiceClient; readonly log: Log; readonly random: () => number; readonly rawClock: Clock
  readonly deviceKey: () => { readonly private: JsonWebKey; readonly x: string }
  readonly bootId: string; readonly boot: number; readonly stationName: string; readonly platform: string
  /** Takes the centre's time as the store's own, ms ahead of the raw clock. */
  readonly setOffset: (ms: number) => void
}
type Schema<T> = { readonly safeParse: (input: unknown) => { success: true; data: T } | { success: false } }
type Exchange = {
  readonly deps: CallDeps
  readonly send: <T>(method: 'GET' | 'POST', path: string, body: unknown, schema: Schema<T>) => Promise<Sent<T> | null>
  readonly failed: (sent: Extract<Sent<unknown>, { kind: 'failed' }>, call: Call) => SyncEvent
}

/** Null when the loop was stopped meanwhile: the answer then reaches nobody. */
export function createSyncCalls(deps: CallDeps) {
  const { repos } = deps.context
  let number = 0
  const exchange = (stopped: () => boolean): Exchange => ({
    deps,
    send: async (method, path, body, schema) => {
      const identity = repos.meta.get('identity')
      number++
      const sent = await deps.client({ serviceUrl: repos.meta.get('serviceUrl') ?? '', method, path, body, schema, identity, key: identity ? deps.deviceKey().private : null, order: { boot: deps.boot, number } })
      return stopped() ? null : sent
    },
    failed: (sent, call) => {
      deps.log.info('sync-call-failed', { call, reason: sent.reason, code: sent.code })
      return { kind: 'failed', reason: sent.reason, retryAfterMs: sent.retryAfterMs, random: deps.random() }
    },
  })
  return (call: Call, batchSize: number, stopped: () => boolean): Promise<SyncEvent | null> => {
    const x = exchange(stopped)
    return { enrol: () => enrol(x), hello: () => hello(x), changes: () => changes(x), inventory: () => inventory(x), entries: () => entries(x, batchSize), allotments: () => allotments(x) }[call]()
  }
}

async function enrol({ deps, send, failed }: Exchange): Promise<SyncEvent | null> {
  const { context } = deps
  const { repos } = context
  const code = repos.meta.get('enrolmentCode') ?? ''
  const request = { code, publicKey: { kty: 'OKP', crv: 'Ed25519', x: deps.deviceKey().x }, stationName: deps.stationName, appVersion: context.appVersion, platform: deps.platform }
  const sent = await send('POST', '/v1/enrolments', request, enrolmentAnswer)
  if (!sent) return null
  if (sent.kind === 'failed') {
    if (!sent.code?.startsWith('ENROLMENT_CODE_')) return failed(sent, 'enrol')
    repos.meta.drop('enrolmentCode')
    return { kind: 'enrolment-refused' }
  }
  const { deviceId, epoch, audience, clinic, stationLetter, incarnation } = sent.answer
  repos.atomically(() => {
    const before = repos.meta.get('identity')
    repos.adoptUnenrolled(epoch)
    if (before && (before.epoch !== epoch || before.deviceId !== deviceId)) repos.perishFree()
    keepEnrolmentKey(context, code)
    repos.meta.put('identity', { deviceId, epoch, audience, clinic, stationLetter })
    hearLife(context, incarnation)
    for (const key of ['enrolmentCode', 'frozen', 'pendingAllotment', 'cursor'] as const) repos.meta.drop(key)
    repos.meta.put('acknowledgedThrough', 0)
  })
  context.publish('sessions')
  return { kind: 'enrolled', incarnation }
}

async function hello({ deps, send, failed }: Exchange): Promise<SyncEvent | null> {
  const { context } = deps
  const { repos } = context
  const epoch = repos.meta.epoch()
  const head = repos.head(epoch)
  const pending = repos.countPending()
  const askedAt = deps.rawClock()
  const sent = await send('POST', '/v1/hello', {
    epoch, head: { sequence: head.sequence, hash: head.hash }, backlog: { entries: pending.n, oldestMs: pending.oldest === null ? 0 : Math.max(0, context.clock() - pending.oldest) },
    free: repos.freeBySlot(context.clock()).slice(0, limits.wantsMax).map(({ slotId, free }) => [slotId, free]), wallTime: toIso(deps.rawClock()), bootId: deps.bootId, appVersion: context.appVersion,
    incarnationSeen: repos.meta.get('incarnation') ?? 0,
  }, helloAnswer)
  if (!sent) return null
  if (sent.kind === 'failed') return failed(sent, 'hello')
  // The centre knows more of this file than the file itself: it was rolled back or copied.
  const answer: HelloAnswer = sent.answer.acknowledgedThrough > head.sequence && sent.answer.epochState === 'ok' ? { ...sent.answer, epochState: 'forked' } : sent.answer
  // The centre read its clock somewhere between question and answer: from the middle the error is half the way at most (Cristian 1989).
  const wayMs = Math.min(Math.max(0, deps.rawClock() - askedAt), REQUEST_TIMEOUT_MS)
  deps.setOffset(Date.parse(answer.time) + Math.round(wayMs / 2) - deps.rawClock())
  repos.atomically(() => {
    repos.meta.put('lastContactAt', context.clock())
    hearLife(context, answer.incarnation)
    repos.meta.put('devices', answer.devices ?? 1)
    repos.meta.put('mode', answer.mode)
  })
  if (answer.epochState !== 'ok') freeze(context, answer.epochState)
  closeOver(context, Date.parse(answer.time))
  giveBackExcess(context, answer.recall)
  return { kind: 'hello-answered', answer }
}

async function changes({ deps, send, failed }: Exchange): Promise<SyncEvent | null> {
  const { context } = deps
  const cursor = context.repos.meta.get('cursor')
  const sent = await send('GET', `/v1/changes${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`, null, readableChanges)
  if (!sent) return null
  if (sent.kind === 'failed') return failed(sent, 'changes')
  applyChanges(context, sent.answer.changes, sent.answer.cursor)
  if (sent.answer.changes.some(({ kind }) => kind === 'message')) context.publish('messages')
  if (sent.answer.changes.length > 0) for (const topic of ['sessions', 'queue'] as const) context.publish(topic)
  return { kind: 'changes-answered', more: sent.answer.more, incarnation: hearLife(context, sent.answer.incarnation) }
}

async function inventory({ deps, send, failed }: Exchange): Promise<SyncEvent | null> {
  const { context } = deps
  const { meta } = context.repos
  const sent = await send('POST', '/v1/inventory', { epoch: meta.epoch(), incarnation: meta.get('incarnation') ?? 0, held: heldInventory(context) }, inventoryAnswer)
  if (!sent) return null
  if (sent.kind === 'failed') return failed(sent, 'inventory')
  meta.put('mode', sent.answer.mode)
  return { kind: 'inventory-answered', incarnation: hearLife(context, sent.answer.incarnation) }
}

async function entries({ deps, send, failed }: Exchange, batchSize: number): Promise<SyncEvent | null> {
  const { context } = deps
  const { repos } = context
  const due = repos.due(batchSize, context.clock())
  const [first] = due
  if (!first) return { kind: 'nothing-to-send', call: 'entries', dueInMs: dueIn(context) }
  const ofEpoch = due.filter((row) => row.epoch === first.epoch)
  const texts = fitBatch(ofEpoch.map(wireOf), batchSize)
  const batch: readonly OutboxRow[] = ofEpoch.slice(0, texts.length)
  const sent = await send('POST', '/v1/entries', batchText(first.epoch, repos.meta.get('incarnation') ?? 0, texts), entriesAnswer)
  if (!sent) return null
  if (sent.kind === 'failed') {
    if (sent.reason === 'bad-envelope' && batch.length === 1) countFailedAlone(context, first, ALONE_FAILURES_MAX)
    return failed(sent, 'entries')
  }
  settleEntries(context, batch, sent.answer)
  repos.meta.put('lastContactAt', context.clock())
  return { kind: 'entries-answered', next: sent.answer.next, dueInMs: dueIn(context), incarnation: hearLife(context, sent.answer.incarnation) }
}

async function allotments({ deps, send, failed }: Exchange): Promise<SyncEvent | null> {
  const { context } = deps
  const request = nextAllotmentRequest(context, () => newId(context), limits.wantsMax)
  if (!request) return { kind: 'nothing-to-send', call: 'allotments', dueInMs: null }
  const sent = await send('POST', '/v1/allotments', { requestId: request.requestId, epoch: context.repos.meta.epoch(), wants: request.wants }, allotmentsAnswer)
  if (!sent) return null
  if (sent.kind === 'failed') {
    if (sent.code === 'REQUEST_ID_REUSED') context.repos.meta.drop('pendingAllotment')
    return failed(sent, 'allotments')
  }
  if (keepGrants(context, sent.answer) > 0) context.publish('sessions')
  return { kind: 'allotments-answered', incarnation: hearLife(context, sent.answer.incarnation) }
}

/** Another life of the centre: it is told again what it may have forgotten. One transaction, or a crash in between would leave that untold for ever. */
function hearLife({ repos }: StoreContext, incarnation: number): number {
  const before = repos.meta.get('incarnation')
  if (before !== incarnation)
    repos.atomically(() => {
      if (before !== null) repos.resendRetained()
      repos.meta.put('incarnation', incarnation)
    })
  return incarnation
}

/** Milliseconds until an entry may go: 0 now, null when nothing waits. */
function dueIn({ repos, clock }: StoreContext): number | null {
  if (repos.hasDue(clock())) return 0
  const at = repos.nextRetryAt()
  return at === null ? null : Math.max(1, at - clock())
}

/** What was answered before goes along, so that a restored centre honours what a patient was told. */
const wireOf = ({ content, verdict }: OutboxRow): string =>
  verdict ? JSON.stringify({ ...(JSON.parse(content) as object), answer: { verdict: verdict.verdict, outcome: verdict.outcome ?? null } }) : content
