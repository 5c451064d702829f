/** What every part of the desk shares: the list, who is signed in, and one way to act that tells a conflict in words and loses nothing typed. */
import { createContext, useContext } from 'react'
import type { Failure } from '../../src/contract/errors.ts'
import type { CallInput, CallName, CallOutput, CentreMessage, VaccineToday } from '../../src/contract/kiosk-api.ts'
import type { DeskList, DeskRow, SignedIn } from '../../src/contract/desk-types.ts'

/** Calls that carry who is signed in; the desk adds it, and the command's id. */
type ActName = { [N in CallName]: CallInput<N> extends { session: string | null; commandId: string } ? N : never }[CallName]
export type ActInput<N extends ActName> = Omit<CallInput<N>, 'commandId' | 'session'>
/** Null: it did not take effect, and the notice says why. */
export type Act = <N extends ActName>(name: N, input: ActInput<N>) => Promise<CallOutput[N] | null>

export type Notice = { readonly failure: Failure; /** Whom it is about. */ readonly ticketNumber: string | null }
export type View = 'list' | 'history' | 'papers' | 'clinic'
export type Side = 'person' | 'walk-in' | 'back-entry' | 'vial' | 'sign-in'

export type Desk = {
  readonly list: DeskList; readonly who: SignedIn | null; readonly act: Act
  /** Like `act`, and the failure is the asker's to show. */
  readonly ask: <N extends ActName>(name: N, input: ActInput<N>) => Promise<{ readonly value: CallOutput[N] | null; readonly failure: Failure | null }>
  readonly tell: (notice: Notice | null) => void; readonly notice: Notice | null
  readonly language: string; readonly time: (at: number) => string; readonly again: () => void
  readonly chosen: DeskRow | null; readonly choose: (bookingId: string) => void
  readonly view: View; readonly show: (view: View) => void; readonly side: Side; readonly open: (side: Side) => void
  readonly messages: readonly CentreMessage[]; readonly vaccines: readonly VaccineToday[]
  readonly signedIn: (who: SignedIn | null) => void
}

const context = createContext<Desk | null>(null)
export const DeskProvider = context.Provider
export function useDesk(): Desk {
  const desk = useContext(context)
  if (!desk) throw new Error('outside of the desk')
  return desk
}
