/** The store's program without a window: one command, one answer on stdout, exit 0 when it is good. Reads its request from stdin, so that a key stands in no argument. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Result } from '../base/result.ts'
import { errorCatalogue } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { backupsIn } from './db/newest-backup.ts'
import { checkBackup, makeBackup, restoreBackup } from './care/backup.ts'
import { exportUnsent, importUnsent, unsentHere } from './care/carry.ts'
import { selfTest } from './care/self-test.ts'
import { stepBack } from './care/step-back.ts'
import { supportBundle } from './care/support-bundle.ts'
import { tryMigration } from './care/trial.ts'
import { wipe } from './care/wipe.ts'
import { lookInto, metaOf } from './db/look.ts'

export type CareRequest = { readonly name: string; readonly words: readonly string[]; readonly dataDir: string; readonly databaseKey: string | null; readonly serviceUrl: string | null; readonly appVersion: string }

const EXIT = { good: 0, failed: 1, configuration: 78 } as const
const REQUEST_BYTES_MAX = 64 * 1024
const say = (text: string): void => { process.stdout.write(`${text}\n`) }
const option = (words: readonly string[], name: string): string | null => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null

function told(result: Result<unknown, Failure>): number {
  if (result.ok) {
    say(JSON.stringify(result.value))
    return EXIT.good
  }
  process.stderr.write(`${result.error.code}: ${result.error.detail}. ${errorCatalogue[result.error.code].hint}\n`)
  return EXIT.failed
}

async function tested({ dataDir, serviceUrl, appVersion }: CareRequest, key: string) {
  const kept = lookInto(join(dataDir, 'kiosk.db'), key, (db) => metaOf(db, 'serviceUrl')) as string | null
  return selfTest({ dataDir, databaseKey: key, serviceUrl: serviceUrl ?? kept, appVersion, now: Date.now, fetch: (url, init) => fetch(url, init) })
}

type Act = (request: CareRequest, key: string, now: number) => number | Promise<number>
const file = ({ words, dataDir }: CareRequest): string => resolve(option(words, 'file') ?? backupsIn(dataDir).at(-1)?.path ?? '')

const acts: Readonly<Record<string, Act>> = {
  /** Only the number: what installs and removes reads it. */
  unsent: ({ dataDir }, key) => { say(String(unsentHere(dataDir, key) ?? 0)); return EXIT.good },
  'self-test': async (request, key) => {
    const test = await tested(request, key)
    if (request.words.includes('--json')) say(JSON.stringify(test))
    else for (const { id, state, facts } of test.checks) say(`${state.padEnd(8)} ${id.padEnd(9)} ${Object.entries(facts).map(([name, value]) => `${name} ${value}`).join(', ')}`)
    return test.checks.some(({ state }) => state === 'fail') ? EXIT.failed : EXIT.good
  },
  backup: ({ dataDir }, key, now) => told(makeBackup(dataDir, key, now)),
  'check-backup': (request, key) => told(checkBackup(file(request), key)),
  restore: (request, key, now) => told(restoreBackup(request.dataDir, key, file(request), now, request.words.includes('--even-if-unsent-are-lost'))),
  'try-migration': ({ dataDir }, key, now) => told(tryMigration(dataDir, key, now)),
  'step-back': ({ dataDir }, key, now) => told(stepBack(dataDir, key, now)),
  'export-unsent': ({ dataDir, words }, key, now) => told(exportUnsent(dataDir, key, resolve(option(words, 'to') ?? '.'), now)),
  'import-unsent': (request, key, now) => told(importUnsent(request.dataDir, key, file(request), option(request.words, 'passphrase') ?? '', now)),
  'support-bundle': async (request, key, now) => {
    const to = option(request.words, 'to')
    const path = supportBundle({ ...request, databaseKey: key, logFolder: process.env.LOGS_DIRECTORY ?? join(request.dataDir, 'logs'), now, selfTest: await tested(request, key), ...(to ? { to: resolve(to) } : {}) })
    say(JSON.stringify({ file: path }))
    return EXIT.good
  },
  wipe: ({ dataDir, words }, key) => told(wipe(dataDir, key, null, words.includes('--even-if-unsent-are-lost'))),
  /** The same, and the centre is told by the operator: what is left to do is said. */
  retire: ({ dataDir }, key) => {
    const unsent = unsentHere(dataDir, key) ?? 0
    const identity = lookInto(join(dataDir, 'kiosk.db'), key, (db) => metaOf(db, 'identity')) as { deviceId?: string } | null
    const wiped = wipe(dataDir, key, null, false)
    if (wiped.ok) process.stderr.write(`Tell the operator to retire device ${identity?.deviceId ?? '(never enrolled)'}: its places go back to the clinic.\n`)
    return told(wiped.ok ? { ok: true, value: { deviceId: identity?.deviceId ?? null, unsent, ...wiped.value } } : wiped)
  },
}

export async function runCare(request: CareRequest): Promise<number> {
  const act = acts[request.name]
  if (!act) return EXIT.configuration
  if (request.databaseKey === null) {
    if (request.name === 'unsent') { say('unknown'); return EXIT.configuration }
    process.stderr.write(`DATABASE_KEY_MISSING: no key can be read. ${errorCatalogue.DATABASE_KEY_MISSING.hint}\n`)
    return EXIT.configuration
  }
  return act(request, request.databaseKey, Date.now())
}

if (process.argv[1] && resolve(process.argv[1]).endsWith('care.cjs')) {
  const text = readFileSync(0).subarray(0, REQUEST_BYTES_MAX).toString('utf8')
  void runCare(JSON.parse(text) as CareRequest).then((code) => { process.exitCode = code })
}
