/** A bug on purpose: one exact text of one file, replaced as the file is loaded. Nothing of it is in what ships. */
export type Edit = {
  /** From the root of the project. */
  readonly file: string
  /** Stands exactly once in the file. */
  readonly find: string
  readonly replace: string
}

type Named = {
  readonly name: string
  /** The bug, and the promise or invariant it breaks. */
  readonly what: string
}

/** Caught by the seeded schedules of test/simulation: at least one of `within` schedules, the first of seed `from`. */
export type ScheduleMutant = Named & Edit & {
  readonly kind: 'schedules'
  /** A second edit, where one place alone would be stopped by the next one. */
  readonly and?: Edit
  /** Where it is quickly caught today; default 1. Any seed would do, later. */
  readonly from?: number
  readonly within: number
}

/** Caught by a directed story in `scenarios/`, where the schedules do not come or do not look. */
export type ScenarioMutant = Named & Edit & { readonly kind: 'scenario'; readonly and?: Edit; readonly scenario: string }

/** Caught by cutting the power: only there the disk forgets what was not forced to it. `scripts/crash.mjs` plays it as its own control. */
export type PowerCutMutant = Named & { readonly kind: 'power-cut'; readonly cuts: number }

export type EditedMutant = ScheduleMutant | ScenarioMutant
export type Mutant = EditedMutant | PowerCutMutant

export const editsOf = (mutant: EditedMutant): readonly Edit[] => (mutant.and ? [mutant, mutant.and] : [mutant])

/** The mutated text. A mutant whose place is gone, or is there twice, is an error: it would be a test of nothing. */
export function edited(source: string, { file, find, replace }: Edit, name: string): string {
  const times = source.split(find).length - 1
  if (times !== 1) throw new Error(`mutant ${name}: the text to replace stands ${times} times in ${file}`)
  return source.replace(find, () => replace)
}
