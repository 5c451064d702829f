import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskList } from '../../src/contract/desk-types.ts'
import type { SyncOverview } from '../../src/contract/kiosk-api.ts'
import { Icon } from '../ui/icon.tsx'
import { adviceOf, clockIsBehind, minutesSince } from './view.ts'

/** Always there, same height. An outage changes its words, not its colour. */
export function Strip({ sync, list, recall }: { readonly sync: SyncOverview | null; readonly list: DeskList | null; /** A recalled lot nobody has read of yet. */ readonly recall: boolean }): ReactElement {
  const { t } = useTranslation()
  const advice = recall ? 'recall' : list && clockIsBehind(sync, list.now) ? 'clock' : adviceOf(sync)
  const time = (at: number): string => new Intl.DateTimeFormat('en-GB', { timeZone: list?.timeZone ?? 'Asia/Seoul', hour: '2-digit', minute: '2-digit' }).format(at)
  return (
    <footer className={`strip ${sync?.placesLeft === 0 ? 'none-left' : ''}`} data-testid="strip">
      <p><Icon name="stored" /> <b>{t('strip.stored')}</b></p>
      <p>{t('strip.toGo')} <b data-testid="strip-unsent">{t('strip.items', { count: sync?.unsent ?? 0 })}</b> {sync?.oldestUnsentMs != null ? <span className="second">{t('strip.oldest', { count: minutesSince(0, sync.oldestUnsentMs) })}</span> : null}</p>
      <p>{t('strip.lastContact')} <b>{sync?.lastContactAt ? time(sync.lastContactAt) : t('strip.never')}</b></p>
      <p>{t('strip.placesLeft')} <b>{sync?.placesLeft ?? 0}</b></p>
      <p className="advice" data-testid="strip-advice" data-advice={advice}><Icon name={advice === 'recall' ? 'alert' : 'check'} /> {t(`strip.${advice}`)}</p>
    </footer>
  )
}
