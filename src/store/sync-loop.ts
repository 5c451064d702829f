/** Drives the machine: the only timer of the store, the only place where its effects happen. One request in flight. */
import { toIso } from '../base/time.ts'
import type { Log } from '../base/log.ts'
import { allotmentsAnswer, changesAnswer, enrolmentAnswer, entriesAnswer, helloAnswer, inventoryAnswer, limits } from '../contract/sync-protocol.ts'
import { ALONE_FAILURES_MAX, fitBatch } from '../sync/batch.ts'
import { initialState, step } from '../sync/machine.ts'
import type { Call, SyncEvent, SyncState } from '../sync/machine.ts'
import { newId } from './context.ts'
import type { StoreContext } from './context.ts'
import type { OutboxRow } from './repositories/outbox.ts'
import type { createServiceClient, Sent } from './service-client.ts'
import { applyChanges, countFailedAlone, giveBackExcess, heldInventory, keepGrants, nextAllotmentRequest, settleEntries } from './settle.ts'

export type LoopDeps = {
  readonly context: StoreContext; readonly client: ReturnType<typeof createServiceClient>; readonly log: Log; readonly random: () => number
  /** Calls `act` after `ms`; gives back how to call it off. */
  readonly after: (ms: number, act: () => void) => () => void
  readonly deviceKey: () => { readonly private: JsonWebKey; readonly x: string }
  readonly bootId: string; readonly stationName: string; readonly capMs: number
}
export type SyncLoop = ReturnType<typeof createSyncLoop>

export function createSyncLoop(deps: LoopDeps) {
  const { context, log } = deps
  const { repos, clock } = context
  const configuration = () => ({ hasAddress: repos.meta.get('serviceUrl') !== null, hasCode: repos.meta.get('enrolmentCode') !== null, enrolled: repos.meta.get('identity') !== null })
  let state: SyncState = initialState({ ...configuration(), incarnation: repos.meta.get('incarnation') }, deps.capMs)
  let cancelWake: (() => void) | null = null
  let stopped = false

  const dispatch = (event: SyncEvent): void => {
    if (stopped) return
    const next = step(state, event, clock())
    state = next.state
    for (const effect of next.effects) {
      if (effect.kind === 'resend-retained') repos.resendRetained()
      if (effect.kind === 'wake') {
        cancelWake?.()
        cancelWake = deps.after(Math.max(0, Math.min(effect.at - clock(), state.helloMs)), () => dispatch({ kind: 'woke' }))
      }
      if (effect.kind === 'request') void perform(effect.call, effect.batchSize).then(dispatch)
    }
    context.publish('sync')
  }

  const send = <T>(method: 'GET' | 'POST', path: string, body: unknown, schema: { safeParse: (input: unknown) => { success: true; data: T } | { success: false } }) =>
    deps.client({ serviceUrl: repos.meta.get('serviceUrl') ?? '', method, path, body, schema, identity: repos.meta.get('identity'), key: repos.meta.get('identity') ? deps.deviceKey().private : null })

  const failedEvent = (sent: Extract<Sent<unknown>, { kind: 'failed' }>, call: Call): SyncEvent => {
    log.info('sync-call-failed', { call, reason: sent.reason, code: sent.code })
    return { kind: 'failed', reason: sent.reason, retryAfterMs: sent.retryAfterMs, random: deps.random() }
  }

  const enrol = async (): Promise<SyncEvent> => {
    const code = repos.meta.get('enrolmentCode') ?? ''
    const sent = await send('POST', '/v1/enrolments', { code, publicKey: { kty: 'OKP', crv: 'Ed25519', x: deps.deviceKey().x }, stationName: deps.stationName, appVersion: context.appVersion, platform: process.platform }, enrolmentAnswer)
    if (sent.kind === 'failed') {
      if (!sent.code?.startsWith('ENROLMENT_CODE_')) return failedEvent(sent, 'enrol')
      repos.meta.drop('enrolmentCode')
      return { kind: 'enrolment-refused' }
    }
    const { deviceId, epoch, audience, clinic, stationLetter, incarnation } = sent.answer
    repos.atomically(() => {
      repos.adoptUnenrolled(epoch)
      repos.meta.put('identity', { deviceId, epoch, audience, clinic, stationLetter })
      repos.meta.put('incarnation', incarnation)
      repos.meta.drop('enrolmentCode')
    })
    context.publish('sessions')
    return { kind: 'enrolled', incarnation }
  }

  const hello = async (): Promise<SyncEvent> => {
    const epoch = repos.meta.epoch()
    const head = repos.head(epoch)
    const pending = repos.countPending()
    const now = clock()
    const sent = await send('POST', '/v1/hello', {
      epoch, head: { sequence: head.sequence, hash: head.hash }, backlog: { entries: pending.n, oldestMs: pending.oldest === null ? 0 : Math.max(0, now - pending.oldest) },
      free: repos.freeBySlot(now).slice(0, limits.wantsMax).map(({ slotId, free }) => [slotId, free]), wallTime: toIso(now), bootId: deps.bootId, appVersion: context.appVersion,
      incarnationSeen: repos.meta.get('incarnation') ?? 0,
    }, helloAnswer)
    if (sent.kind === 'failed') return failedEvent(sent, 'hello')
    repos.atomically(() => {
      repos.meta.put('lastContactAt', clock())
      repos.meta.put('incarnation', sent.answer.incarnation)
      repos.meta.put('devices', sent.answer.devices ?? 1)
      repos.meta.put('mode', sent.answer.mode)
    })
    giveBackExcess(context, sent.answer.recall)
    return { kind: 'hello-answered', answer: sent.answer }
  }

  const changes = async (): Promise<SyncEvent> => {
    const cursor = repos.meta.get('cursor')
    const sent = await send('GET', `/v1/changes${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`, null, changesAnswer)
    if (sent.kind === 'failed') return failedEvent(sent, 'changes')
    applyChanges(context, sent.answer.changes, sent.answer.cursor)
    if (sent.answer.changes.length > 0) context.publish('sessions')
    return { kind: 'changes-answered', more: sent.answer.more, wanting: true }
  }

  const inventory = async (): Promise<SyncEvent> => {
    const sent = await send('POST', '/v1/inventory', { epoch: repos.meta.epoch(), incarnation: repos.meta.get('incarnation') ?? 0, held: heldInventory(context) }, inventoryAnswer)
    return sent.kind === 'failed' ? failedEvent(sent, 'inventory') : { kind: 'inventory-answered' }
  }

  const entries = async (batchSize: number): Promise<SyncEvent> => {
    const pending = repos.pending(batchSize)
    const first = pending[0]
    if (!first) return { kind: 'nothing-to-send', call: 'entries' }
    const ofEpoch = pending.filter((row) => row.epoch === first.epoch)
    const batch: readonly OutboxRow[] = ofEpoch.slice(0, fitBatch(ofEpoch.map(wireOf), batchSize).length)
    const sent = await send('POST', '/v1/entries', { epoch: first.epoch, incarnationSeen: repos.meta.get('incarnation') ?? 0, entries: batch.map(wireOf) }, entriesAnswer)
    if (sent.kind === 'failed') {
      if (sent.reason === 'bad-envelope' && batch.length === 1) countFailedAlone(context, first, ALONE_FAILURES_MAX)
      return failedEvent(sent, 'entries')
    }
    const progressed = settleEntries(context, batch, sent.answer)
    repos.meta.put('lastContactAt', clock())
    repos.meta.put('incarnation', sent.answer.incarnation)
    return { kind: 'entries-answered', next: sent.answer.next, pending: repos.countPending().n > 0, incarnation: sent.answer.incarnation, progressed }
  }

  const allotments = async (): Promise<SyncEvent> => {
    const request = nextAllotmentRequest(context, () => newId(context), limits.wantsMax)
    if (!request) return { kind: 'nothing-to-send', call: 'allotments' }
    const sent = await send('POST', '/v1/allotments', { requestId: request.requestId, epoch: repos.meta.epoch(), wants: request.wants }, allotmentsAnswer)
    if (sent.kind === 'failed') return failedEvent(sent, 'allotments')
    const kept = keepGrants(context, sent.answer.grants)
    if (kept > 0) context.publish('sessions')
    return { kind: 'allotments-answered', granted: kept > 0 }
  }

  const perform = (call: Call, batchSize: number): Promise<SyncEvent> =>
    ({ enrol, hello, changes, inventory, entries: () => entries(batchSize), allotments })[call]()

  return {
    start: () => dispatch({ kind: 'started' }),
    committed: () => dispatch({ kind: 'committed' }),
    configured: () => dispatch({ kind: 'configured', ...configuration() }),
    state: (): SyncState => state,
    stop: () => {
      stopped = true
      cancelWake?.()
    },
  }
}

/** What was answered before goes along, so that a restored centre honours what a patient was told. */
const wireOf = (row: OutboxRow) => (row.verdict ? { ...row.entry, answer: { verdict: row.verdict.verdict, outcome: row.verdict.outcome ?? null } } : row.entry)
