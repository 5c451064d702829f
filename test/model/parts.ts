/** What the model is made of, and what must hold when it has come to rest. */
import type { Entry, ModelCentre, Wrong } from './centre.ts'

export const KINDS = ['drop', 'duplicate', 'delay', 'asymmetricPartition', 'deviceCrash', 'serviceCrash', 'restore', 'reimage', 'deviceLost', 'diskFound'] as const
export type Kind = (typeof KINDS)[number]
/** A message or a step; a schedule switches about half of them on. */
export const RATES_MOST: Record<Kind, number> = { drop: 0.25, duplicate: 0.2, delay: 0.2, asymmetricPartition: 0.02, deviceCrash: 0.02, serviceCrash: 0.05, restore: 0.008, reimage: 0.004, deviceLost: 0.003, diskFound: 0.03 }

export type Device = {
  readonly id: number; epoch: number; boot: number; number: number; life: number; dead: boolean; /** Its disk was taken out and replaced; it may be put into a machine again. */ replaced: boolean; frozen: boolean; unknown: boolean
  free: Map<number, number>; spent: Map<number, number>; booked: Map<number, number>; cancelled: Set<number>
  outbox: { readonly entry: Entry; settled: boolean; deferred: boolean }[]; request: number; inventoryDue: boolean; waiting: (() => void) | null; deafUntil: number
  shown: { readonly booking: number; readonly place: number }[]
}

export const newDevice = (id: number, epoch: number, life: number): Device => ({
  id, epoch, boot: 1, number: 0, life, dead: false, replaced: false, frozen: false, unknown: false, free: new Map(), spent: new Map(), booked: new Map(), cancelled: new Set(), outbox: [],
  request: 0, inventoryDue: false, waiting: null, deafUntil: 0, shown: [],
})

export type ModelOutcome = {
  readonly seed: number; readonly steps: number; readonly faults: Record<string, number>; readonly violations: readonly string[]; readonly trace: readonly string[]
  readonly end: { lost: number; duplicated: number; oversold: number; falseConfirmations: number; undrained: number }
}
export type ModelOptions = { readonly steps?: number; readonly wrong?: Wrong; readonly trace?: boolean; readonly without?: ReadonlySet<string> }

type AtRest = { readonly devices: readonly Device[]; readonly centre: ModelCentre; readonly end: ModelOutcome['end']; readonly violated: (what: string) => void }

/** I1, I2. */
export function checkStep({ devices, centre, violated }: AtRest): void {
  const holders = new Map<number, number>()
  for (const device of devices) {
    if (device.unknown) continue
    for (const [booking, place] of device.booked) {
      const other = holders.get(place)
      if (other !== undefined) violated(`I2 place ${place} promised to ${other} and ${booking}`)
      holders.set(place, booking)
    }
  }
  for (const [index, place] of centre.places.entries()) if ((place.state === 'booked') !== (place.booking >= 0)) violated(`I1 place ${index} is ${place.state} with booking ${place.booking}`)
}

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
