import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DaySheet, DaySheetRow } from '../../src/contract/desk-types.ts'
import { textIn } from '../i18n/text-in.ts'
import { sheetsOf } from './day-sheets.ts'
import { useDesk } from './desk-context.tsx'

const columns = ['order', 'number', 'name', 'birthDate', 'sex', 'phone', 'vaccine', 'yes', 'at', 'lot', 'expiry', 'nth', 'by', 'outcome', 'registered'] as const

/** In the order needed to register later: dose after dose as they were given, then who still waits. An empty box is what is not registered yet. */
export function DaySheetPaper({ sheet }: { readonly sheet: DaySheet }): ReactElement {
  const { t } = useTranslation()
  const { time, language } = useDesk()
  const sheets = sheetsOf(sheet.rows, language)
  return (
    <>
      {sheets.map((rows, i) => (
        <article key={rows[0]?.order ?? 0} className="sheet landscape" data-testid="sheet">
          <header><h1>{t('paper.kinds.day-sheet')} <span>{sheet.date}</span></h1><p>{sheet.clinicName} · {t('paper.madeAt', { time: time(sheet.printedAt) })} · {t('paper.page', { now: i + 1, all: sheets.length })}</p></header>
          <table>
            <thead><tr>{columns.map((column) => <th key={column} scope="col" className={column}>{t(`paper.columns.${column}`)}</th>)}</tr></thead>
            <tbody>{rows.map((row) => <SheetRow key={row.ticketNumber + row.order} row={row} />)}</tbody>
          </table>
          <footer>{t('paper.personal')}</footer>
        </article>
      ))}
    </>
  )
}

function SheetRow({ row }: { readonly row: DaySheetRow }): ReactElement {
  const { t } = useTranslation()
  const { time, language } = useDesk()
  const outcome = row.outcome ? t(`desk.outcome.${row.outcome}`) : t(`desk.${row.stage}`)
  return (
    <tr>
      <td className="number">{row.order}</td><td><b>{row.ticketNumber}</b></td><td className="name">{row.name}{row.guardianName ? <small> ({row.guardianName})</small> : null}</td><td>{row.birthDate}</td><td>{row.sex === 'unspecified' ? '' : t(`desk.${row.sex as 'female'}`)}</td><td>{row.phone.replace(/^(01\d)(\d{3,4})(\d{4})$/, '$1-$2-$3')}</td>
      <td>{textIn(row.vaccineName, language)} <small>{row.cvx}</small></td><td>{row.flaggedQuestions.join('·')}</td><td>{row.givenAt === null ? '' : time(row.givenAt)}</td><td>{row.lotNumber}</td><td>{row.expiryDate?.slice(0, 7)}</td><td className="number">{row.doseNumber}</td>
      <td>{row.vaccinator}</td><td>{outcome}{row.cautions.length > 0 ? <b> !</b> : null}</td><td className="box"><i className={row.sent ? 'full' : ''} role="img" aria-label={t(row.sent ? 'paper.sent' : 'paper.notSent')} /></td>
    </tr>
  )
}
