/** What the desk's and the board's calls give back. Instants are ms; names are masked unless a type says that it carries personal data. */
import type { z } from 'zod'
import type { boardSettingsSchema, deskSettingsSchema, DeskCallName, notGivenReasons, wasteReasons } from './desk-api.ts'
import type { CatalogueVaccine, VaccineCode } from './sync-protocol.ts'
import type { BookingStatus } from '../domain/booking.ts'
import type { Absence } from '../domain/absence.ts'
import type { DayReport } from '../domain/day-report.ts'
import type { DeskActKind } from '../domain/desk-act.ts'
import type { ListDelta } from '../domain/list-delta.ts'
import type { DoseCaution } from '../domain/lot.ts'
import type { StaffRole } from '../domain/staff.ts'

type Words = Readonly<Record<string, string>>
export type BoardSettings = z.infer<typeof boardSettingsSchema>
export type DeskSettings = z.infer<typeof deskSettingsSchema>
export type NotGivenReason = (typeof notGivenReasons)[number]
export type WasteReason = (typeof wasteReasons)[number]

/** `expected`: has a later time, or has not come yet. */
export const stages = ['called', 'waiting', 'observing', 'expected', 'done'] as const
export type Stage = (typeof stages)[number]
export type Outcome = 'given' | 'not-given' | 'cancelled' | 'no-show'

/** One act at the desk. `undoUntil`: after it, or after another act on the same person, it cannot be taken back; null when it never can. */
export type Acted = { readonly bookingId: string; readonly revision: number; readonly actId: number; readonly undoUntil: number | null }
export type DeskRow = {
  readonly bookingId: string; readonly revision: number; readonly ticketNumber: string; readonly maskedName: string
  /** Null for somebody who booked at another device: only the number is known here. */
  readonly birthYear: number | null; readonly vaccine: VaccineCode; readonly vaccineName: Words; readonly flaggedQuestions: readonly number[]; readonly needsHelp: boolean
  readonly status: BookingStatus; readonly stage: Stage; readonly standby: boolean; readonly outcome: Outcome | null
  /** Since when in this stage. */ readonly since: number
  readonly room: string | null; readonly slotStart: number | null
  /** How often called and not there. */ readonly skips: number
  readonly observation: { readonly from: number; readonly until: number; readonly minutes: number } | null
  /** By the clinic's rule; null is not absent. */ readonly absent: Absence | null
  readonly cautions: readonly DoseCaution[]
  /** From a form on paper. */ readonly paper: boolean
  /** The last act, while it can be undone. */ readonly undo: { readonly actId: number; readonly kind: DeskActKind; readonly until: number } | null
}
export type VialView = {
  readonly vialId: string; readonly vaccine: VaccineCode; readonly vaccineName: Words; readonly lotNumber: string; readonly expiryDate: string
  readonly doses: number; readonly left: number; readonly openedAt: number; readonly usableUntil: number; readonly over: boolean
  /** Doses that nobody who holds a place will use: standby people to call now, first first. */
  readonly standby: readonly { readonly bookingId: string; readonly ticketNumber: string }[]
}
export type UndoableAct = { readonly actId: number; readonly kind: DeskActKind; readonly at: number; readonly until: number; readonly by: string | null; readonly bookingId: string; readonly ticketNumber: string }
export type HandOver = { readonly text: string; readonly by: string | null; readonly at: number }
export type DeskList = {
  readonly now: number; readonly date: string; readonly timeZone: string; readonly clinicName: string
  /** In the order of each stage: the line in its order, done with the last first. */
  readonly rows: readonly DeskRow[]; /** Only the last 300 that are done are in `rows`; `counts` has all. True when some are left out. */ readonly more: boolean
  readonly counts: Readonly<Record<Stage, number>>; readonly staffCalls: number
  readonly vials: readonly VialView[]; readonly undo: readonly UndoableAct[]; readonly handOver: HandOver | null; readonly settings: DeskSettings
}
/** `delta` against the version that was named, or `rows` whole: one of them is null. `version` names what the asker then has. */
export type DeskChanges = { readonly version: string; readonly list: Omit<DeskList, 'rows'>; readonly rows: readonly DeskRow[] | null; readonly delta: ListDelta<DeskRow> | null }
export type GivenDose = {
  readonly immunizationId: string; readonly at: number; readonly vaccineName: Words; readonly lotNumber: string; readonly expiryDate: string; readonly doseNumber: number
  readonly vaccinator: string | null; readonly cautions: readonly DoseCaution[]; readonly enteredInError: boolean
}
export type VisitDetail = DeskRow & {
  readonly sex: string; readonly maskedPhone: string; readonly guardianName: string | null; readonly answers: readonly { readonly question: number; readonly detail: string | null }[]
  readonly lots: readonly (CatalogueVaccine['lots'][number] & { readonly expired: boolean; readonly recalled: boolean })[]
  readonly dosesToday: readonly GivenDose[]; /** The next dose number by what this machine knows. */ readonly nextDose: number
  readonly slots: readonly { readonly slotId: string; readonly start: number; readonly end: number; readonly free: number }[]
  readonly trail: readonly AuditRow[]
  /** What happened to the booking whoever did it: made at the kiosk, come by the patient's own touch, told by the centre. Oldest first. */
  readonly events: readonly { readonly at: number; readonly what: string }[]
}
/** `facts`: ids, numbers and codes, nothing of a person. */
export type AuditRow = { readonly actId: number; readonly at: number; readonly kind: DeskActKind; readonly by: string | null; readonly bookingId: string | null; readonly ticketNumber: string | null; readonly facts: Readonly<Record<string, string | number | boolean | null>>; readonly undone: boolean }

export type StaffMember = { readonly practitionerId: string; readonly name: string; readonly role: StaffRole; readonly active: boolean; /** 0 is not locked. */ readonly lockedForMs: number }
export type StaffList = { readonly needsFirstLead: boolean; /** The code of the clinic's enrolment is known here. */ readonly recoverable: boolean; readonly staff: readonly StaffMember[] }
export type SignedIn = { readonly session: string; readonly practitionerId: string; readonly name: string; readonly role: StaffRole; readonly lockAfterMs: number; readonly handOver: HandOver | null }

export type FixKind = 'correct' | 'other-slot' | 'standby' | 'send-again'
export type ProblemCase = {
  readonly entryId: string; readonly entryType: string; readonly code: string; /** A field the centre named, in our words for fields; null when it named none. */ readonly field: string | null; readonly at: number
  readonly bookingId: string | null; readonly ticketNumber: string | null
  /** Personal data, so that it can be corrected: shown only in the form. Null when it is not known here. */
  readonly person: { readonly name: string; readonly birthDate: string; readonly phone: string; readonly sex: string; readonly guardianName: string | null } | null
  /** What may be pressed beside keep and hand over; empty when nothing here can mend it. */
  readonly fixes: readonly FixKind[]; readonly slots: readonly { readonly slotId: string; readonly start: number; readonly end: number; readonly free: number }[]
  readonly escalated: boolean
}
export type ProblemTray = { readonly open: readonly ProblemCase[]; /** Handed over; a lead sees and settles them. */ readonly escalated: readonly ProblemCase[] }
export type DuplicateSide = { readonly bookingId: string; readonly revision: number; readonly ticketNumber: string; readonly maskedName: string; /** Null when nobody is signed in. */ readonly birthDate: string | null; readonly maskedPhone: string; readonly vaccineName: Words; readonly stage: Stage; readonly standby: boolean; readonly since: number }
/** Why two bookings may be one person. Never merged by the machine. */
export type DuplicatePair = { readonly one: DuplicateSide; readonly other: DuplicateSide; readonly because: readonly ('same-phone' | 'same-name' | 'near-name' | 'same-birth-date')[] }

export type BoardView = {
  readonly clinicName: string; readonly timeZone: string; readonly now: number; readonly waiting: number; readonly settings: BoardSettings
  /** The last five, newest first, by the order of the calls and not by a clock. `call` grows with each call and recall: a new one is a new chime. */
  readonly called: readonly { readonly call: number; readonly ticketNumber: string; readonly room: string; readonly standby: boolean }[]
}

/** Personal data: for paper. In the order in which doses were given, then who still waits. */
export type DaySheetRow = {
  readonly order: number; readonly ticketNumber: string; readonly name: string; readonly birthDate: string; readonly sex: string; readonly phone: string; readonly guardianName: string | null
  readonly vaccineName: Words; readonly vaccineCode: string; readonly cvx: string | null; readonly flaggedQuestions: readonly number[]
  readonly stage: Stage; readonly outcome: Outcome | null; readonly givenAt: number | null; readonly lotNumber: string | null; readonly expiryDate: string | null; readonly doseNumber: number | null; readonly vaccinator: string | null
  readonly paper: boolean; readonly cautions: readonly DoseCaution[]; /** The centre has it. */ readonly sent: boolean
}
export type DaySheet = { readonly date: string; readonly clinicName: string; readonly timeZone: string; readonly printedAt: number; readonly rows: readonly DaySheetRow[]; readonly daySheetCsv: string }
export type BlankForm = { readonly clinicName: string; readonly date: string; readonly formVersion: string; readonly questions: readonly number[]; readonly vaccines: readonly { readonly code: string; readonly name: Words }[]; /** Reserved and not used yet. */ readonly numbers: readonly string[] }
export type DayReportView = DayReport & { readonly date: string; readonly clinicName: string; readonly timeZone: string; readonly at: number }

export type HistoryHit = { readonly bookingId: string; readonly date: string; readonly ticketNumber: string; readonly maskedName: string; readonly vaccineName: Words; readonly status: BookingStatus; readonly outcome: Outcome | null; readonly doses: readonly GivenDose[] }
export type History = { readonly hits: readonly HistoryHit[]; readonly from: string; readonly more: boolean }

export type DeskOutput = {
  seeMessage: { readonly messageId: string }; deskList: DeskList; deskChanges: DeskChanges; visitDetail: VisitDetail; checkInVisit: Acted; scanVisit: Acted; callVisit: Acted; recallVisit: Acted; skipVisit: Acted; moveVisit: Acted; transferVisit: Acted
  rescheduleVisit: Acted; cancelVisit: Acted; noShowVisit: Acted; startObservation: Acted; endObservation: Acted
  recordDose: Acted & { readonly immunizationId: string; readonly cautions: readonly DoseCaution[]; readonly vial: VialView | null }
  recordNotGiven: Acted; doseInError: Acted
  /** `bookingId` and `revision` of the row as it is now. */
  undoAct: Acted
  openVial: VialView; wasteDoses: VialView; markLot: { readonly lotNumber: string; readonly recalled: boolean; /** Doses of today from it. */ readonly given: number }
  staffList: StaffList; makeFirstLead: StaffMember; signIn: SignedIn; sessionState: SignedIn | null; signOut: { readonly signedOut: true }
  addStaff: StaffMember; changeStaff: StaffMember; setStaffPin: StaffMember; recoverStaffPin: StaffMember
  problemTray: ProblemTray; fixProblem: { readonly left: number; readonly entryId: string }; settleProblem: { readonly left: number }
  duplicates: readonly DuplicatePair[]; mergeDuplicates: Acted; notDuplicates: { readonly left: number }
  boardView: BoardView; setBoardSettings: BoardSettings; setDeskSettings: DeskSettings
  daySheet: DaySheet; blankForm: BlankForm; reservePaperNumbers: { readonly numbers: readonly string[] }; bookPaper: Acted & { readonly ticketNumber: string }; dayReport: DayReportView
  searchHistory: History; personVisits: History; exportHistory: { readonly historyCsv: string; readonly rows: number }; auditTrail: { readonly rows: readonly AuditRow[]; readonly more: boolean }
}
/** Does not compile when a call has no answer or an answer no call. */
export type EveryDeskCallAnswers = DeskOutput extends Readonly<Record<DeskCallName, unknown>> ? (keyof DeskOutput extends DeskCallName ? true : never) : never
export const everyDeskCallAnswers: EveryDeskCallAnswers = true
