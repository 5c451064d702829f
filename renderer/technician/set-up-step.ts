import type { SetUp } from '../../src/contract/set-up.ts'

export type StepProps = { readonly choices: SetUp; readonly choose: (part: Partial<SetUp>) => void; readonly next: () => void }
