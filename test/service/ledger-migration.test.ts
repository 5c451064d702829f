import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { first } from '../../src/service/ledger/migrations/0001-first.ts'
import { lives } from '../../src/service/ledger/migrations/0002-lives.ts'
import { field } from '../../src/service/ledger/migrations/0003-field.ts'
import { auditChain } from '../../src/service/ledger/migrations/0004-audit-chain.ts'
import { fewerIndexes } from '../../src/service/ledger/migrations/0005-fewer-indexes.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { createSqliteFieldReads, openFieldReads } from '../../src/service/ledger/sqlite-field-reads.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { orThrow } from '../support/clinic.ts'

const folder = mkdtempSync(join(tmpdir(), 'ledger-before-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** As a centre of version 5 left it: a device that forked at its second entry, and two clinics that counted their changes together. */
function ledgerOfBefore(path: string): void {
  const db = new Database(path)
  for (const step of [first, lives, field, auditChain, fewerIndexes]) db.exec(step)
  const entry = db.prepare(`INSERT INTO entry VALUES (?, 'a', 'd', 1, ?, 'h', '{}', ?, 5)`)
  for (const [id, sequence, verdict] of [['e1', 1, 'accepted'], ['e2', 2, 'accepted'], ['e2-of-the-clone', 2, 'conflict']] as const) entry.run(id, sequence, JSON.stringify({ entryId: id, verdict }))
  db.exec("INSERT INTO entry_sequence VALUES ('d', 1, 1, 'e1'), ('d', 1, 2, 'e2')")
  for (const [id, clinic] of [[1, 'a'], [2, 'b'], [3, 'a'], [9, 'b']]) db.prepare('INSERT INTO change_feed VALUES (?, ?, NULL, ?)').run(id, clinic, `change ${id}`)
  db.pragma('user_version = 5')
  db.close()
}

describe('a ledger of an older centre', () => {
  it('keeps which entry came first, and goes on above every number that a device has seen', () => {
    const path = join(folder, 'ledger.db')
    ledgerOfBefore(path)
    const ledger = createSqliteLedger(orThrow(openLedgerFile(path)))
    expect([ledger.entryIdAt('d', 1, 2), ledger.entry('e2-of-the-clone')?.sequence, ledger.sequencesAbove('d', 1, 0)]).toEqual(['e2', 2, [1, 2]])
    const more = { entryId: 'e3', clinicId: 'a', deviceId: 'd', epoch: 1, sequence: 2, contentHash: 'h', content: '{}', verdict: { entryId: 'e3', verdict: 'accepted' }, receivedAt: 6 } as const
    expect(ledger.atomically(() => [ledger.putEntry(more), ledger.putEntry({ ...more, entryId: 'e4', sequence: 3 })])).toEqual([false, true])
    ledger.atomically(() => { ledger.addChange('a', null, 'newer'); ledger.addChange('new', null, 'of a new clinic') })
    expect(ledger.changesAbove('a', 0, 10).map(({ id, content }) => [id, content])).toEqual([[1, 'change 1'], [3, 'change 3'], [10, 'newer']])
    expect([ledger.lastChangeId('a'), ledger.lastChangeId('b'), ledger.lastChangeId('new')]).toEqual([10, 9, 10])
    const reads = openFieldReads(path)
    expect(createSqliteFieldReads(reads).totals('2026-01-01')).toMatchObject({ entries: 5, problems: 1 })
    reads.close()
    ledger.close()
  })
})
