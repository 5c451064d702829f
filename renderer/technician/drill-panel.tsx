import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Drill } from '../../src/contract/care.ts'
import { call } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Ruler } from '../ui/marks.tsx'

const MINUTE_MS = 60_000
const LOOK_MS = 1_000
const CHOICES = [5, 10, 30] as const

export function DrillPanel({ pin }: { readonly pin: string }): ReactElement {
  const { t } = useTranslation()
  const [drill, setDrill] = useState<Drill | null>(null)
  const [now, setNow] = useState(Date.now())
  const [minutes, setMinutes] = useState<(typeof CHOICES)[number]>(10)
  useEffect(() => {
    const look = (): void => { setNow(Date.now()); void call('drillReport', { pin }).then((result) => { if (result.ok) setDrill(result.value) }) }
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [pin])
  const act = (name: 'startDrill' | 'endDrill'): void => { void (name === 'startDrill' ? call(name, { pin, minutes }) : call(name, { pin })).then((result) => { if (result.ok) setDrill(result.value) }) }
  // Of the drill that runs, whoever began it and for how long.
  const all = drill ? Math.max(1, Math.round((drill.endsAt - drill.startedAt) / MINUTE_MS)) : minutes
  const minute = drill ? Math.min(all, Math.floor(Math.max(0, now - drill.startedAt) / MINUTE_MS)) : 0
  return (
    <section className="panel" data-testid="drill" data-running={drill?.running ?? false}>
      <h2>{t('care.drill.title')}</h2>
      <p className="second">{t('care.drill.lead')}</p>
      {drill?.running ? <><Ruler now={minute} all={all} /><p className="ends"><span><b>{t('care.drill.nth', { count: minute + 1 })}</b> {t('care.drill.cut')}</span><span className="second">{t('care.drill.all', { count: all })}</span></p></> : null}
      {drill ? <dl>
        <div><dt>{t('care.drill.booked')}</dt><dd data-testid="drill-booked">{t('care.drill.stored', { count: drill.booked })}</dd></div>
        <div><dt>{t('care.drill.refused')}</dt><dd data-testid="drill-refused">{t('care.drill.times', { count: drill.refused })}</dd></div>
        {drill.running ? null : <div><dt>{t('care.drill.drained')}</dt><dd data-testid="drill-drained">{drill.drainedAt === null ? t('care.drill.draining') : t('care.drill.drainedIn', { count: Math.max(1, Math.round((drill.drainedAt - drill.endsAt) / 1_000)) })}</dd></div>}
      </dl> : null}
      {drill?.running ? <Control testId="drill-end" onPress={() => act('endDrill')}>{t('care.drill.end')}</Control> : <>
        <p className="acts minutes">{CHOICES.map((count) => <Control key={count} testId={`drill-${count}`} selected={count === minutes} onPress={() => setMinutes(count)}>{t('care.drill.all', { count })}</Control>)}</p>
        <Control icon="cut" testId="drill-start" onPress={() => act('startDrill')}>{t('care.drill.start', { count: minutes })}</Control>
      </>}
    </section>
  )
}
