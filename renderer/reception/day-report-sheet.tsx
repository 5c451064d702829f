import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayReportView } from '../../src/contract/desk-types.ts'
import { textIn } from '../i18n/text-in.ts'
import { useQuery } from '../kiosk.ts'
import { useDesk } from './desk-context.tsx'

/** The day on one sheet: what was given, what was not, what was thrown away, how long people waited, what is still to go up. No person in it. */
export function DayReportSheet({ report }: { readonly report: DayReportView }): ReactElement {
  const { t } = useTranslation()
  const { time, language } = useDesk()
  const { data: vaccines } = useQuery('vaccinesToday', {}, [])
  const vaccineName = (code: string): string => { const found = vaccines?.find((v) => v.vaccine.code === code); return found ? textIn(found.name, language) : code }
  const figure = (name: 'given' | 'notGiven' | 'wasted' | 'toGoUp', count: number): ReactElement => <div className="figure" data-testid={`report-${name}`}><b>{count}</b><span>{t(`paper.report.${name}`)}</span></div>
  const fact = (name: 'cancelled' | 'noShow' | 'stillHere' | 'enteredInError' | 'cautions' | 'problems' | 'heldBack', count: number): ReactElement => <div className="fact"><dt>{t(`paper.report.${name}`)}</dt><dd>{count}</dd></div>
  const wait = (minutes: number | null): string => (minutes === null ? t('paper.report.nobody') : t('desk.minutes', { count: minutes }))
  return (
    <article className="sheet portrait report" data-testid="sheet">
      <header><h1>{t('paper.kinds.day-report')} <span>{report.date}</span></h1><p>{report.clinicName} · {t('paper.madeAt', { time: time(report.at) })}</p></header>
      <section className="figures">{figure('given', report.given)}{figure('notGiven', report.notGiven)}{figure('wasted', report.wasted)}{figure('toGoUp', report.toGoUp)}</section>
      <section><h2>{t('paper.report.waits')}</h2><dl><div className="fact"><dt>{t('paper.report.p50')}</dt><dd data-testid="report-p50">{wait(report.waitP50Minutes)}</dd></div><div className="fact"><dt>{t('paper.report.p90')}</dt><dd>{wait(report.waitP90Minutes)}</dd></div></dl></section>
      <section>
        <h2>{t('paper.report.byVaccine')}</h2>
        <table><thead><tr><th scope="col">{t('walkIn.vaccine')}</th><th scope="col">{t('paper.report.given')}</th><th scope="col">{t('paper.report.wasted')}</th></tr></thead><tbody>{report.byVaccine.map((one) => <tr key={one.code}><td>{vaccineName(one.code)}</td><td className="number">{one.given}</td><td className="number">{one.wasted}</td></tr>)}</tbody></table>
        {report.wastedBy.length > 0 ? <p>{t('paper.report.because')} {report.wastedBy.map(({ reason, count }) => `${t(`vial.reasons.${reason as 'other'}`)} ${count}`).join(' · ')}</p> : null}
      </section>
      <section><h2>{t('paper.report.persons', { count: report.persons })}</h2><dl>{fact('cancelled', report.cancelled)}{fact('noShow', report.noShow)}{fact('stillHere', report.stillHere)}</dl></section>
      <section><h2>{t('paper.report.toLook')}</h2><dl>{fact('enteredInError', report.enteredInError)}{fact('cautions', report.cautions)}{fact('problems', report.problems)}{fact('heldBack', report.heldBack)}</dl><p>{t(report.toGoUp === 0 ? 'paper.report.allSent' : 'paper.report.goesAlone')}</p></section>
      <section className="consent"><p className="signs"><span className="line"><b>{t('paper.signature')}</b><i className="rule" /></span></p></section>
    </article>
  )
}
