/** Columns of the tables as both ways use them: property of a row, type in the database. The column of `slotId` is `slot_id`. */
import type { TransactionSql } from 'postgres'
import { decodeText, encodeText } from './text.ts'

type ColumnType = 'text' | 'bigint' | 'boolean'
export type Columns = Readonly<Record<string, ColumnType>>
export type Tx = TransactionSql<{ bigint: number }>

const texts = (...names: string[]): Columns => Object.fromEntries(names.map((name) => [name, 'text']))
const numbers = (...names: string[]): Columns => Object.fromEntries(names.map((name) => [name, 'bigint']))

export const columns = {
  clinic: texts('clinicId', 'name', 'timeZone'),
  setting: texts('clinicId', 'key', 'value'),
  code: { ...texts('clinicId', 'code'), ...numbers('expiresAt'), ...texts('usedBy', 'publicKey', 'deviceId') },
  device: { ...texts('clinicId', 'deviceId', 'publicKey'), ...numbers('epoch'), ...texts('stationLetter', 'stationName', 'appVersion', 'state'), ...numbers('lastSeenAt', 'backlog'), lost: 'boolean' },
  deviceKey: { ...texts('clinicId', 'deviceId'), ...numbers('epoch'), ...texts('publicKey') },
  contact: { ...texts('clinicId', 'deviceId'), ...numbers('epoch', 'boot', 'number') },
  learner: texts('clinicId', 'deviceId', 'state'),
  session: texts('clinicId', 'sessionId', 'date', 'vaccineSystem', 'vaccineCode'),
  slot: { ...texts('clinicId', 'slotId', 'sessionId', 'date'), ...numbers('startAt', 'endAt', 'capacity', 'heldMax', 'cut') },
  place: { ...texts('clinicId', 'slotId'), ...numbers('n'), ...texts('state', 'deviceId'), ...numbers('epoch'), ...texts('allotmentId', 'bookingId'), ...numbers('incarnation') },
  request: texts('clinicId', 'deviceId', 'requestId', 'wants', 'grants'),
  entry: { ...texts('clinicId', 'entryId', 'deviceId'), ...numbers('epoch', 'sequence'), ...texts('contentHash', 'content', 'verdict'), ...numbers('receivedAt'), twin: 'boolean' },
  watermark: { ...texts('clinicId', 'deviceId'), ...numbers('epoch', 'sequence') },
  booking: { ...texts('clinicId', 'bookingId', 'deviceId'), ...numbers('epoch'), ...texts('status'), ...numbers('version'), ...texts('ticketNumber', 'slotId'), ...numbers('n'), overdraft: 'boolean', ...texts('body', 'date') },
  immunization: { ...texts('clinicId', 'entryId', 'bookingId'), given: 'boolean', ...texts('body') },
  settlement: { ...texts('clinicId', 'settlementId', 'content', 'answer'), ...numbers('at') },
  audit: { ...texts('clinicId'), ...numbers('at'), ...texts('who', 'what', 'previousHash', 'hash') },
  change: texts('clinicId', 'byDevice', 'content'),
} satisfies Record<string, Columns>

export const columnOf = (property: string): string => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const lists = new Map<Columns, string>()
/** `clinic_id AS "clinicId", …` */
export function listOf(of: Columns): string {
  const known = lists.get(of)
  if (known !== undefined) return known
  const made = Object.keys(of).map((name) => `${columnOf(name)} AS "${name}"`).join(', ')
  lists.set(of, made)
  return made
}

type Value = string | number | boolean | null | undefined
const textOf = (value: Value): string | null => (value === null || value === undefined ? null : typeof value === 'string' ? encodeText(value) : String(value))

/** Every parameter is an array of texts, cast in SQL: no driver guesses a type. */
export const textsOf = (values: readonly Value[]): (string | null)[] => values.map(textOf)

export async function ask<Row>(tx: Tx, text: string, ...parameters: readonly (readonly Value[] | Value)[]): Promise<Row[]> {
  const sent = parameters.map((p) => (Array.isArray(p) ? textsOf(p) : textOf(p as Value)))
  return (await tx.unsafe(text, sent as never[], { prepare: true })).map((row) => decoded(row as Record<string, unknown>)) as Row[]
}

export function decoded(row: Record<string, unknown>): Record<string, unknown> {
  for (const name of Object.keys(row)) if (typeof row[name] === 'string') row[name] = decodeText(row[name])
  return row
}

/** One statement for any number of rows: `INSERT … SELECT * FROM unnest($1::text[], …)`. `more` are columns computed in SQL. */
export async function insertAll(tx: Tx, table: string, of: Columns, rows: readonly object[], onConflict: string): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(of)
  const arrays = names.map((name, i) => `$${i + 1}::text[]::${of[name]}[]`).join(', ')
  const parameters = names.map((name) => rows.map((row) => (row as Record<string, Value>)[name]))
  await ask(tx, `INSERT INTO ${table} (${names.map(columnOf).join(', ')}) SELECT * FROM unnest(${arrays}) ${onConflict}`, ...parameters)
}

export const upsert = (of: Columns, key: readonly string[]): string => {
  const rest = Object.keys(of).filter((name) => !key.includes(name)).map(columnOf)
  return `ON CONFLICT (${key.map(columnOf).join(', ')}) DO UPDATE SET ${rest.map((name) => `${name} = excluded.${name}`).join(', ')}`
}
