import { useState } from 'react'
import type { ReactElement } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CutPreview } from '../../src/contract/console-api.ts'
import { ask, useRead } from './centre.ts'
import type { Session } from './centre.ts'
import { Confirm, Consequences } from './parts.tsx'
import type { Tone } from './parts.tsx'

type Props = { readonly session: Session; readonly slotId: string; readonly capacity: number; readonly onClose: () => void }

function consequencesOf({ from, to, added, voided, recalled, over }: CutPreview, t: TFunction): [Tone, string][] {
  const items: [Tone, string][] = []
  if (from === to) items.push(['still', t('cut.same')])
  if (added > 0) items.push(['fine', t('cut.added', { count: added })])
  if (voided > 0) items.push(['wait', t('cut.voided', { count: voided })])
  if (recalled > 0) items.push(['wait', t('cut.recalled', { count: recalled })])
  return [...items, over > 0 ? ['stop', t('cut.over', { count: over })] : ['fine', t('cut.noOver')]]
}

export function CutDialog({ session, slotId, capacity, onClose }: Props): ReactElement | null {
  const { t } = useTranslation()
  const path = `/slots/${encodeURIComponent(slotId)}`
  const { data: preview } = useRead<CutPreview>(session, `${path}/capacity-preview?capacity=${capacity}`)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<{ readonly voided: number; readonly calls: string } | null>(null)
  const [fault, setFault] = useState('')
  if (!preview) return null
  const change = async (): Promise<void> => {
    setBusy(true)
    const answer = await ask<{ voided: number }>(session, `${path}/capacity`, { capacity })
    setBusy(false)
    if (answer.ok) setDone({ voided: answer.value.voided, calls: preview.calls.map((call) => call.ticketNumber).join(', ') })
    else setFault(answer.problem.status === 0 ? t('app.noAnswer') : t('app.refused', { detail: answer.problem.detail }))
  }
  const title = t('cut.title', { from: preview.from, to: preview.to })
  if (done) return <Confirm key="done" title={title} confirm="" onConfirm={null} onClose={onClose}><p role="status" data-testid="cut-done">{t('cut.done', { count: done.voided })} {done.calls ? t('cut.callList', { numbers: done.calls }) : ''}</p></Confirm>
  return (
    <Confirm title={title} confirm={t(preview.to < preview.from ? 'cut.confirmCut' : 'cut.confirmMore')} busy={busy} disabled={preview.to === preview.from} fault={fault} onConfirm={() => void change()} onClose={onClose}>
      <Consequences items={consequencesOf(preview, t)} />
      {preview.calls.length > 0 ? <p><b>{t('cut.calls')}</b> {preview.calls.map((call) => call.ticketNumber).join(', ')}</p> : null}
    </Confirm>
  )
}
