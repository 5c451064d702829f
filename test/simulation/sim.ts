/** What devices and their network see of the world. */
import type { Ledger } from '../../src/service/ledger/ledger.ts'
import type { Centre } from '../../src/service/centre.ts'
import type { Chance } from './chance.ts'
import type { FaultKind } from './faults.ts'
import type { Gate } from './faulty-file.ts'

export type Clinic<Device> = { readonly clinicId: string; readonly devices: Device[] }

export type Sim = {
  readonly now: number
  readonly chance: Chance
  readonly ledger: Ledger
  /** Of the centre's file. */
  readonly gate: Gate
  readonly note: (line: string) => void
  readonly violated: (what: string) => void
  /** Whether it happens now; counted. */
  readonly fault: (kind: FaultKind) => boolean
  /** Calls `act` at `time`; gives back how to call it off. */
  readonly at: (time: number, act: () => void) => () => void
  readonly serve: <T>(act: (centre: Centre) => T) => T
  readonly restartCentre: () => void
}
