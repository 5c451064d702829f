import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidV7 } from '../../src/base/ids.ts'
import type { Case } from '../../src/contract/console-api.ts'
import { limits } from '../../src/contract/sync-protocol.ts'
import type { SettlementAnswer } from '../../src/contract/sync-protocol.ts'
import { ask } from './centre.ts'
import type { Session } from './centre.ts'
import { Confirm, Consequences } from './parts.tsx'
import { whenOf } from './telling.ts'

type InDoubt = Extract<Case, { readonly kind: 'in-doubt' }>
/** What places are when they may be handed out again; while the centre learns they wait. */
const RELEASED: readonly string[] = ['pool', 'limbo']

/** A named person gives out places of a lost device again, at that person's risk: one of the two stated exceptions to "never oversold". */
export function ReleaseDialog({ session, one, onClose }: { readonly session: Session; readonly one: InDoubt; readonly onClose: () => void }): ReactElement {
  const { t, i18n } = useTranslation()
  const [settlementId] = useState(() => uuidV7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count))))
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const [done, setDone] = useState<{ readonly released: number; readonly left: number } | null>(null)
  // The list behind the dialog changes when the act is done; what was asked stays.
  const [{ places, slotId }] = useState(one)
  const chosen = places.slice(0, limits.settlementPlacesMax)
  const release = async (): Promise<void> => {
    setBusy(true)
    const answer = await ask<SettlementAnswer>(session, `/clinics/${encodeURIComponent(one.clinicId)}/settlements`,
      { settlementId, practitionerId: session.operator, reason: reason.trim(), places: chosen.map((n) => ({ slotId, n, resolution: 'release' })) })
    setBusy(false)
    if (!answer.ok) return setFault(answer.problem.status === 0 ? t('app.noAnswer') : t('app.refused', { detail: answer.problem.detail }))
    const released = answer.value.settled.filter(({ state }) => RELEASED.includes(state)).length
    setDone({ released, left: chosen.length - released })
  }
  const title = t('cases.releaseTitle', { letter: one.stationLetter, count: chosen.length })
  if (done) return (
    <Confirm key="done" title={title} confirm="" onConfirm={null} onClose={onClose}>
      <p role="status" data-testid="release-done">{t('cases.released', { count: done.released })} {done.left > 0 ? t('cases.releasedNot', { count: done.left }) : ''}</p>
    </Confirm>
  )
  return (
    <Confirm title={title} confirm={t('cases.releaseConfirm')} disabled={reason.trim() === ''} busy={busy} fault={fault} onConfirm={() => void release()} onClose={onClose}>
      <p className="second">{one.clinicName}</p>
      <Consequences items={[
        ['stop', t('cases.releaseRisk')], ['wait', t('cases.releaseAll', { count: chosen.length })], ['wait', t('cases.releaseLate')],
        ['fine', t('cases.releaseWait', { when: whenOf(one.endAt, Date.now(), i18n.language) })], ['still', t('cases.releaseUndo')],
      ]} />
      <label><span>{t('cases.releaseReason')}</span><input data-testid="release-reason" value={reason} maxLength={500} placeholder={t('cases.releaseReasonHint')} onChange={(event) => setReason(event.target.value)} /></label>
    </Confirm>
  )
}
