/** The chain of the audit: every row vouches for the one before it. What a chain cannot show is its own missing end: note the heads elsewhere. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../base/canonical-json.ts'
import { toIso } from '../base/time.ts'
import type { Instant } from '../base/time.ts'
import type { AuditRow, Ledger } from './ledger/ledger.ts'

/** The centre itself: what concerns no clinic. */
export const OF_THE_CENTRE = ''
export const OPERATOR = 'operator'

export const auditHash = (previousHash: string, row: Pick<AuditRow, 'clinicId' | 'at' | 'who' | 'what'>): string =>
  createHash('sha256').update(canonicalJson([previousHash, row.clinicId, row.at, row.who, row.what])).digest('base64url')

export type AuditFinding = {
  readonly entries: number; readonly clinics: number
  /** Row by row the newest hash of each clinic's chain. */
  readonly heads: Readonly<Record<string, { readonly entries: number; readonly hash: string }>>
  readonly broken: readonly { readonly clinicId: string; readonly id: number; readonly why: string }[]
}

const PAGE_ROWS = 1_000

/** Takes the rows in the order of their ids, page by page. Rows without a hash may only stand before the first with one. */
export function createAuditCheck() {
  const heads: Record<string, { entries: number; hash: string }> = {}
  const broken: { clinicId: string; id: number; why: string }[] = []
  let entries = 0
  return {
    take: (rows: readonly AuditRow[]): void => {
      for (const row of rows) {
        const head = heads[row.clinicId] ?? { entries: 0, hash: '' }
        const why = faultOf(row, head.hash)
        if (why) broken.push({ clinicId: row.clinicId, id: row.id, why })
        heads[row.clinicId] = { entries: head.entries + 1, hash: row.hash }
        entries++
      }
    },
    found: (): AuditFinding => ({ entries, clinics: Object.keys(heads).length, heads, broken }),
  }
}

/** Reads the whole audit in pages. */
export function verifyAudit(ledger: Pick<Ledger, 'audits'>): AuditFinding {
  const check = createAuditCheck()
  for (let page = ledger.audits(null, 0, PAGE_ROWS); page.length > 0; page = ledger.audits(null, page.at(-1)?.id ?? 0, PAGE_ROWS)) check.take(page)
  return check.found()
}

function faultOf(row: AuditRow, head: string): string | null {
  if (row.hash === '' && head === '') return null
  if (row.previousHash !== head) return 'the row before it is not the one it was chained to'
  return row.hash === auditHash(row.previousHash, row) ? null : 'it was altered'
}

export function auditCalls({ ledger, clock }: { readonly ledger: Ledger; readonly clock: () => Instant }) {
  return {
    listAudit: (clinicId: string | null) => ledger.lastAudits(clinicId, PAGE_ROWS).map(({ at, ...row }) => ({ ...row, at: toIso(at) })),
    /** Something that happened outside of the ledger and belongs into its audit. */
    noteAudit: (who: string, what: string): void => { ledger.atomically(() => ledger.audit(OF_THE_CENTRE, clock(), who, what)) },
  }
}
