import type { CSSProperties, ReactElement } from 'react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '../kiosk.ts'
import { Icon } from '../ui/icon.tsx'
import { Marks } from '../ui/marks.tsx'

const TICK_MS = 5_000

/** Read across a room: the field of the ticket, the number, the room. Numbers and rooms, never names; nothing blinks. */
export function BoardApp(): ReactElement {
  const { t } = useTranslation()
  const { data } = useQuery('nowCalling', {}, ['queue'])
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const [last, ...before] = data?.called ?? []
  const waiting = data?.waiting ?? 0
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: data?.timeZone ?? 'Asia/Seoul', hour: '2-digit', minute: '2-digit' }).format(now)
  return (
    <main className="board" data-screen="board">
      <section className="now">
        <h1>{t('welcome.nowCalling')}</h1>
        {last ? <p className="number" style={{ '--letters': last.ticketNumber.length } as CSSProperties}>{last.ticketNumber}</p> : <p className="nobody">{t('welcome.nobody')}</p>}
        <p className="room">{last ? <><Icon name="arrow" /> {last.room}</> : null}</p>
      </section>
      <aside className="before">
        <h2>{t('board.before')}</h2>
        <ol>{before.slice(0, 5).map((row) => <li key={row.ticketNumber + row.at}><b>{row.ticketNumber}</b><span>{row.room}</span></li>)}</ol>
        <footer><div><Marks count={waiting} /><p>{t('welcome.waiting', { count: waiting })}</p></div><b className="clock">{clock}</b></footer>
      </aside>
    </main>
  )
}
