import type { Sql } from '../../src/service/ledger/postgres/open-postgres.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPostgres } from '../../src/service/ledger/postgres/open-postgres.ts'
import { createPostgresLedger } from '../../src/service/ledger/postgres/postgres-ledger.ts'
import { orThrow } from '../support/clinic.ts'
import { startCluster } from '../support/postgres.ts'
import type { Started } from '../support/postgres.ts'

const MINUTE = 60_000
let started: Started
let url = ''
let sql: Sql
beforeAll(async () => {
  started = await startCluster()
  if (!started.ok) return
  url = await started.cluster.createDatabase()
  // Nodes that start together on an empty database: one migrates, the other waits.
  const [one, two] = await Promise.all([openPostgres(url), openPostgres(url)])
  sql = orThrow(one)
  await orThrow(two).end()
}, MINUTE)
afterAll(async () => {
  if (!started.ok) return
  await sql.end()
  await started.cluster.stop()
}, MINUTE)
beforeEach((test) => { if (!started.ok) test.skip(started.why) })

describe('the ledger on PostgreSQL', () => {
  it('has the clinic first in every table, every key and every unique constraint', async () => {
    const tables = await sql.unsafe("SELECT c.relname AS name, a.attname AS first FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1 WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace")
    expect(tables.length).toBeGreaterThanOrEqual(17)
    expect(tables.filter((t) => t.first !== 'clinic_id')).toEqual([])
    const indexes = await sql.unsafe(`SELECT i.indrelid::regclass::text AS of, i.indexrelid::regclass::text AS name, i.indisunique AS is_unique, i.indisprimary AS is_primary, a.attname AS first
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`)
    expect(indexes.filter((i) => i.is_unique && i.first !== 'clinic_id')).toEqual([])
    expect(indexes.filter((i) => i.is_primary).map((i) => i.of).sort()).toEqual(tables.map((t) => t.name).sort())
    // The only others lead to the clinic, and say so in their name.
    expect(indexes.filter((i) => i.first !== 'clinic_id' && !String(i.name).endsWith('_anywhere'))).toEqual([])
  })

  it('has the unique constraints of the protocol', async () => {
    const indexes = await sql.unsafe("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%'")
    const all = indexes.map((i) => String(i.indexdef)).join('\n')
    for (const key of ['(clinic_id, slot_id, n)', '(clinic_id, entry_id)', '(clinic_id, device_id, epoch, sequence) WHERE (NOT twin)']) expect(all).toContain(key)
  })

  it('is refused when it comes from the future', async () => {
    const [now] = await sql.unsafe("SELECT value FROM setting WHERE key = 'schemaVersion'")
    await sql.unsafe("UPDATE setting SET value = '999' WHERE key = 'schemaVersion'")
    expect(await openPostgres(url)).toMatchObject({ ok: false, error: { code: 'DATABASE_TOO_NEW' } })
    await sql.unsafe("UPDATE setting SET value = $1 WHERE key = 'schemaVersion'", [String(now?.value)])
  })

  it('tells which setting is wrong, and never the password', async () => {
    const wrong = await openPostgres(url.replace(/:[0-9a-f]+@/, ':secret@'))
    expect(wrong).toMatchObject({ ok: false, error: { code: 'CONFIG_INVALID' } })
    expect(JSON.stringify(wrong)).not.toContain('secret')
    expect(await openPostgres('postgres://tester:x@127.0.0.1:1/none')).toMatchObject({ ok: false, error: { code: 'DATABASE_UNREACHABLE' } })
  }, MINUTE)

  it('feeds nothing past a transaction that is still under way, so a cursor loses nothing', async () => {
    const door = createPostgresLedger(sql)
    await door.transact({ clinicId: null, mode: 'write' }, (ledger) => ledger.putClinic({ clinicId: 'c', name: 'c', timeZone: 'UTC' }))
    const told = (above: number) => door.transact({ clinicId: 'c', mode: 'read' }, (ledger) => ledger.changesAbove('c', above, 10))
    const slow = await sql.reserve()
    await slow.unsafe('BEGIN')
    await slow.unsafe("INSERT INTO change_feed VALUES ('c', pg_current_xact_id()::text::bigint * 16384 + 1, NULL, 'slow')")
    await door.transact({ clinicId: 'c', mode: 'write' }, (ledger) => ledger.addChange('c', null, 'quick'))
    expect(await told(0)).toEqual([])
    const plain = await sql.unsafe("SELECT content FROM change_feed WHERE clinic_id = 'c'")
    expect(plain.map((row) => row.content)).toEqual(['quick'])
    await slow.unsafe('COMMIT')
    slow.release()
    await expect.poll(async () => (await told(0)).map((row) => row.content)).toEqual(['slow', 'quick'])
  })

  it('gives two grants of one clinic different places, and neither waits for the other', async () => {
    const door = createPostgresLedger(sql)
    await door.transact({ clinicId: null, mode: 'write' }, (ledger) => ledger.putClinic({ clinicId: 'g', name: 'g', timeZone: 'UTC' }))
    await door.transact({ clinicId: 'g', mode: 'write' }, (ledger) => {
      ledger.putSession({ clinicId: 'g', sessionId: 's', date: '2026-11-24', vaccine: { system: 'x', code: '1' } })
      ledger.putSlot({ clinicId: 'g', slotId: 'w', sessionId: 's', date: '2026-11-24', startAt: 1, endAt: 2, capacity: 6 })
    })
    const other = await sql.reserve()
    await other.unsafe('BEGIN')
    await other.unsafe("SELECT 1 FROM clinic WHERE clinic_id = 'g' FOR SHARE")
    await other.unsafe("SELECT 1 FROM place WHERE clinic_id = 'g' AND n <= 4 FOR UPDATE")
    expect(await door.transact({ clinicId: 'g', mode: 'grant', wants: [['reserve', 'w', 5]] }, (ledger) => ledger.takeFromPool('w', 5))).toEqual([5, 6])
    await other.unsafe('ROLLBACK')
    other.release()
  })
})
