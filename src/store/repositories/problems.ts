import type { WireEntry } from '../../contract/sync-protocol.ts'
import { problemColumns } from './outbox.ts'
import type { ProblemRow } from './outbox.ts'
import type { Rows } from './rows.ts'

export const problemTable = ({ one, all }: Rows) => ({
  problemsEscalated: (limit: number) => all<ProblemRow>(`SELECT ${problemColumns} FROM problem WHERE resolution = 'escalate' ORDER BY at DESC LIMIT ?`, limit),
  problem: (entryId: string) => one<ProblemRow & { readonly resolution: string | null }>(`SELECT ${problemColumns}, resolution FROM problem WHERE entry_id = ?`, entryId),
  /** The entry of a problem; null when it was pruned, or stands nowhere that is known. */
  entryAt: (epoch: number | null, sequence: number | null): WireEntry | null => {
    const found = one<{ wire: string }>('SELECT wire FROM outbox WHERE epoch = ? AND sequence = ?', epoch, sequence)
    return found && (JSON.parse(found.wire) as WireEntry)
  },
  /** For a look at one booking's way; reads the whole outbox. */
  entriesOfBooking: (bookingId: string): readonly WireEntry[] => all<{ wire: string }>('SELECT wire FROM outbox WHERE booking_id = ? ORDER BY epoch, sequence', bookingId).map(({ wire }) => JSON.parse(wire) as WireEntry),
  /** Entries of one day's bookings that have no answer yet. */
  unsentBookings: (): ReadonlySet<string> => new Set(all<{ id: string }>("SELECT DISTINCT booking_id AS id FROM outbox WHERE state <> 'settled' AND booking_id IS NOT NULL").map(({ id }) => id)),
})
