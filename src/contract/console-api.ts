/** What the operator's console asks of the centre, with the admin token. No person's full name, birth date or phone is in any answer. */
import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import { limits, messageTopics } from './sync-protocol.ts'
import type { MessageTopic } from './sync-protocol.ts'

const id = z.string().min(1).max(limits.idCharsMax)
const words = z.string().trim().min(1).max(limits.textCharsMax)

export const consoleLimits = { clinicsPerPageMax: 200, casesPerKindMax: 200, messagesMax: 100, addresseesMax: 1_000 } as const

export const fleetQuery = z.strictObject({ q: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(consoleLimits.clinicsPerPageMax).optional() })
export const boardQuery = z.strictObject({ date: z.iso.date() })
export const cutQuery = z.strictObject({ capacity: z.coerce.number().int().min(0).max(10_000) })
export const closeCaseRequest = z.strictObject({ clinicId: id, caseId: z.string().min(1).max(300), practitionerId: id, note: words })
export type CloseCaseRequest = z.infer<typeof closeCaseRequest>
export const messageKinds = messageTopics
export type MessageKind = MessageTopic
/** Without `clinicIds` it goes to every clinic. A recall names its lot. The id is the sender's: a repeat is the same message. */
export const messageRequest = z.strictObject({
  messageId: id,
  kind: z.enum(messageKinds), lotNumber: z.string().trim().min(1).max(60).nullable(), text: z.strictObject({ ko: words, en: words }),
  clinicIds: z.array(id).min(1).max(consoleLimits.addresseesMax).optional(), practitionerId: id,
}).refine(({ kind, lotNumber }) => (kind === 'lot-recall') === (lotNumber !== null), { message: 'a recall names its lot, nothing else does', path: ['lotNumber'] })
export type MessageRequest = z.infer<typeof messageRequest>
export const messagePreviewQuery = z.strictObject({ lotNumber: z.string().max(60).optional(), clinicId: id.optional() })

/** `act`: a person must look. `cut`: a device has not been heard of. `sending`: entries are on their way. `none`: no device yet. */
export type ClinicState = 'act' | 'cut' | 'sending' | 'fine' | 'none'
export type ClinicSummary = {
  readonly clinicId: string; readonly name: string; readonly timeZone: string; readonly devices: number; readonly state: ClinicState
  /** The longest silent of its devices. */
  readonly lastSeenAt: number | null
  readonly backlog: number; readonly oldestMs: number; readonly free: number
  /** Backlog and free places are guessed from the day so far: the clinic is cut off. */
  readonly estimated: boolean
}
export type Fleet = {
  readonly now: number; readonly clinics: readonly ClinicSummary[]; readonly found: number
  readonly figures: { readonly clinics: number; readonly connected: number; readonly bookedToday: number; readonly backlog: number; readonly estimated: boolean; readonly oldestMs: number; readonly pool: number; readonly cases: number }
}
export type DeviceView = {
  readonly deviceId: string; readonly stationLetter: string; readonly stationName: string; readonly appVersion: string; readonly epoch: number
  readonly state: 'ok' | 'forked' | 'revoked'; readonly lost: boolean; readonly lastSeenAt: number | null; readonly backlog: number
  readonly oldestMs: number | null; readonly free: number | null; readonly clockOffsetMs: number | null; readonly lastDrillAt: number | null; readonly lastDrill: string | null
}
export type ClinicFleet = { readonly clinic: ClinicSummary; readonly devices: readonly DeviceView[]; readonly unusedCodes: readonly string[]; readonly mode: 'normal' | 'learning' }

export const placeStates = ['pool', 'allotted', 'booked', 'inDoubt', 'limbo', 'void', 'perished'] as const
export type PlaceCounts = Readonly<Record<(typeof placeStates)[number], number>>
type Words = Readonly<Record<string, string>>
export type BoardSlot = { readonly slotId: string; readonly vaccine: Words; readonly startAt: number; readonly endAt: number; readonly capacity: number; readonly places: PlaceCounts }
export type Board = { readonly clinicId: string; readonly timeZone: string; readonly date: string; readonly slots: readonly BoardSlot[] }

export type CasePerson = { readonly maskedName: string; readonly birthYear: number; readonly maskedPhone: string }
export type CaseBooking = { readonly clinicId: string; readonly clinicName: string; readonly bookingId: string; readonly ticketNumber: string; readonly status: string; readonly date: string; readonly vaccine: Words }
export type Closed = { readonly at: number; readonly who: string; readonly note: string }
type CaseBase = { readonly caseId: string; readonly clinicId: string; readonly clinicName: string; readonly at: number | null; readonly closed: Closed | null }
export type Case = CaseBase & (
  | { readonly kind: 'problem'; readonly code: ErrorCode | string; readonly detail: string; readonly entryType: string; readonly verdict: string; readonly stationLetter: string; readonly ticketNumber: string | null; readonly person: CasePerson | null }
  | { readonly kind: 'duplicate'; readonly person: CasePerson; readonly sameVaccine: boolean; readonly bookings: readonly CaseBooking[] }
  | { readonly kind: 'overdraft'; readonly booking: CaseBooking }
  | { readonly kind: 'in-doubt'; readonly slotId: string; readonly startAt: number; readonly endAt: number; readonly stationLetter: string; readonly places: readonly number[] })
export type CaseKind = Case['kind']

/** What will happen, told before it does. */
export type LostPreview = {
  readonly deviceId: string; readonly stationLetter: string; readonly clinicName: string; readonly alreadyLost: boolean; readonly lastSeenAt: number | null
  readonly free: number; readonly booked: number; readonly backlog: number; readonly windows: readonly { readonly startAt: number; readonly endAt: number; readonly free: number }[]
}
export type CutPreview = {
  readonly slotId: string; readonly from: number; readonly to: number
  /** Added to the pool; taken from it at once; asked back from devices; booked above the new capacity: people to call. */
  readonly added: number; readonly voided: number; readonly recalled: number; readonly over: number
  readonly calls: readonly { readonly bookingId: string; readonly ticketNumber: string }[]
}
export type MessagePreview = { readonly clinics: number; readonly devices: number; readonly silent: number; readonly doses: number; readonly givenAt: readonly { readonly clinicId: string; readonly name: string; readonly count: number }[] }
export type SentMessage = { readonly messageId: string; readonly at: number; readonly kind: MessageKind; readonly lotNumber: string | null; readonly text: Words; readonly who: string; readonly clinicName: string; readonly clinics: number }
