import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignedIn, StaffMember } from '../../src/contract/desk-types.ts'
import type { Failure } from '../../src/contract/errors.ts'
import { call, newCommandId, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { nextOnEnter } from './person-form.ts'
import { whatHappened } from './what-happened.ts'

const PIN_DIGITS_MAX = 12
const SECOND_MS = 1_000
const onlyDigits = (text: string): string => text.replace(/\D/g, '').slice(0, PIN_DIGITS_MAX)

type Props = { readonly onSignedIn: (who: SignedIn) => void; readonly onClose: () => void }

/** Who sits here now. The list belongs to the clinic and goes on without: calling and booking need nobody signed in. */
export function SignIn({ onSignedIn, onClose }: Props): ReactElement | null {
  const { data } = useQuery('staffList', {}, ['desk'])
  const [recovering, setRecovering] = useState(false)
  if (!data) return null
  if (data.needsFirstLead) return <FirstLead onClose={onClose} onSignedIn={onSignedIn} />
  const staff = data.staff.filter(({ active }) => active)
  return recovering ? <Recover staff={staff} onClose={() => setRecovering(false)} /> : <Pin staff={staff} recoverable={data.recoverable} onSignedIn={onSignedIn} onForgotten={() => setRecovering(true)} onClose={onClose} />
}

/** The sentence about a refusal stands in the form, and what was typed stays. */
function Refused({ failure, more }: { readonly failure: Failure | null; readonly more?: string | undefined }): ReactElement {
  const { t, i18n } = useTranslation()
  if (!failure) return <p className="fault" role="alert" />
  const { what, press } = whatHappened(failure, (key) => (i18n.exists(key) ? t(key as 'desk.keep') : null))
  return <p className="fault" role="alert" data-testid="sign-in-fault" data-code={failure.code}><b>{what}</b> {press} {more}</p>
}

type PinProps = { readonly staff: readonly StaffMember[]; readonly recoverable: boolean; readonly onSignedIn: (who: SignedIn) => void; readonly onForgotten: () => void; readonly onClose: () => void }

function Pin({ staff, recoverable, onSignedIn, onForgotten, onClose }: PinProps): ReactElement {
  const { t } = useTranslation()
  const [practitionerId, setWho] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const first = useRef<HTMLSelectElement>(null)
  useEffect(() => first.current?.focus(), [])
  const person = staff.find((p) => p.practitionerId === practitionerId) ?? staff[0]
  const submit = async (): Promise<void> => {
    if (!person) return
    const result = await call('signIn', { practitionerId: person.practitionerId, staffPin: pin })
    setPin('')
    setFailure(result.ok ? null : result.error)
    if (result.ok) onSignedIn(result.value)
  }
  const wait = person && person.lockedForMs > 0 ? t('staff.wait', { count: Math.ceil(person.lockedForMs / SECOND_MS) }) : undefined
  return (
    <form className="walk-in sign-in" data-testid="sign-in" onSubmit={(event: FormEvent) => { event.preventDefault(); void submit() }}>
      <h3><Icon name="person" /> {t('staff.signIn')}</h3>
      <p className="second">{t('staff.signInLead')}</p>
      <label><span>{t('staff.name')}</span><select ref={first} data-testid="sign-in-who" value={person?.practitionerId ?? ''} onKeyDown={nextOnEnter} onChange={(event) => { setWho(event.target.value); setFailure(null) }}>{staff.map((p) => <option key={p.practitionerId} value={p.practitionerId}>{p.name} · {t(`staff.roles.${p.role}`)}</option>)}</select></label>
      <label><span>{t('staff.pin')}</span><input type="password" inputMode="numeric" autoComplete="off" data-testid="sign-in-pin" value={pin} onKeyDown={nextOnEnter} onChange={(event) => setPin(onlyDigits(event.target.value))} /></label>
      <Refused failure={failure} more={failure?.code === 'STAFF_LOCKED' ? wait : undefined} />
      <div className="acts"><button type="submit" className="control primary" data-testid="sign-in-done"><span>{t('staff.doSignIn')} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
      <Control kind="quiet" testId="pin-forgotten" disabled={!recoverable} onPress={onForgotten}>{t('staff.forgotten')}</Control>
      {recoverable ? null : <p className="second">{t('staff.notRecoverable')}</p>}
    </form>
  )
}

/** By the code the clinic was enrolled with: it lies in the lead's safe, and no network is needed. */
function Recover({ staff, onClose }: { readonly staff: readonly StaffMember[]; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  const [practitionerId, setWho] = useState(staff[0]?.practitionerId ?? '')
  const [code, setCode] = useState('')
  const [staffPin, setPin] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (): Promise<void> => {
    const result = await call('recoverStaffPin', { practitionerId, code: code.trim(), staffPin })
    setFailure(result.ok ? null : result.error)
    if (result.ok) onClose()
  }
  return (
    <form className="walk-in sign-in" data-testid="recover" onSubmit={(event: FormEvent) => { event.preventDefault(); void submit() }}>
      <h3>{t('staff.newPin')}</h3>
      <p className="second">{t('staff.recoverLead')}</p>
      <label><span>{t('staff.name')}</span><select autoFocus value={practitionerId} onKeyDown={nextOnEnter} onChange={(event) => setWho(event.target.value)}>{staff.map((p) => <option key={p.practitionerId} value={p.practitionerId}>{p.name}</option>)}</select></label>
      <label><span>{t('staff.code')}</span><input data-testid="recover-code" value={code} maxLength={80} autoComplete="off" onKeyDown={nextOnEnter} onChange={(event) => setCode(event.target.value)} /></label>
      <label><span>{t('staff.newPin')}</span><input type="password" inputMode="numeric" autoComplete="off" data-testid="recover-pin" value={staffPin} onKeyDown={nextOnEnter} onChange={(event) => setPin(onlyDigits(event.target.value))} /></label>
      <Refused failure={failure} />
      <div className="acts"><button type="submit" className="control primary" data-testid="recover-done"><span>{t('staff.setPin')} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={onClose}>{t('desk.back')}</Control></div>
    </form>
  )
}

/** Once, by whoever has the technician's PIN: from then on the lead makes the others. */
function FirstLead({ onSignedIn, onClose }: Props): ReactElement {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [staffPin, setStaffPin] = useState('')
  const [pin, setPin] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (): Promise<void> => {
    const made = await call('makeFirstLead', { commandId: newCommandId(), pin, name: name.trim(), staffPin })
    setFailure(made.ok ? null : made.error)
    if (!made.ok) return
    const result = await call('signIn', { practitionerId: made.value.practitionerId, staffPin })
    if (result.ok) onSignedIn(result.value)
  }
  return (
    <form className="walk-in sign-in" data-testid="first-lead" onSubmit={(event: FormEvent) => { event.preventDefault(); void submit() }}>
      <h3><Icon name="person" /> {t('staff.firstLead')}</h3>
      <p className="second">{t('staff.firstLeadLead')}</p>
      <label><span>{t('staff.name')}</span><input autoFocus data-testid="lead-name" value={name} maxLength={60} autoComplete="off" onKeyDown={nextOnEnter} onChange={(event) => setName(event.target.value)} /></label>
      <label><span>{t('staff.pin')}</span><input type="password" inputMode="numeric" autoComplete="off" data-testid="lead-pin" value={staffPin} onKeyDown={nextOnEnter} onChange={(event) => setStaffPin(onlyDigits(event.target.value))} /></label>
      <label><span>{t('staff.technicianPin')}</span><input type="password" inputMode="numeric" autoComplete="off" data-testid="lead-technician-pin" value={pin} onKeyDown={nextOnEnter} onChange={(event) => setPin(onlyDigits(event.target.value))} /></label>
      <Refused failure={failure} />
      <div className="acts"><button type="submit" className="control primary" data-testid="lead-done"><span>{t('staff.makeLead')} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
    </form>
  )
}
