import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import type { DoseCaution } from '../../src/domain/lot.ts'
import { Control } from '../ui/control.tsx'
import { cautionsIn } from './cautions.ts'
import { DateField, timeTyped } from './date-field.tsx'
import { useDesk } from './desk-context.tsx'
import { OutcomeFields, outcomeOf, startOutcome } from './outcome-fields.tsx'
import { PersonFields } from './person-fields.tsx'
import { nextOnEnter, usePersonForm } from './person-form.ts'

const NUMBER_CHARS_MAX = 12
/** Of a form that bears no time: the middle of the day. */
const NOON = '12:00'

/** A form written by hand, typed as fast as it is read: its own number, the same order of fields, then what came of it. Day, lot and outcome stay for the next of the pile. */
export function BackEntry({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  const desk = useDesk()
  const { language, vaccines, list: { timeZone } } = desk
  const today = localDateOf(Date.now(), timeZone)
  const form = usePersonForm(today)
  const [paperNumber, setNumber] = useState('')
  const [writtenOn, setDay] = useState(today)
  const [outcome, setOutcome] = useState(startOutcome)
  const [cautions, setCautions] = useState<readonly DoseCaution[]>([])
  const [done, setDone] = useState<string | null>(null)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const submit = async (confirmed: boolean): Promise<void> => {
    const at = new Date(`${writtenOn}T${timeTyped(outcome.time) || NOON}`)
    const booking = form.booking(language, at)
    if (!booking) return
    const number = paperNumber.trim().toUpperCase()
    const { value, failure } = await desk.ask('bookPaper', { paperNumber: number, writtenOn, ...booking, outcome: outcomeOf(outcome, at, confirmed) })
    if (failure?.code === 'DOSE_CAUTION') return setCautions(cautionsIn(failure.detail))
    setCautions([])
    desk.tell(failure && { failure, ticketNumber: number })
    if (failure) return form.blame(failure)
    setDone(value?.ticketNumber ?? null)
    form.clear()
    setOutcome({ ...outcome, time: '' })
    setNumber(nextPaperNumber(number))
    first.current?.focus()
  }
  return (
    <form className="walk-in back-entry" data-testid="back-entry" onSubmit={(event: FormEvent) => { event.preventDefault(); void submit(false) }}>
      <h3>{t('paper.backEntry')}</h3>
      {done ? <p className="hint" role="status" data-testid="back-entry-done">{t('paper.entered', { number: done })}</p> : null}
      <div className="two">
        <label><span>{t('paper.number')}</span><input ref={first} data-testid="paper-number" value={paperNumber} placeholder={t('paper.numberHint')} maxLength={NUMBER_CHARS_MAX} autoComplete="off" onKeyDown={nextOnEnter} onChange={(event) => setNumber(event.target.value)} /></label>
        <DateField name={t('paper.day')} kind="day" value={writtenOn} today={today} testId="paper-day" onDate={setDay} />
      </div>
      <PersonFields form={form} vaccines={vaccines} language={language} focusFirst={false} />
      <OutcomeFields value={outcome} today={today} onChange={setOutcome} />
      {cautions.length > 0 ? <div className="caution" role="alertdialog" aria-label={t('dose.caution')} data-testid="paper-cautions"><p><b>{cautions.map((caution) => t(`dose.cautions.${caution}`)).join(' ')}</b></p><div className="acts"><Control onPress={() => setCautions([])}>{t('paper.look')}</Control><Control kind="quiet" testId="paper-confirm" onPress={() => { void submit(true) }}>{t('dose.confirm')}</Control></div></div> : null}
      <div className="acts"><button type="submit" className="control primary" data-testid="paper-submit"><span>{t('paper.enter')} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
    </form>
  )
}

/** The next of the pile: `A-P007` after `A-P006`. */
export const nextPaperNumber = (number: string): string => number.replace(/\d+$/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'))
