/**
 * Renderer <-> store: what only the reception desk and the called board ask. `kiosk-api` merges it.
 *
 * Every act on a person carries the `revision` of the row it was decided on: when somebody else acted meanwhile the answer is
 * REVISION_CHANGED with `detail` = the kinds of their acts (desk-act.ts), comma between, or `elsewhere`; nothing is written. `session` is a signed-in person's; null is "nobody signed in".
 * Kinds: `unkept` is a command whose answer is not kept beside its id (secrets, personal data in bulk); to ask twice is harmless.
 * Instants are ms. Texts that end in `Csv` begin with a BOM and are safe to open in a spreadsheet.
 */
import { z } from 'zod'
import { consent, patient, personName, phoneNumber, screening, sexes, vaccineCode } from './sync-protocol.ts'
import { staffRoles } from '../domain/staff.ts'
import { IDENTITY_DAYS_MAX, IDENTITY_DAYS_USUAL } from '../domain/retention.ts'
import type { Role } from '../domain/role.ts'

export const deskLimits = {
  handOverCharsMax: 500, noteCharsMax: 200, staffMax: 200, dosesPerVialMax: 100, paperNumbersMax: 200, historyRowsMax: 50, deskRowsMax: 5_000, /** Of those who are done; the others are found in the history. */ doneShownMax: 300,
  undoListMax: 20, lockMinutesMax: 60, graceMinutesMax: 240, exportDaysMax: 31, duplicatesMax: 50, backEntryDaysMax: 14,
} as const

const id = z.string().min(1).max(128)
const note = z.string().trim().max(deskLimits.noteCharsMax)
const room = z.string().trim().min(1).max(40)
const session = z.string().min(1).max(128).nullable()
const staffPin = z.string().regex(/^\d{4,12}$/)
const technicianPin = z.string().regex(/^\d{4,12}$/)
const staffName = z.string().trim().min(1).max(60)
const command = { commandId: id }
const act = { ...command, session }
const row = { ...act, bookingId: id, /** Of the row as it was shown. */ revision: z.number().int().min(0) }
const lot = { lotNumber: z.string().trim().min(1).max(60), expiryDate: z.iso.date() }
const minutesWatched = z.union([z.literal(15), z.literal(30)])
const date = z.iso.date()
const paperNumber = z.string().regex(/^[A-Z]{1,2}-P\d{3,5}$/)

export const notGivenReasons = ['doctor', 'patient', 'fever', 'out-of-stock', 'other'] as const
export const wasteReasons = ['time-over', 'broken', 'cold-chain', 'drawn-wrong', 'left-over', 'other'] as const
export const boardSettingsSchema = z.strictObject({
  /** Percent of the usual size. */ sizePercent: z.number().int().min(60).max(200),
  /** 0 is silent. */ chimePercent: z.number().int().min(0).max(100),
  spoken: z.boolean(),
})
export const deskSettingsSchema = z.strictObject({
  rooms: z.array(room).min(1).max(20),
  /** Minutes without an act until the signed-in person is signed out. */
  lockMinutes: z.number().int().min(1).max(deskLimits.lockMinutesMax),
  /** Minutes after the call, or after the booked time, from which somebody counts as absent. */
  graceMinutes: z.number().int().min(1).max(deskLimits.graceMinutesMax),
  /** `propose`: the row says so and a person decides; `mark`: the machine does, and it can be undone. */
  noShowRule: z.enum(['propose', 'mark']),
  observeMinutes: minutesWatched,
  /** Days after the visit until name, birth date and phone leave this machine, once the centre has all of it. */
  identityDays: z.number().int().min(1).max(IDENTITY_DAYS_MAX).default(IDENTITY_DAYS_USUAL),
  /** Doses in one vial of a vaccine, by its code; absent is what the catalogue says. */
  dosesPerVial: z.record(z.string().max(40), z.number().int().min(1).max(deskLimits.dosesPerVialMax)),
})
const dose = {
  ...lot, doseNumber: z.number().int().min(1).max(20),
  /** Who held the syringe; null is the signed-in person. */ vaccinatorId: id.nullable(),
  /** The vaccine that was given; null is the booked one. */ vaccine: vaccineCode.nullable(),
  observeMinutes: z.union([z.literal(0), minutesWatched]),
  /** "It is in the arm": recorded whatever speaks against it, and marked. Without it a caution is asked about first. */ confirmed: z.boolean(),
}
const notGiven = { reason: z.enum(notGivenReasons), note: note.nullable() }
const search = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('number'), ticketNumber: z.string().trim().min(3).max(16), date: date.nullable() }),
  z.strictObject({ by: z.literal('digits'), phoneLast4: z.string().regex(/^\d{4}$/), birthDate: date }),
  z.strictObject({ by: z.literal('receipt'), receipt: z.string().min(1).max(600) }),
])
const fix = z.discriminatedUnion('kind', [
  /** What was typed wrong; absent fields stay. A new entry with the corrected text goes up. */
  z.strictObject({ kind: z.literal('correct'), name: personName.optional(), birthDate: date.optional(), phone: phoneNumber.optional(), sex: z.enum(sexes).optional(), guardianName: personName.nullable().optional() }),
  /** Another place of today is held first, then the person is told to the centre with it. */
  z.strictObject({ kind: z.literal('other-slot'), slotId: id }),
  /** The person stands by, and the centre is told so. */
  z.strictObject({ kind: z.literal('standby') }),
  z.strictObject({ kind: z.literal('send-again') }),
])

type Kind = 'command' | 'query' | 'unkept'
const of = <I extends z.ZodType, K extends Kind>(kind: K, input: I) => ({ input, roles: ['reception'] as const, kind })
const alsoOf = <I extends z.ZodType, K extends Kind, R extends readonly Role[]>(kind: K, input: I, roles: R) => ({ input, roles, kind })

export const deskCalls = {
  // The list
  /** Somebody at the desk has read a word of the centre: it stays, and the trail says who. */
  seeMessage: of('command', z.strictObject({ ...act, messageId: id })),
  deskList: of('query', z.strictObject({})),
  /** The list as it changed since `version`; null: all of it. */
  deskChanges: of('query', z.strictObject({ since: id.nullable() })),
  visitDetail: of('query', z.strictObject({ bookingId: id })),
  checkInVisit: of('command', z.strictObject(row)),
  /** The scanned text of a ticket: finds and checks in. */
  scanVisit: of('command', z.strictObject({ ...act, receipt: z.string().min(1).max(600) })),
  callVisit: of('command', z.strictObject({ ...row, room })),
  /** The same room once more: chime and number again. */
  recallVisit: of('command', z.strictObject(row)),
  /** Called and not there: back in line, behind the next one. */
  skipVisit: of('command', z.strictObject(row)),
  /** Before that person; null is the end of the line. */
  moveVisit: of('command', z.strictObject({ ...row, before: id.nullable() })),
  transferVisit: of('command', z.strictObject({ ...row, room })),
  rescheduleVisit: of('command', z.strictObject({ ...row, slotId: id })),
  cancelVisit: of('command', z.strictObject({ ...row, reason: z.enum(['patient', 'staff', 'duplicate']), note: note.nullable() })),
  noShowVisit: of('command', z.strictObject(row)),
  startObservation: of('command', z.strictObject({ ...row, minutes: minutesWatched })),
  endObservation: of('command', z.strictObject(row)),
  recordDose: of('command', z.strictObject({ ...row, ...dose })),
  recordNotGiven: of('command', z.strictObject({ ...row, ...notGiven })),
  /** The dose stays on record, entered in error; the person is back where they were. After the time to undo, too. */
  doseInError: of('command', z.strictObject({ ...row, immunizationId: id, reason: note.min(1) })),
  undoAct: of('command', z.strictObject({ ...act, actId: z.number().int().min(1) })),
  // Vials and lots
  openVial: of('command', z.strictObject({ ...act, vaccine: vaccineCode, ...lot, /** Null is what the catalogue says. */ doses: z.number().int().min(1).max(deskLimits.dosesPerVialMax).nullable() })),
  wasteDoses: of('command', z.strictObject({ ...act, vialId: id, count: z.number().int().min(1).max(deskLimits.dosesPerVialMax), reason: z.enum(wasteReasons) })),
  markLot: of('command', z.strictObject({ ...act, lotNumber: lot.lotNumber, recalled: z.boolean() })),
  // Staff
  staffList: alsoOf('query', z.strictObject({}), ['reception', 'technician'] as const),
  /** Once, while there is no lead: by the technician's PIN (`pin`). */
  makeFirstLead: alsoOf('command', z.strictObject({ ...command, pin: technicianPin, name: staffName, staffPin }), ['reception', 'technician'] as const),
  signIn: of('unkept', z.strictObject({ practitionerId: id, staffPin })),
  /** Says who is signed in and, when `active`, that somebody is at the keys. Null after the lock. */
  sessionState: of('unkept', z.strictObject({ session: id, active: z.boolean() })),
  signOut: of('command', z.strictObject({ ...act, /** Left for the next; null keeps the note that is there, '' takes it away. */ handOver: z.string().trim().max(deskLimits.handOverCharsMax).nullable() })),
  addStaff: of('command', z.strictObject({ ...act, name: staffName, role: z.enum(staffRoles), staffPin })),
  changeStaff: of('command', z.strictObject({ ...act, practitionerId: id, name: staffName.optional(), role: z.enum(staffRoles).optional(), active: z.boolean().optional() })),
  /** One's own, or anybody's by a lead. */
  setStaffPin: of('command', z.strictObject({ ...act, practitionerId: id, staffPin })),
  /** By the code this clinic was enrolled with; needs no network. */
  recoverStaffPin: of('unkept', z.strictObject({ practitionerId: id, code: z.string().trim().min(1).max(80), staffPin })),
  // Problem tray and duplicates
  /** What was typed, and whole birth dates, only to somebody who is signed in. */
  problemTray: of('query', z.strictObject({ session })),
  fixProblem: of('command', z.strictObject({ ...act, entryId: id, fix })),
  settleProblem: of('command', z.strictObject({ ...act, entryId: id, resolution: z.enum(['keep', 'escalate']), note: note.nullable() })),
  duplicates: of('query', z.strictObject({ session })),
  /** Both records stay; `drop` is cancelled as a duplicate. `notTheSame`: two persons, never shown as a pair again. */
  mergeDuplicates: of('command', z.strictObject({ ...act, keep: id, drop: id, dropRevision: z.number().int().min(0) })),
  notDuplicates: of('command', z.strictObject({ ...act, one: id, other: id })),
  // Board and settings
  boardView: alsoOf('query', z.strictObject({}), ['board', 'reception'] as const),
  setBoardSettings: of('command', z.strictObject({ ...act, board: boardSettingsSchema })),
  setDeskSettings: of('command', z.strictObject({ ...act, settings: deskSettingsSchema })),
  // Paper
  daySheet: of('unkept', z.strictObject({ session, date: date.nullable() })),
  blankForm: of('query', z.strictObject({})),
  /** The next numbers of this desk's paper series, to print on blank forms before they are needed. */
  reservePaperNumbers: of('command', z.strictObject({ ...act, count: z.number().int().min(1).max(deskLimits.paperNumbersMax) })),
  /** What was written by hand, with the number on the paper. `writtenOn` is today or up to 14 days back. */
  bookPaper: of('command', z.strictObject({ ...act, paperNumber, writtenOn: date, patient, vaccine: vaccineCode, consent, screening,
    outcome: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('waiting') }), z.strictObject({ kind: z.literal('given'), ...dose, givenAt: z.iso.datetime({ offset: true }) }), z.strictObject({ kind: z.literal('not-given'), ...notGiven })]) })),
  dayReport: of('query', z.strictObject({ date: date.nullable() })),
  // History
  searchHistory: of('query', z.strictObject({ session, search })),
  personVisits: of('query', z.strictObject({ session, bookingId: id })),
  exportHistory: of('unkept', z.strictObject({ session, from: date, to: date })),
  auditTrail: of('query', z.strictObject({ session, date: date.nullable(), bookingId: id.nullable() })),
} as const

export type DeskCallName = keyof typeof deskCalls
export type DeskInput<N extends DeskCallName> = z.infer<(typeof deskCalls)[N]['input']>
export const isDeskCallName = (name: string): name is DeskCallName => Object.hasOwn(deskCalls, name)
