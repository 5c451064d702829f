/**
 * Takes a batch: each entry once, judged by the same rules as at the kiosk, one savepoint an entry, one transaction a batch.
 * A bad entry never blocks the others, and what was answered once is answered again.
 */
import { hash } from 'node:crypto'
import { canonicalJson, isCanonical } from '../base/canonical-json.ts'
import type { Instant } from '../base/time.ts'
import type { ErrorCode } from '../contract/errors.ts'
import { fastParse } from '../contract/fast-parse.ts'
import { entryBodies, entryTypes, isEntryType, outboxEntry } from '../contract/sync-protocol.ts'
import type { EntriesAnswer, EntriesEnvelope, EntryType, Verdict, WireEntry } from '../contract/sync-protocol.ts'
import { applyEntry } from './apply-entry.ts'
import type { EntryContext } from './claims.ts'
import type { DeviceRow, Ledger } from './ledger/ledger.ts'

export type IntakeDeps = { readonly ledger: Ledger; readonly now: Instant; readonly learning: boolean; readonly incarnation: number; readonly log: (event: string, facts: Record<string, unknown>) => void }
/** `waits`: this sequence may not be judged yet. */
type BatchContext = IntakeDeps & { readonly device: DeviceRow; readonly epoch: number; readonly waits: (sequence: number) => boolean }
type BodySchema = { readonly safeParse: (body: unknown) => { success: true; data: object } | { success: false; error: { issues: readonly { readonly path: readonly PropertyKey[] }[] } } }
type RawEntry = EntriesEnvelope['entries'][number]

const MISSING_RANGES_MAX = 100

const entrySchema = fastParse(outboxEntry)
const bodySchemas = Object.fromEntries(entryTypes.map((type) => [type, fastParse(entryBodies[type])])) as unknown as Record<EntryType, BodySchema>

/** What is hashed, and kept: the entry without the answer it may carry. A kiosk sends it in that very form. */
const contentOf = (raw: RawEntry): string => {
  if (!Object.hasOwn(raw, 'answer') && isCanonical(raw)) return JSON.stringify(raw)
  const { answer: _answer, ...content } = raw
  return canonicalJson(content)
}

export const rejected = (entryId: string, code: ErrorCode, detail?: string): Verdict => ({ entryId, verdict: 'rejected', code, ...(detail ? { detail } : {}) })

/** Inside one ledger transaction. Verdicts stand in the order the entries were sent; they are applied in the order of their sequence. */
export function takeBatch(deps: IntakeDeps, device: DeviceRow, batch: EntriesEnvelope): Pick<EntriesAnswer, 'results' | 'acknowledgedThrough' | 'missing'> {
  const bySequence = batch.entries.map((raw, index) => ({ raw, index })).sort((a, b) => sequenceOf(a.raw) - sequenceOf(b.raw) || a.index - b.index)
  const results: Verdict[] = []
  const context = { ...deps, device, epoch: batch.epoch, waits: afterGap(deps, device, batch) }
  const takeAll = (take: typeof judge): void => { for (const { raw, index } of bySequence) results[index] = take(context, raw) }
  // A savepoint an entry costs a tenth of the time, and hardly ever is one needed: only if something failed, the batch is taken again entry by entry.
  try { deps.ledger.savepoint(() => takeAll(judge)) } catch { takeAll(takeOne) }
  return { results, ...progress(deps.ledger, device.deviceId, batch.epoch) }
}

/**
 * A batch from before its device heard of this life may stand behind entries that the restored ledger lacks; those are on their way again and come
 * first: an old sale, judged after what followed it, would take the place from the next person. Also when all others have told: an old disk may come late.
 */
function afterGap({ ledger, incarnation }: IntakeDeps, device: DeviceRow, batch: EntriesEnvelope): BatchContext['waits'] {
  if (incarnation === 1 || batch.incarnationSeen >= incarnation) return () => false
  return (sequence) => progress(ledger, device.deviceId, batch.epoch).acknowledgedThrough < sequence - 1
}

const sequenceOf = (raw: RawEntry): number => (typeof raw.sequence === 'number' ? raw.sequence : Number.MAX_SAFE_INTEGER)

function takeOne(deps: BatchContext, raw: RawEntry): Verdict {
  try {
    return deps.ledger.savepoint(() => judge(deps, raw))
  } catch (cause) {
    deps.log('entry-failed', { entryId: raw.entryId, cause: String(cause) })
    return { entryId: raw.entryId, verdict: 'retry' }
  }
}

function judge(deps: BatchContext, raw: RawEntry): Verdict {
  const { device, epoch } = deps
  const content = contentOf(raw)
  const contentHash = hash('sha256', content, 'base64url')
  const known = deps.ledger.entry(raw.entryId)
  if (known) {
    if (known.contentHash !== contentHash || known.deviceId !== device.deviceId) return rejected(raw.entryId, 'ENTRY_ID_REUSED')
    return known.verdict.verdict === 'accepted' ? { ...known.verdict, verdict: 'duplicate' } : known.verdict
  }
  const parsed = entrySchema.safeParse(raw)
  // Without a sequence there is no place to keep a result; the same answer is made again each time.
  if (!parsed.success) return keepUnreadable(deps, raw, { content, contentHash }, parsed.error.issues[0]?.path.join('.') ?? '')
  const entry = parsed.data
  if (entry.origin && (entry.origin.deviceId !== device.deviceId || entry.origin.epoch !== epoch)) return rejected(entry.entryId, 'ENTRY_OF_ANOTHER_DEVICE')
  if (deps.waits(entry.sequence)) return { entryId: entry.entryId, verdict: 'deferred' }
  const verdict = verdictOn(deps, entry)
  if (verdict.verdict !== 'deferred') keep(deps, { entryId: entry.entryId, sequence: entry.sequence, content, contentHash, verdict })
  return verdict
}

function keepUnreadable(deps: BatchContext, raw: RawEntry, text: Pick<Kept, 'content' | 'contentHash'>, path: string): Verdict {
  const verdict = rejected(raw.entryId, 'BODY_INVALID', `entry does not fit at ${path}`)
  const { sequence } = raw
  if (typeof sequence === 'number' && Number.isSafeInteger(sequence) && sequence >= 1) keep(deps, { entryId: raw.entryId, sequence, ...text, verdict })
  return verdict
}

function verdictOn(context: EntryContext, entry: WireEntry): Verdict {
  if (!isEntryType(entry.type)) return rejected(entry.entryId, 'UNKNOWN_TYPE')
  const body = bodySchemas[entry.type].safeParse(entry.body)
  if (!body.success) return rejected(entry.entryId, 'BODY_INVALID', `body does not fit at ${body.error.issues[0]?.path.join('.') ?? ''}`)
  return applyEntry(context, entry, entry.type, body.data)
}

type Kept = { readonly entryId: string; readonly sequence: number; readonly content: string; readonly contentHash: string; readonly verdict: Verdict }

function keep({ ledger, now, device, epoch }: BatchContext, part: Kept): void {
  const alone = ledger.putEntry({ ...part, clinicId: device.clinicId, deviceId: device.deviceId, epoch, receivedAt: now })
  if (alone) return
  // One (epoch, sequence), two contents: a clone or a file rolled back. Places freeze, entries go on.
  const current = ledger.device(device.deviceId)
  if (current && current.state === 'ok') ledger.putDevice({ ...current, state: 'forked' })
}

/** Highest sequence below which nothing is missing, and the gaps above it. */
export function progress(ledger: Ledger, deviceId: string, epoch: number): Pick<EntriesAnswer, 'acknowledgedThrough' | 'missing'> {
  const before = ledger.watermark(deviceId, epoch)
  let through = before
  const missing: [number, number][] = []
  let expected = before + 1
  for (const sequence of ledger.sequencesAbove(deviceId, epoch, before)) {
    if (sequence === through + 1 && missing.length === 0) through = sequence
    else if (sequence > expected && missing.length < MISSING_RANGES_MAX) missing.push([expected, sequence - 1])
    expected = sequence + 1
  }
  if (through > before) ledger.putWatermark(deviceId, epoch, through)
  return { acknowledgedThrough: through, missing }
}
