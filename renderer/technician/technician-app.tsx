import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { TechnicianOverview } from '../../src/contract/kiosk-api.ts'
import type { SettingsNow } from '../../src/contract/set-up.ts'
import { call, environment, newCommandId, technicianDoor, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { CareScreen } from './care-screen.tsx'
import { SettingsScreen } from './settings-screen.tsx'
import { SetUpWizard } from './set-up-wizard.tsx'

const PIN_DIGITS_MAX = 12

export function TechnicianApp(): ReactElement {
  return environment().setUpFirst ? <SetUpWizard /> : <Locked />
}

function Locked(): ReactElement {
  const { t } = useTranslation()
  const [pin, setPin] = useState('')
  const [open, setOpen] = useState(false)
  const [fault, setFault] = useState('')
  const unlock = (): void => {
    void call('unlockTechnician', { commandId: newCommandId(), pin }).then((result) => {
      setOpen(result.ok)
      setFault(result.ok ? '' : result.error.code === 'PIN_LOCKED' ? t('technician.locked') : t('technician.wrong'))
      if (!result.ok) setPin('')
    })
  }
  if (open) return <Overview pin={pin} />
  return (
    <main className="technician" data-screen="technician">
      <h1>{t('technician.pin')}</h1>
      <p className="pin" role="status">{'•'.repeat(pin.length)}</p>
      <p className="second fault" role="alert">{fault}</p>
      <div className="pad">
        {[...'1234567890'].map((digit) => <Control key={digit} testId={`pin-${digit}`} onPress={() => setPin((pin + digit).slice(0, PIN_DIGITS_MAX))}>{digit}</Control>)}
        <Control kind="quiet" testId="pin-clear" onPress={() => setPin('')}>{t('technician.clear')}</Control>
        <Control kind="primary" testId="pin-ok" onPress={unlock}>{t('technician.ok')}</Control>
      </div>
    </main>
  )
}

function Overview({ pin }: { readonly pin: string }): ReactElement {
  const { t } = useTranslation()
  const { data } = useQuery('technicianOverview', { pin }, ['sync'])
  const [face, setFace] = useState<'overview' | 'care' | 'settings'>('overview')
  const runtime = environment().runtime
  if (face === 'care') return <CareScreen pin={pin} onBack={() => setFace('overview')} />
  if (face === 'settings') return <SettingsScreen pin={pin} onBack={() => setFace('overview')} />
  return (
    <main className="technician" data-screen="technician-open">
      <p className="second">{t('technician.title')}{data?.clinicName ? ` · ${data.clinicName}` : ''}</p>
      <h1>{data ? (!data.enrolled ? t('technician.notEnrolled') : data.unsent === 0 ? t('technician.sent') : t('technician.unsent', { count: data.unsent })) : ''}</h1>
      {runtime === 'compatibility' ? <p><span className="badge">{t('technician.compatibility')}</span></p> : null}
      <p className="acts"><Control kind="primary" testId="tech-care" onPress={() => setFace('care')}>{t('care.open')}</Control><Control testId="tech-settings" onPress={() => setFace('settings')}>{t('settings.open')}</Control></p>
      {data ? <><Address pin={pin} data={data} /><Facts data={data} /></> : null}
    </main>
  )
}

function Address({ pin, data }: { readonly pin: string; readonly data: TechnicianOverview }): ReactElement {
  const { t } = useTranslation()
  const [url, setUrl] = useState(data.serviceUrl ?? '')
  const [code, setCode] = useState('')
  const [note, setNote] = useState('')
  const [by, setBy] = useState<SettingsNow['fixed']['serviceUrl']>()
  useEffect(() => { void technicianDoor('readSettings')({ pin }).then((result) => { if (result.ok) setBy(result.value.fixed.serviceUrl) }) }, [pin])
  const save = (): void => { void call('setServiceUrl', { commandId: newCommandId(), pin, serviceUrl: url.trim() }).then((result) => setNote(result.ok ? (by === 'environment' ? t('settings.addressByEnvironment') : t('technician.saved')) : t('technician.invalid'))) }
  const enrol = (): void => { void call('enrol', { commandId: newCommandId(), pin, code: code.trim() }).then((result) => setNote(result.ok ? t('settings.codeKept') : t('settings.codeWrong'))) }
  const fixed = by === 'policy'
  return (
    <div className="dose">
      <label><span>{t('technician.serviceUrl')}</span><input data-testid="tech-service-url" value={url} maxLength={300} disabled={fixed} onChange={(event) => setUrl(event.target.value)} /><Control testId="tech-save" disabled={fixed} onPress={save}>{t('technician.save')}</Control></label>
      <label><span>{t('technician.enrol')}</span><input data-testid="tech-code" value={code} maxLength={80} onChange={(event) => setCode(event.target.value)} /><Control testId="tech-enrol" onPress={enrol}>{t('technician.enrolSend')}</Control></label>
      <p className="second" role="status">{note || (fixed ? t('settings.addressByPolicy') : '')}</p>
    </div>
  )
}

function Facts({ data }: { readonly data: TechnicianOverview }): ReactElement {
  const { t } = useTranslation()
  const none = t('technician.none')
  const facts: readonly (readonly [string, string, string])[] = [
    ['clinic', data.clinicName ?? none, 'clinic'], ['device', data.deviceId ?? none, 'device'], ['epoch', String(data.epoch ?? none), 'epoch'], ['letter', data.stationLetter ?? none, 'letter'],
    ['backlog', t('technician.items', { count: data.unsent }), 'backlog'], ['oldest', data.oldestUnsentMs === null ? none : t('technician.seconds', { count: Math.round(data.oldestUnsentMs / 1_000) }), 'oldest'],
    ['lastContact', data.lastContactAt === null ? none : new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }).format(data.lastContactAt), 'contact'], ['acknowledged', `${data.acknowledgedThrough} / ${data.head.sequence}`, 'acknowledged'],
    ['dataDir', data.dataDir, 'data'], ['schema', String(data.schemaVersion), 'schema'], ['version', data.appVersion, 'version'], ['runtime', t(environment().runtime === 'official' ? 'technician.official' : 'technician.testRuntime'), 'runtime'],
  ]
  return <dl>{facts.map(([key, value, id]) => <div key={key}><dt>{t(`technician.${key as 'device'}`)}</dt><dd data-testid={`tech-${id}`}>{value}</dd></div>)}</dl>
}
