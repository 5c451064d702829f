import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskRow, Stage } from '../../src/contract/desk-types.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'
import { MinuteMarks } from './minute-marks.tsx'
import { linesOf, minutesSince, minutesUntil, topThatShows } from './view.ts'
import type { Line } from './view.ts'

const ROW_PX = 60
const HEAD_PX = 52
const OVERSCAN = 8

type Props = { readonly folded: ReadonlySet<Stage>; readonly fold: (stage: Stage) => void }

/** Only what is seen is drawn: five thousand rows move like fifty. */
export function List({ folded, fold }: Props): ReactElement {
  const { t } = useTranslation()
  const { list, chosen } = useDesk()
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(list.rows, list.counts, folded), [list, folded])
  const virtual = useVirtualizer({
    count: lines.length, getScrollElement: () => scroller.current, estimateSize: (i) => (lines[i]?.kind === 'head' ? HEAD_PX : ROW_PX), overscan: OVERSCAN,
    getItemKey: (i) => keyOf(lines[i]),
  })
  const chosenId = chosen?.bookingId
  const chosenStage = chosen?.stage
  useEffect(() => {
    const at = lines.findIndex((line) => line.kind === 'row' && line.row.bookingId === chosenId)
    const { current } = scroller
    if (at !== -1 && current) {
      const top = topThatShows(virtual.measurementsCache, { from: lines[at - 1]?.kind === 'head' ? at - 1 : at, at }, { top: current.scrollTop, height: current.clientHeight })
      if (top !== null) virtual.scrollToOffset(top)
    }
    // A row that moved to another group is followed; a list that is only drawn again is not scrolled.
  }, [chosenId, chosenStage])
  if (list.rows.length === 0) return <p className="empty whole">{t('desk.empty')}</p>
  return (
    <>
      <p className="columns" aria-hidden="true"><span>{t('desk.number')}</span><span>{t('desk.name')}</span><span>{t('desk.vaccine')}</span><span>{t('desk.form')}</span><span>{t('desk.time')}</span><span>{t('desk.room')}</span></p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1) */}
      <div className="lines" ref={scroller} tabIndex={0} data-testid="lines">
        <div style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const line = lines[index] as Line
            return <div key={key} className={`item ${line.kind === 'head' ? 'heading' : ''}`} style={{ transform: `translateY(${start}px)` }}>{line.kind === 'head' ? <Head line={line} folded={folded.has(line.stage)} fold={fold} /> : <Row line={line} />}</div>
          })}
        </div>
      </div>
    </>
  )
}

const keyOf = (line: Line | undefined): string => (line === undefined ? '' : line.kind === 'head' ? line.stage : line.row.bookingId)

function Head({ line, folded, fold }: { readonly line: Line & { kind: 'head' }; readonly folded: boolean; readonly fold: (stage: Stage) => void }): ReactElement {
  const { t } = useTranslation()
  const words = <>{t(`desk.${line.stage}`)} <span>{line.count}</span></>
  if (line.stage !== 'done') return <h2>{words}</h2>
  return <h2><button type="button" data-testid="fold-done" aria-expanded={!folded} onClick={() => fold('done')}>{words} <Icon name={folded ? 'down' : 'up'} /> <kbd>E</kbd></button></h2>
}

function Row({ line: { row, first, last } }: { readonly line: Line & { kind: 'row' } }): ReactElement {
  const { t } = useTranslation()
  const { chosen, choose, language } = useDesk()
  const selected = chosen?.bookingId === row.bookingId
  return (
    <div className={`row ${selected ? 'selected' : ''} ${first ? 'first' : ''} ${last ? 'last' : ''}`} data-testid={`row-${row.ticketNumber}`} data-stage={row.stage} data-status={row.status} data-outcome={row.outcome ?? ''}>
      <button type="button" className="whole" aria-pressed={selected} onClick={() => choose(row.bookingId)}><span className="sr">{row.ticketNumber} {row.maskedName}</span></button>
      <b>{row.ticketNumber}</b>
      <span className="name">{row.maskedName} {row.birthYear === null ? null : <span className="second">{String(row.birthYear).slice(2)}</span>}</span>
      <span className="vaccine"><span>{textIn(row.vaccineName, language)}</span>{row.standby && row.stage !== 'done' ? <span className="badge">{t('desk.standby')}</span> : null}{row.paper ? <span className="badge quiet">{t('desk.paper')}</span> : null}</span>
      <span>{row.flaggedQuestions.length > 0 ? <span className="badge"><Icon name="stethoscope" /> {t('desk.flagged', { numbers: row.flaggedQuestions.join('·') })}</span> : <span className="second">{t('desk.none')}</span>}</span>
      <When row={row} />
      <span className="room">{row.stage === 'observing' ? t('desk.observeRoom') : row.stage === 'called' ? row.room : ''}</span>
    </div>
  )
}

function When({ row }: { readonly row: DeskRow }): ReactElement {
  const { t } = useTranslation()
  const { list: { now }, time, act } = useDesk()
  const minutes = minutesSince(row.since, now)
  if (row.stage === 'observing' && row.observation) {
    const left = minutesUntil(row.observation.until, now)
    return <span className="when"><MinuteMarks all={row.observation.minutes} past={row.observation.minutes - left} />{left === 0 ? <b>{t('desk.observed')}</b> : <span><b>{t('desk.minutes', { count: left })}</b> {t('desk.left')}</span>}</span>
  }
  if (row.stage === 'done') return <span className="when">{t(`desk.outcome.${row.outcome ?? 'given'}`)} <span className="second">{time(row.since)}</span></span>
  if (row.stage === 'expected') return <span className="when">{row.slotStart ? t('desk.slotAt', { time: time(row.slotStart) }) : t('desk.notCome')}{row.absent ? <span className="badge">{t('desk.late')}</span> : null}</span>
  if (row.stage === 'called') return (
    <span className="when">{minutes === 0 ? t('desk.calledNow') : t('desk.calledFor', { count: minutes })}
      {minutes > 0 ? <Control className="inline" testId={`recall-${row.ticketNumber}`} onPress={() => { void act('recallVisit', { bookingId: row.bookingId, revision: row.revision }) }}>{t('desk.callAgain')}</Control> : null}
      {row.absent ? <span className="badge">{t('desk.absent')}</span> : null}</span>
  )
  return <span className="when">{minutes === 0 ? t('desk.waitedNow') : t('desk.waitedFor', { count: minutes })}{row.skips > 0 ? <span className="second">{t('desk.skipped', { count: row.skips })}</span> : null}{row.needsHelp ? <span className="badge">{t('desk.help')}</span> : null}</span>
}
