import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { callUntilDone, newCommandId, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'

/** One at a time: who, what happened, what stays safe; then what to press. Absent when empty. */
export function Tray(): ReactElement | null {
  const { t, i18n } = useTranslation()
  const { data, again } = useQuery('problems', {}, ['sync'])
  const first = data?.[0]
  if (!first || !data) return null
  const resolve = (resolution: 'keep' | 'escalate'): void => { void callUntilDone('resolveProblem', { commandId: newCommandId(), entryId: first.entryId, resolution }, () => {}).then(again) }
  const key = `tray.codes.${first.code}`
  return (
    <aside className="tray" data-testid="tray">
      <h3><Icon name="alert" /> {t('tray.title', { count: data.length })}</h3>
      <p><b>{t('tray.who', { number: first.ticketNumber ?? '', name: first.maskedName ?? '' })}</b> {i18n.exists(key) ? t(key as 'tray.general') : t('tray.general')}</p>
      <p className="second">{t('tray.safe')}</p>
      <div className="acts"><Control onPress={() => resolve('keep')}>{t('tray.keep')}</Control><Control kind="quiet" onPress={() => resolve('escalate')}>{t('tray.escalate')}</Control></div>
    </aside>
  )
}
