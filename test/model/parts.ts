/** What the model is made of, and what must hold when it has come to rest. */
import type { Entry, ModelCentre, Wrong } from './centre.ts'

export const KINDS = ['drop', 'duplicate', 'delay', 'asymmetricPartition', 'deviceCrash', 'serviceCrash', 'restore', 'reimage', 'deviceLost', 'diskFound'] as const
export type Kind = (typeof KINDS)[number]

export type Device = {
  readonly id: number; epoch: number; boot: number; number: number; life: number; dead: boolean; /** Its disk was taken out and replaced; it may be put into a machine again. */ replaced: boolean; frozen: boolean; unknown: boolean
  free: Map<number, number>; spent: Map<number, number>; booked: Map<number, number>; cancelled: Set<number>
  outbox: { readonly entry: Entry; settled: boolean; deferred: boolean }[]; request: number; inventoryDue: boolean; waiting: (() => void) | null; deafUntil: number
  shown: { readonly booking: number; readonly place: number }[]
}

export type ModelOutcome = {
  readonly seed: number; readonly steps: number; readonly faults: Record<string, number>; readonly violations: readonly string[]; readonly trace: readonly string[]
  readonly end: { lost: number; duplicated: number; oversold: number; falseConfirmations: number; undrained: number }
}
export type ModelOptions = { readonly steps?: number; readonly wrong?: Wrong; readonly trace?: boolean; readonly without?: ReadonlySet<string> }

type AtRest = { readonly devices: readonly Device[]; readonly centre: ModelCentre; readonly end: ModelOutcome['end']; readonly violated: (what: string) => void }

/** I3, I5, I10 and nothing lost. */
export function finish(model: AtRest): void {
  const count = (kind: keyof AtRest['end'], text: string): void => {
    model.end[kind]++
    model.violated(text)
  }
  for (const device of model.devices) {
    if (device.dead) continue
    for (const row of device.outbox) if (!row.settled) count('undrained', `I10 d${device.id} still has entry ${row.entry.id} ${row.entry.kind}`)
    for (const { booking, place } of device.shown) {
      const there = model.centre.bookings.get(booking)
      if (!there) count('lost', `lost booking ${booking} of d${device.id}`)
      else if (!device.unknown && !device.cancelled.has(booking) && (there.status !== 'booked' || there.place !== place))
        count('falseConfirmations', `I5 booking ${booking} of d${device.id} was told ${place}, the centre has ${there.status} ${there.place}`)
    }
  }
  for (const [id, booking] of model.centre.bookings)
    if (booking.status === 'booked' && booking.place >= 0 && model.centre.places[booking.place]?.booking !== id) count('oversold', `I3 booking ${id} says it has ${booking.place}`)
}
