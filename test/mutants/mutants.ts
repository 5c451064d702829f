import { centreMutants } from './centre-mutants.ts'
import { kioskMutants } from './kiosk-mutants.ts'
import type { Mutant } from './mutant.ts'

export const mutants: readonly Mutant[] = [
  ...kioskMutants, ...centreMutants,
  {
    name: 'synchronous-normal', kind: 'power-cut', cuts: 60,
    what: "The kiosk's file is opened with synchronous = NORMAL: a power cut forgets bookings that were shown (I4).",
  },
]
