import { canonicalJson } from '../base/canonical-json.ts'
import { limits } from '../contract/sync-protocol.ts'
import type { EntryType, WireEntry } from '../contract/sync-protocol.ts'

export const BATCH_START = 50
/** A single entry that makes the whole envelope unreadable this often is set aside. */
export const ALONE_FAILURES_MAX = 5

export type Lane = 'A' | 'B' | 'P'

/** A: held places, cancellations, doses. B: new standby. P: set aside. A is never behind B or P. */
export const laneOf = (type: EntryType | string, parked: boolean): Lane => (parked ? 'P' : type === 'booking-waitlisted' ? 'B' : 'A')

/** What the chain covers: the entry as it goes on the wire, without the answer it may carry later. `body` is its body's canonical text, where the caller has it. */
export const hashedText = (entry: WireEntry, body: string = canonicalJson(entry.body)): string => {
  const fields = Object.entries(entry).filter(([name, value]) => name !== 'answer' && value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${name === 'body' ? body : canonicalJson(value)}`).join(',')}}`
}

/** What a text takes in UTF-8; a code unit of a surrogate pair counts 2. */
function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}

/** As many of the entries' texts, in their order, as fit the count and the bytes of one request; always at least one. */
export function fitBatch(entries: readonly string[], countMax: number): readonly string[] {
  let bytes = 0
  let count = 0
  for (const entry of entries) {
    bytes += utf8Bytes(entry)
    if (count >= countMax || (count > 0 && bytes > limits.batchBytesMax)) break
    count++
  }
  return entries.slice(0, count)
}

/** JSON that is there as text already: goes as it is. */
export class JsonText {
  readonly text: string
  constructor(text: string) { this.text = text }
  /** For whoever needs the value all the same. */
  toJSON(): unknown { return JSON.parse(this.text) }
}

/** The body of POST /v1/entries, from texts. */
export const batchText = (epoch: number, incarnationSeen: number, entries: readonly string[]): JsonText =>
  new JsonText(`{"epoch":${epoch},"incarnationSeen":${incarnationSeen},"entries":[${entries.join(',')}]}`)
