/** What the reports on PostgreSQL have in common. */
import type { PlacedBooking } from '../field-reads.ts'
import type { BookingRow } from '../ledger.ts'
import { columns, listOf } from './columns.ts'
import type { Columns } from './columns.ts'

/** `$1` and on; every parameter is a text or a list of texts, cast in SQL. */
export type Read = <Row>(text: string, ...parameters: readonly (string | number | null | readonly string[])[]) => Promise<Row[]>

/** Of a verdict as it is kept: inside a string of JSON no quote stands bare, so nothing else reads like this. */
export const PROBLEM = `(verdict LIKE '%"verdict":"rejected"%' OR verdict LIKE '%"verdict":"conflict"%')`
/** Only what a clinic's key begins with is asked for when a clinic is named. `$1` is the clinic. */
export const ofClinic = (column: string, clinicId: string | null): string => (clinicId === null ? '$1::text IS NULL' : `${column} = $1`)
/** `slot.clinic_id AS "clinicId", …` */
export const listIn = (table: string, of: Columns): string => listOf(of).split(', ').map((column) => `${table}.${column}`).join(', ')

type PlacedRecord = BookingRow & { readonly startAt: number | null; readonly endAt: number | null; readonly system: string | null; readonly code: string | null }
export const PLACED = `SELECT ${listIn('booking', columns.booking)}, start_at AS "startAt", end_at AS "endAt", vaccine_system AS system, vaccine_code AS code FROM booking
  LEFT JOIN slot ON slot.clinic_id = booking.clinic_id AND slot.slot_id = booking.slot_id LEFT JOIN session ON session.clinic_id = slot.clinic_id AND session.session_id = slot.session_id`
export const placed = async (rows: Promise<readonly PlacedRecord[]>): Promise<PlacedBooking[]> =>
  (await rows).map(({ system, code, ...row }) => ({ ...row, slotVaccine: system !== null && code !== null ? { system, code } : null }))
