import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundBooking } from '../../src/contract/kiosk-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { call, callUntilDone, newCommandId, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { dateOf } from './flow.ts'
import type { FlowEvent, FlowState } from './flow.ts'
import { Frame } from './frame.tsx'

type Props = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void; readonly language: string; readonly time: (at: number) => string }

export function FoundScreen({ state, dispatch, language, time }: Props): ReactElement {
  const { t } = useTranslation()
  const { data, again } = useQuery('findBookings', { phoneLast4: state.phoneLast4, birthDate: dateOf(state.birthDate) }, ['queue'])
  const [cancelled, setCancelled] = useState<string | null>(null)
  const open = data?.filter((b) => b.status !== 'cancelled' || b.bookingId === cancelled) ?? []
  if (!data) return <Frame />
  const [only] = open
  if (!only) {
    const foot = <Control kind="primary" testId="find-again" onPress={() => dispatch({ kind: 'find-again' })}>{t('find.again')}</Control>
    return <Frame title={t('find.none')} lead={t('find.noneLead')} foot={foot} />
  }
  const each = (booking: FoundBooking): OneProps => ({ booking, cancelled: booking.bookingId === cancelled, dispatch, language, time, onCancelled: () => { setCancelled(booking.bookingId); again() } })
  if (open.length === 1) return <OneFound key={only.bookingId} {...each(only)} />
  return <Frame title={t('find.title')}><div className="cards">{open.map((b) => <FoundCard key={b.bookingId} {...each(b)} />)}</div></Frame>
}

type OneProps = Pick<Props, 'dispatch' | 'language' | 'time'> & { readonly booking: FoundBooking; readonly cancelled: boolean; readonly onCancelled: () => void }

function Found({ booking, language, time, children }: Pick<OneProps, 'booking' | 'language' | 'time'> & { readonly children: ReactNode }): ReactElement {
  const { bookingId, ticketNumber, vaccineName, maskedName, slotStart } = booking
  return (
    <article className="found" data-booking-id={bookingId}>
      <p className="number">{ticketNumber}</p>
      <p className="whose">{textIn(vaccineName, language)}<span className="dot"> · </span><span className="one">{maskedName}</span>{slotStart ? ` · ${time(slotStart)}` : ''}</p>
      {children}
    </article>
  )
}

/** What was found is read above, what to do about it lies at the hand. */
function OneFound(props: OneProps): ReactElement {
  const { t } = useTranslation()
  const { note, acts } = useActs(props)
  return <Frame title={t('find.title')} foot={acts ?? undefined}><Found {...props}>{note}</Found></Frame>
}

/** Of several each has its own. */
function FoundCard(props: OneProps): ReactElement {
  const { note, acts } = useActs(props)
  return <Found {...props}>{note}{acts}</Found>
}

function useActs({ booking, cancelled, dispatch, onCancelled }: OneProps): { readonly note: ReactNode; readonly acts: ReactNode } {
  const { t } = useTranslation()
  const [commandId] = useState(newCommandId)
  const [cancelId] = useState(newCommandId)
  const [sure, setSure] = useState(false)
  const { bookingId } = booking
  if (cancelled) return { note: <div className="note" role="status"><Icon name="done" /><p>{t('find.cancelled')}</p></div>, acts: null }
  if (booking.status === 'fulfilled' || booking.status === 'noshow' || booking.status === 'cancelled') return { note: <div className="note"><Icon name="info" /><p>{t('find.over')}</p></div>, acts: null }
  const checkIn = (): void => { void callUntilDone('checkIn', { commandId, bookingId }, () => {}).then((result) => { if (result.ok) dispatch({ kind: 'ticket', ticket: result.value }) }) }
  const show = (): void => { void call('ticket', { bookingId }).then((result) => { if (result.ok) dispatch({ kind: 'ticket', ticket: result.value }) }) }
  const cancel = (): void => { void callUntilDone('cancelBooking', { commandId: cancelId, bookingId, reason: 'patient' }, () => {}).then((result) => { if (result.ok) onCancelled() }) }
  if (sure) return {
    note: <p className="ask"><b>{t('find.cancelSure')}</b></p>,
    acts: <div className="row"><Control testId="found-cancel-yes" onPress={cancel}>{t('find.cancelYes')}</Control><Control testId="found-keep" onPress={() => setSure(false)}>{t('find.keep')}</Control></div>,
  }
  const acts = (
    <>
      {booking.inQueue ? <Control kind="primary" testId="found-ticket" onPress={show}>{t('find.show')}</Control> : <Control kind="primary" testId="found-check-in" onPress={checkIn}>{t('find.checkIn')}</Control>}
      <Control kind="quiet" testId="found-cancel" onPress={() => setSure(true)}>{t('find.cancel')}</Control>
    </>
  )
  return { note: booking.inQueue ? <div className="note"><Icon name="seat" /><p>{t('find.inQueue')}</p></div> : null, acts }
}
