import type { CSSProperties, ReactElement } from 'react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../src/contract/desk-types.ts'
import { environment, useQuery } from '../kiosk.ts'
import { playChime } from '../ui/chime.ts'
import { Icon } from '../ui/icon.tsx'
import { Marks } from '../ui/marks.tsx'
import { voiceOn } from '../ui/voice.ts'
import { announcer, lastHeard, newCalls, spokenParts } from './announce.ts'
import { driftAt, DRIFT_UNITS, rests } from './burn-in.ts'
import { beforeShown, boardEm } from './legibility.ts'

const TICK_MS = 5_000

/** Read across a room: the field of the ticket, the number, the room. Numbers and rooms, never names; nothing blinks. */
export function BoardApp(): ReactElement {
  const { t } = useTranslation()
  const { data } = useQuery('boardView', {}, ['queue'])
  const [now, setNow] = useState(Date.now)
  // This machine's clock may stand wrong by hours; the store goes by the centre's.
  const aheadMs = useMemo(() => (data ? data.now - Date.now() : 0), [data])
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  useHeard(data)
  const quietSince = useQuietSince(data)
  const [last, ...before] = data?.called ?? []
  const waiting = data?.waiting ?? 0
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: data?.timeZone ?? 'Asia/Seoul', hour: '2-digit', minute: '2-digit' }).format(now + aheadMs)
  const { x, y } = driftAt(now)
  const sizePercent = data?.settings.sizePercent ?? 100
  const style = { '--drift': DRIFT_UNITS, '--x': x, '--y': y, '--size': sizePercent / 100, ...Object.fromEntries(Object.entries(boardEm).map(([part, em]) => [`--em-${part}`, em])) } as CSSProperties
  return (
    <main className={`board ${rests(waiting, quietSince, now) ? 'resting' : ''}`} data-screen="board" style={style}>
      <section className="now">
        <h1>{t('board.now')}</h1>
        {last ? <p className="number" data-testid="board-number" style={{ '--letters': last.ticketNumber.length } as CSSProperties}>{last.ticketNumber}</p> : <p className="nobody">{t('welcome.nobody')}</p>}
        <p className="room" data-testid="board-room" style={{ '--letters': last?.room.length ?? 0 } as CSSProperties}>{last ? <><Icon name="arrow" /> {last.room}</> : null}</p>
      </section>
      <aside className="before">
        <h2>{t('board.before')}</h2>
        <ol>{before.slice(0, beforeShown(sizePercent)).map((row) => <li key={row.call} style={{ '--letters': row.ticketNumber.length + row.room.length } as CSSProperties}><b>{row.ticketNumber}</b><span>{row.room}</span></li>)}</ol>
        <footer><div><Marks count={waiting} /><p>{t('welcome.waiting', { count: waiting })}</p></div><b className="clock">{clock}</b></footer>
      </aside>
      <p className="sr" role="status">{last ? t('board.called', { number: last.ticketNumber, room: last.room }) : ''}</p>
    </main>
  )
}

/** When anything on the board last changed, by this window's own count: no call carries a time. */
function useQuietSince(view: BoardView | null): number {
  const [since, setSince] = useState(Date.now)
  const moment = view && `${view.called[0]?.call ?? 0} ${view.waiting}`
  useEffect(() => setSince(Date.now()), [moment])
  return since
}

/** A chime at each new call, and its number said where the clinic wants that and the machine has a voice. */
function useHeard(view: BoardView | null): void {
  const { t, i18n } = useTranslation()
  const heard = useRef<number | null>(null)
  const settings = useRef(view?.settings)
  settings.current = view?.settings
  const announce = useMemo(() => {
    const { volumeCap } = environment()
    const synthesis = 'speechSynthesis' in window ? window.speechSynthesis : null
    const voice = voiceOn({ synthesis, makeUtterance: (text) => new SpeechSynthesisUtterance(text) })
    const language = i18n.language === 'ko' ? 'ko-KR' : i18n.language
    const volume = (): number => ((settings.current?.chimePercent ?? 0) / 100) * volumeCap
    return announcer({
      chime: () => playChime(volume()),
      say: ({ ticketNumber, room }) => { if (settings.current?.spoken && volumeCap > 0) voice.say({ text: t('board.spoken', { ...spokenParts(ticketNumber), room }), language, volume: volumeCap }) },
      speaking: () => synthesis?.speaking ?? false,
      after: (ms, act) => { setTimeout(act, ms) },
    })
  }, [t, i18n])
  useEffect(() => {
    if (!view) return
    announce(newCalls(heard.current, view.called))
    heard.current = lastHeard(heard.current, view.called)
  }, [view, announce])
}
