/** What calls cost the writer, learned from what they did cost. Sizes are KiB of a body, inflated. */
import type { CallClass } from './classes.ts'
import { createCostLine } from './cost-line.ts'

export const KIB = 1_024
/** Before anything was measured. */
const ENTRIES_GUESSES = [[1.3, 0.6], [64, 8], [256, 32]] as const
const OTHER_CALL_GUESS = [[0, 0.5]] as const
const ENTRY_BYTES_GUESS = 1_300
/** How much one more batch says of an entry's usual size. */
const ENTRY_BYTES_NEWS = 0.05

export type Costs = ReturnType<typeof createCosts>

export function createCosts() {
  const [entries, others] = [createCostLine(ENTRIES_GUESSES), createCostLine(OTHER_CALL_GUESS)]
  const lineOf = (callClass: CallClass) => (callClass === 'entries' ? entries : others)
  let entryBytes = ENTRY_BYTES_GUESS
  return {
    of: (callClass: CallClass, size: number): number => lineOf(callClass).estimate(size),
    ofEntries: (count: number): number => entries.estimate((count * entryBytes) / KIB),
    learn: (callClass: CallClass, size: number, ms: number): void => lineOf(callClass).learn(size, ms),
    learnSize: (size: number, count: number): void => { entryBytes += ENTRY_BYTES_NEWS * ((size * KIB) / count - entryBytes) },
  }
}
