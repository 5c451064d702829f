/** The console's own two acts; all others are the admin's. */
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import type { Instant } from '../../base/time.ts'
import type { CloseCaseRequest, MessageRequest } from '../../contract/console-api.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import type { Ledger } from '../ledger/ledger.ts'

type Deps = { readonly ledger: Ledger; readonly clock: () => Instant; readonly newId: () => string }

export function consoleActs(deps: Deps) {
  const { ledger, clock } = deps
  return {
    /** Words to the kiosks: they travel with the changes and are there at the next contact. */
    sendMessage: (request: MessageRequest) => ledger.atomically(() => sendMessage(deps, request)),
    /** The case stays where it came from; this is a named person's word that it was seen to. */
    closeCase: ({ clinicId, caseId, practitionerId, note }: CloseCaseRequest) =>
      ledger.atomically((): Result<{ caseId: string }, Failure> => {
        if (clinicId !== '' && !ledger.clinic(clinicId)) return err(failure('NOT_FOUND', 'no such clinic'))
        ledger.putClosedCase({ clinicId, caseId, at: clock(), who: practitionerId, note })
        ledger.audit(clinicId, clock(), practitionerId, `closed case ${caseId}`)
        return ok({ caseId })
      }),
  }
}

function sendMessage({ ledger, clock, newId }: Deps, request: MessageRequest): Result<{ messageId: string; clinics: number }, Failure> {
  const known = new Set(ledger.clinics().map((clinic) => clinic.clinicId))
  const addressees = [...new Set(request.clinicIds ?? known)]
  if (addressees.some((clinicId) => !known.has(clinicId))) return err(failure('NOT_FOUND', 'no such clinic', 'clinicIds'))
  const messageId = newId()
  const row = { messageId, at: clock(), kind: request.kind, lotNumber: request.lotNumber, text: JSON.stringify(request.text), who: request.practitionerId }
  for (const clinicId of request.clinicIds ? addressees : ['']) ledger.putMessage({ clinicId, ...row })
  const content = JSON.stringify({ kind: 'message', text: request.text, messageId, topic: request.kind, lotNumber: request.lotNumber })
  for (const clinicId of addressees) {
    ledger.addChange(clinicId, null, content)
    ledger.audit(clinicId, row.at, request.practitionerId, `sent message ${messageId} (${request.kind})`)
  }
  return ok({ messageId, clinics: addressees.length })
}
