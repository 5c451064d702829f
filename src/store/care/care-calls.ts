/** The technician's calls that look after the machine: PIN first, then the act. Run in the store, beside its commands. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import type { Clock } from '../../base/time.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { calls } from '../../contract/kiosk-api.ts'
import type { CallInput, CallOutput, CareCallName } from '../../contract/kiosk-api.ts'
import type { StoreStart } from '../../rpc/port.ts'
import { requirePin } from '../commands/technician-acts.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { diskFailure } from '../db/failures.ts'
import { settleDue } from '../desk/held.ts'
import { makeBackup } from './backup.ts'
import { exportUnsent, importUnsent } from './carry.ts'
import type { DrillControl } from './drill.ts'
import { selfTest } from './self-test.ts'
import { supportBundle } from './support-bundle.ts'
import { wipe } from './wipe.ts'

export type CareDeps = {
  readonly context: StoreContext; readonly start: StoreStart; readonly drill: DrillControl; readonly clock: Clock; readonly fetch: (url: string, init: { signal: AbortSignal }) => Promise<Response>
  readonly logFolder: string; readonly stickRoots: readonly string[]
  /** Entries of another machine came in. */
  readonly imported: () => void
  /** The file is closed for good; the process ends after the answer. */
  readonly closeForGood: () => void
}
type Handler<N extends CareCallName> = (input: CallInput<N>) => CallOutput[N] | Result<CallOutput[N], Failure> | Promise<CallOutput[N]>
type Handlers = { readonly [N in CareCallName]: Handler<N> }

const CODE_FILE = 'enrolment-code.txt'
const CODE_BYTES_MAX = 200
const EXPORT_NAME = /^unsent-.*\.kiosk$/

/** Folders two levels down, as desktops mount sticks: /media/user/NAME, /run/media/user/NAME, D:\. */
function sticksIn(roots: readonly string[]): string[] {
  const listed = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name)) : [])
  return roots.flatMap((root) => (root.endsWith(sep) && root.includes(':') ? (existsSync(root) ? [root] : []) : listed(root).flatMap(listed)))
}

function codeOn(folders: readonly string[]): string | null {
  const file = folders.map((folder) => join(folder, CODE_FILE)).find((path) => existsSync(path) && statSync(path).size <= CODE_BYTES_MAX)
  return file ? readFileSync(file, 'utf8').trim() : null
}

function handlersOf({ context, start, drill, clock, fetch, logFolder, stickRoots, imported, closeForGood }: CareDeps): Handlers {
  const { dataDir, databaseKey: key, appVersion } = start
  const test = () => selfTest({ dataDir, databaseKey: key, serviceUrl: context.repos.meta.get('serviceUrl'), appVersion, now: clock, fetch })
  /** A page names one of the sticks, never a path of its own. */
  const stick = (folder: string): string => {
    if (!sticksIn(stickRoots).includes(folder)) throw new Refusal('INPUT_INVALID', 'this stick is not plugged in', 'folder')
    return folder
  }
  return {
    selfTest: test, startDrill: ({ minutes }) => drill.start(minutes), endDrill: () => drill.end(), drillReport: () => drill.report(), backUpNow: () => makeBackup(dataDir, key, clock()),
    exportUnsent: ({ folder }) => {
      settleDue(context, true)
      return exportUnsent(dataDir, key, stick(folder), clock())
    },
    importUnsent: ({ folder, passphrase }) => {
      const name = readdirSync(stick(folder)).filter((one) => EXPORT_NAME.test(one)).sort().at(-1)
      if (!name) return err(failure('NOT_FOUND', 'no export lies on this stick'))
      const result = importUnsent(dataDir, key, join(folder, name), passphrase, clock())
      if (result.ok) imported()
      return result
    },
    makeSupportBundle: async ({ folder }) => ({ file: supportBundle({ dataDir, databaseKey: key, logFolder, appVersion, now: clock(), selfTest: await test(), ...(folder === null ? {} : { to: stick(folder) }) }) }),
    wipeMachine: () => {
      const refused = wipeable(context)
      if (refused) return err(refused)
      closeForGood()
      return wipe(dataDir, key, null, true)
    },
    sticks: () => { const folders = sticksIn(stickRoots); return { folders, code: context.repos.meta.get('identity') ? null : codeOn(folders) } },
  }
}

/** Acts held back for undo are told first: they count as what has not gone up. */
const wipeable = (context: StoreContext): Failure | null => {
  settleDue(context, true)
  const { n } = context.repos.countPending()
  return n > 0 ? failure('UNSENT_WOULD_BE_LOST', `${n} entries have not gone up`) : null
}

export function createCare(deps: CareDeps) {
  const handlers = handlersOf(deps)
  return async (name: CareCallName, input: unknown): Promise<Result<unknown, Failure>> => {
    const parsed = calls[name].input.safeParse(input)
    if (!parsed.success) return err(failure('INPUT_INVALID', parsed.error.issues[0]?.message ?? 'does not fit', parsed.error.issues[0]?.path.map(String).join('.') ?? ''))
    try {
      if ('pin' in parsed.data) requirePin(deps.context, parsed.data.pin)
      const answer = await (handlers[name] as (asked: unknown) => unknown)(parsed.data)
      return typeof answer === 'object' && answer !== null && 'ok' in answer ? (answer as Result<unknown, Failure>) : ok(answer)
    } catch (cause) {
      if (cause instanceof Refusal) return err(cause.failure)
      const disk = diskFailure(cause)
      if (disk) return err(disk)
      throw cause
    }
  }
}
