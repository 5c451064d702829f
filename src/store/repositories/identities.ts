import type { Rows } from '../../base/prepared-rows.ts'

const IDS = '(SELECT value FROM json_each(?))'

export const identityTable = ({ one, all, run }: Rows) => ({
  firstDay: (): string | null => one<{ date: string | null }>('SELECT min(date) AS date FROM booking')?.date ?? null,
  /** Bookings of a day of which this machine still knows whose they are. */
  identifiedOf: (date: string): readonly string[] => all<{ id: string }>("SELECT booking_id AS id FROM booking WHERE date = ? AND body <> 'null'", date).map(({ id }) => id),
  heldBookings: (): ReadonlySet<string> => new Set(all<{ id: string }>('SELECT booking_id AS id FROM held_act').map(({ id }) => id)),
  /** The centre refused something of them, and nobody has settled it. */
  troubledBookings: (): ReadonlySet<string> => new Set(all<{ id: string }>("SELECT DISTINCT booking_id AS id FROM problem WHERE booking_id IS NOT NULL AND (resolution IS NULL OR resolution = 'escalate')").map(({ id }) => id)),
  /** Name, birth date, phone, answers, and what was written by hand about them. Number, vaccine, outcome and dose stay. */
  forgetIdentities: (bookingIds: readonly string[]): void => {
    const ids = JSON.stringify(bookingIds)
    run(`UPDATE booking SET body = 'null', person_key = '', phone_last4 = '', birth_date = '' WHERE booking_id IN ${IDS}`, ids)
    run(`UPDATE desk_act SET facts = json_remove(facts, '$.note') WHERE booking_id IN ${IDS} AND json_extract(facts, '$.note') IS NOT NULL`, ids)
    run(`UPDATE immunization SET in_error = 'forgotten' WHERE booking_id IN ${IDS} AND in_error IS NOT NULL`, ids)
  },
})
