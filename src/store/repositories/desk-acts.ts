import type { DeskActKind } from '../../domain/desk-act.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type Facts = Readonly<Record<string, string | number | boolean | null>>
export type ActRow = {
  readonly actId: number; readonly at: number; readonly date: string; readonly practitionerId: string | null; readonly kind: DeskActKind; readonly bookingId: string | null
  readonly facts: Facts; readonly before: string | null; readonly revisionBefore: number | null; readonly revision: number | null; readonly undoneBy: number | null
}
type ActRecord = Omit<ActRow, 'facts'> & { readonly facts: string }
export type NewAct = Omit<ActRow, 'actId' | 'undoneBy'>

const columns = 'a.act_id AS actId, a.at, a.date, a.practitioner_id AS practitionerId, a.kind, a.booking_id AS bookingId, a.facts, a.before, a.revision_before AS revisionBefore, a.revision, a.undone_by AS undoneBy'
const rowOf = (r: ActRecord): ActRow => ({ ...r, facts: JSON.parse(r.facts) as Facts })
const PRUNED_AT_ONCE = 500

export const deskActTable = ({ one, all, run }: Rows) => ({
  addAct: (a: NewAct): number => {
    run('INSERT INTO desk_act (at, date, practitioner_id, kind, booking_id, facts, before, revision_before, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      a.at, a.date, a.practitionerId, a.kind, a.bookingId, JSON.stringify(a.facts), a.before, a.revisionBefore, a.revision)
    return one<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0
  },
  finishAct: (actId: number, a: { readonly facts: Facts; readonly revision: number; readonly before: string | null }) => {
    run('UPDATE desk_act SET facts = ?, revision = ?, before = ? WHERE act_id = ?', JSON.stringify(a.facts), a.revision, a.before, actId)
  },
  /** Rows written since the file was opened: while it stands, nothing is new. */
  totalChanges: (): number => one<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0,
  act: (actId: number): ActRow | null => {
    const found = one<ActRecord>(`SELECT ${columns} FROM desk_act a WHERE a.act_id = ?`, actId)
    return found && rowOf(found)
  },
  /** The last act on a booking that still stands. */
  lastAct: (bookingId: string): ActRow | null => {
    const found = one<ActRecord>(`SELECT ${columns} FROM desk_act a WHERE a.booking_id = ? AND a.undone_by IS NULL AND a.revision IS NOT NULL AND a.kind <> 'undo' ORDER BY a.act_id DESC LIMIT 1`, bookingId)
    return found && rowOf(found)
  },
  actsAfter: (bookingId: string, revision: number): readonly DeskActKind[] =>
    all<{ kind: DeskActKind }>('SELECT kind FROM desk_act WHERE booking_id = ? AND revision > ? ORDER BY act_id', bookingId, revision).map(({ kind }) => kind),
  actsOfBooking: (bookingId: string, limit: number): readonly ActRow[] => all<ActRecord>(`SELECT ${columns} FROM desk_act a WHERE a.booking_id = ? ORDER BY a.act_id DESC LIMIT ?`, bookingId, limit).map(rowOf),
  actsOfDay: (date: string, limit: number): readonly ActRow[] => all<ActRecord>(`SELECT ${columns} FROM desk_act a WHERE a.date = ? ORDER BY a.act_id DESC LIMIT ?`, date, limit).map(rowOf),
  /** Acts of the day that still stand and can be taken back by their age, newest first. */
  undoable: (date: string, since: number, limit: number): readonly ActRow[] =>
    all<ActRecord>(`SELECT ${columns} FROM desk_act a WHERE a.date = ? AND a.at >= ? AND a.before IS NOT NULL AND a.undone_by IS NULL ORDER BY a.act_id DESC LIMIT ?`, date, since, limit).map(rowOf),
  /** The last act on each booking of a day. */
  lastActs: (date: string): ReadonlyMap<string, number> =>
    new Map(all<{ id: string; act: number }>('SELECT booking_id AS id, max(act_id) AS act FROM desk_act WHERE date = ? AND booking_id IS NOT NULL GROUP BY booking_id', date).map(({ id, act }) => [id, act])),
  lastActId: (): number => one<{ id: number | null }>('SELECT max(act_id) AS id FROM desk_act')?.id ?? 0,
  /** Of the act before, by number; '' where there is none. */
  hashBefore: (actId: number): string => one<{ hash: string | null }>('SELECT hash FROM desk_act WHERE act_id < ? ORDER BY act_id DESC LIMIT 1', actId)?.hash ?? '',
  setActHash: (actId: number, hash: string) => { run('UPDATE desk_act SET hash = ? WHERE act_id = ?', hash, actId) },
  setUndone: (actId: number, by: number) => { run('UPDATE desk_act SET undone_by = ? WHERE act_id = ?', by, actId) },
  setActRevision: (actId: number, revision: number) => { run('UPDATE desk_act SET revision = ? WHERE act_id = ?', revision, actId) },
  dropActsBefore: (date: string): number => run(`DELETE FROM desk_act WHERE act_id IN (SELECT act_id FROM desk_act WHERE date < ? ORDER BY date, act_id LIMIT ${PRUNED_AT_ONCE})`, date),
})
