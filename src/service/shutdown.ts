/** An end that loses nothing: no new work, what is under way is answered, then the writer closes its file. */
import type { Log } from '../base/log.ts'
import type { Life } from './life.ts'

type Deps = {
  readonly life: Life; readonly log: Log
  /** Stops listening; resolves when every request under way has its answer. */
  readonly closeDoor: () => Promise<unknown>
  readonly stopLedger: () => Promise<void>
  readonly after: (ms: number, act: () => void) => void
  readonly exit: (code: number) => void
}

/** A request that takes longer than this to end is cut off: its client sends it again, and it counts once. */
export const DRAIN_MS_MAX = 20_000
const EXIT_CUT = 1

/** Answers the signal; a second one changes nothing. */
export function createShutdown({ life, log, closeDoor, stopLedger, after, exit }: Deps): (signal: string) => Promise<void> {
  return async (signal) => {
    if (life.draining) return
    life.draining = true
    log.info('draining', { signal })
    after(DRAIN_MS_MAX, () => {
      log.error('drain-cut', { afterMs: DRAIN_MS_MAX })
      exit(EXIT_CUT)
    })
    await closeDoor()
    await stopLedger()
    log.info('ended', { signal })
    exit(0)
  }
}
