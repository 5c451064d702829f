/** The store's program without a window: one command, one answer on stdout, exit 0 when it is good, 1 when it is not, 78 when a person must set something right. Reads its request from stdin, so that a key stands in no argument. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ok } from '../base/result.ts'
import { CARE_EXIT as EXIT, fileAsked, kioskRuns, say, told, toldFault, unknown } from './care/answer.ts'
import { backupsIn } from './db/newest-backup.ts'
import { checkBackup, makeBackup, restoreBackup } from './care/backup.ts'
import { exportUnsent, importUnsent, unsentHere } from './care/carry.ts'
import { selfTest } from './care/self-test.ts'
import { stepBack } from './care/step-back.ts'
import { supportBundle } from './care/support-bundle.ts'
import { tryMigration } from './care/trial.ts'
import { wipe } from './care/wipe.ts'
import { forgetPin } from './db/forget-pin.ts'
import { isInUse, lookInto, metaOf } from './db/look.ts'

export type CareRequest = { readonly name: string; readonly words: readonly string[]; readonly dataDir: string; readonly databaseKey: string | null; readonly keyFile?: string; readonly serviceUrl: string | null; readonly appVersion: string }

const REQUEST_BYTES_MAX = 64 * 1024
const option = (words: readonly string[], name: string): string | null => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null

async function tested({ dataDir, serviceUrl, appVersion }: CareRequest, key: string) {
  const path = join(dataDir, 'kiosk.db')
  const kept = existsSync(path) ? (lookInto(path, key, (db) => metaOf(db, 'serviceUrl')) as string | null) : null
  return selfTest({ dataDir, databaseKey: key, serviceUrl: serviceUrl ?? kept, appVersion, now: Date.now, fetch: (url, init) => fetch(url, init) })
}

type Act = (request: CareRequest, key: string, now: number) => number | Promise<number>
const backupAsked = ({ words, dataDir }: CareRequest) => fileAsked(option(words, 'file') ?? backupsIn(dataDir).at(-1)?.path ?? null, `no backup lies in ${join(dataDir, 'backups')}; name one with --file=`)

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
  'check-backup': (request, key) => { const file = backupAsked(request); return told(file.ok ? checkBackup(file.value, key) : file) },
  restore: (request, key, now) => { const file = backupAsked(request); return told(file.ok ? restoreBackup(request.dataDir, key, file.value, now, request.words.includes('--even-if-unsent-are-lost')) : file) },
  'try-migration': ({ dataDir }, key, now) => told(tryMigration(dataDir, key, now)),
  'step-back': ({ dataDir }, key, now) => told(stepBack(dataDir, key, now)),
  'export-unsent': ({ dataDir, words }, key, now) => told(exportUnsent(dataDir, key, resolve(option(words, 'to') ?? '.'), now)),
  'import-unsent': ({ dataDir, words }, key, now) => {
    const file = fileAsked(option(words, 'file'), 'name the export: --file=')
    return told(file.ok ? importUnsent(dataDir, key, file.value, option(words, 'passphrase') ?? '', now) : file)
  },
  'support-bundle': async (request, key, now) => {
    const to = option(request.words, 'to')
    const path = supportBundle({ ...request, databaseKey: key, logFolder: process.env.LOGS_DIRECTORY ?? join(request.dataDir, 'logs'), now, selfTest: await tested(request, key), ...(to ? { to: resolve(to) } : {}) })
    say(JSON.stringify({ file: path }))
    return EXIT.good
  },
  'forget-pin': ({ dataDir }, key) => told(ok({ forgotten: forgetPin(join(dataDir, 'kiosk.db'), key) })),
  wipe: ({ dataDir, words }, key) => told(wipe(dataDir, key, null, words.includes('--even-if-unsent-are-lost'))),
  /** The same, and the centre is told by the operator: what is left to do is said. */
  retire: ({ dataDir }, key) => {
    const unsent = unsentHere(dataDir, key) ?? 0
    const identity = lookInto(join(dataDir, 'kiosk.db'), key, (db) => metaOf(db, 'identity')) as { deviceId?: string } | null
    const wiped = wipe(dataDir, key, null, false)
    if (wiped.ok) process.stderr.write(`Tell the operator to retire device ${identity?.deviceId ?? '(never enrolled)'}: its places go back to the clinic.\n`)
    return told(wiped.ok ? ok({ deviceId: identity?.deviceId ?? null, unsent, ...wiped.value }) : wiped)
  },
}

/** What puts another file in the place of this one, or changes what a running kiosk holds in its memory: it would go on with what is gone. */
const NEEDS_IT_STOPPED: readonly string[] = ['restore', 'step-back', 'forget-pin', 'wipe', 'retire']

export async function runCare(request: CareRequest): Promise<number> {
  const act = acts[request.name]
  if (!act) return EXIT.configuration
  const { databaseKey: key, dataDir } = request
  if (key === null) return unknown(request.name, 'DATABASE_KEY_MISSING', `no key lies at ${request.keyFile ?? 'its place'}`)
  try {
    return NEEDS_IT_STOPPED.includes(request.name) && isInUse(join(dataDir, 'kiosk.db'), key) ? kioskRuns() : await act(request, key, Date.now())
  } catch (cause) {
    return toldFault(request.name, dataDir, cause)
  }
}

if (process.argv[1] && resolve(process.argv[1]).endsWith('care.cjs')) {
  const text = readFileSync(0).subarray(0, REQUEST_BYTES_MAX).toString('utf8')
  void runCare(JSON.parse(text) as CareRequest).then((code) => { process.exitCode = code })
}
