/** Drives the machine: the only timer of the store, the only place where its effects happen. One request in flight. */
import type { Log } from '../base/log.ts'
import type { After, Clock } from '../base/time.ts'
import { initialState, step } from '../sync/machine.ts'
import type { SyncEvent, SyncState } from '../sync/machine.ts'
import type { StoreContext } from './context.ts'
import { diskFailure } from './db/failures.ts'
import { createSyncCalls } from './sync-calls.ts'
import type { CallDeps } from './sync-calls.ts'

export type LoopDeps = CallDeps & {
  /** The machine's own clock: waits are measured with it, whatever time the centre says. */
  readonly rawClock: Clock; readonly log: Log
  readonly after: After
  readonly capMs: number
  /** What nobody expected: the process dies of it and is started again. */
  readonly onBug: (cause: unknown) => void
}
export type SyncLoop = ReturnType<typeof createSyncLoop>

const configurationOf = ({ repos }: StoreContext) => ({
  hasAddress: repos.meta.get('serviceUrl') !== null, hasCode: repos.meta.get('enrolmentCode') !== null, enrolled: repos.meta.get('identity') !== null,
})

export function createSyncLoop(deps: LoopDeps) {
  const { context, rawClock } = deps
  const { repos } = context
  const calls = createSyncCalls(deps)
  let state: SyncState = initialState({ ...configurationOf(context), incarnation: repos.meta.get('incarnation') }, deps.capMs)
  let cancelWake: (() => void) | null = null
  let stopped = false
  let idle: (() => void)[] = []

  const dispatch = (event: SyncEvent): void => {
    if (stopped) return
    const next = step(state, event, rawClock())
    state = next.state
    for (const effect of next.effects) {
      if (effect.kind === 'wake') {
        cancelWake?.()
        cancelWake = deps.after(Math.max(0, Math.min(effect.at - rawClock(), state.helloMs)), () => dispatch({ kind: 'woke' }))
      }
      if (effect.kind === 'request') perform(effect.call, effect.batchSize)
    }
    context.publish('sync')
    if (state.inFlight === null) for (const tell of idle.splice(0)) tell()
  }

  const perform = (call: Parameters<typeof calls>[0], batchSize: number): void => {
    calls(call, batchSize, () => stopped).then((event) => { if (event) dispatch(event) }).catch((cause: unknown) => {
      const disk = diskFailure(cause)
      if (stopped) return
      if (!disk) return deps.onBug(cause)
      deps.log.error('sync-disk-failed', { call, code: disk.code })
      dispatch({ kind: 'failed', reason: 'disk', retryAfterMs: null, random: deps.random() })
    })
  }

  return {
    start: () => dispatch({ kind: 'started' }),
    committed: () => dispatch({ kind: 'committed' }),
    configured: () => dispatch({ kind: 'configured', ...configurationOf(context) }),
    state: (): SyncState => state,
    /** Resolves when no request is under way; for whoever drives the clock. */
    quiet: (): Promise<void> => (state.inFlight === null || stopped ? Promise.resolve() : new Promise((resolve) => { idle.push(resolve) })),
    stop: () => {
      stopped = true
      cancelWake?.()
      for (const tell of idle.splice(0)) tell()
      idle = []
    },
  }
}
