import type { WireEntry } from '../../contract/sync-protocol.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type ProblemRow = { readonly entryId: string; readonly bookingId: string | null; readonly code: string; readonly detail: string; readonly at: number; readonly epoch: number | null; readonly sequence: number | null }

const problemColumns = 'entry_id AS entryId, booking_id AS bookingId, code, detail, at, epoch, sequence'
/** What only waits for the refused booking it belongs to is no case of its own: it goes up with that. */
const OWN_TROUBLE = "(code <> 'UNKNOWN_BOOKING' OR NOT EXISTS (SELECT 1 FROM problem o WHERE o.booking_id = problem.booking_id AND o.code <> 'UNKNOWN_BOOKING'))"

export const problemTable = ({ one, all, run }: Rows) => ({
  addProblem: (p: ProblemRow) => { run('INSERT INTO problem VALUES (?, ?, ?, ?, ?, NULL, ?, ?) ON CONFLICT DO NOTHING', p.entryId, p.bookingId, p.code, p.detail, p.at, p.epoch, p.sequence) },
  problems: (limit: number) => all<ProblemRow>(`SELECT ${problemColumns} FROM problem WHERE resolution IS NULL AND ${OWN_TROUBLE} ORDER BY at LIMIT ?`, limit),
  countProblems: (): number => one<{ n: number }>(`SELECT count(*) AS n FROM problem WHERE resolution IS NULL AND ${OWN_TROUBLE}`)?.n ?? 0,
  dropProblem: (entryId: string) => { run('DELETE FROM problem WHERE entry_id = ? AND resolution IS NULL', entryId) },
  resolveProblem: (entryId: string, resolution: string) => { run('UPDATE problem SET resolution = ? WHERE entry_id = ?', resolution, entryId) },
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
