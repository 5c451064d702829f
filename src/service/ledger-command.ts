/** `npm run ledger -- backup --data=DIR --file=FILE` · `restore …` · `verify --data=DIR`, or with `--database=postgres://…`: for whoever keeps the centre. One JSON line. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { errorCatalogue, failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { Result } from '../base/result.ts'
import { ok } from '../base/result.ts'
import { verifyAudit } from './audit-chain.ts'
import { backupLedger, restoreLedger } from './ledger/keep-ledger.ts'
import { openLedgerFile } from './ledger/open-ledger.ts'
import { backupPostgres, restorePostgres, verifyPostgres } from './ledger/postgres/keep-postgres.ts'
import { createSqliteLedger } from './ledger/sqlite-ledger.ts'

const EXIT_CONFIGURATION = 78

function stopWith(error: Failure): never {
  process.stderr.write(`${error.code}: ${error.detail}. ${errorCatalogue[error.code].hint}\n`)
  process.exit(EXIT_CONFIGURATION)
}

function verify(path: string): Result<ReturnType<typeof verifyAudit>, Failure> {
  const opened = openLedgerFile(path)
  if (!opened.ok) return opened
  const ledger = createSqliteLedger(opened.value)
  const found = verifyAudit(ledger)
  ledger.close()
  return ok(found)
}

const options = { data: { type: 'string' }, database: { type: 'string' }, file: { type: 'string' }, json: { type: 'boolean' } } as const
type Act = () => Result<object, Failure> | Promise<Result<object, Failure>>

/** A database's address carries its password: it may come in the environment, too, as the service takes it. */
function actsOf(data: string | undefined, database: string | undefined, file: string): Record<string, Act> {
  if ((data === undefined) === (database === undefined)) return stopWith(failure('CONFIG_INVALID', 'one of --data=DIR and --database=postgres://… names the ledger'))
  if (database !== undefined) return { backup: () => backupPostgres(database, file), restore: () => restorePostgres(file, database, Date.now()), verify: () => verifyPostgres(database) }
  const path = join(data ?? '', 'ledger.db')
  return { backup: () => backupLedger(path, file), restore: () => restoreLedger(file, path, Date.now()), verify: () => verify(path) }
}

function readLine(): { readonly verb: string; readonly data: string | undefined; readonly database: string | undefined; readonly file: string } {
  try {
    const { positionals: [verb = ''], values: { data, database, file = '' } } = parseArgs({ allowPositionals: true, options })
    return { verb, data, database: database ?? (data === undefined ? process.env.CENTRAL_DATABASE : undefined), file }
  } catch (cause) {
    return stopWith(failure('CONFIG_INVALID', (cause as Error).message))
  }
}

async function main(): Promise<void> {
  const { verb, data, database, file } = readLine()
  const acts = actsOf(data, database, file)
  if (!Object.hasOwn(acts, verb)) stopWith(failure('CONFIG_INVALID', `there are ${Object.keys(acts).join(', ')}`))
  if (verb !== 'verify' && file === '') stopWith(failure('CONFIG_INVALID', '--file=FILE is missing'))
  const done = await acts[verb]?.()
  if (!done?.ok) return stopWith(done?.error ?? failure('CONFIG_INVALID'))
  process.stdout.write(`${JSON.stringify(done.value)}\n`)
  if ('broken' in done.value && (done.value.broken as unknown[]).length > 0) process.exit(1)
}

await main()
