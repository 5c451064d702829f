import type { Verdict, WireEntry } from '../../contract/sync-protocol.ts'
import type { Rows } from './rows.ts'

export const OUTBOX_ENTRIES_MAX = 500_000

export type OutboxRow = { readonly epoch: number; readonly sequence: number; readonly entry: WireEntry; readonly verdict: Verdict | null }
export type ProblemRow = { readonly entryId: string; readonly bookingId: string | null; readonly code: string; readonly detail: string; readonly at: number }
type Record_ = { readonly epoch: number; readonly sequence: number; readonly wire: string; readonly verdict: string | null }

const rowOf = (r: Record_): OutboxRow => ({ epoch: r.epoch, sequence: r.sequence, entry: JSON.parse(r.wire) as WireEntry, verdict: r.verdict ? (JSON.parse(r.verdict) as Verdict) : null })

export const outboxTables = ({ one, all, run }: Rows) => ({
  head: (epoch: number) => one<{ sequence: number; hash: string }>('SELECT sequence, hash FROM outbox WHERE epoch = ? ORDER BY sequence DESC LIMIT 1', epoch) ?? { sequence: 0, hash: '' },
  append: (epoch: number, entry: WireEntry, hash: string, at: number) => {
    run('INSERT INTO outbox (epoch, sequence, entry_id, type, booking_id, wire, hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      epoch, entry.sequence, entry.entryId, entry.type, entry.bookingId ?? null, JSON.stringify(entry), hash, at)
  },
  /** The entries made before enrolment are the first of the first epoch: their sequence and chain already fit. */
  adoptUnenrolled: (epoch: number) => { run('UPDATE outbox SET epoch = ? WHERE epoch = 0', epoch) },
  /** Lane A before lane B, oldest epoch first; each lane in its order. */
  pending: (limit: number) =>
    all<Record_>(`SELECT epoch, sequence, wire, verdict FROM outbox WHERE state = 'pending' ORDER BY epoch, type = 'booking-waitlisted', sequence LIMIT ?`, limit).map(rowOf),
  countPending: () => one<{ n: number; oldest: number | null }>("SELECT count(*) AS n, min(created_at) AS oldest FROM outbox WHERE state = 'pending'") ?? { n: 0, oldest: null },
  settle: (entryId: string, verdict: Verdict, parked: boolean, at: number) => {
    run('UPDATE outbox SET state = ?, verdict = ?, settled_at = ? WHERE entry_id = ?', parked ? 'parked' : 'settled', JSON.stringify(verdict), at, entryId)
  },
  /** Counts a failure of an entry that was sent alone; tells how many there were. */
  failedAlone: (entryId: string): number => {
    run('UPDATE outbox SET alone_failures = alone_failures + 1 WHERE entry_id = ?', entryId)
    return one<{ n: number }>('SELECT alone_failures AS n FROM outbox WHERE entry_id = ?', entryId)?.n ?? 0
  },
  /** After the centre began a new life: everything kept goes up again with the answer it got. */
  resendRetained: () => { run("UPDATE outbox SET state = 'pending' WHERE state = 'settled'") },
  prune: (epoch: number, through: number, before: number): number =>
    run("DELETE FROM outbox WHERE state = 'settled' AND epoch = ? AND sequence <= ? AND sequence < (SELECT max(o.sequence) FROM outbox o WHERE o.epoch = outbox.epoch) AND settled_at < ?", epoch, through, before),
  addProblem: (p: ProblemRow) => { run('INSERT INTO problem VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING', p.entryId, p.bookingId, p.code, p.detail, p.at) },
  problems: (limit: number) => all<ProblemRow>('SELECT entry_id AS entryId, booking_id AS bookingId, code, detail, at FROM problem WHERE resolution IS NULL ORDER BY at LIMIT ?', limit),
  countProblems: (): number => one<{ n: number }>('SELECT count(*) AS n FROM problem WHERE resolution IS NULL')?.n ?? 0,
  resolveProblem: (entryId: string, resolution: string) => { run('UPDATE problem SET resolution = ? WHERE entry_id = ?', resolution, entryId) },
  commandResult: (commandId: string) => one<{ name: string; result: string }>('SELECT name, result FROM command WHERE command_id = ?', commandId),
  keepCommand: (commandId: string, name: string, result: string, at: number) => { run('INSERT INTO command VALUES (?, ?, ?, ?)', commandId, name, result, at) },
  dropCommandsBefore: (at: number) => { run('DELETE FROM command WHERE at < ?', at) },
})
