import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../src/contract/desk-types.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { useDesk } from './desk-context.tsx'

const REASON_CHARS_MAX = 200

/** What was given today; a dose written to the wrong person is marked so, never deleted. */
export function DosesToday({ detail }: { readonly detail: VisitDetail }): ReactElement {
  const { t } = useTranslation()
  const { act, time, language } = useDesk()
  const [wrong, setWrong] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const submit = async (immunizationId: string): Promise<void> => {
    if (reason.trim() && await act('doseInError', { bookingId: detail.bookingId, revision: detail.revision, immunizationId, reason: reason.trim() })) setWrong(null)
  }
  return (
    <div className="doses" data-testid="doses-today">
      <h3>{t('dose.today')}</h3>
      {detail.dosesToday.map((given) => (
        <div key={given.immunizationId} className={given.enteredInError ? 'in-error' : ''}>
          <p><span className="second">{time(given.at)}</span> <b>{textIn(given.vaccineName, language)}</b> {given.lotNumber} · {t('desk.doseNth', { count: given.doseNumber })}{given.vaccinator ? ` · ${given.vaccinator}` : ''}</p>
          {given.cautions.length > 0 ? <p className="second">{given.cautions.map((caution) => t(`dose.cautions.${caution}`)).join(' ')}</p> : null}
          {given.enteredInError ? <p><b>{t('dose.inError')}</b></p> : wrong === given.immunizationId ? (
            <form className="act-form" onSubmit={(event: FormEvent) => { event.preventDefault(); void submit(given.immunizationId) }}>
              <label><span>{t('dose.whyWrong')}</span><input autoFocus value={reason} maxLength={REASON_CHARS_MAX} data-testid="in-error-reason" onChange={(event) => setReason(event.target.value)} /></label>
              <div className="acts"><button type="submit" className="control secondary" data-testid="in-error-done"><span>{t('dose.markWrong')} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={() => setWrong(null)}>{t('desk.keep')}</Control></div>
            </form>
          ) : <Control kind="quiet" testId="dose-in-error" onPress={() => setWrong(given.immunizationId)}>{t('dose.wrongPerson')}</Control>}
        </div>
      ))}
    </div>
  )
}
