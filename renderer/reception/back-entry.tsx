import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import { notGivenReasons } from '../../src/contract/desk-api.ts'
import type { NotGivenReason } from '../../src/contract/desk-types.ts'
import type { DoseCaution } from '../../src/domain/lot.ts'
import { useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { cautionsIn } from './cautions.ts'
import { useDesk } from './desk-context.tsx'
import { nextOnEnter, PersonFields, usePersonForm } from './person-fields.tsx'

const outcomes = ['given', 'waiting', 'not-given'] as const
type OutcomeKind = (typeof outcomes)[number]
const NUMBER_CHARS_MAX = 12

/** A form written by hand, typed as fast as it is read: its own number, the same order of fields, then what came of it. Number, day, lot and outcome stay for the next one of the pile. */
export function BackEntry({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  const desk = useDesk()
  const { language, list: { timeZone } } = desk
  const today = localDateOf(Date.now(), timeZone)
  const { data: vaccines } = useQuery('vaccinesToday', {}, ['sessions'])
  const form = usePersonForm(today)
  const [paperNumber, setNumber] = useState('')
  const [writtenOn, setDay] = useState(today)
  const [outcome, setOutcome] = useState<OutcomeKind>('given')
  const [time, setTime] = useState('')
  const [lot, setLot] = useState({ lotNumber: '', expiryDate: '', doseNumber: 1 })
  const [reason, setReason] = useState<NotGivenReason>('doctor')
  const [cautions, setCautions] = useState<readonly DoseCaution[]>([])
  const [done, setDone] = useState<string | null>(null)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const submit = async (confirmed: boolean): Promise<void> => {
    const booking = form.booking(language, new Date(`${writtenOn}T${time || '12:00'}`))
    if (!booking) return
    const what = outcome === 'given' ? { kind: outcome, ...lot, vaccinatorId: null, vaccine: null, observeMinutes: 0 as const, confirmed, givenAt: new Date(`${writtenOn}T${time || '12:00'}`).toISOString() }
      : outcome === 'not-given' ? { kind: outcome, reason, note: null } : { kind: outcome }
    const { value, failure } = await desk.ask('bookPaper', { paperNumber: paperNumber.trim().toUpperCase(), writtenOn, ...booking, outcome: what })
    if (failure?.code === 'DOSE_CAUTION') return setCautions(cautionsIn(failure.detail))
    setCautions([])
    desk.tell(failure && { failure, ticketNumber: paperNumber })
    if (failure) return form.blame(failure)
    setDone(value?.ticketNumber ?? null)
    form.clear()
    setNumber(nextPaperNumber(paperNumber.trim().toUpperCase()))
    first.current?.focus()
  }
  const label = (name: 'number' | 'day' | 'time' | 'lot' | 'expiry', element: ReactElement): ReactElement => <label><span>{t(`paper.${name}`)}</span>{element}</label>
  return (
    <form className="walk-in back-entry" data-testid="back-entry" onSubmit={(event: FormEvent) => { event.preventDefault(); void submit(false) }}>
      <h3>{t('paper.backEntry')}</h3>
      {done ? <p className="hint" role="status" data-testid="back-entry-done">{t('paper.entered', { number: done })}</p> : null}
      <div className="two">
        {label('number', <input ref={first} data-testid="paper-number" value={paperNumber} placeholder="A-P001" maxLength={NUMBER_CHARS_MAX} autoComplete="off" onKeyDown={nextOnEnter} onChange={(event) => setNumber(event.target.value)} />)}
        {label('day', <input type="date" data-testid="paper-day" value={writtenOn} max={today} onKeyDown={nextOnEnter} onChange={(event) => setDay(event.target.value)} />)}
      </div>
      <PersonFields form={form} vaccines={vaccines ?? []} language={language} focusFirst={false} />
      <label><span>{t('paper.outcome')}</span><select data-testid="paper-outcome" value={outcome} onKeyDown={nextOnEnter} onChange={(event) => setOutcome(event.target.value as OutcomeKind)}>{outcomes.map((kind) => <option key={kind} value={kind}>{t(`paper.outcomes.${kind}`)}</option>)}</select></label>
      {outcome === 'given' ? (
        <>
          <div className="two">
            {label('time', <input type="time" data-testid="paper-time" value={time} onKeyDown={nextOnEnter} onChange={(event) => setTime(event.target.value)} />)}
            {label('lot', <input data-testid="paper-lot" value={lot.lotNumber} maxLength={60} autoComplete="off" onKeyDown={nextOnEnter} onChange={(event) => setLot({ ...lot, lotNumber: event.target.value })} />)}
          </div>
          {label('expiry', <input type="date" data-testid="paper-expiry" value={lot.expiryDate} onKeyDown={nextOnEnter} onChange={(event) => setLot({ ...lot, expiryDate: event.target.value })} />)}
        </>
      ) : outcome === 'not-given' ? <label><span>{t('dose.why')}</span><select value={reason} onKeyDown={nextOnEnter} onChange={(event) => setReason(event.target.value as NotGivenReason)}>{notGivenReasons.map((r) => <option key={r} value={r}>{t(`dose.reasons.${r}`)}</option>)}</select></label> : null}
      {cautions.length > 0 ? <div className="caution" role="alertdialog" aria-label={t('dose.caution')}><p><b>{cautions.map((caution) => t(`dose.cautions.${caution}`)).join(' ')}</b></p><div className="acts"><Control onPress={() => setCautions([])}>{t('paper.look')}</Control><Control kind="quiet" testId="paper-confirm" onPress={() => { void submit(true) }}>{t('dose.confirm')}</Control></div></div> : null}
      <div className="acts"><button type="submit" className="control primary" data-testid="paper-submit"><span>{t('paper.enter')} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
    </form>
  )
}

/** The next of the pile: `A-P007` after `A-P006`. */
export const nextPaperNumber = (number: string): string => number.replace(/\d+$/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'))
