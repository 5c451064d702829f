/** Sends what was carried here from another machine, in that machine's name: its entries only, never a word about its places. */
import { createHash } from 'node:crypto'
import type { Log } from '../../base/log.ts'
import { entriesAnswer } from '../../contract/sync-protocol.ts'
import type { OpenDeps } from '../open-store.ts'
import { openStore } from '../open-store.ts'
import { createServiceClient } from '../service-client.ts'
import { settleEntries } from '../settle.ts'
import { batchText } from '../../sync/batch.ts'
import type { Store } from '../store.ts'
import { importsIn } from './carry.ts'

const BATCH = 50
const ROUNDS_MAX = 1_000
/** No order of starts: the machine that made them may live on, and its own requests must not look overtaken. */
const NO_ORDER = { boot: -1, number: -1 }

export type CarriedDeps = Omit<OpenDeps, 'path' | 'start' | 'publish'> & { readonly start: OpenDeps['start']; readonly log: Log }

/** Answers how many entries are still here afterwards. */
export async function sendCarried(deps: CarriedDeps): Promise<number> {
  let left = 0
  for (const path of importsIn(deps.start.dataDir)) {
    const opened = openStore({ ...deps, path, publish: () => {}, start: { ...deps.start, enrolmentCode: null, technicianPin: '' } })
    if (!opened.ok) continue
    try {
      left += await drain(opened.value, deps)
    } finally {
      opened.value.close()
    }
  }
  return left
}

async function drain({ context }: Store, deps: CarriedDeps): Promise<number> {
  const { repos } = context
  const identity = repos.meta.get('identity')
  const key = repos.meta.get('deviceKey')
  const client = createServiceClient({ fetch: deps.fetch, clock: deps.clock, newId: () => createHash('sha256').update(deps.randomBytes(16)).digest('hex').slice(0, 32) })
  for (let round = 0; identity && key && round < ROUNDS_MAX; round++) {
    const due = repos.due(BATCH, context.clock())
    const batch = due.filter((row) => row.epoch === due[0]?.epoch)
    if (batch.length === 0) break
    const body = batchText(batch[0]?.epoch ?? 0, repos.meta.get('incarnation') ?? 0, batch.map((row) => row.content))
    const sent = await client({ serviceUrl: repos.meta.get('serviceUrl') ?? '', method: 'POST', path: '/v1/entries', body, schema: entriesAnswer, identity: { ...identity, epoch: batch[0]?.epoch ?? identity.epoch }, key, order: NO_ORDER })
    if (sent.kind === 'failed') {
      deps.log.info('carried-not-sent', { reason: sent.reason, code: sent.code })
      break
    }
    settleEntries(context, batch, sent.answer)
  }
  return repos.countPending().n
}
