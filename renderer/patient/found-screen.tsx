import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundBooking } from '../../src/contract/kiosk-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { callUntilDone, newCommandId, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { dateOf } from './flow.ts'
import type { FlowEvent, FlowState } from './flow.ts'

type Props = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void; readonly language: string; readonly time: (at: number) => string }

export function FoundScreen({ state, dispatch, language, time }: Props): ReactElement {
  const { t } = useTranslation()
  const { data, again } = useQuery('findBookings', { phoneLast4: state.phoneLast4, birthDate: dateOf(state.birthDate) }, ['queue'])
  const [cancelled, setCancelled] = useState<string | null>(null)
  const open = data?.filter((b) => b.status !== 'cancelled' || b.bookingId === cancelled) ?? []
  if (data && open.length === 0) return <p className="note"><Icon name="info" /> {t('find.none')}</p>
  return (
    <div className="cards">
      {open.map((b) => (
        <article key={b.bookingId} className="found" data-booking-id={b.bookingId}>
          <p className="number">{b.ticketNumber}</p>
          <p>{textIn(b.vaccineName, language)} · {b.maskedName}{b.slotStart ? ` · ${time(b.slotStart)}` : ''}</p>
          <FoundActs booking={b} cancelled={b.bookingId === cancelled} dispatch={dispatch} onCancelled={() => { setCancelled(b.bookingId); again() }} />
        </article>
      ))}
    </div>
  )
}

function FoundActs({ booking, cancelled, dispatch, onCancelled }: { readonly booking: FoundBooking; readonly cancelled: boolean; readonly dispatch: (event: FlowEvent) => void; readonly onCancelled: () => void }): ReactElement {
  const { t } = useTranslation()
  const [commandId] = useState(newCommandId)
  const [sure, setSure] = useState(false)
  const { bookingId } = booking
  if (cancelled) return <p className="note"><Icon name="done" /> {t('find.cancelled')}</p>
  if (booking.status === 'fulfilled' || booking.status === 'noshow' || booking.status === 'cancelled') return <p className="note">{t('find.over')}</p>
  const checkIn = (): void => {
    void callUntilDone('checkIn', { commandId, bookingId }, () => {}).then((result) => { if (result.ok) dispatch({ kind: 'ticket', ticket: result.value }) })
  }
  const cancel = (): void => {
    void callUntilDone('cancelBooking', { commandId, bookingId, reason: 'patient' }, () => {}).then((result) => { if (result.ok) onCancelled() })
  }
  return (
    <>
      {booking.inQueue ? <p className="note">{t('find.inQueue')}</p> : <Control kind="primary" testId="found-check-in" onPress={checkIn}>{t('find.checkIn')}</Control>}
      {sure ? <Control icon="no" testId="found-cancel-yes" onPress={cancel}>{t('find.cancelYes')}</Control> : <Control kind="quiet" testId="found-cancel" onPress={() => setSure(true)}>{t('find.cancel')}</Control>}
    </>
  )
}
