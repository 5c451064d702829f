import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { placeStates } from '../../src/contract/console-api.ts'
import type { Board, BoardSlot } from '../../src/contract/console-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { useRead } from './centre.ts'
import type { ViewProps } from './view-props.ts'
import { CutDialog } from './cut-dialog.tsx'
import { Facts } from './parts.tsx'
import { clockOf, dateOf } from './telling.ts'

const CAPACITY_MAX = 10_000
const MARKS_MAX = 40

export function SlotsView({ session, fleet, clinicId, onClinic }: ViewProps): ReactElement {
  const { t, i18n } = useTranslation()
  const clinics = fleet.data?.clinics ?? []
  const clinic = clinics.find((one) => one.clinicId === clinicId) ?? clinics[0]
  const [date, setDate] = useState<string | null>(null)
  const day = date ?? dateOf(Date.now(), clinic?.timeZone ?? 'Asia/Seoul')
  const { data, again } = useRead<Board>(session, clinic ? `/clinics/${encodeURIComponent(clinic.clinicId)}/board?date=${day}` : null)
  const [vaccine, setVaccine] = useState('')
  const [slotId, setSlotId] = useState<string | null>(null)
  const names = [...new Set((data?.slots ?? []).map((slot) => textIn(slot.vaccine, i18n.language)))]
  const slots = (data?.slots ?? []).filter((slot) => vaccine === '' || textIn(slot.vaccine, i18n.language) === vaccine)
  const chosen = slots.find((slot) => slot.slotId === slotId) ?? slots.find((slot) => slot.endAt > Date.now()) ?? slots[0]
  return (
    <>
      <section className="filters" aria-label={t('app.slots')}>
        <label><span>{t('slots.clinic')}</span><select data-testid="slots-clinic" value={clinic?.clinicId ?? ''} onChange={(event) => onClinic(event.target.value)}>{clinics.map((one) => <option key={one.clinicId} value={one.clinicId}>{one.name}</option>)}</select></label>
        <label><span>{t('slots.date')}</span><input type="date" data-testid="slots-date" value={day} onChange={(event) => { if (event.target.value) setDate(event.target.value) }} /></label>
        <label><span>{t('slots.vaccine')}</span><select data-testid="slots-vaccine" value={vaccine} onChange={(event) => setVaccine(event.target.value)}><option value="">{t('slots.all')}</option>{names.map((name) => <option key={name}>{name}</option>)}</select></label>
      </section>
      <main className="list">
        {slots.length === 0 ? <p className="empty">{data ? t('slots.empty') : t('app.loading')}</p> : (
          <table className="rows slots">
            <thead><tr><th>{t('slots.time')}</th><th>{t('slots.vaccine')}</th><th className="num">{t('slots.capacity')}</th><th>{t('slots.places')}</th>{placeStates.map((state) => <th key={state} className="num">{t(`slots.states.${state}`)}</th>)}</tr></thead>
            <tbody>{slots.map((slot) => <SlotRow key={slot.slotId} slot={slot} timeZone={data?.timeZone} chosen={slot === chosen} onSlot={setSlotId} />)}</tbody>
          </table>
        )}
      </main>
      <aside className="panel">{chosen ? <SlotPanel key={chosen.slotId} session={session} slot={chosen} timeZone={data?.timeZone} onChange={again} /> : null}</aside>
    </>
  )
}

type RowProps = { readonly slot: BoardSlot; readonly timeZone: string | undefined; readonly chosen: boolean; readonly onSlot: (slotId: string) => void }

function SlotRow({ slot, timeZone, chosen, onSlot }: RowProps): ReactElement {
  const { t, i18n } = useTranslation()
  const total = placeStates.reduce((sum, state) => sum + slot.places[state], 0)
  return (
    <tr className={chosen ? 'chosen' : ''} data-testid={`slot-${slot.slotId}`}>
      <th scope="row"><button type="button" aria-pressed={chosen} onClick={() => onSlot(slot.slotId)}>{t('slots.until', { start: clockOf(slot.startAt, timeZone), end: clockOf(slot.endAt, timeZone) })}</button></th>
      <td>{textIn(slot.vaccine, i18n.language)}</td><td className="num">{slot.capacity}</td>
      <td>{total <= MARKS_MAX ? <span className="tally places" aria-hidden="true">{placeStates.flatMap((state) => Array.from({ length: slot.places[state] }, (_, i) => <i key={`${state}${i + 1}`} className={state} />))}</span> : null}</td>
      {placeStates.map((state) => <td key={state} className={`num ${slot.places[state] === 0 ? 'light' : ''}`}>{slot.places[state]}</td>)}
    </tr>
  )
}

function SlotPanel({ session, slot, timeZone, onChange }: { readonly session: ViewProps['session']; readonly slot: BoardSlot; readonly timeZone: string | undefined; readonly onChange: () => void }): ReactElement {
  const { t, i18n } = useTranslation()
  const [text, setText] = useState(String(slot.capacity))
  const [open, setOpen] = useState(false)
  const capacity = /^\d{1,5}$/.test(text) && Number(text) <= CAPACITY_MAX ? Number(text) : null
  return (
    <>
      <h1>{textIn(slot.vaccine, i18n.language)}</h1>
      <p>{t('slots.until', { start: clockOf(slot.startAt, timeZone), end: clockOf(slot.endAt, timeZone) })}</p>
      <Facts rows={placeStates.filter((state) => slot.places[state] > 0).map((state) => [t(`slots.states.${state}`), <span key={state}><b>{slot.places[state]}</b> <small>{t(`slots.meaning.${state}`)}</small></span>])} />
      <section className="todo">
        <h2>{t('slots.change')}</h2>
        <label><span>{t('slots.newCapacity')}</span><input data-testid="new-capacity" inputMode="numeric" value={text} maxLength={5} onChange={(event) => setText(event.target.value)} /></label>
        <div className="acts"><Control testId="cut-preview" disabled={capacity === null} onPress={() => setOpen(true)}>{t('slots.preview')}</Control></div>
      </section>
      {open && capacity !== null ? <CutDialog session={session} slotId={slot.slotId} capacity={capacity} onClose={() => { setOpen(false); onChange() }} /> : null}
    </>
  )
}
