/** A batch whose rows the database refuses is taken in halves, each in a transaction of its own, down to the entry at fault: that one alone is to come again. */
import type { Result } from '../../../base/result.ts'
import { err } from '../../../base/result.ts'
import type { Failure } from '../../../contract/errors.ts'
import type { EntriesAnswer, EntriesEnvelope } from '../../../contract/sync-protocol.ts'

type Answer = Result<EntriesAnswer, Failure> | 'overloaded'
type Take = (batch: EntriesEnvelope) => Promise<Answer>
type Log = (event: string, facts: Record<string, unknown>) => void

/** Data that fits no column, or breaks a constraint. */
const isRefused = (cause: unknown): boolean => /^2[23]/.test(String((cause as { code?: unknown }).code ?? ''))

export async function takeApart(take: Take, batch: EntriesEnvelope, log: Log): Promise<Answer> {
  try {
    return await take(batch)
  } catch (cause) {
    const { entries } = batch
    if (!isRefused(cause) || entries.length === 0) throw cause
    if (entries.length > 1) return joined(await inHalves(take, batch, log), batch)
    log('entry-failed', { entryId: entries[0]?.entryId, cause: String(cause) })
    const rest = await take({ ...batch, entries: [] })
    return rest === 'overloaded' || !rest.ok ? rest : { ok: true, value: { ...rest.value, results: [{ entryId: entries[0]?.entryId ?? '', verdict: 'retry' }] } }
  }
}

/** In the order of their sequence, as one transaction would have taken them. */
async function inHalves(take: Take, batch: EntriesEnvelope, log: Log): Promise<Answer[]> {
  const sequenceOf = (entry: EntriesEnvelope['entries'][number]): number => (typeof entry.sequence === 'number' ? entry.sequence : Number.MAX_SAFE_INTEGER)
  const entries = [...batch.entries].sort((a, b) => sequenceOf(a) - sequenceOf(b))
  const half = Math.ceil(entries.length / 2)
  return [await takeApart(take, { ...batch, entries: entries.slice(0, half) }, log), await takeApart(take, { ...batch, entries: entries.slice(half) }, log)]
}

function joined(answers: readonly Answer[], { entries }: EntriesEnvelope): Answer {
  const bad = answers.find((answer) => answer === 'overloaded' || !answer.ok)
  if (bad) return bad
  const good = answers.flatMap((answer) => (answer !== 'overloaded' && answer.ok ? [answer.value] : []))
  const last = good.at(-1)
  if (!last) return err({ code: 'INTERNAL', detail: 'a batch without an answer' })
  const left = good.flatMap((answer) => answer.results)
  const results = entries.flatMap(({ entryId }) => left.splice(Math.max(0, left.findIndex((verdict) => verdict.entryId === entryId)), 1))
  return { ok: true, value: { ...last, results } }
}
