import type { ReactElement } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { DeviceView } from '../../src/contract/console-api.ts'
import { Control } from '../ui/control.tsx'
import { Facts, Status } from './parts.tsx'
import type { Tone } from './parts.tsx'
import { dayOf, spanOf, whenOf } from './telling.ts'

type Props = { readonly device: DeviceView; readonly now: number; readonly onLost: () => void; readonly onCode: () => void }
type Condition = 'ok' | 'cut' | 'forked' | 'revoked' | 'lost' | 'never'

/** As long as a kiosk may be silent and still count as heard of; the centre counts the same. */
const SILENT_AFTER_MS = 200_000
/** A clock this far off is right: the answer took its time, too. */
const CLOCK_RIGHT_MS = 5_000
const tones: Readonly<Record<Condition, Tone>> = { ok: 'fine', cut: 'wait', forked: 'stop', revoked: 'still', lost: 'stop', never: 'still' }

function conditionOf({ lost, state, lastSeenAt }: DeviceView, now: number): Condition {
  if (lost) return 'lost'
  if (state !== 'ok') return state
  if (lastSeenAt === null) return 'never'
  return now - lastSeenAt > SILENT_AFTER_MS ? 'cut' : 'ok'
}

function clockWords(offsetMs: number | null, t: TFunction): string {
  if (offsetMs === null) return t('clinic.unknown')
  if (Math.abs(offsetMs) <= CLOCK_RIGHT_MS) return t('clinic.clockRight')
  return t(offsetMs > 0 ? 'clinic.clockAhead' : 'clinic.clockBehind', { span: spanOf(Math.abs(offsetMs), t) })
}

export function DeviceCard({ device, now, onLost, onCode }: Props): ReactElement {
  const { t, i18n } = useTranslation()
  const condition = conditionOf(device, now)
  const heard = condition === 'ok'
  const rows: [string, string][] = [
    [t('clinic.lastSeen'), device.lastSeenAt === null ? t('fleet.never') : whenOf(device.lastSeenAt, now, i18n.language)],
    [t('clinic.backlog'), heard ? String(device.backlog) : t('clinic.backlogThen', { count: device.backlog })],
    [t('clinic.oldest'), device.backlog > 0 && device.oldestMs !== null ? spanOf(device.oldestMs, t) : '–'],
    [t('clinic.free'), device.free === null ? t('clinic.unknown') : heard ? String(device.free) : t('clinic.freeThen', { count: device.free })],
    [t('clinic.clock'), clockWords(device.clockOffsetMs, t)],
    [t('clinic.drill'), device.lastDrillAt === null ? t('clinic.noDrill') : dayOf(device.lastDrillAt, i18n.language)],
    [t('clinic.version'), `${device.appVersion} · ${t('clinic.epoch', { count: device.epoch })}`],
  ]
  return (
    <section className="device" data-testid={`device-${device.stationLetter}`} data-condition={condition}>
      <header><h2>{t('clinic.station', { letter: device.stationLetter })} <span className="second">{device.stationName}</span></h2><Status tone={tones[condition]}>{t(`clinic.device.${condition}`)}</Status></header>
      <Facts rows={rows} />
      <div className="acts small">
        {device.lost ? null : <Control kind="quiet" testId={`lost-${device.stationLetter}`} onPress={onLost}>{t('clinic.reportLost')}</Control>}
        <Control kind="quiet" testId={`re-enrol-${device.stationLetter}`} onPress={onCode}>{t('clinic.reEnrol')}</Control>
      </div>
    </section>
  )
}
