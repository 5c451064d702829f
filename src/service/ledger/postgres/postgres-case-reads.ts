/** What a person should look at, on PostgreSQL. JSON that came from outside is not opened in SQL where it could hold what PostgreSQL refuses to spell (NUL, half a surrogate pair). */
import type { InDoubt, ProblemEntry } from '../field-reads.ts'
import type { ClosedCase } from '../field-rows.ts'
import { columns, listOf } from './columns.ts'
import { ofClinic, PLACED, placed, PROBLEM } from './report-sql.ts'
import type { Read } from './report-sql.ts'
import { decodeText } from './text.ts'

type ProblemRecord = Omit<ProblemEntry, 'verdict' | 'ticketNumber' | 'body'> & { readonly verdict: string }
type Spoken = { readonly clinicId: string; readonly bookingId: string; readonly ticketNumber: string; readonly body: string }

/** The entry may be anything: it was refused because it did not fit. */
function bookingIdOf(content: string): string | null {
  const { bookingId } = JSON.parse(content) as { readonly bookingId?: unknown }
  return typeof bookingId === 'string' ? bookingId : null
}

/** Which booking an entry speaks of stands in its content; the bookings are fetched together. */
async function withBookings(read: Read, entries: readonly ProblemRecord[]): Promise<ProblemEntry[]> {
  const named = entries.map((entry) => ({ entry, bookingId: bookingIdOf(entry.content) }))
  const asked = named.flatMap(({ entry, bookingId }) => (bookingId === null ? [] : [{ clinicId: entry.clinicId, bookingId }]))
  const found = asked.length === 0 ? [] : await read<Spoken>(`SELECT clinic_id AS "clinicId", booking_id AS "bookingId", ticket_number AS "ticketNumber", body FROM booking
    WHERE (clinic_id, booking_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`, asked.map((a) => a.clinicId), asked.map((a) => a.bookingId))
  const known = new Map(found.map((row) => [JSON.stringify([row.clinicId, row.bookingId]), row]))
  return named.map(({ entry, bookingId }) => {
    const booking = known.get(JSON.stringify([entry.clinicId, bookingId]))
    return { ...entry, verdict: JSON.parse(entry.verdict) as ProblemEntry['verdict'], ticketNumber: booking?.ticketNumber ?? null, body: booking?.body ?? null }
  })
}

const SPELLABLE = String.raw`body <> '' AND body !~ '\\u(0000|[dD][89a-fA-F])'`
const patient = (name: string): string => `body::json -> 'patient' ->> '${name}'`
/** One row a person at two clinics or more: the person's bookings, encoded as they are kept. */
const SAME_PERSON = `SELECT json_agg(json_build_array(clinic_id, booking_id) ORDER BY booking_id)::text AS ids FROM (
    SELECT clinic_id, booking_id, CASE WHEN ${SPELLABLE} THEN json_build_array(lower(trim(${patient('name')})), ${patient('birthDate')}, replace(replace(${patient('phone')}, '-', ''), ' ', ''))::text END AS person
    FROM booking WHERE date >= $1 AND status NOT IN ('cancelled', 'noshow')
  ) AS told WHERE person IS NOT NULL GROUP BY person HAVING count(DISTINCT clinic_id) > 1 ORDER BY min(booking_id) LIMIT $2::text::bigint`

type People = { readonly ids: string }

export const caseReads = (read: Read) => ({
  problemEntries: async (clinicId: string | null, limit: number) =>
    withBookings(read, await read<ProblemRecord>(`SELECT entry_id AS "entryId", clinic_id AS "clinicId", device_id AS "deviceId", content, verdict, received_at AS "receivedAt" FROM entry
      WHERE ${ofClinic('clinic_id', clinicId)} AND ${PROBLEM} ORDER BY received_at DESC LIMIT $2::text::bigint`, clinicId, limit)),
  overdrafts: (clinicId: string | null, limit: number) =>
    placed(read(`${PLACED} WHERE ${ofClinic('booking.clinic_id', clinicId)} AND overdraft ORDER BY booking.booking_id DESC LIMIT $2::text::bigint`, clinicId, limit)),
  peopleTwice: async (fromDate: string, limit: number) => {
    const people = (await read<People>(SAME_PERSON, fromDate, limit)).map(({ ids }) => (JSON.parse(ids) as [string, string][]).map((pair) => pair.map(decodeText) as [string, string]))
    const asked = people.flat()
    if (asked.length === 0) return []
    const rows = await placed(read(`${PLACED} WHERE (booking.clinic_id, booking.booking_id) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY booking.booking_id`,
      asked.map(([clinicId]) => clinicId), asked.map(([, bookingId]) => bookingId)))
    const byKey = new Map(rows.map((row) => [JSON.stringify([row.clinicId, row.bookingId]), row]))
    return people.map((pairs) => pairs.flatMap((pair) => byKey.get(JSON.stringify(pair)) ?? []))
  },
  inDoubt: async (clinicId: string | null, limit: number) => {
    const rows = await read<Omit<InDoubt, 'places'> & { readonly places: string }>(`SELECT slot_id AS "slotId", clinic_id AS "clinicId", device_id AS "deviceId", start_at AS "startAt", end_at AS "endAt",
      json_agg(n ORDER BY n)::text AS places FROM place JOIN slot USING (clinic_id, slot_id) WHERE ${ofClinic('clinic_id', clinicId)} AND state = 'in-doubt'
      GROUP BY clinic_id, slot_id, device_id, start_at, end_at ORDER BY start_at, slot_id, device_id LIMIT $2::text::bigint`, clinicId, limit)
    return rows.map((row): InDoubt => ({ ...row, places: JSON.parse(row.places) as number[] }))
  },
  closedCases: () => read<ClosedCase>(`SELECT ${listOf(columns.closedCase)} FROM case_closed`),
})
