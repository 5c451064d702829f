import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { environment, technicianDoor, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { dateTime } from './check-words.ts'

const WAYS = ['restart', 'reboot', 'maintenance'] as const

/** Which machine this is, what it holds, and how it is ended on purpose: asked twice, because patients stand in front of it. */
export function MachinePanel({ pin }: { readonly pin: string }): ReactElement {
  const { t } = useTranslation()
  const { data } = useQuery('technicianOverview', { pin }, ['sync'])
  const { data: sync } = useQuery('syncOverview', {}, ['sync'])
  const [asking, setAsking] = useState<(typeof WAYS)[number] | null>(null)
  const [fault, setFault] = useState('')
  const end = (how: (typeof WAYS)[number]): void => {
    setAsking(null)
    void technicianDoor('leave')({ pin, how }).then((result) => setFault(result.ok ? t('care.machine.ending') : t('care.notDone', { why: result.error.detail })))
  }
  const facts: readonly (readonly [string, string])[] = [
    [t('care.machine.clinic'), data?.clinicName ?? t('technician.none')], [t('care.machine.letter'), data?.stationLetter ?? t('technician.none')], [t('care.machine.version'), environment().appVersion],
    [t('care.machine.contact'), typeof data?.lastContactAt === 'number' ? dateTime(data.lastContactAt) : t('technician.none')], [t('care.machine.unsent'), t('technician.items', { count: sync?.unsent ?? 0 })], [t('care.machine.places'), t('care.machine.placesLeft', { count: sync?.placesLeft ?? 0 })],
  ]
  return (
    <section className="panel" data-testid="machine">
      <h2>{t('care.machine.title')}</h2>
      <dl>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {asking ? <>
        <p>{t(`care.machine.sure.${asking}`)}</p>
        <p className="acts two"><Control testId="leave-yes" onPress={() => end(asking)}>{t(`care.machine.do.${asking}`)}</Control><Control testId="leave-no" onPress={() => setAsking(null)}>{t('care.carry.keep')}</Control></p>
      </> : <p className="acts two">
        <Control testId="leave-restart" onPress={() => setAsking('restart')}>{t('care.machine.restart')}</Control>
        <Control testId="leave-reboot" onPress={() => setAsking('reboot')}>{t('care.machine.reboot')}</Control>
        <Control testId="leave-maintenance" onPress={() => setAsking('maintenance')}>{t('care.machine.maintenance')}</Control>
      </p>}
      <p role="status">{fault}</p>
    </section>
  )
}
