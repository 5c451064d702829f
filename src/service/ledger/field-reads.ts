/**
 * What the console and the interfaces of the field read of a ledger: one statement each, on a connection of its own, so that no report ever stops the intake.
 * A ledger may answer at once or later. Pages go on by key: `after` is the `pageKey` of the last row of the page before, '' for the first.
 */
import type { ClosedCase, DeviceReport, Drill, MessageRow } from './field-rows.ts'
import type { BookingRow, ClinicRow, DeviceRow, EntryRow, PlaceState, SessionRow, SlotRow } from './ledger.ts'

/** Ids are unique within a clinic; the length tells where the clinic's ends, whatever stands in it. */
export const pageKey = (clinicId: string, id: string): string => `${clinicId.length}:${clinicId}${id}`
export function keyOf(after: string): { readonly clinicId: string; readonly id: string } {
  const [head = '', length = '0'] = /^(\d+):/.exec(after) ?? []
  const from = head.length + Number(length)
  return { clinicId: after.slice(head.length, from), id: after.slice(from) }
}

export type Soon<T> = T | Promise<T>
type Vaccine = SessionRow['vaccine']
type Counts = Readonly<Partial<Record<PlaceState, number>>>
/** With the window and the vaccine of its place, when it has one. */
export type PlacedBooking = BookingRow & { readonly startAt: number | null; readonly endAt: number | null; readonly slotVaccine: Vaccine | null }
export type CountedSlot = SlotRow & { readonly vaccine: Vaccine; readonly places: Counts }
/** `content` is the entry as it was sent; the booking it speaks of, when that is known. */
export type ProblemEntry = Pick<EntryRow, 'entryId' | 'clinicId' | 'deviceId' | 'content' | 'verdict' | 'receivedAt'> & { readonly ticketNumber: string | null; readonly body: string | null }
/** `bookingBody` and `date` are of its booking: null when none is known. */
export type DoseRow = {
  readonly entryId: string; readonly clinicId: string; readonly bookingId: string; readonly given: boolean; readonly body: string; readonly date: string | null; readonly bookingBody: string | null
  /** A later entry says that this dose was entered in error. */
  readonly enteredInError: boolean
}
export type InDoubt = { readonly slotId: string; readonly clinicId: string; readonly deviceId: string; readonly startAt: number; readonly endAt: number; readonly places: readonly number[] }
export type HeldWindow = { readonly slotId: string; readonly startAt: number; readonly endAt: number; readonly state: PlaceState; readonly count: number }
export type PageFilter = { readonly id?: string | undefined; readonly clinicId?: string | undefined; readonly date?: string | undefined; readonly fromDate?: string | undefined; readonly sessionId?: string | undefined }
export type Totals = { readonly places: Counts; readonly bookings: Readonly<Record<string, number>>; readonly entries: number; readonly problems: number; readonly doses: number }

export type FieldReads = {
  readonly clinics: () => Soon<readonly ClinicRow[]>
  readonly devices: (clinicId: string | null) => Soon<readonly DeviceRow[]>
  readonly deviceReports: (clinicId: string | null) => Soon<readonly DeviceReport[]>
  readonly drills: (clinicId: string | null) => Soon<readonly Drill[]>
  readonly unusedCodes: (clinicId: string, now: number) => Soon<readonly string[]>
  readonly isLearning: (clinicId: string) => Soon<boolean>
  /** Bookings of this day by clinic; cancelled ones not. */
  readonly bookingCounts: (date: string) => Soon<ReadonlyMap<string, number>>
  /** Places of windows and bookings from this day on; entries, problems and doses of all time. */
  readonly totals: (fromDate: string) => Soon<Totals>
  readonly clinicsPage: (filter: PageFilter, after: string, limit: number) => Soon<readonly ClinicRow[]>
  readonly bookingsPage: (filter: PageFilter, after: string, limit: number) => Soon<readonly PlacedBooking[]>
  readonly sessionsPage: (filter: PageFilter, after: string, limit: number) => Soon<readonly SessionRow[]>
  readonly slotsPage: (filter: PageFilter, after: string, limit: number) => Soon<readonly CountedSlot[]>
  readonly dosesPage: (filter: PageFilter, after: string, limit: number) => Soon<readonly DoseRow[]>
  readonly dosesOfLot: (lotNumber: string) => Soon<readonly { readonly clinicId: string; readonly count: number }[]>
  /** Entries with the verdict rejected or conflict, newest first. */
  readonly problemEntries: (clinicId: string | null, limit: number) => Soon<readonly ProblemEntry[]>
  readonly overdrafts: (clinicId: string | null, limit: number) => Soon<readonly PlacedBooking[]>
  /** Bookings of one name, birth date and phone at two clinics or more, from this day on; one list a person. */
  readonly peopleTwice: (fromDate: string, limit: number) => Soon<readonly (readonly PlacedBooking[])[]>
  readonly inDoubt: (clinicId: string | null, limit: number) => Soon<readonly InDoubt[]>
  readonly closedCases: () => Soon<readonly ClosedCase[]>
  /** One row a message; `clinicId` is one of its addressees. */
  readonly messages: (limit: number) => Soon<readonly (MessageRow & { readonly clinics: number })[]>
  /** Places that this device holds, free and booked, by window. */
  readonly heldWindows: (deviceId: string) => Soon<readonly HeldWindow[]>
  readonly bookedAt: (slotId: string) => Soon<readonly { readonly bookingId: string; readonly ticketNumber: string; readonly n: number }[]>
}
