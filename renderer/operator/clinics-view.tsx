import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClinicSummary, Fleet } from '../../src/contract/console-api.ts'
import { Control } from '../ui/control.tsx'
import { download } from './centre.ts'
import type { Session } from './centre.ts'
import { ClinicPanel } from './clinic-panel.tsx'
import { BacklogMarks, Status } from './parts.tsx'
import { number, spanOf, whenOf } from './telling.ts'
import { toneOf } from './view-props.ts'
import type { ViewProps } from './view-props.ts'

export function ClinicsView({ session, fleet, clinicId, onClinic, onView }: ViewProps): ReactElement {
  const { t } = useTranslation()
  const { data } = fleet
  const chosen = data?.clinics.some((clinic) => clinic.clinicId === clinicId) ? clinicId : (data?.clinics[0]?.clinicId ?? null)
  return (
    <>
      {data ? <Figures fleet={data} /> : <section className="figures" />}
      <main className="list">
        {data ? <ClinicTable fleet={data} chosen={chosen} onClinic={onClinic} /> : <p className="empty">{t('app.loading')}</p>}
        <Tables session={session} />
      </main>
      <aside className="panel">{chosen ? <ClinicPanel key={chosen} session={session} clinicId={chosen} onView={(view) => { onClinic(chosen); onView(view) }} onChange={fleet.again} /> : null}</aside>
    </>
  )
}

function Figures({ fleet }: { readonly fleet: Fleet }): ReactElement {
  const { t, i18n } = useTranslation()
  const { figures } = fleet
  const n = (value: number): string => number(value, i18n.language)
  const unit = t('figures.count')
  return (
    <section className="figures" aria-label={t('app.clinics')}>
      <p><span>{t('figures.connected')}</span><b data-testid="figure-connected">{n(figures.connected)}<small> / {n(figures.clinics)}</small></b></p>
      <p><span>{t('figures.booked')}</span><b data-testid="figure-booked">{n(figures.bookedToday)}<small>{unit}</small></b></p>
      <p><span>{t('figures.backlog')}</span><b data-testid="figure-backlog">{figures.estimated && figures.backlog > 0 ? <small>{t('figures.about')} </small> : null}{n(figures.backlog)}<small>{unit}</small></b></p>
      <p><span>{t('figures.oldest')}</span>{figures.oldestMs > 0 ? <Span words={spanOf(figures.oldestMs, t)} /> : <b className="none">{t('figures.none')}</b>}</p>
      <p><span>{t('figures.pool')}</span><b data-testid="figure-pool">{n(figures.pool)}</b></p>
    </section>
  )
}

/** Figures large, their units small. */
const Span = ({ words }: { readonly words: string }): ReactElement => <b>{words.split(/\s*(\d+)\s*/u).filter((part) => part !== '').map((part, i) => (/\d/u.test(part) ? part : <small key={`${part}${i + 1}`}>{part}</small>))}</b>

function ClinicTable({ fleet, chosen, onClinic }: { readonly fleet: Fleet; readonly chosen: string | null; readonly onClinic: (clinicId: string) => void }): ReactElement {
  const { t } = useTranslation()
  if (fleet.clinics.length === 0) return <p className="empty">{fleet.figures.clinics === 0 ? t('fleet.empty') : t('fleet.nobody')}</p>
  const more = fleet.found - fleet.clinics.length
  return (
    <>
      <table className="rows clinics">
        <thead><tr><th>{t('fleet.name')}</th><th className="num">{t('fleet.devices')}</th><th className="num">{t('fleet.lastSeen')}</th><th>{t('fleet.backlog')}</th><th className="num">{t('fleet.oldest')}</th><th className="num">{t('fleet.free')}</th><th>{t('fleet.state')}</th></tr></thead>
        <tbody>{fleet.clinics.map((clinic) => <ClinicRow key={clinic.clinicId} clinic={clinic} now={fleet.now} chosen={clinic.clinicId === chosen} onClinic={onClinic} />)}</tbody>
      </table>
      {more > 0 ? <p className="second">{t('fleet.more', { count: more })}</p> : null}
    </>
  )
}

function ClinicRow({ clinic, now, chosen, onClinic }: { readonly clinic: ClinicSummary; readonly now: number; readonly chosen: boolean; readonly onClinic: (clinicId: string) => void }): ReactElement {
  const { t, i18n } = useTranslation()
  const about = clinic.estimated ? `${t('fleet.about')} ` : ''
  return (
    <tr className={chosen ? 'chosen' : ''} data-testid={`clinic-${clinic.name}`} data-state={clinic.state}>
      <th scope="row"><button type="button" aria-pressed={chosen} onClick={() => onClinic(clinic.clinicId)}>{clinic.name}</button></th>
      <td className="num">{clinic.devices}</td>
      <td className="num">{clinic.lastSeenAt === null ? '–' : whenOf(clinic.lastSeenAt, now, i18n.language)}</td>
      <td><span className="marked"><BacklogMarks count={clinic.backlog} guessed={clinic.estimated} /> <span>{clinic.backlog > 0 ? about : ''}<b className={clinic.backlog > 0 ? '' : 'light'}>{clinic.backlog}</b></span></span></td>
      <td className="num">{clinic.oldestMs > 0 ? spanOf(clinic.oldestMs, t) : '–'}</td>
      <td className="num">{clinic.devices === 0 ? '–' : `${about}${clinic.free}`}</td>
      <td><Status tone={toneOf[clinic.state]}>{t(`fleet.states.${clinic.state}`)}</Status></td>
    </tr>
  )
}

const TABLES = ['bookings', 'doses', 'slots', 'devices'] as const

function Tables({ session }: { readonly session: Session }): ReactElement {
  const { t } = useTranslation()
  const [fault, setFault] = useState('')
  const get = (name: string): void => { void download(session, name).then((ok) => setFault(ok ? '' : t('app.noAnswer'))) }
  return (
    <p className="tables"><span>{t('fleet.tables')}</span>{TABLES.map((name) => <Control key={name} kind="quiet" testId={`table-${name}`} onPress={() => get(name)}>{t(`fleet.table.${name}`)}</Control>)}<span role="status" className="fault">{fault}</span></p>
  )
}
