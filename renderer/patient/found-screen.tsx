import { useState } from 'react'
import type { ReactElement } from 'react'
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
  if (open.length === 0) {
    const foot = <Control kind="primary" testId="find-again" onPress={() => dispatch({ kind: 'find-again' })}>{t('find.again')}</Control>
    return <Frame title={t('find.none')} lead={t('find.noneLead')} foot={foot} />
  }
  return (
    <Frame title={t('find.title')}>
      <div className="cards">
        {open.map((b) => (
          <article key={b.bookingId} className="found" data-booking-id={b.bookingId}>
            <p className="number">{b.ticketNumber}</p>
            <p className="whose">{textIn(b.vaccineName, language)} · {b.maskedName}{b.slotStart ? ` · ${time(b.slotStart)}` : ''}</p>
            <FoundActs booking={b} cancelled={b.bookingId === cancelled} dispatch={dispatch} onCancelled={() => { setCancelled(b.bookingId); again() }} />
          </article>
        ))}
      </div>
    </Frame>
  )
}

type ActsProps = { readonly booking: FoundBooking; readonly cancelled: boolean; readonly dispatch: (event: FlowEvent) => void; readonly onCancelled: () => void }

function FoundActs({ booking, cancelled, dispatch, onCancelled }: ActsProps): ReactElement {
  const { t } = useTranslation()
  const [commandId] = useState(newCommandId)
  const [cancelId] = useState(newCommandId)
  const [sure, setSure] = useState(false)
  const { bookingId } = booking
  if (cancelled) return <div className="note" role="status"><Icon name="done" /><p>{t('find.cancelled')}</p></div>
  if (booking.status === 'fulfilled' || booking.status === 'noshow' || booking.status === 'cancelled') return <div className="note"><Icon name="info" /><p>{t('find.over')}</p></div>
  const checkIn = (): void => { void callUntilDone('checkIn', { commandId, bookingId }, () => {}).then((result) => { if (result.ok) dispatch({ kind: 'ticket', ticket: result.value }) }) }
  const show = (): void => { void call('ticket', { bookingId }).then((result) => { if (result.ok) dispatch({ kind: 'ticket', ticket: result.value }) }) }
  const cancel = (): void => { void callUntilDone('cancelBooking', { commandId: cancelId, bookingId, reason: 'patient' }, () => {}).then((result) => { if (result.ok) onCancelled() }) }
  if (sure) return (
    <>
      <p className="ask"><b>{t('find.cancelSure')}</b></p>
      <div className="row"><Control testId="found-cancel-yes" onPress={cancel}>{t('find.cancelYes')}</Control><Control testId="found-keep" onPress={() => setSure(false)}>{t('find.keep')}</Control></div>
    </>
  )
  return (
    <>
      {booking.inQueue ? <div className="note"><Icon name="seat" /><p>{t('find.inQueue')}</p></div> : null}
      {booking.inQueue ? <Control kind="primary" testId="found-ticket" onPress={show}>{t('find.show')}</Control> : <Control kind="primary" testId="found-check-in" onPress={checkIn}>{t('find.checkIn')}</Control>}
      <Control kind="quiet" testId="found-cancel" onPress={() => setSure(true)}>{t('find.cancel')}</Control>
    </>
  )
}
