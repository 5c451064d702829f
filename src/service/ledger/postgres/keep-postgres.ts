/** Backup and restore of the ledger on PostgreSQL, with the database's own tools. A backup is of one moment, made while nodes run; a restore is one transaction. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok } from '../../../base/result.ts'
import type { Result } from '../../../base/result.ts'
import { failure } from '../../../contract/errors.ts'
import type { Failure } from '../../../contract/errors.ts'
import { createAuditCheck } from '../../audit-chain.ts'
import type { AuditFinding } from '../../audit-chain.ts'
import { RESTORED_NOTE } from './next-life.ts'
import { connect, isAway, openPostgres } from './open-postgres.ts'
import { createPostgresLedger } from './postgres-ledger.ts'

const DEBIAN = '/usr/lib/postgresql'
const OWNER_ONLY = 0o600
const TEXT_MAX = 300
const PAGE_ROWS = 1_000
/** What nodes call themselves; whoever restores under them would take the ground from their feet. */
const NODES = "SELECT count(*)::int AS nodes FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'vaccination-%' AND pid <> pg_backend_pid()"

type Tool = 'pg_dump' | 'pg_restore' | 'psql'

/** The newest: a dump tool refuses a server that is newer than itself. */
function pathOf(tool: Tool): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(':')]
  return folders.map((folder) => join(folder, tool)).find((path) => existsSync(path)) ?? null
}
const missing = (tool: Tool): Failure => failure('CONFIG_INVALID', `${tool} is not here; it comes with postgresql-client`)

/** In the environment, never in the arguments: those are for everybody to read. */
function environmentOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const [user, database] = [decodeURIComponent(username), decodeURIComponent(pathname.slice(1))]
  return {
    PATH: process.env.PATH ?? '', PGHOST: hostname.replace(/^\[|\]$/g, ''), PGPORT: port || '5432', PGAPPNAME: 'ledger-keeper', PGCONNECT_TIMEOUT: '10', PGSSLMODE: searchParams.get('sslmode') ?? 'prefer',
    ...(user ? { PGUSER: user } : {}), ...(password ? { PGPASSWORD: decodeURIComponent(password) } : {}), PGDATABASE: database || user,
  }
}
const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').slice(0, TEXT_MAX)

/** Null when the file is a whole backup: its table of contents reads, and so does everything in it. */
function damageOf(file: string): Failure | null {
  const tool = pathOf('pg_restore')
  if (tool === null) return missing('pg_restore')
  const read = spawnSync(tool, ['--file=/dev/null', file], { encoding: 'utf8' })
  return read.status === 0 ? null : failure('DATABASE_CORRUPTED', `${file}: ${lastLine(read.stderr)}`)
}

/** Never over a file that is there already. */
export function backupPostgres(url: string, to: string): Result<{ path: string }, Failure> {
  const tool = pathOf('pg_dump')
  if (tool === null) return err(missing('pg_dump'))
  if (existsSync(to)) return err(failure('CONFIG_INVALID', `${to} is there already`))
  const half = `${to}.half`
  // Made before the dump writes into it, so that it is never readable for others.
  closeSync(openSync(half, 'w', OWNER_ONLY))
  const made = spawnSync(tool, ['--format=custom', '--schema=public', '--no-owner', '--no-privileges', `--file=${half}`], { encoding: 'utf8', env: environmentOf(url) })
  const damage = made.status === 0 ? damageOf(half) : failure('DATABASE_UNREACHABLE', lastLine(made.stderr))
  if (damage) {
    rmSync(half, { force: true })
    return err(damage)
  }
  chmodSync(half, OWNER_ONLY)
  const file = openSync(half, 'r+')
  fsyncSync(file)
  closeSync(file)
  renameSync(half, to)
  return ok({ path: to })
}

type Before = { readonly life: number | null; readonly nodes: number }

/** The life the database is in now, null where there is no ledger yet. */
async function lookAt(url: string): Promise<Result<Before, Failure>> {
  const sql = connect(url, { max: 1, connection: { application_name: 'ledger-keeper' } })
  try {
    const [there] = await sql.unsafe("SELECT to_regclass('public.setting') IS NOT NULL AS is_there")
    const [kept] = there?.is_there ? await sql.unsafe("SELECT value FROM setting WHERE clinic_id = '' AND key = 'incarnation'") : []
    const [running] = await sql.unsafe(NODES)
    return ok({ life: there?.is_there ? Number(kept?.value ?? 0) : null, nodes: Number(running?.nodes) })
  } catch (cause) {
    if (isAway(cause)) return err(failure('DATABASE_UNREACHABLE', 'the database does not answer'))
    throw cause
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/**
 * While no node runs. What was there is set aside in a schema of its own; the backup, and the note that makes the next start begin its next life, come in one transaction.
 * `setAside` names the schema: drop it when nobody misses anything.
 */
export async function restorePostgres(from: string, url: string, now: number): Promise<Result<{ setAside: string | null; life: number | null }, Failure>> {
  const [restore, client] = [pathOf('pg_restore'), pathOf('psql')]
  if (restore === null || client === null) return err(missing(restore === null ? 'pg_restore' : 'psql'))
  const damage = damageOf(from)
  if (damage) return err(damage)
  const before = await lookAt(url)
  if (!before.ok) return before
  if (before.value.nodes > 0) return err(failure('CONFIG_INVALID', 'nodes are connected to this database; stop them first'))
  const setAside = before.value.life === null ? null : `set_aside_${now}`
  const room = setAside === null ? 'CREATE SCHEMA IF NOT EXISTS public;' : `ALTER SCHEMA public RENAME TO ${setAside}; CREATE SCHEMA public;`
  const note = `INSERT INTO public.setting VALUES ('', '${RESTORED_NOTE}', '${before.value.life ?? 0}') ON CONFLICT (clinic_id, key) DO UPDATE SET value = excluded.value;`
  const wrong = await pour({ restore, client, from, url, room, note })
  return wrong === null ? ok({ setAside, life: before.value.life }) : err(failure('DATABASE_UNREACHABLE', wrong))
}

type Pour = { readonly restore: string; readonly client: string; readonly from: string; readonly url: string; readonly room: string; readonly note: string }

/** The backup as SQL into one transaction. Cut off before its end the client is killed, and nothing of it is kept. */
async function pour({ restore, client, from, url, room, note }: Pour): Promise<string | null> {
  const into = spawn(client, ['--no-psqlrc', '--quiet', '--single-transaction', '--set=ON_ERROR_STOP=1', '--file=-'], { env: environmentOf(url), stdio: ['pipe', 'ignore', 'pipe'] })
  const out = spawn(restore, ['--schema=public', '--no-owner', '--no-privileges', '--file=-', from], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const { stderr } of [into, out]) stderr.setEncoding('utf8').on('data', (text: string) => { said = lastLine(said + text) })
  // The client may end first: then its exit code tells, not the pipe.
  into.stdin.on('error', () => {})
  const [ended, closed] = [once(into, 'close'), once(out, 'close')]
  into.stdin.write(`${room}\n`)
  out.stdout.pipe(into.stdin, { end: false })
  into.once('close', () => out.kill('SIGKILL'))
  const [code] = (await closed) as [number | null]
  if (code === 0) into.stdin.end(`\n${note}\n`)
  else into.kill('SIGKILL')
  const [status] = (await ended) as [number | null]
  return code === 0 && status === 0 ? null : said || 'the restore was cut off'
}

/** Reads the whole audit of every clinic. */
export async function verifyPostgres(url: string): Promise<Result<AuditFinding, Failure>> {
  const opened = await openPostgres(url)
  if (!opened.ok) return opened
  const ledger = createPostgresLedger(opened.value)
  const check = createAuditCheck()
  const page = (above: number) => ledger.transact({ clinicId: null, mode: 'read' }, (l) => l.audits(null, above, PAGE_ROWS))
  for (let rows = await page(0); rows.length > 0; rows = await page(rows.at(-1)?.id ?? 0)) check.take(rows)
  await ledger.close()
  return ok(check.found())
}
