/** The body of POST /v1/entries. Its entries are judged one by one later, so that a bad one never blocks the others. */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Failure } from '../contract/errors.ts'
import { fastParse } from '../contract/fast-parse.ts'
import { entriesEnvelope } from '../contract/sync-protocol.ts'
import type { EntriesEnvelope } from '../contract/sync-protocol.ts'
import { parseJson } from './read-json.ts'
import { invalid } from './routes/invalid.ts'

const envelope = fastParse(entriesEnvelope)

export function readEnvelope(text: Uint8Array): Result<EntriesEnvelope, Failure> {
  const json = parseJson(text)
  if (!json.ok) return json
  const batch = envelope.safeParse(json.value)
  return batch.success ? ok(batch.data) : err(invalid(batch.error, 'ENVELOPE_UNREADABLE'))
}
