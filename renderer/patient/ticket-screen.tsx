import { create } from 'qrcode'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { Marks } from '../ui/marks.tsx'

type Props = { readonly ticket: Ticket; readonly language: string; readonly time: (at: number) => string; readonly day: (at: number) => string; readonly onFinish: () => void; readonly onStaff: () => void }

function QrCode({ text }: { readonly text: string }): ReactElement {
  const { modules } = create(text, { errorCorrectionLevel: 'L' })
  const squares = Array.from(modules.data, (dark, i) => (dark ? `M${i % modules.size} ${Math.floor(i / modules.size)}h1v1h-1z` : '')).join('')
  return <svg className="qr" viewBox={`-2 -2 ${modules.size + 4} ${modules.size + 4}`} role="img" aria-label="QR"><path d={squares} fill="#000" /></svg>
}

/** Pine means held. Standby is another colour, edge, icon and word, and nothing on it says success. */
export function TicketScreen({ ticket, language, time, day, onFinish, onStaff }: Props): ReactElement {
  const { t } = useTranslation()
  const booked = ticket.status === 'booked'
  const [low, high] = ticket.waitMinutes
  return (
    <div className="ticket" data-testid="ticket" data-status={ticket.status} data-booking-id={ticket.bookingId}>
      <div className={`held ${booked ? 'booked' : 'standby'}`}>
        <p className="status"><Icon name={booked ? 'done' : 'hourglass'} /> {booked ? t('ticket.booked') : t('ticket.standby')}</p>
        <p className="number" data-testid="ticket-number">{ticket.ticketNumber}</p>
        <p className="whose"><span>{textIn(ticket.vaccineName, language)} · {ticket.maskedName}</span><span>{day(Date.now())}</span></p>
      </div>
      <div className="what-next">
        {ticket.repeated ? <p className="fact"><Icon name="info" /><span>{t('ticket.repeated')}</span></p> : null}
        {ticket.slot?.later ? <p className="fact"><Icon name="clock" /><span>{t('ticket.later', { time: time(ticket.slot.start) })}</span></p> : (
          <>
            <p className="fact"><Icon name="person" /><span>{t('ticket.ahead')} <b>{t('common.people', { count: ticket.ahead })}</b></span> <Marks count={ticket.ahead} you /></p>
            <p className="fact"><Icon name="clock" /><span>{booked ? (high <= 5 ? t('ticket.waitSoon') : t('ticket.wait', { low, high })) : t('ticket.standbyCall')}</span></p>
            <p className="fact"><Icon name="seat" /><span><b>{t('ticket.sit')}</b>{booked ? <><br />{t('ticket.call', { room: ticket.room })}</> : null}</span></p>
          </>
        )}
      </div>
      <div className="receipt"><QrCode text={ticket.receipt} /><p><b>{t('ticket.remember')}</b><br /><span>{t('ticket.qr')}</span></p></div>
      <div className="row last"><Control icon="bell" testId="staff-call" onPress={onStaff}>{t('common.staffCall')}</Control><Control kind="primary" testId="finish" onPress={onFinish}>{t('common.finish')}</Control></div>
    </div>
  )
}
