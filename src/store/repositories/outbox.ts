import type { Verdict, WireEntry } from '../../contract/sync-protocol.ts'
import { hashedText } from '../../sync/batch.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export const OUTBOX_ENTRIES_MAX = 500_000

export type OutboxRow = {
  readonly epoch: number; readonly sequence: number; readonly entryId: string; readonly bookingId: string | null
  /** JSON as it goes on the wire: written once, never read again here. */
  readonly content: string
  readonly verdict: Verdict | null; readonly tries: number; readonly parked: boolean
}
type Record_ = Omit<OutboxRow, 'verdict' | 'parked'> & { readonly verdict: string | null; readonly state: string }

const rowOf = ({ state, verdict, ...row }: Record_): OutboxRow => ({ ...row, verdict: verdict === null ? null : (JSON.parse(verdict) as Verdict), parked: state === 'parked' })

const columns = 'epoch, sequence, entry_id AS entryId, booking_id AS bookingId, wire AS content, verdict, tries, state'
/** Due entries of one lane in their order; the index gives the order, so a long queue costs no sorting. */
const LANE = `SELECT ${columns} FROM outbox WHERE state = 'pending' AND (type = 'booking-waitlisted') = ? AND retry_at <= ? ORDER BY epoch, sequence LIMIT ?`
const [LANE_A, LANE_B] = [0, 1]
const PRUNED_AT_ONCE = 500
/** Where an entry stands. */
type Position = Pick<OutboxRow, 'epoch' | 'sequence'>

type Head = { readonly sequence: number; readonly hash: string }

export const outboxTables = ({ one, all, run, kept }: Rows) => ({
  head: (epoch: number): Head => kept.of(`head/${epoch}`, () =>
    one<Head>('SELECT sequence, hash FROM outbox WHERE epoch = ? ORDER BY sequence DESC LIMIT 1', epoch) ?? { sequence: 0, hash: '' }),
  /** `content` is the entry's text on the wire without the answer: what was hashed. */
  append: (epoch: number, entry: WireEntry, hash: string, at: number, content: string = hashedText(entry)) => {
    kept.put(`head/${epoch}`, { sequence: entry.sequence, hash })
    run('INSERT INTO outbox (epoch, sequence, entry_id, type, booking_id, wire, hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      epoch, entry.sequence, entry.entryId, entry.type, entry.bookingId ?? null, content, hash, at)
  },
  /** The entries made before enrolment are the first of the first epoch: their sequence and chain already fit. */
  adoptUnenrolled: (epoch: number) => {
    kept.clear()
    run('UPDATE outbox SET epoch = ? WHERE epoch = 0 AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.epoch = ?)', epoch, epoch)
  },
  /** Lane A, then lane B, oldest epoch first; when neither has anything due, one entry of lane P alone. */
  due: (limit: number, now: number): readonly OutboxRow[] => {
    const first = all<Record_>(LANE, LANE_A, now, limit)
    const rows = first.length < limit ? [...first, ...all<Record_>(LANE, LANE_B, now, limit - first.length)] : first
    return (rows.length > 0 ? rows : all<Record_>(`SELECT ${columns} FROM outbox WHERE state = 'parked' AND retry_at <= ? ORDER BY retry_at, epoch, sequence LIMIT 1`, now)).map(rowOf)
  },
  countPending: () => {
    const counts = one<{ n: number; parked: number; oldest: number | null }>(`SELECT (SELECT count(*) FROM outbox WHERE state = 'pending') AS n, (SELECT count(*) FROM outbox WHERE state = 'parked') AS parked,
      min((SELECT coalesce(min(created_at), 9e15) FROM (SELECT created_at FROM outbox WHERE state = 'pending' AND (type = 'booking-waitlisted') = 0 ORDER BY epoch, sequence LIMIT 1)),
        (SELECT coalesce(min(created_at), 9e15) FROM (SELECT created_at FROM outbox WHERE state = 'pending' AND (type = 'booking-waitlisted') = 1 ORDER BY epoch, sequence LIMIT 1))) AS oldest`)
    return { n: (counts?.n ?? 0) + (counts?.parked ?? 0), oldest: counts && counts.n > 0 ? counts.oldest : null }
  },
  hasDue: (now: number): boolean => one("SELECT 1 AS found FROM outbox WHERE state = 'pending' AND retry_at <= ? LIMIT 1", now) !== null,
  /** The earliest instant at which a deferred or parked entry may go again. */
  nextRetryAt: (): number | null => one<{ at: number | null }>("SELECT min(retry_at) AS at FROM outbox WHERE state <> 'settled' AND retry_at > 0")?.at ?? null,
  /** At most this many wait in this epoch; found without counting them. */
  backlogAtMost: (epoch: number): number => {
    const firsts = [LANE_A, LANE_B].flatMap((lane) =>
      one<{ first: number }>("SELECT sequence AS first FROM outbox WHERE state = 'pending' AND (type = 'booking-waitlisted') = ? AND epoch = ? ORDER BY sequence LIMIT 1", lane, epoch)?.first ?? [])
    const last = one<{ last: number | null }>('SELECT max(sequence) AS last FROM outbox WHERE epoch = ?', epoch)?.last ?? 0
    return firsts.length === 0 ? 0 : last - Math.min(...firsts) + 1
  },
  /** The first good answer is the one that counts: it is what a restored centre is told. */
  settle: ({ epoch, sequence }: Position, verdict: Verdict, at: number) => {
    run(`UPDATE outbox SET state = 'settled', settled_at = coalesce(settled_at, ?), retry_at = 0,
      verdict = CASE WHEN verdict IS NULL OR json_extract(verdict, '$.verdict') NOT IN ('accepted', 'duplicate') THEN ? ELSE verdict END WHERE epoch = ? AND sequence = ?`,
      at, JSON.stringify(verdict), epoch, sequence)
  },
  /** Goes again at `retryAt`; set aside after so many tries, so that a person sees it. Answers whether it is set aside. */
  postpone: ({ epoch, sequence }: Position, retryAt: number, triesMax: number): boolean => {
    run(`UPDATE outbox SET tries = tries + 1, retry_at = ?, state = CASE WHEN tries + 1 >= ? THEN 'parked' ELSE state END WHERE epoch = ? AND sequence = ?`, retryAt, triesMax, epoch, sequence)
    return one<{ state: string }>('SELECT state FROM outbox WHERE epoch = ? AND sequence = ?', epoch, sequence)?.state === 'parked'
  },
  /** After the centre began a new life: everything kept goes up again with the answer it got. */
  resendRetained: () => { run("UPDATE outbox SET state = 'pending', retry_at = 0, tries = 0 WHERE state <> 'pending' OR retry_at > 0") },
  /** The oldest of an epoch, some at a time; the last entry stays, the chain goes on from it. */
  prune: (epoch: number, through: number, before: number): number => {
    const first = one<{ at: number }>('SELECT created_at AS at FROM outbox WHERE epoch = ? ORDER BY sequence LIMIT 1', epoch)
    if (!first || first.at >= before) return 0
    return run(`DELETE FROM outbox WHERE epoch = ? AND state = 'settled' AND settled_at < ? AND sequence < (SELECT max(sequence) FROM outbox WHERE epoch = ?)
      AND sequence IN (SELECT sequence FROM outbox WHERE epoch = ? AND sequence <= ? ORDER BY sequence LIMIT ${PRUNED_AT_ONCE})`, epoch, before, epoch, epoch, through)
  },
})
