import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { call, newCommandId, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import type { StepProps } from './set-up-step.ts'

const [PIN_MIN, PIN_MAX] = [4, 12]
const onlyDigits = (text: string): string => text.replace(/\D/g, '').slice(0, PIN_MAX)

/** The desk's first person, who names the others there. A clinic that names nobody works all the same. */
export function StaffStep({ next, pin }: StepProps & { readonly pin: string }): ReactElement {
  const { t } = useTranslation()
  const { data } = useQuery('staffList', {}, ['store-up'])
  const [name, setName] = useState('')
  const [staffPin, setStaffPin] = useState('')
  const [again, setAgain] = useState('')
  const [fault, setFault] = useState('')
  const lead = data?.staff.find(({ role, active }) => role === 'lead' && active)
  const take = (): void => {
    if (name.trim() === '') return setFault(t('setUp.staffNameMissing'))
    if (staffPin.length < PIN_MIN) return setFault(t('setUp.pinShort'))
    if (staffPin !== again) return setFault(t('setUp.pinDiffer'))
    void call('makeFirstLead', { commandId: newCommandId(), pin, name: name.trim(), staffPin }).then((result) => (result.ok ? next() : setFault(result.error.detail)))
  }
  const field = (id: string, label: string, value: string, set: (text: string) => void): ReactElement =>
    <label><span>{label}</span><input type="password" inputMode="numeric" autoComplete="off" data-testid={id} value={value} onChange={(event) => { setFault(''); set(onlyDigits(event.target.value)) }} onKeyDown={(event) => { if (event.key === 'Enter') take() }} /></label>
  return <>
    <h1>{t('setUp.staff')}</h1>
    <p className="lead">{t('setUp.staffLead')}</p>
    {lead ? <p className="good" data-testid="set-up-lead">{t('setUp.staffThere', { name: lead.name })}</p> : <div className="fields">
      <label><span>{t('setUp.staffName')}</span><input data-testid="set-up-staff-name" maxLength={60} autoComplete="off" value={name} onChange={(event) => { setFault(''); setName(event.target.value) }} /></label>
      {field('set-up-staff-pin', t('setUp.staffPin'), staffPin, setStaffPin)}{field('set-up-staff-pin-again', t('setUp.pinAgain'), again, setAgain)}
    </div>}
    <p className="fault" role="alert">{fault}</p>
    <p className="acts"><Control kind="primary" testId="set-up-next" onPress={lead ? next : take}>{t('setUp.next')}</Control>{lead ? null : <Control kind="quiet" testId="set-up-staff-later" onPress={next}>{t('setUp.later')}</Control>}</p>
  </>
}
