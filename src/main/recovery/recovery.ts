/** Does what the ladder says: new pages, drawing in software, a restart, and at the end the page that sends people to the desk. */
import { app } from 'electron'
import type { Log } from '../../base/log.ts'
import { EXIT } from '../install/command-line.ts'
import { remember, rungFor } from './ladder.ts'
import type { Rung, Trouble } from './ladder.ts'
import { keep, recall } from './memory.ts'
import type { Memory } from './memory.ts'

export type Recovery = { readonly met: (trouble: Trouble, facts?: Record<string, unknown>) => Rung; readonly software: boolean; readonly outOfService: boolean; readonly askedToEnd: () => void }
const SOUND_AFTER_MS = 10 * 60_000

/** Before the app is ready: drawing in software can only be chosen then. */
export function beginRecovery(dataDir: string, now: () => number, log: Log): Recovery {
  let memory: Memory = recall(dataDir)
  const note = (trouble: Trouble): Rung => {
    const incident = { trouble, at: now() }
    memory = { ...memory, incidents: remember(memory.incidents, incident) }
    const rung = rungFor(memory.incidents, incident)
    keep(dataDir, rung === 'software-rendering' ? { ...memory, software: true } : memory)
    return rung
  }
  const forgetStarts = (): void => {
    memory = { ...memory, incidents: memory.incidents.filter((one) => one.trouble !== 'started') }
    keep(dataDir, memory)
  }
  const outOfService = note('started') === 'out-of-service'
  if (memory.software) app.disableHardwareAcceleration()
  if (outOfService) log.error('out-of-service', { starts: memory.incidents.filter((one) => one.trouble === 'started').length })
  // Up this long: the starts before were another trouble. From the out-of-service page it is the next try.
  setTimeout(() => { forgetStarts(); if (outOfService) restart(log, 'next-try') }, SOUND_AFTER_MS).unref()
  return {
    software: memory.software, outOfService, askedToEnd: forgetStarts,
    met: (trouble, facts = {}) => {
      const rung = note(trouble)
      log.warn('recovery', { trouble, rung, ...facts })
      if (rung === 'restart' || rung === 'software-rendering') restart(log, trouble)
      return rung
    },
  }
}

/** Whoever watches starts it again; where nobody does, it starts itself. */
export function restart(log: Log, why: string): void {
  log.warn('restart', { why })
  if (process.env.KIOSK_SUPERVISED !== '1') app.relaunch()
  app.exit(EXIT.restart)
}
