import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '../kiosk.ts'

/** Numbers and rooms, never names. */
export function BoardApp(): ReactElement {
  const { t } = useTranslation()
  const { data } = useQuery('nowCalling', {}, ['queue'])
  return (
    <main className="board" data-screen="board">
      <h1>{t('welcome.nowCalling')}</h1>
      {data?.called.map((row) => (
        <p key={row.ticketNumber + row.at}><b>{row.ticketNumber}</b> {row.room}</p>
      ))}
    </main>
  )
}
