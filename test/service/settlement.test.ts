import { describe, expect, it } from 'vitest'
import { enrol } from '../support/field-clinics.ts'
import { orThrow, testCentre, testClock } from '../support/clinic.ts'

/** A kiosk with all of the first window's places is lost. */
async function lostKiosk(capacity: number) {
  const made = await testCentre(testClock(), { capacity, windows: 1 })
  const { centre, clinicId } = made
  const slotId = centre.listSlots(clinicId, null)[0]?.slotId ?? ''
  const { deviceId, epoch } = enrol(made, clinicId)
  orThrow(centre.allotments({ deviceId, epoch, order: null }, { requestId: 'r', epoch, wants: [{ slotId, count: capacity }] }))
  orThrow(centre.reportLost(deviceId, { practitionerId: 'kim', reason: 'broken' }))
  const release = (settlementId: string, places: number[], at = clinicId) =>
    centre.settleAt(at, { settlementId, practitionerId: 'kim', reason: 'tickets checked', places: places.map((n) => ({ slotId, n, resolution: 'release' as const })) })
  return { ...made, slotId, release }
}

describe('places of a lost device, released by a named person', () => {
  it('go back to the pool, once, and the audit names who did it', async () => {
    const { release, ledger, clinicId, slotId } = await lostKiosk(3)
    expect(orThrow(release('s', [1, 2])).settled.map(({ state }) => state)).toEqual(['pool', 'pool'])
    expect(orThrow(release('s', [1, 2])).settled.map(({ state }) => state)).toEqual(['pool', 'pool'])
    expect(release('s', [3])).toMatchObject({ ok: false, error: { code: 'SETTLEMENT_ID_REUSED' } })
    expect(ledger.placeCounts(slotId)).toEqual({ pool: 2, 'in-doubt': 1 })
    expect(ledger.lastAudits(clinicId, 1)[0]).toMatchObject({ who: 'kim', what: 'settled 2 places: tickets checked' })
  })
  it('are gone, not offered again, as far as the capacity was cut meanwhile', async () => {
    const { release, ledger, centre, slotId } = await lostKiosk(3)
    orThrow(centre.changeCapacity(slotId, 1))
    expect(orThrow(release('s', [1, 2, 3])).settled.map(({ state }) => state)).toEqual(['void', 'void', 'pool'])
    expect(ledger.placeCounts(slotId)).toEqual({ void: 2, pool: 1 })
  })
  it('of a clinic that nobody knows are none', async () => {
    const { release } = await lostKiosk(1)
    expect(release('s', [1], 'nowhere')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })
})
