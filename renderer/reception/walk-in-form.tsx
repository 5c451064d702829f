import { josa } from 'es-hangul'
import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import type { Ticket } from '../../src/contract/kiosk-api.ts'
import { SCREENING_FORM_VERSION, screeningQuestions } from '../../src/domain/screening.ts'
import { textIn } from '../i18n/text-in.ts'
import { callUntilDone, newCommandId, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { birthDateOf, findVaccine, numbersIn } from './view.ts'

type Typed = { readonly name: string; readonly birthDate: string; readonly phone: string; readonly sex: 'female' | 'male' | 'unspecified'; readonly vaccine: string; readonly questions: string; readonly guardian: string }
const blank: Typed = { name: '', birthDate: '', phone: '', sex: 'unspecified', vaccine: '', questions: '', guardian: '' }
const order = ['name', 'birthDate', 'phone', 'sex', 'vaccine', 'questions', 'guardian'] as const
type FieldName = (typeof order)[number]
const sexes = ['female', 'male', 'unspecified'] as const

/** One order of fields, Enter all the way. What was typed stays until the number is there. */
export function WalkInForm({ language, timeZone, onClose }: { readonly language: string; readonly timeZone: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Typed>(blank)
  const [commandId, setCommandId] = useState(newCommandId)
  const [wrong, setWrong] = useState<FieldName | null>(null)
  const [busy, setBusy] = useState(false)
  const [ticket, setTicket] = useState<Ticket | null>(null)
  const { data: vaccines } = useQuery('vaccinesToday', {}, ['sessions'])
  const vaccine = findVaccine(vaccines ?? [], typed.vaccine)

  const submit = (): void => {
    const birthDate = birthDateOf(typed.birthDate, localDateOf(Date.now(), timeZone))
    if (!typed.name.trim()) return setWrong('name')
    if (!birthDate) return setWrong('birthDate')
    if (typed.phone.replace(/\D/g, '').length < 7) return setWrong('phone')
    if (!vaccine) return setWrong('vaccine')
    if (busy) return
    const yes = numbersIn(typed.questions)
    setBusy(true)
    void callUntilDone('bookWalkIn', {
      commandId, vaccine: vaccine.vaccine, when: 'soonest', channel: 'desk',
      patient: { name: typed.name.trim(), birthDate, phone: typed.phone.trim(), sex: typed.sex, language, needsHelp: false, guardian: typed.guardian.trim() ? { name: typed.guardian.trim(), relation: 'guardian' } : null },
      consent: { at: new Date().toISOString(), formVersion: SCREENING_FORM_VERSION },
      screening: { formVersion: SCREENING_FORM_VERSION, answers: screeningQuestions.map(({ number }) => ({ question: number, answer: yes.includes(number), detail: null })) },
    }, () => {}).then((result) => {
      setBusy(false)
      if (result.ok) return setTicket(result.value)
      setCommandId(newCommandId())
      setWrong(result.error.code === 'GUARDIAN_REQUIRED' ? 'guardian' : (order.find((name) => result.error.field?.includes(name)) ?? 'name'))
    })
  }
  const again = (): void => { setTyped(blank); setTicket(null); setWrong(null); setCommandId(newCommandId()) }
  if (ticket) return (
    <div className="walk-in done">
      <h3>{ticket.status === 'booked' ? t('ticket.booked') : t('ticket.standby')}</h3>
      <b className={`number ${ticket.status}`} data-testid="desk-ticket-number">{ticket.ticketNumber}</b>
      <p>{textIn(ticket.vaccineName, language)} · {ticket.maskedName}</p>
      <div className="acts"><Control kind="primary" testId="desk-again" onPress={again}>{t('walkIn.again')}</Control><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
    </div>
  )
  const input = (name: FieldName, testId: string, hint?: string): ReactElement => (
    <label className={wrong === name ? 'wrong' : ''}>
      <span>{t(`walkIn.${name}`)}</span>
      <input data-testid={testId} autoFocus={name === 'name'} value={typed[name]} placeholder={hint} maxLength={200} onKeyDown={nextOnEnter}
        onChange={(event) => { setWrong(null); setTyped({ ...typed, [name]: event.target.value }) }} />
      {wrong === name ? <em role="alert">{t('walkIn.wrong', { field: nameOf(t(`walkIn.${name}`), language) })}</em> : null}
    </label>
  )
  return (
    <form className="walk-in" onSubmit={(event: FormEvent) => { event.preventDefault(); submit() }}>
      <h3>{t('walkIn.title')}</h3>
      {input('name', 'desk-name')}
      {input('birthDate', 'desk-birth-date', t('walkIn.birthHint'))}
      {input('phone', 'desk-phone')}
      <fieldset><legend>{t('walkIn.sex')}</legend>{sexes.map((sex) => <Control key={sex} kind="quiet" testId={`desk-sex-${sex}`} selected={typed.sex === sex} onPress={() => setTyped({ ...typed, sex })}>{t(`sex.${sex}`)}</Control>)}</fieldset>
      {input('vaccine', 'desk-vaccine', t('walkIn.vaccineHint'))}
      <p className="second">{vaccine ? textIn(vaccine.name, language) : (vaccines ?? []).map((v, i) => `${i + 1} ${textIn(v.name, language)}`).join('  ·  ')}</p>
      {input('questions', 'desk-questions', t('walkIn.questionsHint'))}
      {input('guardian', 'desk-guardian')}
      <p className="second">{t('walkIn.consent')}</p>
      <div className="acts"><button type="submit" className="control primary" data-testid="desk-submit">{busy ? t('walkIn.busy') : t('walkIn.submit')} <kbd>Enter</kbd></button><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
    </form>
  )
}

/** 을 or 를, as the word before it ends; what stands in brackets is not said. */
const nameOf = (label: string, language: string): string => {
  const said = label.replace(/\s*[(:].*$/, '')
  return language === 'ko' ? josa(said, '을/를') : said
}

/** Enter goes to the next field, and from the last one books. */
function nextOnEnter(event: React.KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  const fields = [...(event.currentTarget.form?.querySelectorAll('input') ?? [])]
  const next = fields[fields.indexOf(event.currentTarget) + 1]
  if (!next) return
  event.preventDefault()
  next.focus()
}
