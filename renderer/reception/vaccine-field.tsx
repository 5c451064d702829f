import { useEffect, useId, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { VaccineToday } from '../../src/contract/kiosk-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { nameOf } from './person-form.ts'
import type { PersonForm } from './person-form.ts'
import { composing } from './use-keys.ts'
import { findVaccines } from './view.ts'

type Props = { readonly form: PersonForm; readonly vaccines: readonly VaccineToday[]; readonly language: string; readonly onEnter: (event: React.KeyboardEvent<HTMLInputElement>) => void }

/** Type-ahead: a number of the line, the first letters, first consonants (ㄷㄱ). The arrows choose among what fits, Enter takes it and goes on. */
export function VaccineField({ form, vaccines, language, onEnter }: Props): ReactElement {
  const { t } = useTranslation()
  const list = useId()
  const [at, setAt] = useState(0)
  const taken = form.vaccine !== null && form.typed.vaccine === textIn(form.vaccine.name, language)
  const found = taken ? [] : findVaccines(vaccines, form.typed.vaccine)
  const pointed = found[Math.min(at, found.length - 1)]
  // Not taken as the field is left: the list would go, and the button that is being pressed would move away.
  useEffect(() => { form.pointed.current = !taken && form.typed.vaccine.trim() !== '' ? (pointed ?? null) : null })
  const take = (vaccine: VaccineToday): void => { form.type('vaccine', textIn(vaccine.name, language)); form.pick(vaccine) }
  const pressed = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    if (composing(event.nativeEvent)) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) { event.preventDefault(); setAt(Math.max(0, Math.min(found.length - 1, at + step))) }
    if (event.key !== 'Enter' && event.key !== 'Tab') return
    if (!taken && pointed && (form.typed.vaccine.trim() !== '' || at > 0)) take(pointed)
    if (event.key === 'Enter') onEnter(event)
  }
  const wrong = form.wrong === 'vaccine'
  return (
    <div className="vaccine-field">
      <label className={wrong ? 'wrong' : ''}>
        <span>{t('walkIn.vaccine')}</span>
        <input role="combobox" aria-expanded={found.length > 0} aria-controls={list} aria-autocomplete="list" aria-activedescendant={pointed ? `${list}-${pointed.vaccine.code}` : undefined} data-testid="desk-vaccine" autoComplete="off" maxLength={60}
          placeholder={t('walkIn.vaccineHint')} value={form.typed.vaccine} onKeyDown={pressed} onChange={(event) => { setAt(0); form.type('vaccine', event.target.value) }} />
        {wrong ? <em role="alert">{t('walkIn.wrong', { field: nameOf(t('walkIn.vaccine'), language) })}</em> : null}
      </label>
      <div className="options" id={list} role="listbox" aria-label={t('walkIn.vaccine')} data-testid="vaccine-list">
        {found.map((v) => (
          <div key={v.vaccine.code} id={`${list}-${v.vaccine.code}`} role="option" tabIndex={-1} aria-selected={v === pointed} className={v === pointed && form.typed.vaccine !== '' ? 'pointed' : ''} onPointerDown={(event) => { event.preventDefault(); take(v) }}>
            <b>{vaccines.indexOf(v) + 1}</b><span>{textIn(v.name, language)}</span><span className="second">{v.freeNow > 0 ? t('walkIn.free', { count: v.freeNow }) : t('walkIn.standbyNow')}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
