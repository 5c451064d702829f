import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { call, newCommandId, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import type { StepProps } from './set-up-step.ts'

const PIN_MIN = 4
const PIN_MAX = 12
const onlyDigits = (text: string): string => text.replace(/\D/g, '').slice(0, PIN_MAX)

/** Chosen once; who comes back to this step keeps the PIN that is set. */
export function PinStep({ next, chosen, keep }: StepProps & { readonly chosen: string | null; readonly keep: (pin: string) => void }): ReactElement {
  const { t } = useTranslation()
  const [pin, setPin] = useState(chosen ?? '')
  const [again, setAgain] = useState(chosen ?? '')
  const [fault, setFault] = useState('')
  const take = (): void => {
    if (chosen !== null) return next()
    if (pin.length < PIN_MIN) return setFault(t('setUp.pinShort'))
    if (pin !== again) return setFault(t('setUp.pinDiffer'))
    void call('chooseFirstPin', { commandId: newCommandId(), pin }).then(async (result) => {
      // Set before the power went: whoever knows it goes on.
      const known = result.ok || (result.error.code === 'ROLE_NOT_ALLOWED' && (await call('unlockTechnician', { commandId: newCommandId(), pin })).ok)
      if (!known) return setFault(!result.ok && result.error.code === 'ROLE_NOT_ALLOWED' ? t('setUp.pinKnown') : t('setUp.pinShort'))
      keep(pin)
      next()
    })
  }
  const field = (name: string, value: string, set: (text: string) => void): ReactElement =>
    <label><span>{name}</span><input type="password" inputMode="numeric" autoComplete="off" disabled={chosen !== null} data-testid={set === setPin ? 'set-up-pin' : 'set-up-pin-again'} value={value} onChange={(event) => { setFault(''); set(onlyDigits(event.target.value)) }} onKeyDown={(event) => { if (event.key === 'Enter') take() }} /></label>
  return <>
    <h1>{t('setUp.pin')}</h1>
    <p className="lead">{t('setUp.pinLead')}</p>
    <div className="fields">{field('PIN', pin, setPin)}{field(t('setUp.pinAgain'), again, setAgain)}</div>
    <p className="fault" role="alert">{fault}</p>
    <Control kind="primary" testId="set-up-next" onPress={take}>{t('setUp.next')}</Control>
  </>
}

/** A scanner types like a keyboard and ends with Enter; a stick may hold the code in a file. Without a centre one goes on all the same. */
export function CentreStep({ next, pin, choices, choose }: StepProps & { readonly pin: string }): ReactElement {
  const { t } = useTranslation()
  const [url, setUrl] = useState('https://')
  const [code, setCode] = useState('')
  const [fault, setFault] = useState('')
  const [sent, setSent] = useState(false)
  const { data } = useQuery('technicianOverview', sent ? { pin } : null, ['sync'])
  const fromStick = (): void => { void call('sticks', {}).then((found) => { if (found.ok && found.value.code) setCode(found.value.code); else setFault(t('setUp.noCode')) }) }
  const send = async (): Promise<void> => {
    const address = await call('setServiceUrl', { commandId: newCommandId(), pin, serviceUrl: url.trim() })
    if (!address.ok) return setFault(t('setUp.wrongAddress'))
    choose({ serviceUrl: url.trim() })
    const enrolled = code.trim() === '' ? null : await call('enrol', { commandId: newCommandId(), pin, code: code.trim() })
    if (enrolled && !enrolled.ok) return setFault(enrolled.error.detail)
    setFault('')
    setSent(true)
  }
  return <>
    <h1>{t('setUp.centre')}</h1>
    <p className="lead">{t('setUp.centreLead')}</p>
    <div className="fields">
      <label><span>{t('setUp.address')}</span><input data-testid="set-up-url" value={url} maxLength={300} onChange={(event) => setUrl(event.target.value)} /></label>
      <label><span>{t('setUp.code')}</span><input data-testid="set-up-code" value={code} maxLength={80} onChange={(event) => setCode(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') void send() }} /><Control kind="quiet" testId="set-up-stick" onPress={fromStick}>{t('setUp.fromStick')}</Control></label>
      <label><span>{t('setUp.name')}</span><input data-testid="set-up-name" value={choices.stationName} maxLength={100} onChange={(event) => choose({ stationName: event.target.value })} /></label>
    </div>
    <p className="second">{t('setUp.codeLead')} {t('setUp.nameLead')}</p>
    <p className="fault" role="alert">{fault}</p>
    <p role="status" data-testid="set-up-enrolled">{!sent ? '' : data?.enrolled ? t('setUp.enrolled', { letter: data.stationLetter }) : t('setUp.waiting')}</p>
    <p className="acts"><Control kind="primary" testId="set-up-next" onPress={() => { if (sent) next(); else void send() }}>{t('setUp.next')}</Control>{sent ? null : <Control kind="quiet" testId="set-up-later" onPress={next}>{t('setUp.later')}</Control>}</p>
  </>
}
