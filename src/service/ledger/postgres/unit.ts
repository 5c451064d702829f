/**
 * One unit of work over a database that answers later: the rows that were fetched, and what a decision wrote over them. Decisions are synchronous and exist once,
 * for every ledger; where one asks for rows that are not here yet, it ends with NeedMore, the rows are fetched and it runs again from the start.
 */
import type { Verdict } from '../../../contract/sync-protocol.ts'
import type { AuditRow, BookingRow, ClinicRow, CodeRow, Contact, DeviceRow, EntryRow, Learner, PlaceRow, SessionRow, SlotRow } from '../ledger.ts'
import type { NeedArg, NeedKind, UnitScope, Want } from '../unit-scope.ts'
import { createAdded, createRows, undoTo } from './unit-rows.ts'
import type { Journal } from './unit-rows.ts'

export type KeyRow = { readonly clinicId: string; readonly deviceId: string; readonly epoch: number; readonly publicKey: string }
export type ContactRow = Contact & { readonly clinicId: string; readonly deviceId: string; readonly epoch: number }
export type LearnerRow = Learner & { readonly clinicId: string }
export type SettingRow = { readonly clinicId: string; readonly key: string; readonly value: string }
export type RequestRow = { readonly clinicId: string; readonly deviceId: string; readonly requestId: string; readonly wants: string; readonly grants: string }
export type WatermarkRow = { readonly clinicId: string; readonly deviceId: string; readonly epoch: number; readonly sequence: number }
export type SequenceRow = { readonly deviceId: string; readonly epoch: number; readonly sequence: number; readonly entryId: string }
export type StoredEntry = Omit<EntryRow, 'verdict'> & { readonly verdict: string; readonly twin: boolean }
export type ImmunizationRow = { readonly clinicId: string; readonly entryId: string; readonly bookingId: string; readonly given: boolean; readonly body: string }
export type SettlementRow = { readonly clinicId: string; readonly settlementId: string; readonly content: string; readonly answer: string; readonly at: number }
export type NewAudit = Omit<AuditRow, 'id'>
export type FeedRow = { readonly clinicId: string; readonly byDevice: string | null; readonly content: string }

export const verdictOf = ({ twin: _twin, ...entry }: StoredEntry): EntryRow => ({ ...entry, verdict: JSON.parse(entry.verdict) as Verdict })
export const placeKey = (slotId: string, n: number): string => `${n}/${slotId}`
export const epochKey = (deviceId: string, epoch: number): string => `${epoch}/${deviceId}`

/** `above` of null: the newest. */
export const auditKey = (clinicId: string | null, above: number | null, limit: number): string => JSON.stringify([clinicId, above, limit])

/** Thrown through a decision; who catches it too early is found out: the unit remembers that something was missing. */
export class NeedMore extends Error {}

const tablesOf = (journal: Journal) => ({
  clinic: createRows<ClinicRow>(journal, (r) => r.clinicId),
  setting: createRows<SettingRow>(journal, (r) => r.key),
  code: createRows<CodeRow>(journal, (r) => r.code),
  device: createRows<DeviceRow>(journal, (r) => r.deviceId),
  deviceKey: createRows<KeyRow>(journal, (r) => epochKey(r.deviceId, r.epoch)),
  contact: createRows<ContactRow>(journal, (r) => epochKey(r.deviceId, r.epoch)),
  learner: createRows<LearnerRow>(journal, (r) => r.deviceId),
  session: createRows<SessionRow>(journal, (r) => r.sessionId),
  slot: createRows<SlotRow>(journal, (r) => r.slotId),
  place: createRows<PlaceRow>(journal, (r) => placeKey(r.slotId, r.n)),
  request: createRows<RequestRow>(journal, (r) => JSON.stringify([r.deviceId, r.requestId])),
  entry: createRows<StoredEntry>(journal, (r) => r.entryId),
  sequence: createRows<SequenceRow>(journal, (r) => `${r.sequence}/${epochKey(r.deviceId, r.epoch)}`),
  watermark: createRows<WatermarkRow>(journal, (r) => epochKey(r.deviceId, r.epoch)),
  booking: createRows<BookingRow>(journal, (r) => r.bookingId),
  settlement: createRows<SettlementRow>(journal, (r) => r.settlementId),
  immunization: createAdded<ImmunizationRow>(journal),
  audit: createAdded<NewAudit>(journal),
  change: createAdded<FeedRow>(journal),
})

/** Answers that are no rows. */
const factsOf = () => ({
  /** Where the watermark stood in the database: every sequence up to it is held. */
  watermark: new Map<string, number>(), arrival: new Map<string, number>(), counts: new Map<string, ReadonlyMap<string, number>>(), immunized: new Set<string>(),
  waiting: new Set<string>(), feed: new Map<string, readonly { readonly id: number; readonly byDevice: string | null; readonly content: string }[]>(), lastChange: new Map<string, number>(),
  auditHead: new Map<string, string>(), audits: new Map<string, readonly AuditRow[]>(),
})

export type Unit = ReturnType<typeof createUnit>

export function createUnit(scope: UnitScope) {
  const journal: Journal = []
  const tables = tablesOf(journal)
  const fetched = new Set<string>()
  let missing = new Map<string, Want>()
  const idOf = (want: Want): string => JSON.stringify(want)
  const need = (...want: Want): void => {
    const id = idOf(want)
    if (fetched.has(id)) return
    missing.set(id, want)
    throw new NeedMore(id)
  }
  return {
    scope, journal, tables, facts: factsOf(), need,
    /** For a clinic that this unit made there is nothing to fetch. */
    needOf: (clinicId: string | null, ...want: Want): void => { if (clinicId === null || !isNew(clinicId)) need(...want) },
    want: (...want: Want): void => { if (!fetched.has(idOf(want))) missing.set(idOf(want), want) },
    isFetched: (...want: Want): boolean => fetched.has(idOf(want)),
    markFetched: (...want: Want): void => { fetched.add(idOf(want)) },
    isComplete: (): boolean => missing.size === 0,
    /** What is to be fetched now; counts as fetched from here on. */
    takeMissing: (): ReadonlyMap<NeedKind, readonly (readonly NeedArg[])[]> => {
      const byKind = new Map<NeedKind, NeedArg[][]>()
      for (const [id, [kind, ...args]] of missing) {
        fetched.add(id)
        const of = byKind.get(kind)
        if (of) of.push(args)
        else byKind.set(kind, [args])
      }
      missing = new Map()
      return byKind
    },
    mark: (): number => journal.length,
    undoTo: (mark: number): void => undoTo(journal, mark),
  }
  function isNew(clinicId: string): boolean {
    return tables.clinic.changes().some(({ before, row }) => before === null && row?.clinicId === clinicId)
  }
}
