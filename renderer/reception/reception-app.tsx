import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import { callUntilDone, environment, newCommandId, openTechnician, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { List } from './list.tsx'
import { Panel } from './panel.tsx'
import { PrinterNote } from './printer-note.tsx'
import { Strip } from './strip.tsx'
import { Tray } from './tray.tsx'
import { birthDateOf } from './view.ts'
import { WalkInForm } from './walk-in-form.tsx'

export function ReceptionApp(): ReactElement {
  const { t } = useTranslation()
  const [selected, setSelected] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const { language } = environment()
  const { data: calling } = useQuery('nowCalling', {}, ['queue'])
  const { data: board } = useQuery('queueBoard', {}, ['queue', 'staff-call'])
  const { data: sync } = useQuery('syncOverview', {}, ['sync', 'queue'])
  const timeZone = calling?.timeZone ?? 'Asia/Seoul'
  const time = (at: number): string => new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
  const rows = board?.rows ?? []
  const chosen = selected ?? rows.find((row) => row.queue === 'waiting')?.bookingId ?? null

  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'F4') { event.preventDefault(); setAdding(true) }
      if (event.key === 'F2') { event.preventDefault(); search.current?.focus() }
      if (event.key === 'Escape') setAdding(false)
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step === 0 || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return
      const at = rows.findIndex((row) => row.bookingId === chosen)
      setSelected(rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.bookingId ?? null)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  })
  const calls = board?.staffCalls ?? 0
  const answer = (): void => { if (calls > 0) void callUntilDone('answerStaffCall', { commandId: newCommandId() }, () => {}) }
  return (
    <main className="desk" data-screen="desk">
      <header className="bar">
        <p className="clinic"><Icon name="mark" /> <b>{calling?.clinicName}</b></p>
        <Search inputRef={search} timeZone={timeZone} onFound={setSelected} />
        <Control kind="primary" testId="new-walk-in" onPress={() => setAdding(true)}>{t('desk.newWalkIn')} <kbd>F4</kbd></Control>
        <span className="gap" />
        <Control kind={calls > 0 ? 'secondary' : 'quiet'} className={calls > 0 ? 'ringing' : ''} icon="bell" testId="staff-bell" onPress={answer}>{calls > 0 ? t('desk.staffCalls', { count: calls }) : t('desk.staffNone')}</Control>
        <Control kind="quiet" testId="open-technician" onPress={openTechnician}>{t('desk.technician')}</Control>
        <b className="clock">{board ? time(board.now) : ''}</b>
      </header>
      <section className="queue">{board ? <List board={board} selected={chosen} onSelect={(id) => { setSelected(id); setAdding(false) }} language={language} time={time} /> : null}</section>
      <section className="side">
        {adding ? <WalkInForm language={language} timeZone={timeZone} onClose={() => setAdding(false)} /> : chosen ? <Panel key={chosen} bookingId={chosen} rooms={board?.rooms ?? []} time={time} busy={adding} /> : <p className="empty">{t('desk.select')}</p>}
        <PrinterNote />
        <Tray />
      </section>
      <Strip sync={sync} time={time} />
    </main>
  )
}

type SearchProps = { readonly inputRef: React.RefObject<HTMLInputElement | null>; readonly timeZone: string; readonly onFound: (bookingId: string) => void }

/** `4471 570304`: never a name, never a list of people. */
function Search({ inputRef, timeZone, onFound }: SearchProps): ReactElement {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [last4 = '', ...rest] = text.trim().split(/\s+/)
  const birthDate = birthDateOf(rest.join(''), localDateOf(Date.now(), timeZone))
  const asked = /^\d{4}$/.test(last4) && birthDate ? { phoneLast4: last4, birthDate } : null
  const { data } = useQuery('findBookings', asked, ['queue'])
  const first = asked ? data?.[0] : undefined
  return (
    <label className="search">
      <Icon name="search" /><span className="sr">{t('desk.search')}</span>
      <input ref={inputRef} data-testid="search" value={text} placeholder={t('desk.search')} maxLength={40} onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && first) { onFound(first.bookingId); setText('') } }} />
      {asked && data ? <span>{first ? `${first.ticketNumber} ${first.maskedName} ⏎` : t('desk.notFound')}</span> : <kbd>F2</kbd>}
    </label>
  )
}
