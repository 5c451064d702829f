import type { CSSProperties, ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import type { Language } from '../../src/domain/language.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Marks } from '../ui/marks.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { Frame } from './frame.tsx'
import { usePrinting } from './printing.ts'
import { waitOf } from './wait.ts'

type Props = { readonly ticket: Ticket; readonly language: Language; readonly time: (at: number) => string; readonly day: (at: number) => string; readonly onFinish: () => void; readonly onStaff: () => void }

/** How wide its letters are, in em, as Pretendard draws them: any number fills the field from edge to edge. */
const NARROW_EM: Record<string, number> = { 1: .47, 2: .61, 5: .63, 7: .58, '-': .45, I: .27 }
const WIDEST_EM: Record<string, number> = { W: 1, M: .89, O: .76, Q: .76, G: .74 }
const TRACKING_EM = -.045
export const widthEmOf = (number: string): number => [...number].reduce((sum, letter) => sum + TRACKING_EM + (NARROW_EM[letter] ?? WIDEST_EM[letter] ?? (/[A-Z]/.test(letter) ? .73 : .66)), 0)

const Fact = ({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }): ReactElement => <div className="fact"><Icon name={icon} /><p>{children}</p></div>

/** In order: how many, how long, where. */
function Facts({ ticket, time }: Pick<Props, 'ticket' | 'time'>): ReactElement {
  const { t } = useTranslation()
  const { slot, ahead } = ticket
  const booked = ticket.status === 'booked'
  const wait = waitOf(ticket.waitMinutes)
  if (slot?.later) return <><Fact icon="clock"><b>{t('ticket.later', { time: time(slot.start) })}</b></Fact><Fact icon="calendar">{t('ticket.laterHow')}</Fact></>
  if (!booked) return (
    <>
      <Fact icon="person">{t('ticket.place')} <b>{t('ticket.nth', { count: ahead + 1 })}</b> <Marks count={ahead} you /></Fact>
      <Fact icon="clock">{t('ticket.standbyWhen')} <b>{t('ticket.standbyCall')}</b></Fact>
      <Fact icon="seat">{t('ticket.notYet')}<br /><b>{t('ticket.sitStandby')}</b></Fact>
    </>
  )
  return (
    <>
      <Fact icon="person">{ahead === 0 ? <b>{t('ticket.nobodyAhead')}</b> : <>{t('ticket.ahead')} <b>{t('common.people', { count: ahead })}</b></>} <Marks count={ahead} you /></Fact>
      <Fact icon="clock"><b>{t(`wait.${wait.key}Fact`, wait)}</b>{t(`wait.${wait.key}FactEnd`)}</Fact>
      <Fact icon="seat"><b>{t('ticket.sit')}</b><br />{t('ticket.call', { room: ticket.room })}</Fact>
    </>
  )
}

/** Pine means held. Standby is another colour, edge, icon and word, and nothing on it says success. */
export function TicketScreen({ ticket, language, time, day, onFinish, onStaff }: Props): ReactElement {
  const { t } = useTranslation()
  const booked = ticket.status === 'booked'
  const printing = usePrinting(ticket.bookingId, language)
  const printed = printing !== 'none'
  const head = (
    <div className={`held ${booked ? 'booked' : 'standby'}`} data-testid="ticket" data-status={ticket.status} data-booking-id={ticket.bookingId}>
      <p className="status"><Icon name={booked ? 'done' : 'hourglass'} /> {booked ? t('ticket.booked') : t('ticket.standby')}</p>
      <p className="number" data-testid="ticket-number" style={{ '--em': widthEmOf(ticket.ticketNumber) } as CSSProperties}>{ticket.ticketNumber}</p>
      <p className="whose"><span>{textIn(ticket.vaccineName, language)}<span className="dot"> · </span><span className="one">{ticket.maskedName}</span></span><span>{day(Date.now())}</span></p>
    </div>
  )
  const foot = <><Control icon="bell" testId="staff-call" className="staff" onPress={onStaff}>{t('common.staffCall')}</Control><Control kind="primary" testId="finish" onPress={onFinish}>{t('common.finish')}</Control></>
  return (
    <Frame head={head} foot={foot}>
      <div className="what-next">
        {ticket.repeated ? <Fact icon="info">{t('ticket.repeated')}</Fact> : null}
        <Facts ticket={ticket} time={time} />
      </div>
      <div className={`receipt ${printed ? '' : 'unprinted'}`}>
        <QrCode text={ticket.receipt} />
        <div><p><b>{printed ? <><Icon name="printer" /> {printing === 'taken' ? t('printing.taken') : t('ticket.printed')}</> : t('ticket.remember')}</b></p><p className="second">{t('ticket.qr')}</p></div>
      </div>
    </Frame>
  )
}
