/** What a call will ask for, told from the message alone: fetched at once, the decision runs once. A wrong guess costs a round trip, never an answer. */
import type { AllotmentsRequest, EntriesEnvelope, InventoryRequest, SettlementRequest } from '../../../contract/sync-protocol.ts'
import type { Want } from '../unit-scope.ts'

type Loose = Readonly<Record<string, unknown>>
const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null
const isNumber = (n: unknown): n is number => typeof n === 'number' && Number.isSafeInteger(n)

function placesIn(slotId: unknown, numbers: readonly unknown[]): Want[] {
  if (typeof slotId !== 'string') return []
  return [['slot', slotId], ...numbers.filter(isNumber).map((n): Want => ['place', slotId, n])]
}

export function batchWants(deviceId: string, batch: EntriesEnvelope): Want[] {
  const wants: Want[] = [['watermark', deviceId, batch.epoch]]
  for (const { entryId, bookingId, place, body } of batch.entries) {
    wants.push(['entry', entryId])
    if (typeof bookingId === 'string') wants.push(['booking', bookingId], ['places-of-booking', bookingId], ['immunized', bookingId])
    if (isLoose(place)) wants.push(...placesIn(place.slotId, [place.n]))
    if (!isLoose(body)) continue
    for (const list of [body.places, body.perished]) if (Array.isArray(list)) wants.push(...placesIn(body.slotId, list))
  }
  return wants
}

export const wishWants = (deviceId: string, { requestId, wants }: AllotmentsRequest): Want[] => [
  ['request', deviceId, requestId], ['places', null, deviceId, 'allotted'], ...wants.flatMap(({ slotId, count }): Want[] => [['slot', slotId], ['reserve', slotId, count]]),
]

export const heldWants = (deviceId: string, { held }: InventoryRequest): Want[] => [['places', null, deviceId, 'allotted'], ...held.flatMap(({ slotId, free, spent }) => placesIn(slotId, [...free, ...spent]))]

export const settleWants = ({ settlementId, places }: SettlementRequest): Want[] => [['settlement', settlementId], ...places.flatMap(({ slotId, n }) => placesIn(slotId, [n]))]
