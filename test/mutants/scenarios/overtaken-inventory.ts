/** An inventory told before a grant arrives after it: what was granted meanwhile stays with the device (PROTOCOL 5; I5, I17). */
import { generateKeyPairSync } from 'node:crypto'
import { orThrow, testCentre, testClock } from '../../support/clinic.ts'

export async function violations(): Promise<readonly string[]> {
  const { app, centre, ledger, newCode } = await testCentre(testClock())
  const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
  const { deviceId, epoch } = orThrow(centre.enrol({ code: newCode(), publicKey: { kty: 'OKP', crv: 'Ed25519', x: x ?? '' }, stationName: 'k', appVersion: '1', platform: 'test' }))
  const asked = (number: number) => ({ deviceId, epoch, order: { boot: 1, number } })
  const slotId = centre.listSlots(null, null)[0]?.slotId ?? ''
  const places = orThrow(centre.allotments(asked(2), { requestId: 'wish', epoch, wants: [{ slotId, count: 3 }] })).grants.flatMap((grant) => grant.places)
  orThrow(centre.inventory(asked(1), { epoch, incarnation: 1, held: [] }))
  await app.close()
  return places.filter((n) => ledger.place(slotId, n)?.deviceId !== deviceId).map((n) => `I5 the device could sell ${n}, which is ${ledger.place(slotId, n)?.state} there`)
}
