/** A named person decides over places in doubt: released to the pool at that person's risk, or given up. One of the two stated exceptions to "never oversold". */
import { canonicalJson } from '../base/canonical-json.ts'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Instant } from '../base/time.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { SettlementAnswer, SettlementRequest } from '../contract/sync-protocol.ts'
import { unheldState } from './claims.ts'
import { isLearning } from './learning.ts'
import type { Ledger } from './ledger/ledger.ts'

/** Only places in doubt of this clinic change; the others are answered with the state they are in. */
export function settle({ ledger, now }: { readonly ledger: Ledger; readonly now: Instant }, clinicId: string, request: SettlementRequest): Result<SettlementAnswer, Failure> {
  if (!ledger.clinic(clinicId)) return err(failure('NOT_FOUND', 'no such clinic'))
  const content = canonicalJson(request)
  const before = ledger.settlement(request.settlementId)
  if (before) return before.content === content ? ok(JSON.parse(before.answer) as SettlementAnswer) : err(failure('SETTLEMENT_ID_REUSED'))
  const learning = isLearning(ledger, clinicId)
  const settled = request.places.flatMap(({ slotId, n, resolution }) => {
    const place = ledger.slot(slotId)?.clinicId === clinicId ? ledger.place(slotId, n) : null
    if (!place) return []
    if (place.state !== 'in-doubt') return [{ slotId, n, state: place.state }]
    // After a cut of the capacity what is too much is gone, not offered again.
    const state = resolution === 'perish' ? 'perished' : unheldState({ ledger, learning }, slotId)
    ledger.putPlace({ slotId, n, state, deviceId: null, epoch: null, allotmentId: null, bookingId: null })
    return [{ slotId, n, state }]
  })
  const answer = { settlementId: request.settlementId, settled }
  ledger.putSettlement({ settlementId: request.settlementId, clinicId, content, answer: JSON.stringify(answer), at: now })
  ledger.audit(clinicId, now, request.practitionerId, `settled ${settled.length} places: ${request.reason}`)
  return ok(answer)
}
