import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { notGivenReasons } from '../../src/contract/desk-api.ts'
import type { NotGivenReason, VisitDetail } from '../../src/contract/desk-types.ts'
import type { DoseCaution } from '../../src/domain/lot.ts'
import { useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { cautionsIn } from './cautions.ts'
import { useDesk } from './desk-context.tsx'
import { useKeys } from './use-keys.ts'

const DOSES = [1, 2, 3, 4, 5, 6]
const MINUTES = [15, 30, 0] as const
const NOTE_CHARS_MAX = 200

/** Lot and dose number are chosen, not typed. Enter goes here, Enter again records: two keys, none of them by accident. */
export function Dose({ detail, first }: { readonly detail: VisitDetail; /** The next act on this person. */ readonly first: boolean }): ReactElement {
  const { t } = useTranslation()
  const { list, who, ask, act, tell } = useDesk()
  const { data: staff } = useQuery('staffList', {}, ['desk'])
  const [lotNumber, setLot] = useState<string | null>(null)
  const [nth, setNth] = useState<number | null>(null)
  const [vaccinatorId, setVaccinator] = useState<string | null>(null)
  const [minutes, setMinutes] = useState<0 | 15 | 30>(list.settings.observeMinutes)
  const [cautions, setCautions] = useState<readonly DoseCaution[]>([])
  const [refusing, setRefusing] = useState(false)
  const field = useRef<HTMLSelectElement>(null)
  useKeys({ enter: () => { field.current?.focus() }, g: () => setRefusing(true) })
  const usable = detail.lots.find((l) => !l.expired && !l.recalled) ?? detail.lots[0]
  const lot = detail.lots.find((l) => l.lotNumber === lotNumber) ?? usable
  const doseNumber = nth ?? detail.nextDose
  const on = { bookingId: detail.bookingId, revision: detail.revision }
  const record = async (confirmed: boolean): Promise<void> => {
    if (!lot) return
    const { failure } = await ask('recordDose', { ...on, lotNumber: lot.lotNumber, expiryDate: lot.expiryDate, doseNumber, vaccinatorId: vaccinatorId ?? who?.practitionerId ?? null, vaccine: null, observeMinutes: minutes, confirmed })
    if (failure?.code === 'DOSE_CAUTION') return setCautions(cautionsIn(failure.detail))
    setCautions([])
    tell(failure && { failure, ticketNumber: detail.ticketNumber })
  }
  const enter = (event: React.KeyboardEvent): void => { if (event.key === 'Enter') { event.preventDefault(); void record(false) } }
  const people = staff?.staff.filter(({ active }) => active) ?? []
  const lotText = (l: VisitDetail['lots'][number]): string => `${l.lotNumber} · ${t(l.recalled ? 'dose.recalled' : l.expired ? 'dose.expired' : 'desk.until', { date: l.expiryDate.slice(0, 7) })}`
  return (
    <div className="dose">
      <h3>{t('desk.dose')}</h3>
      <label><span>{t('desk.lot')}</span><select ref={field} data-testid="dose-lot" value={lot?.lotNumber} onKeyDown={enter} onChange={(event) => { setLot(event.target.value); setCautions([]) }}>{detail.lots.map((l) => <option key={l.lotNumber} value={l.lotNumber}>{lotText(l)}</option>)}</select></label>
      <div className="two">
        <label><span>{t('desk.doseNumber')}</span><select data-testid="dose-nth" value={doseNumber} onKeyDown={enter} onChange={(event) => setNth(Number(event.target.value))}>{DOSES.map((n) => <option key={n} value={n}>{t('desk.doseNth', { count: n })}</option>)}</select></label>
        <label><span>{t('dose.watch')}</span><select data-testid="dose-minutes" value={minutes} onKeyDown={enter} onChange={(event) => setMinutes(Number(event.target.value) as 0 | 15 | 30)}>{MINUTES.map((m) => <option key={m} value={m}>{m === 0 ? t('dose.noWatch') : t('desk.minutes', { count: m })}</option>)}</select></label>
      </div>
      {people.length > 0 ? <label><span>{t('dose.by')}</span><select data-testid="dose-by" value={vaccinatorId ?? who?.practitionerId ?? ''} onKeyDown={enter} onChange={(event) => setVaccinator(event.target.value || null)}><option value="">{t('dose.nobody')}</option>{people.map((p) => <option key={p.practitionerId} value={p.practitionerId}>{p.name}</option>)}</select></label> : null}
      {cautions.length > 0 ? <Cautions cautions={cautions} onConfirm={() => { void record(true) }} onBack={() => { setCautions([]); field.current?.focus() }} /> : (
        <div className="acts">
          <Control kind={first ? 'primary' : 'secondary'} testId="act-given" disabled={!lot} onPress={() => { void record(false) }}>{t('desk.given')} <kbd>Enter</kbd></Control>
          <Control kind="quiet" testId="act-not-given" selected={refusing} onPress={() => setRefusing(!refusing)}>{t('desk.notGiven')} <kbd>G</kbd></Control>
        </div>
      )}
      {refusing ? <NotGiven onDone={async (reason, note) => { if (await act('recordNotGiven', { ...on, reason, note })) setRefusing(false) }} /> : null}
    </div>
  )
}

type CautionsProps = { readonly cautions: readonly DoseCaution[]; readonly onConfirm: () => void; readonly onBack: () => void }

/** A dose that is in the arm is recorded, whatever speaks against it. */
function Cautions({ cautions, onConfirm, onBack }: CautionsProps): ReactElement {
  const { t } = useTranslation()
  const { open } = useDesk()
  const alone = cautions.every((caution) => caution === 'not-signed')
  const back = useRef<HTMLDivElement>(null)
  useEffect(() => back.current?.querySelector('button')?.focus(), [])
  return (
    <div className="caution" role="alertdialog" aria-label={t('dose.caution')} data-testid="cautions" ref={back}>
      <p><Icon name="alert" /> <b>{cautions.map((caution) => t(`dose.cautions.${caution}`)).join(' ')}</b></p>
      <p>{t(alone ? 'dose.nameMissing' : 'dose.inTheArm')}</p>
      <div className="acts">{alone ? <Control testId="caution-sign-in" onPress={() => open('sign-in')}>{t('staff.signIn')} <kbd>F10</kbd></Control> : <Control testId="caution-back" onPress={onBack}>{t('dose.otherLot')}</Control>}<Control kind="quiet" testId="caution-confirm" onPress={onConfirm}>{t(alone ? 'dose.withoutName' : 'dose.confirm')}</Control></div>
    </div>
  )
}

function NotGiven({ onDone }: { readonly onDone: (reason: NotGivenReason, note: string | null) => Promise<void> }): ReactElement {
  const { t } = useTranslation()
  const [reason, setReason] = useState<NotGivenReason>('doctor')
  const [note, setNote] = useState('')
  const first = useRef<HTMLSelectElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <form className="act-form" data-testid="form-not-given" onSubmit={(event: FormEvent) => { event.preventDefault(); void onDone(reason, note.trim() || null) }}>
      <label><span>{t('dose.why')}</span><select ref={first} data-testid="not-given-reason" value={reason} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); event.currentTarget.form?.requestSubmit() } }} onChange={(event) => setReason(event.target.value as NotGivenReason)}>{notGivenReasons.map((r) => <option key={r} value={r}>{t(`dose.reasons.${r}`)}</option>)}</select></label>
      <label><span>{t('visit.note')}</span><input value={note} maxLength={NOTE_CHARS_MAX} onChange={(event) => setNote(event.target.value)} /></label>
      <button type="submit" className="control secondary" data-testid="not-given-done"><span>{t('dose.doNotGiven')} <kbd>Enter</kbd></span></button>
    </form>
  )
}
