/** The body of POST /v1/entries. Its entries are judged one by one later, so that a bad one never blocks the others. */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { entriesEnvelope } from '../contract/sync-protocol.ts'
import type { EntriesEnvelope } from '../contract/sync-protocol.ts'
import { invalid } from './routes/invalid.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

export function readEnvelope(text: Uint8Array): Result<EntriesEnvelope, Failure> {
  let json: unknown
  try { json = JSON.parse(utf8.decode(text)) } catch { return err(failure('ENVELOPE_UNREADABLE')) }
  const batch = entriesEnvelope.safeParse(json)
  return batch.success ? ok(batch.data) : err(invalid(batch.error, 'ENVELOPE_UNREADABLE'))
}
