import { useState } from 'react'
import type { ReactElement } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { LostPreview } from '../../src/contract/console-api.ts'
import { ask, useRead } from './centre.ts'
import type { Session } from './centre.ts'
import { Confirm, Consequences } from './parts.tsx'
import type { Tone } from './parts.tsx'
import { clockOf } from './telling.ts'

type Props = { readonly session: Session; readonly deviceId: string; readonly timeZone: string; readonly onClose: () => void }

function consequencesOf(preview: LostPreview, t: TFunction): [Tone, string][] {
  return [
    ['fine', t('lost.booked', { count: preview.booked })], preview.free > 0 ? ['wait', t('lost.free', { count: preview.free })] : ['still', t('lost.noFree')],
    preview.free > 0 ? ['still', t('lost.windows')] : ['still', t('lost.entries')], ['still', preview.backlog > 0 ? t('lost.backlog', { count: preview.backlog }) : t('lost.noBacklog')], ['stop', t('lost.undo')],
  ]
}

export function LostDialog({ session, deviceId, timeZone, onClose }: Props): ReactElement | null {
  const { t } = useTranslation()
  const { data: preview } = useRead<LostPreview>(session, `/devices/${encodeURIComponent(deviceId)}/lost-preview`)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<number | null>(null)
  const [fault, setFault] = useState('')
  if (!preview) return null
  const report = async (): Promise<void> => {
    setBusy(true)
    const answer = await ask<{ inDoubt: number }>(session, `/devices/${encodeURIComponent(deviceId)}/lost`, { practitionerId: session.operator, reason: reason.trim() })
    setBusy(false)
    if (answer.ok) setDone(answer.value.inDoubt)
    else setFault(answer.problem.status === 0 ? t('app.noAnswer') : t('app.refused', { detail: answer.problem.detail }))
  }
  const title = t('lost.title', { letter: preview.stationLetter })
  if (done !== null || preview.alreadyLost) return <Confirm key="done" title={title} confirm="" onConfirm={null} onClose={onClose}><p role="status" data-testid="lost-done">{done === null ? t('lost.already') : t('lost.done', { count: done })}</p></Confirm>
  return (
    <Confirm title={title} confirm={t('lost.confirm')} disabled={reason.trim() === ''} busy={busy} fault={fault} onConfirm={() => void report()} onClose={onClose}>
      <p className="second">{preview.clinicName}</p>
      <Consequences items={consequencesOf(preview, t)} />
      {preview.windows.length > 0 ? <p className="windows"><span className="second">{t('lost.perWindow')}</span>{preview.windows.slice(0, 8).map((window) => <span key={window.startAt}>{clockOf(window.startAt, timeZone)} <b>{window.free}</b></span>)}</p> : null}
      <label><span>{t('lost.reason')}</span><input data-testid="lost-reason" value={reason} maxLength={500} placeholder={t('lost.reasonHint')} onChange={(event) => setReason(event.target.value)} /></label>
    </Confirm>
  )
}
