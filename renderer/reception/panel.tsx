import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookingDetail, CallInput, CallName } from '../../src/contract/kiosk-api.ts'
import { callUntilDone, newCommandId, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'

type Props = { readonly bookingId: string; readonly rooms: readonly string[]; readonly time: (at: number) => string; readonly busy: boolean }
const DOSES = [1, 2, 3, 4]
const DESK_PRACTITIONER = 'desk'

/** The chosen person: the next act is the biggest thing. Space calls, 2 calls to the second room, K N C as shown. */
export function Panel({ bookingId, rooms, time, busy }: Props): ReactElement | null {
  const { t } = useTranslation()
  const { data: detail, again } = useQuery('bookingDetail', { bookingId }, ['queue'])
  const [cancelling, setCancelling] = useState(false)
  const act = <N extends CallName>(name: N, input: CallInput<N>): void => { void callUntilDone(name, input, () => {}).then(again) }
  const callTo = (room: string | undefined): void => { if (room) act('callPatient', { commandId: newCommandId(), bookingId, room }) }
  const over = detail?.queue === 'finished'
  useEffect(() => setCancelling(false), [bookingId])
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (busy || over || event.ctrlKey || event.altKey || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return
      const key = event.key.toLowerCase()
      if (key === ' ') { event.preventDefault(); callTo(rooms[0]) }
      if (key === '2') callTo(rooms[1])
      if (key === 'k') act('checkIn', { commandId: newCommandId(), bookingId })
      if (key === 'n') act('markNoShow', { commandId: newCommandId(), bookingId })
      if (key === 'c') setCancelling(true)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  })
  if (!detail) return null
  return (
    <div className="person">
      <header><b className="number">{detail.ticketNumber}</b><p><b>{detail.maskedName}</b><span className="second">{t('desk.born', { year: detail.birthYear })} · {t(`desk.${detail.sex as 'female'}`)} · {detail.maskedPhone}</span></p></header>
      {detail.guardianName ? <p className="second">{t('desk.guardian', { name: detail.guardianName })}</p> : null}
      {over ? null : (
        <>
          <div className="acts">
            <Control kind="primary" testId="act-call" onPress={() => callTo(rooms[0])}>{t(detail.queue === 'in-service' ? 'desk.callAgain' : 'desk.callTo', { room: rooms[0] })} <kbd>Space</kbd></Control>
            {rooms[1] ? <Control testId="act-call-2" onPress={() => callTo(rooms[1])}>{rooms[1]} <kbd>2</kbd></Control> : null}
          </div>
          <div className="acts">
            {detail.queue === 'expected' || detail.status !== 'checked-in' ? <Control kind="quiet" testId="act-check-in" onPress={() => act('checkIn', { commandId: newCommandId(), bookingId })}>{t('desk.checkIn')} <kbd>K</kbd></Control> : null}
            <Control kind="quiet" testId="act-no-show" onPress={() => act('markNoShow', { commandId: newCommandId(), bookingId })}>{t('desk.noShow')} <kbd>N</kbd></Control>
            <Control kind="quiet" testId="act-cancel" onPress={() => setCancelling(true)}>{t('desk.cancel')} <kbd>C</kbd></Control>
          </div>
          {cancelling ? <div className="sure"><p>{t('desk.cancelSure')}</p><Control testId="act-cancel-yes" onPress={() => { setCancelling(false); act('cancelBooking', { commandId: newCommandId(), bookingId, reason: 'staff' }) }}>{t('desk.cancelYes')}</Control><Control kind="quiet" onPress={() => setCancelling(false)}>{t('desk.keep')}</Control></div> : null}
        </>
      )}
      {detail.answers.length > 0 ? <div className="doctor"><p><Icon name="stethoscope" /> <b>{t('desk.doctorSees', { count: detail.answers.length })}</b></p>{detail.answers.map((a) => <p key={a.question}><b>{a.question}</b> <span>{t(`question.q${a.question as 1}`).replaceAll('\n', ' ')} <b>{a.detail}</b></span></p>)}</div> : null}
      {over ? null : <Dose detail={detail} onFinish={(dose) => act('finishVisit', { commandId: newCommandId(), bookingId, ...dose })} />}
      <h3>{t('desk.today')}</h3>
      <ul>{detail.events.map((e) => <li key={`${e.at}${e.what}`}><span className="second">{time(e.at)}</span> {t(`desk.events.${e.what as 'called'}`)}</li>)}</ul>
    </div>
  )
}

type Finish = Pick<CallInput<'finishVisit'>, 'dose' | 'notGivenReason'>

function Dose({ detail, onFinish }: { readonly detail: BookingDetail; readonly onFinish: (finish: Finish) => void }): ReactElement {
  const { t } = useTranslation()
  const [lotNumber, setLot] = useState(detail.lots[0]?.lotNumber ?? '')
  const [doseNumber, setDose] = useState(1)
  const lot = detail.lots.find((l) => l.lotNumber === lotNumber) ?? detail.lots[0]
  return (
    <div className="dose">
      <h3>{t('desk.dose')}</h3>
      <label><span>{t('desk.lot')}</span><select value={lot?.lotNumber} onChange={(event) => setLot(event.target.value)}>{detail.lots.map((l) => <option key={l.lotNumber} value={l.lotNumber}>{l.lotNumber} · {t('desk.until', { date: l.expiryDate.slice(0, 7) })}</option>)}</select></label>
      <label><span>{t('desk.doseNumber')}</span><select value={doseNumber} onChange={(event) => setDose(Number(event.target.value))}>{DOSES.map((n) => <option key={n} value={n}>{t('desk.doseNth', { count: n })}</option>)}</select></label>
      <div className="acts">
        <Control testId="act-finish" disabled={!lot} onPress={() => { if (lot) onFinish({ dose: { ...lot, doseNumber, practitionerId: DESK_PRACTITIONER }, notGivenReason: null }) }}>{t('desk.given')}</Control>
        <Control kind="quiet" testId="act-not-given" onPress={() => onFinish({ dose: null, notGivenReason: t('desk.notGivenReason') })}>{t('desk.notGiven')}</Control>
      </div>
    </div>
  )
}
