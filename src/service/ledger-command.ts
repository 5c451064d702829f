/** `npm run ledger -- backup --data=DIR --file=FILE` · `restore --data=DIR --file=FILE` · `verify --data=DIR`: for whoever keeps the centre. One JSON line. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { errorCatalogue, failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { Result } from '../base/result.ts'
import { ok } from '../base/result.ts'
import { verifyAudit } from './audit-chain.ts'
import { backupLedger, restoreLedger } from './ledger/keep-ledger.ts'
import { openLedgerFile } from './ledger/open-ledger.ts'
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

function main(): void {
  let given: { positionals: string[]; values: { data?: string | undefined; file?: string | undefined } }
  try {
    given = parseArgs({ allowPositionals: true, options: { data: { type: 'string' }, file: { type: 'string' }, json: { type: 'boolean' } } })
  } catch (cause) {
    return stopWith(failure('CONFIG_INVALID', (cause as Error).message))
  }
  const { positionals: [verb], values: { data, file = '' } } = given
  if (!data) return stopWith(failure('CONFIG_INVALID', '--data=DIR is missing'))
  if (verb !== 'verify' && file === '') return stopWith(failure('CONFIG_INVALID', '--file=FILE is missing'))
  const path = join(data, 'ledger.db')
  const acts: Record<string, () => Result<object, Failure>> = { backup: () => backupLedger(path, file), restore: () => restoreLedger(file, path, Date.now()), verify: () => verify(path) }
  const done = acts[verb ?? '']?.() ?? stopWith(failure('CONFIG_INVALID', `there are ${Object.keys(acts).join(', ')}`))
  if (!done.ok) return stopWith(done.error)
  process.stdout.write(`${JSON.stringify(done.value)}\n`)
  if ('broken' in done.value && (done.value.broken as unknown[]).length > 0) process.exit(1)
}

main()
