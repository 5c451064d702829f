import postgres from 'postgres'
import { err, ok } from '../../../base/result.ts'
import type { Result } from '../../../base/result.ts'
import { failure } from '../../../contract/errors.ts'
import type { Failure } from '../../../contract/errors.ts'
import { first } from './migrations/0001-first.ts'
import { auditChain } from './migrations/0002-audit-chain.ts'
import { field } from './migrations/0003-field.ts'
import { fieldIndexes } from './migrations/0004-field-indexes.ts'

export type Sql = postgres.Sql<{ bigint: number }>

const migrations = [first, auditChain, field, fieldIndexes]
/** Units under way at once on one node; each has a connection of its own. */
const CONNECTIONS_MAX = 8
const CONNECT_S_MAX = 10
/** Any number, the same on every node: one migrates, the others wait. */
const MIGRATION_LOCK = 7_205_759
const POSTGRES_VERSION_MIN = 140_000

/** Milliseconds and counts stay below 2^53. */
const bigint = { to: 20, from: [20], serialize: String, parse: Number }

type Other = { readonly max: number; readonly connection: Readonly<Record<string, string | number | boolean>> & { readonly application_name: string } }
export const connect = (url: string, { max, connection }: Other = { max: CONNECTIONS_MAX, connection: { application_name: 'vaccination-centre' } }): Sql =>
  postgres(url, { max, connect_timeout: CONNECT_S_MAX, onnotice: () => {}, types: { bigint }, connection })

/** Answers that mean: not now. The database is away, ends, or takes nobody more. */
export const isAway = (cause: unknown): boolean => /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|57P0|08|53|25006)/.test(String((cause as { code?: unknown }).code ?? ''))

/** Connects, checks and migrates. A database that may lose what it acknowledged is refused: nothing on a patient's screen may rest on it. */
export async function openPostgres(url: string): Promise<Result<Sql, Failure>> {
  let sql: Sql | undefined
  try {
    sql = connect(url)
    const unfit = await whyUnfit(sql)
    const wrong = unfit === null ? await migrate(sql) : failure('CONFIG_INVALID', unfit)
    if (wrong === null) return ok(sql)
    await sql.end({ timeout: 1 })
    return err(wrong)
  } catch (cause) {
    await sql?.end({ timeout: 0 }).catch(() => {})
    // Never the address itself: it may carry a password.
    const { code = '', message } = cause as { code?: string; message: string }
    if (isAway(cause)) return err(failure('DATABASE_UNREACHABLE', `the database does not answer (${code || message})`))
    if (/^(28|3D000|ERR_INVALID_URL|42501)/.test(code)) return err(failure('CONFIG_INVALID', `--database is refused (${code})`))
    throw cause
  }
}

async function whyUnfit(sql: Sql): Promise<string | null> {
  const settings = await sql.unsafe("SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num', 'server_encoding')")
  const of = (name: string): string => String(settings.find((row) => row.name === name)?.setting)
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) if (of(name) === 'off') return `--database: ${name} is off there, so what it acknowledges may be lost`
  if (of('server_encoding') !== 'UTF8') return '--database: its encoding is not UTF8'
  return Number(of('server_version_num')) < POSTGRES_VERSION_MIN ? '--database: PostgreSQL 14 or newer is needed' : null
}

/** One node at a time, each step in the same transaction as its number. */
const migrate = (sql: Sql): Promise<Failure | null> =>
  sql.begin(async (tx) => {
    await tx.unsafe(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`)
    const [there] = await tx.unsafe("SELECT to_regclass('setting') IS NOT NULL AS is_there")
    const [kept] = there?.is_there ? await tx.unsafe("SELECT value FROM setting WHERE clinic_id = '' AND key = 'schemaVersion'") : []
    const version = Number(kept?.value ?? 0)
    if (version > migrations.length) return failure('DATABASE_TOO_NEW', `ledger is of version ${version}, this service knows ${migrations.length}`)
    for (const migration of migrations.slice(version)) await tx.unsafe(migration)
    if (version < migrations.length) await tx.unsafe(`INSERT INTO setting VALUES ('', 'schemaVersion', '${migrations.length}') ON CONFLICT (clinic_id, key) DO UPDATE SET value = excluded.value`)
    return null
  }) as Promise<Failure | null>
