import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueBoard, QueueRow } from '../../src/contract/kiosk-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { Icon } from '../ui/icon.tsx'
import { grouped, minutesSince } from './view.ts'

type Props = { readonly board: QueueBoard; readonly selected: string | null; readonly onSelect: (bookingId: string) => void; readonly language: string; readonly time: (at: number) => string }

export function List({ board, selected, onSelect, language, time }: Props): ReactElement {
  const { t } = useTranslation()
  if (board.rows.length === 0) return <p className="empty">{t('desk.empty')}</p>
  return (
    <div className="list">
      <p className="columns"><span>{t('desk.number')}</span><span>{t('desk.name')}</span><span>{t('desk.vaccine')}</span><span>{t('desk.form')}</span><span>{t('desk.time')}</span><span>{t('desk.room')}</span></p>
      {grouped(board).map(({ group, rows }) => (
        <section key={group}>
          <h2>{t(`desk.${group}`)} <span>{rows.length}</span></h2>
          <div className="rows">{rows.map((row) => <Row key={row.bookingId} row={row} now={board.now} selected={row.bookingId === selected} onSelect={onSelect} language={language} time={time} />)}</div>
        </section>
      ))}
    </div>
  )
}

function Row({ row, now, selected, onSelect, language, time }: Omit<Props, 'board' | 'selected'> & { readonly row: QueueRow; readonly now: number; readonly selected: boolean }): ReactElement {
  const { t } = useTranslation()
  const minutes = minutesSince(row.since, now)
  const when = row.queue === 'finished' ? t(`desk.status.${row.status}`) : row.queue === 'in-service' ? minutes === 0 ? t('desk.calledNow') : t('desk.calledFor', { count: minutes })
    : row.queue === 'expected' && row.slotStart ? t('desk.slotAt', { time: time(row.slotStart) }) : minutes === 0 ? t('desk.waitedNow') : t('desk.waitedFor', { count: minutes })
  return (
    <button type="button" className={`row ${selected ? 'selected' : ''}`} data-testid={`row-${row.ticketNumber}`} data-queue={row.queue} data-status={row.status} onClick={() => onSelect(row.bookingId)}>
      <b>{row.ticketNumber}</b>
      <span>{row.maskedName} <span className="second">{String(row.birthYear).slice(2)}</span></span>
      <span>{textIn(row.vaccineName, language)} {row.standby && row.queue !== 'finished' ? <span className="badge">{t('desk.standby')}</span> : null}</span>
      <span>{row.flaggedQuestions.length > 0 ? <span className="badge"><Icon name="stethoscope" /> {t('desk.flagged', { numbers: row.flaggedQuestions.join('·') })}</span> : <span className="second">{t('desk.none')}</span>}</span>
      <span>{when}</span>
      <span className="room">{row.queue === 'in-service' ? row.room : ''}</span>
    </button>
  )
}
