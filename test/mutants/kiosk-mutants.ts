/** Bugs in the store and in the sync machine. */
import type { EditedMutant } from './mutant.ts'

const SETTLE = 'src/store/settle.ts'
const STOCK = 'src/store/stock.ts'
const CALLS = 'src/store/sync-calls.ts'
const PLACES = 'src/store/repositories/places.ts'
const OUTBOX = 'src/store/repositories/outbox.ts'
const MACHINE = 'src/sync/machine.ts'

export const kioskMutants: readonly EditedMutant[] = [
  {
    name: 'settled-by-count', kind: 'schedules', from: 6, within: 40, file: SETTLE,
    what: 'As many results as entries sent settle all of them, whatever each result says: what was deferred is never sent again (I7).',
    find: 'const moved = answer.results.filter((verdict) => {',
    replace: `for (const row of sent.slice(0, answer.results.length)) repos.settle(row, { entryId: row.entryId, verdict: 'accepted' }, now)
    const moved = answer.results.filter((verdict) => {`,
  },
  {
    name: 'settled-by-timeout', kind: 'schedules', from: 3, within: 40, file: CALLS,
    what: 'Entries count as delivered although no answer came (I7, and people are lost).',
    find: "if (sent.reason === 'bad-envelope' && batch.length === 1)",
    replace: `if (sent.reason === 'timeout') for (const row of batch) repos.settle(row, { entryId: row.entryId, verdict: 'accepted' }, context.clock())
    if (sent.reason === 'bad-envelope' && batch.length === 1)`,
  },
  {
    name: 'sale-not-atomic', kind: 'schedules', from: 46, within: 40, file: 'src/store/repositories/repositories.ts',
    what: 'Booking, place and entry are written one after the other without a transaction: a crash leaves a part of a sale (I4, I5).',
    find: 'transaction.immediate(act) as T',
    replace: 'act()',
  },
  {
    name: 'returned-and-reused', kind: 'schedules', from: 4, within: 40, file: PLACES,
    what: 'A place that was given back stays free here and is sold although it is somebody else\'s now (I2).',
    find: "SET state = 'returned' WHERE slot_id = ? AND n = ?",
    replace: "SET state = 'free' WHERE slot_id = ? AND n = ?",
  },
  {
    name: 'place-by-count', kind: 'schedules', within: 40, file: PLACES,
    what: 'The free places are counted and the n-th is taken without looking at its state: places are sold twice (I2, I3).',
    find: "SELECT n, allotment_id AS allotmentId FROM place WHERE slot_id = ? AND state = 'free' AND sell_by > ? ORDER BY n LIMIT 1\", slotId, now)",
    replace: "SELECT (SELECT count(*) FROM place x WHERE x.slot_id = place.slot_id AND x.state = 'free') AS n, allotment_id AS allotmentId FROM place WHERE slot_id = ? AND state = 'free' AND sell_by > ? ORDER BY n LIMIT 1\", slotId, now)",
    and: { file: PLACES, find: "WHERE slot_id = ? AND n = ? AND state = 'free'\", bookingId, slotId, n) === 1", replace: 'WHERE slot_id = ? AND n = ?", bookingId, slotId, n) >= 0' },
  },
  {
    name: 'new-request-id-on-retry', kind: 'schedules', within: 40, file: STOCK,
    what: 'A wish whose answer was lost is sent again under a new id: the places of the lost answer are known to nobody (I17).',
    find: 'if (before) return before',
    replace: '',
  },
  {
    name: 'no-heartbeat', kind: 'schedules', within: 10, file: MACHINE,
    what: 'With nothing to send no wake-up is set: decisions never come down and nobody notices that the kiosk is gone (I9, I10).',
    find: 'if (call === null) return waitUntil(s, ',
    replace: 'if (call === null && !s.pending) return { state: { ...s, wakeAt: null }, effects: [] }\n  if (call === null) return waitUntil(s, ',
  },
  {
    name: 'nothing-sent-again', kind: 'schedules', from: 9, within: 40, file: 'src/store/sync-calls.ts',
    what: 'After a restore the kiosk sends nothing again: what the backup did not have is lost (I5, I7).',
    find: 'if (before !== null) repos.resendRetained()',
    replace: '',
  },
  {
    name: 'one-lane', kind: 'schedules', from: 7, within: 40, file: OUTBOX,
    what: 'Entries go strictly in their order: one that is deferred or set aside holds up all behind it (I10, I18).',
    find: 'const first = all<Record_>(LANE, LANE_A, now, limit)',
    replace: `const head = one<Record_ & { retry_at: number }>(\`SELECT \${columns}, retry_at FROM outbox WHERE state <> 'settled' ORDER BY epoch, sequence LIMIT 1\`)
    if (head && head.tries > 0) return head.retry_at <= now ? [rowOf(head)] : []
    const first = all<Record_>(LANE, LANE_A, now, limit)`,
    and: { file: OUTBOX, find: "FROM outbox WHERE state = 'pending' AND retry_at <= ? LIMIT 1", replace: "FROM (SELECT retry_at FROM outbox WHERE state <> 'settled' ORDER BY epoch, sequence LIMIT 1) WHERE retry_at <= ?" },
  },
  {
    name: 'decision-joins-the-stock', kind: 'schedules', from: 319, within: 80, file: PLACES,
    what: 'A place that the centre gave to a standby booking which is gone joins the free stock unannounced (I5, I17).',
    find: "p.bookingId === null ? 'returned' : 'spent', p.bookingId",
    replace: "p.bookingId === null ? 'free' : 'spent', p.bookingId",
  },
  {
    name: 'deferred-never-set-aside', kind: 'schedules', from: 49, within: 40, file: SETTLE,
    what: 'What can never be taken is sent for ever and nobody sees it (I10).',
    find: 'learning ? Number.MAX_SAFE_INTEGER : DEFERRED_TRIES_MAX',
    replace: 'Number.MAX_SAFE_INTEGER',
  },
]
