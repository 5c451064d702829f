/** Bugs in the service. */
import type { EditedMutant } from './mutant.ts'

const CENTRE = 'src/service/centre.ts'
const INTAKE = 'src/service/intake.ts'
const ALLOTMENTS = 'src/service/allotments.ts'
const LEARNING = 'src/service/learning.ts'
const CLAIMS = 'src/service/claims.ts'

const TO_POOL = "state: 'pool', deviceId: null, epoch: null, allotmentId: null, bookingId: null"

export const centreMutants: readonly EditedMutant[] = [
  {
    name: 'applied-twice', kind: 'schedules', from: 3, within: 80, file: INTAKE,
    what: 'An entry that was applied is applied again when it is sent again (I6): a place given back twice is taken from whoever has it by then.',
    find: "return known.verdict.verdict === 'accepted' ? { ...known.verdict, verdict: 'duplicate' } : known.verdict",
    replace: 'return verdictOn(deps, outboxEntry.parse(raw))',
  },
  {
    name: 'reclaimed-by-time', kind: 'schedules', from: 233, within: 40, file: CENTRE,
    what: 'Places of a kiosk that was not heard for two hours go back to the pool, while it goes on selling them (I2).',
    find: 'perishOver(ledger, device.clinicId, now)',
    replace: `perishOver(ledger, device.clinicId, now)
  for (const other of ledger.devices(device.clinicId)) {
    if (other.lastSeenAt === null || now - other.lastSeenAt < 7_200_000) continue
    for (const p of ledger.placesOf({ deviceId: other.deviceId, state: 'allotted' })) ledger.putPlace({ slotId: p.slotId, n: p.n, ${TO_POOL} })
  }`,
  },
  {
    name: 'results-forgotten', kind: 'schedules', within: 20, file: INTAKE,
    what: 'The centre answers and forgets what it answered: a repeat is judged anew, and nothing proves that an acknowledged entry arrived (I7).',
    find: "if (verdict.verdict !== 'deferred') keep(",
    replace: "if (verdict.verdict === 'rejected') keep(",
  },
  {
    name: 'old-epoch-rejected', kind: 'schedules', from: 112, within: 40, file: INTAKE,
    what: 'Entries of an epoch that was replaced are rejected: people who booked at the kiosk before are lost.',
    find: 'const verdict = verdictOn(deps, entry)',
    replace: "const verdict = epoch < device.epoch ? rejected(entry.entryId, 'ENTRY_OF_ANOTHER_DEVICE') : verdictOn(deps, entry)",
  },
  {
    name: 'no-learning', kind: 'schedules', from: 58, within: 40, file: LEARNING,
    what: 'A restored centre grants at once what it had granted since the backup (I2, I5).',
    find: 'for (const { deviceId, lost } of ledger.devices(clinicId)) ledger.putLearner',
    replace: 'for (const { deviceId, lost } of ledger.devices(clinicId)) if (lost) ledger.putLearner',
  },
  {
    name: 'life-used-again', kind: 'schedules', from: 66, within: 120, file: LEARNING,
    what: 'Two restores of one backup bear the same number: the kiosks do not notice the second and send nothing again (lost bookings).',
    find: 'Math.max(incarnationOf(ledger), knownOutside) + 1',
    replace: 'Math.max(incarnationOf(ledger), knownOutside * 0) + 1',
  },
  {
    name: 'overtaken-inventory', kind: 'scenario', scenario: 'overtaken-inventory', file: CENTRE,
    what: 'An inventory that was overtaken by a later grant takes that grant away again (I5, I17).',
    find: 'if (fresh && request.incarnation === incarnation)',
    replace: 'if (request.incarnation === incarnation)',
  },
  {
    name: 'emptied-grant-answered-again', kind: 'schedules', from: 72, within: 120, file: ALLOTMENTS,
    what: 'A grant that an inventory emptied is answered again to a late repeat of its wish: its places are somebody else\'s by then (I2, I5).',
    find: 'ok(before.grants.flatMap((grant) => stillOf(deps.ledger, device, grant)))',
    replace: 'ok(before.grants)',
  },
  {
    name: 'granted-by-count', kind: 'schedules', within: 20, file: 'src/service/ledger/sqlite-ledger.ts',
    what: 'The pool is counted and the first so many places are granted, whatever their state (I2).',
    find: "WHERE slot_id = ? AND state = 'pool' ORDER BY n LIMIT ?\", slotId, count)",
    replace: "WHERE slot_id = ? AND EXISTS (SELECT 1 FROM place x WHERE x.slot_id = place.slot_id AND x.state = 'pool') ORDER BY n LIMIT ?\", slotId, count)",
  },
  {
    name: 'cancelled-to-the-pool', kind: 'schedules', within: 60, file: CLAIMS,
    what: 'The place of a cancelled booking goes to the pool while its kiosk sells it again (I2).',
    find: "ledger.putPlace({ ...place, state: sells ? 'allotted' : 'in-doubt', bookingId: null })",
    replace: "ledger.putPlace(sells ? { ...nobodys, state: 'pool' } : { ...place, state: 'in-doubt', bookingId: null })",
  },
]
