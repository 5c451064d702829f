import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClinicFleet, ClinicSummary, DeviceView } from '../../src/contract/console-api.ts'
import { Control } from '../ui/control.tsx'
import { useRead } from './centre.ts'
import type { Session } from './centre.ts'
import { CodeDialog } from './code-dialog.tsx'
import { DeviceCard } from './device-card.tsx'
import { LostDialog } from './lost-dialog.tsx'
import { Status } from './parts.tsx'
import { spanOf } from './telling.ts'
import { toneOf } from './view-props.ts'
import type { View } from './view-props.ts'

type Props = { readonly session: Session; readonly clinicId: string; readonly onView: (view: View) => void; readonly onChange: () => void }
type Open = { readonly kind: 'code'; readonly device: DeviceView | null } | { readonly kind: 'lost'; readonly device: DeviceView } | null

export function ClinicPanel({ session, clinicId, onView, onChange }: Props): ReactElement | null {
  const { t } = useTranslation()
  const { data, again } = useRead<ClinicFleet>(session, `/clinics/${encodeURIComponent(clinicId)}/fleet`)
  const [open, setOpen] = useState<Open>(null)
  if (!data) return null
  const { clinic, devices } = data
  const now = Date.now()
  const cutMs = clinic.state === 'cut' && clinic.lastSeenAt !== null ? now - clinic.lastSeenAt : 0
  const close = (): void => { setOpen(null); again(); onChange() }
  return (
    <>
      <h1>{clinic.name}</h1>
      <Status tone={toneOf[clinic.state]}>{cutMs > 0 ? t('clinic.cutFor', { span: spanOf(cutMs, t) }) : t(`fleet.states.${clinic.state}`)}</Status>
      {clinic.estimated ? <p className="tinted"><b>{t('clinic.allHere')}</b> {t('clinic.guess', { count: clinic.backlog })}</p> : null}
      {data.mode === 'learning' ? <p className="tinted">{t('clinic.learning')}</p> : null}
      {devices.map((device) => <DeviceCard key={device.deviceId} device={device} now={now} onLost={() => setOpen({ kind: 'lost', device })} onCode={() => setOpen({ kind: 'code', device })} />)}
      <section className="todo">
        <h2>{t('clinic.todo')}</h2>
        <p>{todoOf(clinic, devices).map((key) => t(`clinic.${key}`)).join(' ')}</p>
        <div className="acts">
          {clinic.state === 'act' ? <Control kind="primary" testId="show-cases" onPress={() => onView('cases')}>{t('clinic.showCases')}</Control> : null}
          <Control kind={clinic.state === 'none' ? 'primary' : 'secondary'} testId="new-code" onPress={() => setOpen({ kind: 'code', device: null })}>{t('clinic.newCode')}</Control>
          <Control kind="quiet" testId="show-slots" onPress={() => onView('slots')}>{t('clinic.showSlots')}</Control>
        </div>
        {data.unusedCodes.length > 0 ? <p className="second codes">{t('clinic.codes')} {data.unusedCodes.length}</p> : null}
      </section>
      {open?.kind === 'code' ? <CodeDialog session={session} clinic={clinic} device={open.device} onClose={close} /> : null}
      {open?.kind === 'lost' ? <LostDialog session={session} deviceId={open.device.deviceId} timeZone={clinic.timeZone} onClose={close} /> : null}
    </>
  )
}

type Todo = 'todoFine' | 'todoSending' | 'todoCut' | 'todoCutNone' | 'todoAct' | 'todoNone' | 'todoForked'

function todoOf({ state, free }: ClinicSummary, devices: readonly DeviceView[]): readonly Todo[] {
  if (state === 'none') return ['todoNone']
  if (state === 'act') return devices.some((device) => device.state === 'forked') ? ['todoForked'] : ['todoAct']
  if (state === 'cut') return [free > 0 ? 'todoCut' : 'todoCutNone']
  return [state === 'sending' ? 'todoSending' : 'todoFine']
}
