import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import type { Failure } from '../../src/contract/errors.ts'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { callDevice, callUntilDone, environment, newCommandId } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'
import { PersonFields } from './person-fields.tsx'
import { usePersonForm } from './person-form.ts'

/** F4, each field with Enter, and the last Enter books: no hand leaves the keys. */
export function WalkInForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  const { language, list: { timeZone }, tell, again, vaccines } = useDesk()
  const [commandId, setCommandId] = useState(newCommandId)
  const [busy, setBusy] = useState(false)
  const [ticket, setTicket] = useState<Ticket | null>(null)
  const form = usePersonForm(localDateOf(Date.now(), timeZone))

  const refused = (failure: Failure): void => {
    // What was typed stays; the same number is not asked for under the same id again.
    setCommandId(newCommandId())
    form.blame(failure)
    tell({ failure, ticketNumber: null })
  }
  const submit = (): void => {
    const booking = form.booking(language, new Date())
    if (!booking || busy) return
    setBusy(true)
    void callUntilDone('bookWalkIn', { commandId, ...booking, when: 'soonest', channel: 'desk' }, () => {}).then((result) => {
      setBusy(false)
      if (!result.ok) return refused(result.error)
      tell(null)
      setTicket(result.value)
      again()
    })
  }
  const next = (): void => { form.clear(); setTicket(null); setCommandId(newCommandId()) }
  if (ticket) return <Booked ticket={ticket} onNext={next} onClose={onClose} />
  return (
    <form className="walk-in" data-testid="walk-in" onSubmit={(event: FormEvent) => { event.preventDefault(); submit() }}>
      <h3>{t('walkIn.title')}</h3>
      <PersonFields form={form} vaccines={vaccines} language={language} />
      <p className="second">{t('walkIn.consent')}</p>
      <div className="acts"><button type="submit" className="control primary" data-testid="desk-submit"><span>{busy ? t('walkIn.busy') : t('walkIn.submit')} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
    </form>
  )
}

type BookedProps = { readonly ticket: Ticket; readonly onNext: () => void; readonly onClose: () => void }

/** The number as it stands on the ticket: the same field, the same words. */
function Booked({ ticket, onNext, onClose }: BookedProps): ReactElement {
  const { t } = useTranslation()
  const { language } = useDesk()
  const buttons = useRef<HTMLDivElement>(null)
  useEffect(() => {
    buttons.current?.querySelector('button')?.focus()
    if (environment().hasPrinter) void callDevice('printTicket', { bookingId: ticket.bookingId, language: language === 'en' ? 'en' : 'ko' })
  }, [ticket.bookingId, language])
  const booked = ticket.status === 'booked'
  return (
    <div className="walk-in done" data-testid="walk-in-done">
      <div className={`held ${ticket.status}`}>
        <p><Icon name={booked ? 'done' : 'hourglass'} /> {booked ? t('ticket.booked') : t('ticket.standby')}</p>
        <b className="number" data-testid="desk-ticket-number">{ticket.ticketNumber}</b>
        <p>{textIn(ticket.vaccineName, language)} · {ticket.maskedName}</p>
      </div>
      {ticket.repeated ? <p className="hint"><Icon name="info" /> {t('ticket.repeated')}</p> : null}
      <div className="acts" ref={buttons}><Control kind="primary" testId="desk-again" onPress={onNext}>{t('walkIn.again')} <kbd>Enter</kbd></Control><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
    </div>
  )
}
