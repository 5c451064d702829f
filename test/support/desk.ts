/** A desk for tests: a clinic with a centre, walk-ins by the dozen, and calls that throw when refused. */
import type { CallInput, CallName, CallOutput, Ticket } from '../../src/contract/kiosk-api.ts'
import type { DeskRow, SignedIn } from '../../src/contract/desk-types.ts'
import { drain, orThrow, quiet, testCentre, testClock, testKiosk, walkIn, wire } from './clinic.ts'

let command = 0
export const commandId = (): string => `desk-command-${++command}`
type Part<N extends CallName> = Omit<CallInput<N>, 'commandId'>

export async function openDesk(options: { capacity?: number; windows?: number; path?: string; clock?: ReturnType<typeof testClock>; centre?: Awaited<ReturnType<typeof testCentre>> } = {}) {
  const clock = options.clock ?? testClock()
  const centre = options.centre ?? await testCentre(clock, { capacity: options.capacity ?? 6, windows: options.windows ?? 8 })
  const net = { up: true }
  const code = centre.newCode()
  const kiosk = testKiosk(clock, wire(() => centre.app, () => (net.up ? 'pass' : 'lose-request')), { code, ...(options.path ? { path: options.path } : {}) })
  kiosk.store.loop.start()
  await quiet(kiosk)
  const ask = <N extends CallName>(name: N, input: Part<N>): ReturnType<typeof kiosk.store.handle> => kiosk.store.handle(name, { commandId: commandId(), ...input } as never)
  /** Queries and unkept calls take no command id. */
  const look = <N extends CallName>(name: N, input: CallInput<N>): CallOutput[N] => orThrow(kiosk.store.handle(name, input)) as CallOutput[N]
  const act = <N extends CallName>(name: N, input: Part<N>): CallOutput[N] => orThrow(ask(name, input)) as CallOutput[N]
  const book = (part: Partial<CallInput<'bookWalkIn'>> = {}): Ticket => orThrow(kiosk.store.handle('bookWalkIn', walkIn(part))) as Ticket
  const row = (bookingId: string): DeskRow => {
    const found = look('deskList', {}).rows.find((one) => one.bookingId === bookingId)
    if (!found) throw new Error('not in the list')
    return found
  }
  /** What a row act begins with: as the row is now, nobody signed in. */
  const at = (bookingId: string, session: string | null = null) => ({ session, bookingId, revision: row(bookingId).revision })
  const later = (ms: number): void => { clock.now += ms; kiosk.store.deskTick() }
  const sent = () => drain(clock, [kiosk])
  const there = (bookingId: string) => centre.centre.listBookings(null).find((one) => one.bookingId === bookingId)
  return { clock, centre, kiosk, net, code, ask, look, act, book, row, at, later, sent, there, context: kiosk.store.context }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>

export const LEAD_PIN = '246810'
export function signInLead(desk: Desk): SignedIn {
  const { practitionerId } = desk.act('makeFirstLead', { pin: '4711', name: '김책임', staffPin: LEAD_PIN })
  return desk.look('signIn', { practitionerId, staffPin: LEAD_PIN })
}

export const doseOf = (part: Partial<Part<'recordDose'>> = {}) => ({
  lotNumber: 'FLU-2604B', expiryDate: '2027-04-30', doseNumber: 1, vaccinatorId: null, vaccine: null, observeMinutes: 0 as const, confirmed: false, ...part,
})
