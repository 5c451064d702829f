/** Bytes from outside to a value: inflated within a limit, UTF-8 or nothing, and no deeper than anything of ours is. */
import { gunzipSync } from 'node:zlib'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { limits } from '../contract/sync-protocol.ts'

/** A batch is 6 deep. What walks through values by recursion may rely on this. */
const NESTING_MAX = 40
const utf8 = new TextDecoder('utf-8', { fatal: true })

export function inflate(raw: Buffer, encoding: string): Result<Buffer, Failure> {
  if (encoding !== 'gzip' && encoding !== 'identity') return err(failure('UNSUPPORTED_ENCODING'))
  try {
    return ok(encoding === 'gzip' ? gunzipSync(raw, { maxOutputLength: limits.inflatedBytesMax }) : raw)
  } catch (cause) {
    const tooLarge = (cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    return err(failure(tooLarge ? 'TOO_LARGE' : 'ENVELOPE_UNREADABLE'))
  }
}

/** No bytes are no value: null. */
export function parseJson(bytes: Uint8Array): Result<unknown, Failure> {
  if (bytes.length === 0) return ok(null)
  if (isTooDeep(bytes)) return err(failure('ENVELOPE_UNREADABLE', `nested deeper than ${NESTING_MAX}`))
  try { return ok(JSON.parse(utf8.decode(bytes))) } catch { return err(failure('ENVELOPE_UNREADABLE')) }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const [BRACKET, BRACKET_END, BRACE, BRACE_END] = [0x5b, 0x5d, 0x7b, 0x7d]

/** Counted before parsing, so that a tower of brackets costs no memory. Brackets inside of strings do not count. */
function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte === QUOTE) i = endOfString(bytes, i)
    else if (byte === BRACKET || byte === BRACE) { if (++depth > NESTING_MAX) return true }
    else if (byte === BRACKET_END || byte === BRACE_END) depth--
  }
  return false
}

function endOfString(bytes: Uint8Array, start: number): number {
  let end = bytes.indexOf(QUOTE, start + 1)
  while (end > 0) {
    let slashes = 0
    while (bytes[end - 1 - slashes] === BACKSLASH) slashes++
    if (slashes % 2 === 0) return end
    end = bytes.indexOf(QUOTE, end + 1)
  }
  return bytes.length
}
