import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { wasteReasons } from '../../src/contract/desk-api.ts'
import type { VialView, WasteReason } from '../../src/contract/desk-types.ts'
import { textIn } from '../i18n/text-in.ts'
import { useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { DateField } from './date-field.tsx'
import { useDesk } from './desk-context.tsx'
import { nextOnEnter } from './person-form.ts'
import { hoursAndMinutes, minutesUntil } from './view.ts'

const SOON_MIN = 60

/** Open vials over the list: a mark is a dose, the clock is the six hours. Doses nobody holds a place for call somebody who stands by. */
export function Vials(): ReactElement | null {
  const { list } = useDesk()
  if (list.vials.length === 0) return null
  return <div className="vials" data-testid="vials">{list.vials.map((vial) => <Vial key={vial.vialId} vial={vial} />)}</div>
}

function Vial({ vial }: { readonly vial: VialView }): ReactElement {
  const { t } = useTranslation()
  const { list, language, choose, act } = useDesk()
  const left = minutesUntil(vial.usableUntil, list.now)
  const [next] = vial.standby
  const row = next && list.rows.find(({ bookingId }) => bookingId === next.bookingId)
  const room = list.settings.rooms[0]
  return (
    <div className={`vial ${vial.over ? 'over' : left <= SOON_MIN ? 'soon' : ''}`} data-testid={`vial-${vial.lotNumber}`}>
      <p title={vial.lotNumber}><b>{textIn(vial.vaccineName, language)}</b> <span className="doses-left" aria-hidden="true">{Array.from({ length: vial.doses }, (_, i) => <i key={`d${i + 1}`} className={i < vial.left ? 'left' : ''} />)}</span> <b>{t('vial.left', { count: vial.left })}</b> <span>{vial.over ? t('vial.over') : t('vial.clock', { time: hoursAndMinutes(left) })}</span></p>
      {next && row && room ? <Control className="inline" icon="hourglass" testId="call-standby" onPress={() => { choose(next.bookingId); void act('callVisit', { bookingId: next.bookingId, revision: row.revision, room }) }}>{t('vial.callStandby', { number: next.ticketNumber })}</Control> : null}
    </div>
  )
}

/** Opening one starts its clock; what is thrown away is counted with its reason. */
export function VialForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  const { list, language, act } = useDesk()
  const { data: vaccines } = useQuery('vaccinesToday', {}, ['sessions'])
  const [code, setCode] = useState<string | null>(null)
  const [lotNumber, setLot] = useState('')
  const [expiryDate, setExpiry] = useState('')
  const first = useRef<HTMLSelectElement>(null)
  useEffect(() => first.current?.focus(), [vaccines === null])
  const vaccine = vaccines?.find((v) => v.vaccine.code === code) ?? vaccines?.[0]
  const submit = async (): Promise<void> => { if (vaccine && await act('openVial', { vaccine: vaccine.vaccine, lotNumber: lotNumber.trim(), expiryDate, doses: null })) onClose() }
  return (
    <div className="vial-form" data-testid="vial-form">
      <form className="act-form" onSubmit={(event: FormEvent) => { event.preventDefault(); void submit() }}>
        <h3>{t('vial.opening')}</h3>
        <label><span>{t('walkIn.vaccine')}</span><select ref={first} data-testid="vial-vaccine" value={vaccine?.vaccine.code ?? ''} onKeyDown={nextOnEnter} onChange={(event) => setCode(event.target.value)}>{vaccines?.map((v) => <option key={v.vaccine.code} value={v.vaccine.code}>{textIn(v.name, language)}</option>)}</select></label>
        <label><span>{t('desk.lot')}</span><input data-testid="vial-lot" value={lotNumber} maxLength={60} autoComplete="off" onKeyDown={nextOnEnter} onChange={(event) => setLot(event.target.value)} /></label>
        <DateField name={t('paper.expiry')} kind="expiry" value={expiryDate} today={list.date} testId="vial-expiry" onDate={setExpiry} />
        <div className="acts"><button type="submit" className="control primary" data-testid="vial-done"><span>{t('vial.start')} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
      </form>
      {list.vials.length > 0 ? <Waste vials={list.vials} /> : null}
    </div>
  )
}

function Waste({ vials }: { readonly vials: readonly VialView[] }): ReactElement {
  const { t } = useTranslation()
  const { act, language } = useDesk()
  const [vialId, setVial] = useState<string | null>(null)
  const [count, setCount] = useState<number | null>(null)
  const [reason, setReason] = useState<WasteReason>('time-over')
  const vial = vials.find((v) => v.vialId === vialId) ?? vials.find((v) => v.left > 0) ?? vials[0]
  if (!vial) return <p />
  const doses = count ?? vial.left
  return (
    <form className="act-form" data-testid="waste-form" onSubmit={(event: FormEvent) => { event.preventDefault(); void act('wasteDoses', { vialId: vial.vialId, count: doses, reason }) }}>
      <h3><Icon name="info" /> {t('vial.waste')}</h3>
      <label><span>{t('vial.which')}</span><select value={vial.vialId} onChange={(event) => { setVial(event.target.value); setCount(null) }}>{vials.map((v) => <option key={v.vialId} value={v.vialId}>{textIn(v.vaccineName, language)} {v.lotNumber}</option>)}</select></label>
      <label><span>{t('vial.count')}</span><input type="number" min={1} max={Math.max(1, vial.left)} value={doses} onChange={(event) => setCount(Number(event.target.value))} /></label>
      <label><span>{t('dose.why')}</span><select value={reason} onChange={(event) => setReason(event.target.value as WasteReason)}>{wasteReasons.map((r) => <option key={r} value={r}>{t(`vial.reasons.${r}`)}</option>)}</select></label>
      <button type="submit" className="control secondary" data-testid="waste-done"><span>{t('vial.doWaste')}</span></button>
    </form>
  )
}
