import type { SetUp } from '../../src/contract/set-up.ts'

/** `pin`: of a machine that is set up already, where its doors ask for it. */
export type StepProps = { readonly choices: SetUp; readonly choose: (part: Partial<SetUp>) => void; readonly next: () => void; readonly pin?: string }
