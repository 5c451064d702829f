/** The console's own two acts; all others are the admin's. */
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import type { Instant } from '../../base/time.ts'
import type { CloseCaseRequest, MessageRequest } from '../../contract/console-api.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { messageChange } from '../changes.ts'
import type { Ledger } from '../ledger/ledger.ts'

type Deps = { readonly ledger: Ledger; readonly clock: () => Instant }

export function consoleActs(deps: Deps) {
  const { ledger, clock } = deps
  return {
    /** Words to the kiosks of one clinic: they travel with the changes and are there at the next contact. */
    sendMessage: (clinicId: string, request: MessageRequest) => ledger.atomically(() => sendMessage(deps, clinicId, request)),
    /** The case stays where it came from; this is a named person's word that it was seen to. */
    closeCase: ({ clinicId, caseId, practitionerId, note }: CloseCaseRequest) =>
      ledger.atomically((): Result<{ caseId: string }, Failure> => {
        if (!ledger.clinic(clinicId)) return err(failure('NOT_FOUND', 'no such clinic'))
        ledger.putClosedCase({ clinicId, caseId, at: clock(), who: practitionerId, note })
        ledger.audit(clinicId, clock(), practitionerId, `closed case ${caseId}`)
        return ok({ caseId })
      }),
  }
}

function sendMessage({ ledger, clock }: Deps, clinicId: string, { messageId, kind, lotNumber, text, practitionerId }: MessageRequest): Result<{ messageId: string }, Failure> {
  if (!ledger.clinic(clinicId)) return err(failure('NOT_FOUND', 'no such clinic', 'clinicIds'))
  const row = { clinicId, messageId, at: clock(), kind, lotNumber, text: JSON.stringify(text), who: practitionerId }
  ledger.putMessage(row)
  ledger.addChange(clinicId, null, JSON.stringify(messageChange(row)))
  ledger.audit(clinicId, clock(), practitionerId, `sent message ${messageId} (${kind})`)
  return ok({ messageId })
}
