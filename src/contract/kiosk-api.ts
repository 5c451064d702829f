/**
 * Renderer <-> store: every command, query and topic, its input, and the roles that may ask it.
 * Main checks the role and the input, the store parses again. A command carries an id made when its screen
 * opened, so a double tap and a retry are one effect.
 */
import { z } from 'zod'
import { DRILL_MINUTES_MAX } from './care.ts'
import type { BackupFacts, Drill, Exported, SelfTest } from './care.ts'
import { deskCalls } from './desk-api.ts'
import type { DeskOutput } from './desk-types.ts'
import { consent, limits, patient, screening, vaccineCode } from './sync-protocol.ts'
import type { CatalogueVaccine, MessageTopic, VaccineCode } from './sync-protocol.ts'
import type { BookingStatus } from '../domain/booking.ts'
import type { QueueState } from '../domain/queue.ts'
import type { Role } from '../domain/role.ts'

const id = z.string().min(1).max(128)
const command = { commandId: id }
const pin = z.string().regex(/^\d{4,12}$/)
const folder = z.string().min(1).max(300)
const room = z.string().trim().min(1).max(40)

const walkIn = z.strictObject({
  ...command, patient, vaccine: vaccineCode,
  /** `soonest`: the current window or the next within the walk-in horizon; else a later slot of today; `standby`: no place wanted. */
  when: z.union([z.literal('soonest'), z.literal('standby'), z.strictObject({ slotId: id })]),
  channel: z.enum(['kiosk', 'desk']), consent, screening,
})
export type BookWalkIn = z.infer<typeof walkIn>

const dose = z.strictObject({ lotNumber: z.string().min(1).max(60), expiryDate: z.iso.date(), doseNumber: z.number().int().min(1).max(20), practitionerId: id })

/** Input schema and permitted roles of each call. A role that is not listed is refused. */
export const calls = {
  bookWalkIn: { input: walkIn, roles: ['patient', 'reception'], kind: 'command' },
  checkIn: { input: z.strictObject({ ...command, bookingId: id }), roles: ['patient', 'reception'], kind: 'command' },
  /** The scanned text of a ticket's QR. */
  checkInReceipt: { input: z.strictObject({ ...command, receipt: z.string().min(1).max(limits.receiptCharsMax) }), roles: ['patient', 'reception'], kind: 'command' },
  cancelBooking: { input: z.strictObject({ ...command, bookingId: id, reason: z.enum(['patient', 'staff', 'no-show-rule', 'duplicate']) }), roles: ['patient', 'reception'], kind: 'command' },
  callPatient: { input: z.strictObject({ ...command, bookingId: id, room }), roles: ['reception'], kind: 'command' },
  finishVisit: { input: z.strictObject({ ...command, bookingId: id, dose: dose.nullable(), notGivenReason: z.string().trim().max(200).nullable() }), roles: ['reception'], kind: 'command' },
  markNoShow: { input: z.strictObject({ ...command, bookingId: id }), roles: ['reception'], kind: 'command' },
  callStaff: { input: z.strictObject({ ...command }), roles: ['patient'], kind: 'command' },
  answerStaffCall: { input: z.strictObject({ ...command }), roles: ['reception'], kind: 'command' },
  resolveProblem: { input: z.strictObject({ ...command, entryId: id, resolution: z.enum(['keep', 'escalate']) }), roles: ['reception'], kind: 'command' },
  unlockTechnician: { input: z.strictObject({ ...command, pin: z.string().regex(/^\d{4,12}$/) }), roles: ['technician'], kind: 'command' },
  setServiceUrl: { input: z.strictObject({ ...command, pin: z.string().regex(/^\d{4,12}$/), serviceUrl: z.url({ protocol: /^https?$/ }).max(300) }), roles: ['technician'], kind: 'command' },
  enrol: { input: z.strictObject({ ...command, pin: z.string().regex(/^\d{4,12}$/), code: z.string().trim().min(1).max(80) }), roles: ['technician'], kind: 'command' },
  /** Once, while there is none: the wizard's. */
  chooseFirstPin: { input: z.strictObject({ ...command, pin }), roles: ['technician'], kind: 'command' },
  selfTest: { input: z.strictObject({ pin }), roles: ['technician'], kind: 'care' },
  startDrill: { input: z.strictObject({ pin, minutes: z.number().int().min(1).max(DRILL_MINUTES_MAX) }), roles: ['technician'], kind: 'care' },
  endDrill: { input: z.strictObject({ pin }), roles: ['technician'], kind: 'care' },
  drillReport: { input: z.strictObject({ pin }), roles: ['technician'], kind: 'care' },
  backUpNow: { input: z.strictObject({ pin }), roles: ['technician'], kind: 'care' },
  exportUnsent: { input: z.strictObject({ pin, folder }), roles: ['technician'], kind: 'care' },
  importUnsent: { input: z.strictObject({ pin, folder, passphrase: z.string().min(20).max(40) }), roles: ['technician'], kind: 'care' },
  makeSupportBundle: { input: z.strictObject({ pin, folder: folder.nullable() }), roles: ['technician'], kind: 'care' },
  wipeMachine: { input: z.strictObject({ pin, word: z.literal('WIPE') }), roles: ['technician'], kind: 'care' },
  /** Sticks that are plugged in, and the code that lies on one of them, if any. Names no file of this machine. */
  sticks: { input: z.strictObject({}), roles: ['technician'], kind: 'care' },
  vaccinesToday: { input: z.strictObject({}), roles: ['patient', 'reception'], kind: 'query' },
  findBookings: { input: z.strictObject({ phoneLast4: z.string().regex(/^\d{4}$/), birthDate: z.iso.date() }), roles: ['patient', 'reception'], kind: 'query' },
  ticket: { input: z.strictObject({ bookingId: id }), roles: ['patient', 'reception'], kind: 'query' },
  nowCalling: { input: z.strictObject({}), roles: ['patient', 'board', 'reception'], kind: 'query' },
  queueBoard: { input: z.strictObject({}), roles: ['reception'], kind: 'query' },
  bookingDetail: { input: z.strictObject({ bookingId: id }), roles: ['reception'], kind: 'query' },
  syncOverview: { input: z.strictObject({}), roles: ['reception', 'technician'], kind: 'query' },
  problems: { input: z.strictObject({}), roles: ['reception'], kind: 'query' },
  messages: { input: z.strictObject({}), roles: ['reception'], kind: 'query' },
  technicianOverview: { input: z.strictObject({ pin: z.string().regex(/^\d{4,12}$/) }), roles: ['technician'], kind: 'query' },
  ...deskCalls,
} as const satisfies Record<string, { input: z.ZodType; roles: readonly Role[]; kind: 'command' | 'query' | 'care' | 'unkept' }>

export type CallName = keyof typeof calls
/** What looks after the machine: answered beside the file's own commands, because it measures, waits and copies. */
export type CareCallName = { [N in CallName]: (typeof calls)[N]['kind'] extends 'care' ? N : never }[CallName]
export const isCareCall = (name: CallName): name is CareCallName => calls[name].kind === 'care'
export const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name)
export type CallInput<N extends CallName> = z.infer<(typeof calls)[N]['input']>

/** What a patient is shown after the commit. `booked` only when the place is held. */
export type Ticket = {
  readonly bookingId: string; readonly status: 'booked' | 'standby'; readonly ticketNumber: string
  readonly maskedName: string; readonly vaccine: VaccineCode; readonly vaccineName: Record<string, string>; readonly date: string
  /** Instants in ms; null for standby. */
  readonly slot: { readonly slotId: string; readonly start: number; readonly end: number; readonly later: boolean } | null
  readonly ahead: number; readonly waitMinutes: readonly [number, number]; readonly room: string
  /** What was said when this person joined the line: kept, and printed as a time of day. Null before a later slot has come. */
  readonly promise?: { readonly at: number; readonly minutes: readonly [number, number] } | null
  /** Text of the QR: ids only, no personal data. */
  readonly receipt: string
  /** True when the same person had this number already today. */
  readonly repeated: boolean
}
export type VaccineToday = {
  readonly vaccine: VaccineCode; readonly name: Record<string, string>; readonly forWhom: Record<string, string>
  readonly minAgeMonths: number | null; readonly maxAgeMonths: number | null
  /** Places that can be promised now (walk-in horizon). 0 means standby. */
  readonly freeNow: number; readonly waitMinutes: readonly [number, number]; readonly standbyAhead: number
  readonly later: readonly { readonly slotId: string; readonly start: number; readonly end: number; readonly free: number; /** Clearly quieter than now, by this clinic's own days. */ readonly quiet?: boolean }[]
}
export type FoundBooking = { readonly bookingId: string; readonly ticketNumber: string; readonly status: BookingStatus; readonly maskedName: string; readonly vaccineName: Record<string, string>; readonly slotStart: number | null; readonly inQueue: boolean }
export type NowCalling = { readonly clinicName: string; readonly timeZone: string; readonly waiting: number; readonly called: readonly { readonly ticketNumber: string; readonly room: string; readonly at: number }[] }
/** `standby` rows wait for a place; staff may still call them. Times are instants in ms. */
export type QueueRow = {
  readonly bookingId: string; readonly ticketNumber: string; readonly maskedName: string
  /** Null for somebody who booked at another device: only the number is known here. */
  readonly birthYear: number | null; readonly vaccine: VaccineCode; readonly vaccineName: Record<string, string>
  readonly status: BookingStatus; readonly queue: QueueState | 'expected'; readonly standby: boolean; readonly flaggedQuestions: readonly number[]
  readonly since: number; readonly room: string | null; readonly slotStart: number | null; readonly needsHelp: boolean; readonly version: number
}
export type QueueBoard = { readonly now: number; readonly rooms: readonly string[]; readonly rows: readonly QueueRow[]; readonly staffCalls: number }
export type BookingDetail = QueueRow & {
  readonly sex: string; readonly maskedPhone: string; readonly guardianName: string | null
  readonly answers: readonly { readonly question: number; readonly detail: string | null }[]
  /** `recalled`: the centre called it back; whoever picks it must be told. */
  readonly lots: readonly (CatalogueVaccine['lots'][number] & { readonly recalled: boolean })[]; readonly events: readonly { readonly at: number; readonly what: string }[]
}
export type SyncOverview = {
  readonly enrolled: boolean; readonly online: boolean; readonly unsent: number; readonly oldestUnsentMs: number | null; readonly lastContactAt: number | null
  readonly placesLeft: number; readonly problems: number; readonly acknowledgedThrough: number; readonly mode: 'normal' | 'learning'; readonly storeProblem: string | null
}
/** Words of the centre to the staff, the newest first. `text`: language -> words. */
export type CentreMessage = { readonly messageId: string; readonly at: number; readonly topic: MessageTopic; readonly lotNumber: string | null; readonly text: Record<string, string>; /** Null: nobody at this desk has said that they saw it. */ readonly seenAt: number | null }
export type ProblemItem = { readonly entryId: string; readonly ticketNumber: string | null; readonly maskedName: string | null; readonly code: string; readonly detail: string; readonly at: number }
export type TechnicianOverview = SyncOverview & {
  readonly serviceUrl: string | null; readonly deviceId: string | null; readonly epoch: number | null; readonly stationLetter: string | null; readonly clinicName: string | null
  readonly appVersion: string; readonly dataDir: string; readonly schemaVersion: number; readonly head: { readonly sequence: number; readonly hash: string }
}

/** What each call gives back when it succeeds. */
export type CallOutput = DeskOutput & {
  bookWalkIn: Ticket; checkIn: Ticket; checkInReceipt: Ticket; cancelBooking: { readonly bookingId: string }
  callPatient: { readonly bookingId: string }; finishVisit: { readonly bookingId: string }; markNoShow: { readonly bookingId: string }
  callStaff: { readonly calls: number }; answerStaffCall: { readonly calls: number }; resolveProblem: { readonly left: number }
  unlockTechnician: { readonly unlocked: true }; setServiceUrl: { readonly serviceUrl: string }; enrol: { readonly deviceId: string; readonly stationLetter: string }
  chooseFirstPin: { readonly chosen: true }; selfTest: SelfTest; startDrill: Drill | null; endDrill: Drill | null; drillReport: Drill | null; backUpNow: BackupFacts
  exportUnsent: Exported; importUnsent: { readonly entries: number; readonly deviceId: string | null }; makeSupportBundle: { readonly file: string }; wipeMachine: { readonly removed: number }
  sticks: { readonly folders: readonly string[]; readonly code: string | null }
  vaccinesToday: readonly VaccineToday[]; findBookings: readonly FoundBooking[]; ticket: Ticket; nowCalling: NowCalling
  queueBoard: QueueBoard; bookingDetail: BookingDetail; syncOverview: SyncOverview; problems: readonly ProblemItem[]; messages: readonly CentreMessage[]; technicianOverview: TechnicianOverview
}

/** Topics carry no data: a screen that hears one asks again, so nothing personal is pushed. */
export const topics = { queue: ['patient', 'reception', 'board'], sync: ['reception', 'technician'], sessions: ['patient', 'reception'], 'staff-call': ['reception'], /** Settings, staff, vials, the hand-over note, the board. */ desk: ['reception', 'board'], messages: ['reception'], printer: ['reception', 'technician'], 'store-up': ['patient', 'reception', 'board', 'technician'] } as const satisfies Record<string, readonly Role[]>
export type Topic = keyof typeof topics
export const isTopic = (name: unknown): name is Topic => typeof name === 'string' && Object.hasOwn(topics, name)
