import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditRow } from '../../src/contract/desk-types.ts'
import { useDesk } from './desk-context.tsx'

/** Who did what, and when; what was taken back stays to be seen. */
export function Trail({ rows }: { readonly rows: readonly AuditRow[] }): ReactElement | null {
  const { t } = useTranslation()
  const { time } = useDesk()
  if (rows.length === 0) return null
  return (
    <>
      <h3>{t('desk.today')}</h3>
      <ul className="trail" data-testid="trail">{rows.map((row) => (
        <li key={row.actId} className={row.undone ? 'undone' : ''}><span className="second">{time(row.at)}</span> <span>{t(`acts.${row.kind}`)}{typeof row.facts.room === 'string' ? ` ${row.facts.room}` : ''}{row.undone ? ` (${t('acts.undone')})` : ''}</span>{row.by ? <span className="second">{row.by}</span> : null}</li>
      ))}</ul>
    </>
  )
}
