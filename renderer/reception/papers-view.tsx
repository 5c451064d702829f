import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DaySheet } from '../../src/contract/desk-types.ts'
import type { DeviceCallInput } from '../../src/contract/device-api.ts'
import type { Failure } from '../../src/contract/errors.ts'
import { call, callDevice, newCommandId, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { BlankForms } from './blank-forms.tsx'
import { DateField } from './date-field.tsx'
import { DayReportSheet } from './day-report-sheet.tsx'
import { DaySheetPaper } from './day-sheet-paper.tsx'
import { useDesk } from './desk-context.tsx'
import { useKeys } from './use-keys.ts'
import { whatHappened } from './what-happened.ts'

const papers = ['day-sheet', 'blank-form', 'day-report'] as const
type PaperKind = (typeof papers)[number]
const COPIES_MAX = 100

/** What goes on paper, as it will look. A printer that is not there stops nothing: the same sheet is kept as a file. */
export function PapersView(): ReactElement {
  const { t } = useTranslation()
  const { list, show, who } = useDesk()
  const [paper, setPaper] = useState<PaperKind>('day-sheet')
  const [date, setDate] = useState(list.date)
  const [sheet, setSheet] = useState<DaySheet | null>(null)
  const out = useOut()
  const { data: forms, again: formsAgain } = useQuery('blankForm', {}, ['desk'])
  const { data: report } = useQuery('dayReport', { date }, ['queue', 'sync'])
  const [count, setCount] = useState(10)
  const session = who?.session ?? null
  const open = async (): Promise<void> => {
    const result = await call('daySheet', { session, date })
    out.say(result.ok ? null : result.error)
    if (result.ok) setSheet(result.value)
  }
  const reserve = async (): Promise<void> => {
    const result = await call('reservePaperNumbers', { commandId: newCommandId(), session, count })
    out.say(result.ok ? null : result.error)
    formsAgain()
  }
  // What was said was about the sheet before.
  const turn = (kind: PaperKind): void => { setPaper(kind); out.say(null) }
  useKeys({ escape: () => show('list'), 1: () => turn('day-sheet'), 2: () => turn('blank-form'), 3: () => turn('day-report'), p: out.print })
  const name = `${paper}-${date}`
  return (
    <section className="papers" data-testid="papers" data-paper={paper}>
      <nav aria-label={t('paper.title')}>
        <h2>{t('paper.title')}</h2>
        {papers.map((kind, i) => <Control key={kind} selected={paper === kind} testId={`paper-${kind}`} onPress={() => turn(kind)}>{t(`paper.kinds.${kind}`)} <kbd>{i + 1}</kbd></Control>)}
        <DateField name={t('paper.day')} kind="day" value={date} today={list.date} testId="paper-date" onDate={(day) => { setDate(day); setSheet(null) }} />
        {paper === 'day-sheet' ? <><p className="second">{t('paper.sheetLead')}</p><Control kind="primary" testId="paper-open" onPress={() => { void open() }}>{t('paper.openSheet')}</Control></> : null}
        {paper === 'blank-form' ? <><p className="second">{t('paper.formLead')}</p><label><span>{t('paper.copies')}</span><input type="number" min={1} max={COPIES_MAX} data-testid="paper-count" value={count} onChange={(event) => setCount(Math.min(COPIES_MAX, Math.max(1, Number(event.target.value))))} /></label><Control testId="paper-reserve" onPress={() => { void reserve() }}>{t('paper.reserve')}</Control></> : null}
        <Control kind={paper === 'day-sheet' ? 'secondary' : 'primary'} icon="printer" testId="paper-print" disabled={paper === 'day-sheet' && sheet === null} onPress={out.print}>{t('paper.print')} <kbd>P</kbd></Control>
        <Control kind="quiet" testId="paper-pdf" disabled={paper === 'day-sheet' && sheet === null} onPress={() => out.save({ as: 'pdf', name })}>{t('paper.pdf')}</Control>
        {paper === 'day-sheet' ? <Control kind="quiet" testId="paper-csv" onPress={() => out.save({ as: 'day-sheet-csv', name, session, date })}>{t('paper.csv')}</Control> : null}
        {out.said ? <p className="hint" role="status" data-testid="paper-said"><Icon name="info" /> {out.said}</p> : null}
        <Control kind="quiet" testId="papers-close" onPress={() => show('list')}>{t('desk.toList')} <kbd>Esc</kbd></Control>
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.1.1) */}
      <div className="desktop" tabIndex={0}>
        {paper === 'day-sheet' ? sheet ? <DaySheetPaper sheet={sheet} /> : <p className="empty">{t('paper.sheetClosed')}</p> : null}
        {paper === 'blank-form' && forms ? <BlankForms form={forms} /> : null}
        {paper === 'day-report' && report ? <DayReportSheet report={report} /> : null}
      </div>
    </section>
  )
}

/** To the printer or into a file, and what became of it in words. */
function useOut(): { readonly said: string | null; readonly say: (failure: Failure | null) => void; readonly print: () => void; readonly save: (input: DeviceCallInput<'savePaper'>) => void } {
  const { t, i18n } = useTranslation()
  const [said, setSaid] = useState<string | null>(null)
  const say = (failure: Failure | null): void => {
    if (!failure) return setSaid(null)
    const { what, press } = whatHappened(failure, (key) => (i18n.exists(key) ? t(key as 'desk.keep') : null))
    setSaid(`${what} ${press}`)
  }
  return {
    said, say,
    print: () => { void callDevice('printPaper', {}).then((result) => (result.ok ? setSaid(t(result.value.printed ? 'paper.printed' : result.value.why === 'no-printer' ? 'paper.noPrinter' : 'paper.notPrinted')) : say(result.error))) },
    save: (input) => { void callDevice('savePaper', input).then((result) => (result.ok ? setSaid(t('paper.saved', { file: result.value.file })) : say(result.error))) },
  }
}
