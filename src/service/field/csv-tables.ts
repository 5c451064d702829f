/** Tables for a spreadsheet, without personal data. One page at a time: a table may be long. */
import { toIso } from '../../base/time.ts'
import { pageKey } from '../ledger/field-reads.ts'
import type { FieldReads } from '../ledger/field-reads.ts'
import { bookingBodyOf } from './fhir-resources.ts'
import { catalogued } from './vaccines.ts'

export const exportNames = ['bookings', 'doses', 'slots', 'devices'] as const
export type ExportName = (typeof exportNames)[number]
export type Cell = string | number | null
export type ExportPage = { readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[]; readonly next: string | null }

const PAGE_ROWS = 1_000

/** A spreadsheet runs what begins like a formula: such a cell gets an apostrophe before it. */
export function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
/** RFC 4180: lines end in CRLF. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

const headers: Readonly<Record<ExportName, readonly string[]>> = {
  bookings: ['bookingId', 'clinicId', 'date', 'ticketNumber', 'status', 'vaccineCode', 'cvx', 'slotId', 'place', 'start', 'end', 'overdraft', 'channel', 'version'],
  doses: ['entryId', 'clinicId', 'bookingId', 'given', 'vaccineCode', 'cvx', 'lotNumber', 'expiryDate', 'doseNumber', 'givenAt'],
  slots: ['slotId', 'clinicId', 'date', 'start', 'end', 'vaccineCode', 'cvx', 'capacity', 'pool', 'allotted', 'booked', 'inDoubt', 'limbo', 'void', 'perished'],
  devices: ['deviceId', 'clinicId', 'station', 'name', 'version', 'epoch', 'state', 'lost', 'lastContact', 'backlog', 'oldestUnsentMs', 'freePlaces', 'clockOffsetMs', 'lastDrill'],
}
const iso = (at: number | null): string | null => (at === null ? null : toIso(at))
const codes = (vaccine: { readonly system: string; readonly code: string } | null): readonly Cell[] => (vaccine ? [vaccine.code, catalogued(vaccine)?.cvx ?? null] : [null, null])

type Keyed = { readonly key: string; readonly cells: readonly Cell[] }

export async function exportPage(reads: FieldReads, name: ExportName, clinicId: string | null, after: string): Promise<ExportPage> {
  const rows = await tables[name](reads, clinicId ?? undefined, after)
  return { header: headers[name], rows: rows.map((row) => row.cells), next: rows.length === PAGE_ROWS ? (rows.at(-1)?.key ?? null) : null }
}

const tables: Readonly<Record<ExportName, (reads: FieldReads, clinicId: string | undefined, after: string) => Promise<readonly Keyed[]>>> = {
  bookings: async (reads, clinicId, after) => (await reads.bookingsPage({ clinicId }, after, PAGE_ROWS)).map((b) => {
    const body = bookingBodyOf(b.body)
    return { key: pageKey(b.clinicId, b.bookingId), cells: [b.bookingId, b.clinicId, b.date, b.ticketNumber, b.status, ...codes(body?.vaccine ?? b.slotVaccine), b.slotId, b.n, iso(b.startAt), iso(b.endAt), b.overdraft ? 1 : 0, body?.channel ?? null, b.version] }
  }),
  doses: async (reads, clinicId, after) => (await reads.dosesPage({ clinicId }, after, PAGE_ROWS)).map((row) => {
    const dose = JSON.parse(row.body) as { readonly vaccine?: { system: string; code: string }; readonly lotNumber?: string; readonly expiryDate?: string; readonly doseNumber?: number; readonly givenAt?: string }
    const vaccine = dose.vaccine ?? bookingBodyOf(row.bookingBody)?.vaccine ?? null
    return { key: pageKey(row.clinicId, row.entryId), cells: [row.entryId, row.clinicId, row.bookingId, row.given && !row.enteredInError ? 1 : 0, ...codes(vaccine), dose.lotNumber ?? null, dose.expiryDate ?? null, dose.doseNumber ?? null, dose.givenAt ?? null] }
  }),
  slots: async (reads, clinicId, after) => (await reads.slotsPage({ clinicId }, after, PAGE_ROWS)).map((s) => {
    const { pool = 0, allotted = 0, booked = 0, 'in-doubt': inDoubt = 0, limbo = 0, void: voided = 0, perished = 0 } = s.places
    return { key: pageKey(s.clinicId, s.slotId), cells: [s.slotId, s.clinicId, s.date, iso(s.startAt), iso(s.endAt), ...codes(s.vaccine), s.capacity, pool, allotted, booked, inDoubt, limbo, voided, perished] }
  }),
  /** Whole: a fleet has thousands of devices, not millions. */
  devices: async (reads, clinicId, after) => {
    if (after !== '') return []
    const reports = new Map((await reads.deviceReports(clinicId ?? null)).map((report) => [report.deviceId, report]))
    const drills = new Map((await reads.drills(clinicId ?? null)).map((drill) => [drill.deviceId, drill.at]))
    return (await reads.devices(clinicId ?? null)).map((d) => {
      const report = reports.get(d.deviceId)
      return { key: d.deviceId, cells: [d.deviceId, d.clinicId, d.stationLetter, d.stationName, d.appVersion, d.epoch, d.state, d.lost ? 1 : 0, iso(d.lastSeenAt), d.backlog, report?.oldestMs ?? null, report?.free ?? null, report?.clockOffsetMs ?? null, iso(drills.get(d.deviceId) ?? null)] }
    })
  },
}
