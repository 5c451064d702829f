import type { Rows } from '../../base/prepared-rows.ts'
import type { Grant, Verdict } from '../../contract/sync-protocol.ts'
import { auditHash } from '../audit-chain.ts'
import type { AuditRow, ChangeRow, EntryRow } from './ledger.ts'

const auditColumns = 'id, clinic_id AS clinicId, at, who, what, previous_hash AS previousHash, hash'
const INSERT_ENTRY = 'INSERT INTO entry (entry_id, clinic_id, device_id, epoch, sequence, content_hash, content, verdict, received_at, refused, heard_first) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,'
const watermarkKey = (deviceId: string, epoch: number): string => `watermark/${deviceId}/${epoch}`

/** The clinic's newest change, or what all clinics together had counted to before each had a count of its own. */
const lastChangeOf = ({ one, kept }: Pick<Rows, 'one' | 'kept'>, clinicId: string): number => kept.of(`change/${clinicId}`, () =>
  one<{ id: number }>("SELECT max(coalesce((SELECT max(id) FROM change_feed WHERE clinic_id = ?), 0), coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'changesBefore'), 0)) AS id", clinicId)?.id ?? 0)

/** Entries with their results, the grants that were answered, and the change feed. */
export const entryTables = ({ one, all, run, kept }: Rows) => ({
  allotmentRequest: (deviceId: string, requestId: string) => {
    const found = one<{ wants: string; grants: string }>('SELECT wants, grants FROM allotment_request WHERE device_id = ? AND request_id = ?', deviceId, requestId)
    return found && { wants: found.wants, grants: JSON.parse(found.grants) as Grant[] }
  },
  putAllotmentRequest: (deviceId: string, requestId: string, wants: string, grants: readonly Grant[]) => {
    run('INSERT INTO allotment_request VALUES (?, ?, ?, ?)', deviceId, requestId, wants, JSON.stringify(grants))
  },
  entry: (entryId: string) => {
    const found = one<Omit<EntryRow, 'verdict'> & { verdict: string }>(
      `SELECT entry_id AS entryId, clinic_id AS clinicId, device_id AS deviceId, epoch, sequence, content_hash AS contentHash, content, verdict,
        received_at AS receivedAt FROM entry WHERE entry_id = ?`, entryId)
    return found && { ...found, verdict: JSON.parse(found.verdict) as Verdict }
  },
  putEntry: (e: EntryRow) => {
    const values = [e.entryId, e.clinicId, e.deviceId, e.epoch, e.sequence, e.contentHash, e.content, JSON.stringify(e.verdict), e.receivedAt, e.verdict.verdict === 'rejected' || e.verdict.verdict === 'conflict' ? 1 : 0]
    if (run(`${INSERT_ENTRY} 1) ON CONFLICT (device_id, epoch, sequence) WHERE heard_first = 1 DO NOTHING`, ...values) === 1) return true
    run(`${INSERT_ENTRY} 0)`, ...values)
    return false
  },
  entryIdAt: (deviceId: string, epoch: number, sequence: number) =>
    one<{ id: string }>('SELECT entry_id AS id FROM entry WHERE device_id = ? AND epoch = ? AND sequence = ? AND heard_first = 1', deviceId, epoch, sequence)?.id ?? null,
  sequencesAbove: (deviceId: string, epoch: number, sequence: number) =>
    all<{ sequence: number }>('SELECT sequence FROM entry WHERE device_id = ? AND epoch = ? AND sequence > ? AND heard_first = 1 ORDER BY sequence', deviceId, epoch, sequence).map((r) => r.sequence),
  watermark: (deviceId: string, epoch: number) => Number(one<{ value: string }>('SELECT value FROM setting WHERE key = ?', watermarkKey(deviceId, epoch))?.value ?? 0),
  putWatermark: (deviceId: string, epoch: number, sequence: number) => {
    run('INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', watermarkKey(deviceId, epoch), String(sequence))
  },
  settlement: (settlementId: string) => one<{ content: string; answer: string }>('SELECT content, answer FROM settlement WHERE settlement_id = ?', settlementId),
  putSettlement: (s: { settlementId: string; clinicId: string; content: string; answer: string; at: number }) => {
    run('INSERT INTO settlement VALUES (?, ?, ?, ?, ?)', s.settlementId, s.clinicId, s.content, s.answer, s.at)
  },
  audit: (clinicId: string, at: number, who: string, what: string) => {
    const previousHash = one<{ hash: string }>('SELECT hash FROM audit WHERE clinic_id = ? ORDER BY id DESC LIMIT 1', clinicId)?.hash ?? ''
    run('INSERT INTO audit (clinic_id, at, who, what, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?)', clinicId, at, who, what, previousHash, auditHash(previousHash, { clinicId, at, who, what }))
  },
  audits: (clinicId: string | null, above: number, limit: number) =>
    all<AuditRow>(`SELECT ${auditColumns} FROM audit WHERE clinic_id = coalesce(?, clinic_id) AND id > ? ORDER BY id LIMIT ?`, clinicId, above, limit),
  lastAudits: (clinicId: string | null, limit: number) =>
    all<AuditRow>(`SELECT ${auditColumns} FROM audit WHERE clinic_id = coalesce(?, clinic_id) ORDER BY id DESC LIMIT ?`, clinicId, limit).reverse(),
  addChange: (clinicId: string, byDevice: string | null, content: string) => {
    const id = lastChangeOf({ one, kept }, clinicId) + 1
    run('INSERT INTO change_feed VALUES (?, ?, ?, ?)', clinicId, id, byDevice, content)
    kept.put(`change/${clinicId}`, id)
  },
  changesAbove: (clinicId: string, id: number, limit: number) =>
    all<ChangeRow>('SELECT id, by_device AS byDevice, content FROM change_feed WHERE clinic_id = ? AND id > ? ORDER BY id LIMIT ?', clinicId, id, limit),
  lastChangeId: (clinicId: string) => lastChangeOf({ one, kept }, clinicId),
})
