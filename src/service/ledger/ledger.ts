/** What the centre needs of a ledger, whichever database holds it. One caller at a time; every write inside `atomically`. */
import type { BookingStatus } from '../../domain/booking.ts'
import type { Grant, Verdict } from '../../contract/sync-protocol.ts'
import type { FieldWrites } from './field-rows.ts'
import type { UnitScope } from './unit-scope.ts'

export type PlaceState = 'pool' | 'allotted' | 'booked' | 'in-doubt' | 'limbo' | 'void' | 'perished'
export type PlaceRow = {
  readonly slotId: string; readonly n: number; readonly state: PlaceState
  readonly deviceId: string | null; readonly epoch: number | null; readonly allotmentId: string | null; readonly bookingId: string | null
  /** The life of the centre in which its holder's word of the present was heard; written as the present life when it is left out. */
  readonly incarnation?: number
}
export type DeviceRow = {
  readonly deviceId: string; readonly clinicId: string; readonly publicKey: string; readonly epoch: number; readonly stationLetter: string
  readonly stationName: string; readonly appVersion: string; readonly state: 'ok' | 'forked' | 'revoked'; readonly lastSeenAt: number | null; readonly backlog: number
  /** Reported dead or stolen; its places are in doubt. */
  readonly lost: boolean
}
export type ClinicRow = { readonly clinicId: string; readonly name: string; readonly timeZone: string }
export type SlotRow = { readonly clinicId: string; readonly slotId: string; readonly sessionId: string; readonly date: string; readonly startAt: number; readonly endAt: number; readonly capacity: number; readonly heldMax?: number | null; readonly cut?: number }
export type SessionRow = { readonly clinicId: string; readonly sessionId: string; readonly date: string; readonly vaccine: { readonly system: string; readonly code: string } }
export type BookingRow = {
  readonly bookingId: string; readonly clinicId: string; readonly deviceId: string; readonly epoch: number; readonly status: BookingStatus; readonly version: number
  readonly ticketNumber: string; readonly slotId: string | null; readonly n: number | null; readonly overdraft: boolean; readonly body: string
  /** Calendar day at the clinic, as the device said. */
  readonly date: string
}
export type CodeRow = { readonly code: string; readonly clinicId: string; readonly expiresAt: number; readonly usedBy: string | null; readonly publicKey: string | null; readonly deviceId: string | null }
export type EntryRow = {
  readonly entryId: string; readonly clinicId: string; readonly deviceId: string; readonly epoch: number; readonly sequence: number
  readonly contentHash: string; readonly content: string; readonly verdict: Verdict; readonly receivedAt: number
}
/** What came last of an epoch; requests carry (boot, number), so that one that was long on the way is known. */
export type Contact = { readonly boot: number; readonly number: number }
export type Learner = { readonly deviceId: string; readonly state: 'pending' | 'lost' }
export type AuditRow = { readonly id: number; readonly clinicId: string; readonly at: number; readonly who: string; readonly what: string; readonly previousHash: string; readonly hash: string }
export type ChangeRow = { readonly id: number; readonly byDevice: string | null; readonly content: string }

export type Ledger = FieldWrites & {
  readonly atomically: <T>(act: () => T) => T
  /** A savepoint inside `atomically`; a throw undoes only what `act` did. */
  readonly savepoint: <T>(act: () => T) => T
  readonly setting: (key: string) => string | null
  readonly putSetting: (key: string, value: string) => void
  readonly clinic: (clinicId: string) => ClinicRow | null
  readonly putClinic: (clinic: ClinicRow) => void
  readonly clinics: () => readonly ClinicRow[]
  readonly code: (code: string) => CodeRow | null
  readonly putCode: (code: CodeRow) => void
  readonly unusedCodes: (clinicId: string, now: number) => readonly string[]
  readonly device: (deviceId: string) => DeviceRow | null
  readonly deviceByKey: (publicKey: string) => DeviceRow | null
  readonly keyOf: (deviceId: string, epoch: number) => string | null
  readonly contact: (deviceId: string, epoch: number) => Contact | null
  readonly putContact: (deviceId: string, epoch: number, contact: Contact) => void
  readonly learners: (clinicId: string) => readonly Learner[]
  readonly putLearner: (clinicId: string, learner: Learner) => void
  readonly dropLearner: (clinicId: string, deviceId: string) => void
  readonly devices: (clinicId: string | null) => readonly DeviceRow[]
  readonly putDevice: (device: DeviceRow) => void
  readonly session: (sessionId: string) => SessionRow | null
  readonly sessions: (clinicId: string, fromDate: string, toDate: string) => readonly SessionRow[]
  readonly putSession: (session: SessionRow) => SessionRow
  readonly slot: (slotId: string) => SlotRow | null
  readonly slots: (clinicId: string | null, fromDate: string, toDate: string) => readonly SlotRow[]
  readonly putSlot: (slot: SlotRow) => void
  /** Slots of a clinic that are not over and whose capacity was lowered once. */
  readonly cutSlots: (clinicId: string, endAfter: number) => readonly SlotRow[]
  readonly slotsEndedIn: (clinicId: string, after: number, until: number) => readonly SlotRow[]
  readonly setCapacity: (slotId: string, capacity: number) => void
  readonly place: (slotId: string, n: number) => PlaceRow | null
  readonly placesOf: (filter: { readonly slotId?: string; readonly deviceId?: string; readonly state?: PlaceState }) => readonly PlaceRow[]
  readonly putPlace: (place: PlaceRow) => void
  readonly takeFromPool: (slotId: string, count: number) => readonly number[]
  readonly placeCounts: (slotId: string) => Readonly<Partial<Record<PlaceState, number>>>
  readonly allotmentRequest: (deviceId: string, requestId: string) => { readonly wants: string; readonly grants: readonly Grant[] } | null
  readonly putAllotmentRequest: (deviceId: string, requestId: string, wants: string, grants: readonly Grant[]) => void
  readonly entry: (entryId: string) => EntryRow | null
  /** Stores the result; false when (device, epoch, sequence) is another entry's already: a fork. */
  readonly putEntry: (entry: EntryRow) => boolean
  readonly entryIdAt: (deviceId: string, epoch: number, sequence: number) => string | null
  readonly sequencesAbove: (deviceId: string, epoch: number, sequence: number) => readonly number[]
  readonly watermark: (deviceId: string, epoch: number) => number
  readonly putWatermark: (deviceId: string, epoch: number, sequence: number) => void
  readonly booking: (bookingId: string) => BookingRow | null
  readonly putBooking: (booking: BookingRow) => void
  /** Present people without a place, of one day, longest waiting first. */
  readonly hasWaiting: (clinicId: string, date: string) => boolean
  readonly waiting: (clinicId: string, date: string, limit: number) => readonly BookingRow[]
  readonly bookings: (clinicId: string | null) => readonly BookingRow[]
  readonly putImmunization: (row: { readonly entryId: string; readonly clinicId: string; readonly bookingId: string; readonly given: boolean; readonly body: string }) => void
  readonly hasImmunization: (clinicId: string, bookingId: string) => boolean
  readonly settlement: (settlementId: string) => { readonly content: string; readonly answer: string } | null
  readonly putSettlement: (row: { readonly settlementId: string; readonly clinicId: string; readonly content: string; readonly answer: string; readonly at: number }) => void
  /** Chained to the clinic's row before it (`audit-chain`). */
  readonly audit: (clinicId: string, at: number, who: string, what: string) => void
  /** In the order they were written, of one clinic or of all. */
  readonly audits: (clinicId: string | null, above: number, limit: number) => readonly AuditRow[]
  /** The newest, oldest of them first. */
  readonly lastAudits: (clinicId: string | null, limit: number) => readonly AuditRow[]
  readonly addChange: (clinicId: string, byDevice: string | null, content: string) => void
  readonly changesAbove: (clinicId: string, id: number, limit: number) => readonly ChangeRow[]
  readonly lastChangeId: (clinicId: string) => number
  readonly close: () => void
}

/**
 * The one interface of all ledgers: decisions go in, and their answers come out when what they wrote is durable. A decision may run more than once, so it has no
 * effects but on the ledger it is given; `scope` names the clinic whose rows it touches.
 */
export type LedgerDoor = {
  readonly transact: <T>(scope: UnitScope, decide: (ledger: Ledger) => T) => Promise<T>
  readonly close: () => Promise<void>
}
