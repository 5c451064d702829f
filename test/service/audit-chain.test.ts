import { describe, expect, it } from 'vitest'
import { verifyAudit } from '../../src/service/audit-chain.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import type { LedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { orThrow, testCentre, testClock } from '../support/clinic.ts'

const ledgerOf = (db: LedgerFile) => createSqliteLedger(db)
/** Two clinics, six rows. */
function written(): LedgerFile {
  const db = orThrow(openLedgerFile(':memory:'))
  const ledger = ledgerOf(db)
  for (const [clinic, what] of [['a', 'one'], ['b', 'one'], ['a', 'two'], ['a', 'three'], ['b', 'two'], ['', 'token']] as const) ledger.atomically(() => ledger.audit(clinic, 1, 'operator', what))
  return db
}

describe('the audit', () => {
  it('is chained clinic by clinic and verifies', () => {
    const found = verifyAudit(ledgerOf(written()))
    expect(found).toMatchObject({ entries: 6, clinics: 3, broken: [] })
    expect(found.heads.a?.entries).toBe(3)
  })

  it.each([
    ['altered', "UPDATE audit SET what = 'other' WHERE id = 3", [3]],
    ['altered with a hash of its own', "UPDATE audit SET what = 'other', hash = 'x' WHERE id = 3", [3, 4]],
    ['taken out', 'DELETE FROM audit WHERE id = 3', [4]],
    ['put in between', "UPDATE audit SET id = id + 1 WHERE id >= 6; UPDATE audit SET id = 6 WHERE id = 5; INSERT INTO audit SELECT 5, 'b', 1, 'x', 'y', previous_hash, hash FROM audit WHERE id = 6", [5, 6]],
    ['robbed of its hash', "UPDATE audit SET hash = '', previous_hash = '' WHERE id = 3", [3, 4]],
  ])('shows a row that was %s', (_name, sql, ids) => {
    const db = written()
    db.exec(sql)
    expect(verifyAudit(ledgerOf(db)).broken.map((row) => row.id)).toEqual(ids)
  })

  it('lets rows from before the chain stand at its beginning', () => {
    const db = written()
    db.exec("UPDATE audit SET hash = '', previous_hash = '' WHERE id IN (1, 2)")
    expect(verifyAudit(ledgerOf(db)).broken.map((row) => row.id)).toEqual([3, 5])
    db.exec("UPDATE audit SET hash = '', previous_hash = ''")
    expect(verifyAudit(ledgerOf(db)).broken).toEqual([])
  })

  it('says who did what: every act of the operator and every enrolment leaves a row', async () => {
    const { centre, clinicId, app, ledger } = await testCentre(testClock())
    const { code } = orThrow(centre.createEnrolmentCode({ clinicId }))
    const { deviceId } = orThrow(centre.enrol({ code, publicKey: { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43) }, stationName: 's', appVersion: '1', platform: 't' }))
    const slotId = centre.listSlots(clinicId, null)[0]?.slotId ?? ''
    centre.changeCapacity(slotId, 3)
    centre.reportLost(deviceId, { practitionerId: 'kim', reason: 'stolen' })
    centre.revokeDevice(deviceId)
    orThrow(centre.rotateAdminToken(0))
    const rows = ledger.audits(null, 0, 100)
    expect(rows.map((row) => `${row.who.split(' ')[0]}: ${row.what.split(' ').slice(0, 2).join(' ')}`)).toEqual([
      'service: ledger made', `operator: clinic ${clinicId}`, expect.stringMatching(/^operator: session /), 'operator: enrolment code', 'device: enrolled as',
      'operator: capacity of', 'kim: reported device', 'operator: device A', 'operator: admin token',
    ])
    expect(rows.some((row) => row.what.includes(code))).toBe(false)
    expect(verifyAudit(ledger).broken).toEqual([])
    await app.close()
  })
})
