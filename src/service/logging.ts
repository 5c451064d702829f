/** Lines of JSON for whoever runs the centre: ids, counts and codes. What could name a person is taken out before it is written. */
import pino from 'pino'
import type { Log } from '../base/log.ts'

/** Never written, wherever it stands. */
const NEVER = ['name', 'patient', 'guardian', 'birthDate', 'phone', 'body', 'content', 'authorization', 'token', 'adminToken', 'code', 'publicKey', 'detail', 'text', 'url', 'query']
/** Words of others, such as an error's: they may quote what they failed on. */
const FREE_TEXT = ['cause', 'message', 'stack']
const FREE_TEXT_CHARS_MAX = 500

/** Quoted pieces, letters that are not Latin, long digits: what is left says what went wrong and not with whom. */
export const withoutPersons = (text: string): string =>
  text.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"').replaceAll(/[[\p{L}\p{M}]--[\u0041-\u024f]]+/gv, '…').replaceAll(/\d[\d -]{5,}\d/g, '…').slice(0, FREE_TEXT_CHARS_MAX)

function fitting(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > 3) return '…'
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => fitting(item, depth + 1))
  return Object.fromEntries(Object.entries(value).filter(([key]) => !NEVER.includes(key))
    .map(([key, item]) => [key, FREE_TEXT.includes(key) && typeof item === 'string' ? withoutPersons(item) : fitting(item, depth + 1)]))
}

export type LogDestination = { readonly write: (line: string) => void }

/** Written at once: the last line before an end is the one that is needed. */
export function createLog(destination: LogDestination = pino.destination({ fd: 2, sync: true }), level = 'info'): Log {
  const logger = pino({ level, base: { pid: process.pid }, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } }, destination)
  const line = (at: 'info' | 'warn' | 'error') => (event: string, facts: Record<string, unknown> = {}): void => logger[at](fitting(facts) as object, event)
  return { info: line('info'), warn: line('warn'), error: line('error') }
}
