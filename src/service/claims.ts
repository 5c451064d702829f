/** Who may say of a place that it is theirs, and where a place goes when it is let go (PROTOCOL 1 and 5). */
import type { Instant } from '../base/time.ts'
import type { DeviceRow, Ledger, PlaceRow, PlaceState } from './ledger/ledger.ts'

export type EntryContext = {
  readonly ledger: Ledger; readonly now: Instant; readonly learning: boolean; readonly incarnation: number; readonly device: DeviceRow; readonly epoch: number
}
/** `contested`: another's word stands against it as yet; what its device holds, or the other's next word, will show. */
export type Claim = 'granted' | 'refused' | 'contested'

const OWN: readonly PlaceState[] = ['allotted', 'in-doubt', 'perished', 'limbo']
const NOBODYS: readonly PlaceState[] = ['pool', 'limbo', 'void', 'perished']

/** In no life was it heard what its holder holds now. */
const HISTORY = 0

/**
 * A device spends what it was given, also under an older epoch, also after the window is over.
 * While learning, the devices know more than the restored ledger. Their entries are history, sent again from the beginning: they take what is nobody's,
 * and else stand back until their device has told what it holds. Its inventory is the present: what no inventory of this life says gives way to it.
 * `bookingId` is null for an inventory.
 */
export function claimOf(context: Pick<EntryContext, 'ledger' | 'device' | 'epoch' | 'learning' | 'incarnation'>, place: PlaceRow, bookingId: string | null): Claim {
  const { device, epoch, learning, incarnation } = context
  if (bookingId !== null && place.bookingId === bookingId) return 'granted'
  if (place.deviceId === device.deviceId && OWN.includes(place.state)) return 'granted'
  if (!learning) return isGivenUp(device, epoch) && isKeptBack(place, incarnation) ? 'granted' : 'refused'
  if (NOBODYS.includes(place.state)) return 'granted'
  const awaited = bookingId === null ? null : learnerOf(context, device)
  if (awaited === 'pending') return 'contested'
  if (bookingId !== null && awaited === null && !isGivenUp(device, epoch)) return 'refused'
  return isHistory(place, incarnation) ? 'granted' : 'contested'
}

/** Nobody's present word of this life stands there. */
const isHistory = (place: PlaceRow, incarnation: number): boolean => (place.incarnation ?? HISTORY) < incarnation

/** No inventory of this epoch will ever come. */
const isGivenUp = (device: DeviceRow, epoch: number): boolean => epoch < device.epoch || device.lost

/** For what somebody sold unheard before a restore; an old disk that turns up, or a ticket, says what was sold. No present word stands against it. */
const isKeptBack = (place: PlaceRow, incarnation: number): boolean =>
  place.deviceId !== null && place.bookingId === null && (place.state === 'limbo' || ((place.state === 'in-doubt' || place.state === 'perished') && isHistory(place, incarnation)))

/** Whether a learning ledger still waits for this device's inventory, or will never get it; null when it has told. */
const learnerOf = ({ ledger, learning }: Pick<EntryContext, 'ledger' | 'learning'>, device: DeviceRow): 'pending' | 'lost' | null =>
  learning ? (ledger.learners(device.clinicId).find((learner) => learner.deviceId === device.deviceId)?.state ?? null) : null

type Holder = Pick<PlaceRow, 'allotmentId' | 'incarnation'> & { readonly deviceId: string; readonly epoch: number }

/** Who a booking's place belongs to, and whether that is history as yet. */
export const holderBy = (context: Pick<EntryContext, 'ledger' | 'learning'>, device: DeviceRow, epoch: number, allotmentId: string | null): Holder =>
  ({ deviceId: device.deviceId, epoch, allotmentId, ...(learnerOf(context, device) || isGivenUp(device, epoch) ? { incarnation: HISTORY } : {}) })

/** While learning, a place may be one that a larger capacity made after the backup. */
export function placeOrUnknown({ ledger, learning }: Pick<EntryContext, 'ledger' | 'learning'>, slotId: string, n: number): PlaceRow | null {
  const known = ledger.place(slotId, n)
  return known || !learning ? known : { slotId, n, state: 'pool', deviceId: null, epoch: null, allotmentId: null, bookingId: null }
}

/** Writes the claim; a booking that the restored ledger still shows there was let go in a time it does not know. */
export function takePlace({ ledger }: Pick<EntryContext, 'ledger'>, place: PlaceRow, holder: Holder, bookingId: string | null): void {
  const before = place.bookingId !== null && place.bookingId !== bookingId ? ledger.booking(place.bookingId) : null
  if (before) ledger.putBooking({ ...before, slotId: null, n: null })
  ledger.putPlace({ slotId: place.slotId, n: place.n, state: bookingId === null ? 'allotted' : 'booked', ...holder, bookingId })
}

/** More places than the capacity after a cut: what comes back is not offered again. */
export function surplusOf(ledger: Ledger, slotId: string): number {
  const slot = ledger.slot(slotId)
  if (slot?.cut !== 1) return 0
  const { void: _voided, ...counts } = ledger.placeCounts(slotId)
  return Object.values(counts).reduce((sum, n) => sum + n, 0) - slot.capacity
}

/** Nobody's again: offered, or kept back while a restored ledger learns, or gone after a cut. */
export const unheldState = ({ ledger, learning }: Pick<EntryContext, 'ledger' | 'learning'>, slotId: string): PlaceState =>
  surplusOf(ledger, slotId) > 0 ? 'void' : learning ? 'limbo' : 'pool'

/** A cancellation frees the place for the device that held it; a device that may no longer sell leaves it in doubt. */
export function letGo(context: Pick<EntryContext, 'ledger' | 'learning'>, place: PlaceRow): void {
  const { ledger } = context
  const nobodys = { slotId: place.slotId, n: place.n, deviceId: null, epoch: null, allotmentId: null, bookingId: null }
  const holder = place.deviceId === null ? null : ledger.device(place.deviceId)
  if (!holder) return ledger.putPlace({ ...nobodys, state: unheldState(context, place.slotId) })
  const sells = holder.state === 'ok' && !holder.lost && holder.epoch === place.epoch
  ledger.putPlace({ ...place, state: sells ? 'allotted' : 'in-doubt', bookingId: null })
}

/**
 * Of the named places those that the device holds under this allotment change; answers how many did. A place that was granted again meanwhile is
 * under another allotment: a return that was long on its way must not take it.
 */
export function setHeld(context: EntryContext, allotmentId: string, slotId: string, places: readonly number[], state: () => PlaceState): number {
  const { ledger, device, epoch, incarnation } = context
  let changed = 0
  for (const n of places) {
    const place = ledger.place(slotId, n)
    if (place?.deviceId !== device.deviceId || place.allotmentId !== allotmentId || (place.state !== 'allotted' && place.state !== 'in-doubt')) continue
    const next = state()
    // A given-up machine lets go what no present word is known of: another given-up one may have sold it since.
    const isKept = next === 'pool' && incarnation > 1 && isGivenUp(device, epoch) && isHistory(place, incarnation)
    ledger.putPlace({ slotId, n, state: isKept ? 'limbo' : next, deviceId: isKept ? device.deviceId : null, epoch: null, allotmentId: null, bookingId: null })
    changed++
  }
  return changed
}
