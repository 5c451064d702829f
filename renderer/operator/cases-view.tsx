import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../src/contract/console-api.ts'
import { CasePanel } from './case-panel.tsx'
import { CaseTitle } from './case-title.tsx'
import { useRead } from './centre.ts'
import type { Session } from './centre.ts'
import { Status } from './parts.tsx'

const KINDS = ['all', 'problem', 'duplicate', 'overdraft', 'in-doubt'] as const
type Kind = (typeof KINDS)[number]

export function CasesView({ session }: { readonly session: Session }): ReactElement {
  const { t } = useTranslation()
  const { data, again } = useRead<{ readonly cases: readonly Case[] }>(session, '/cases')
  const [kind, setKind] = useState<Kind>('all')
  const [withClosed, setWithClosed] = useState(false)
  const [caseId, setCaseId] = useState<string | null>(null)
  const open = (data?.cases ?? []).filter((one) => withClosed || one.closed === null)
  const ofKind = (name: Kind): readonly Case[] => open.filter((one) => name === 'all' || one.kind === name)
  const shown = ofKind(kind)
  const chosen = shown.find((one) => one.caseId === caseId) ?? shown[0]
  return (
    <>
      <section className="filters" aria-label={t('app.cases')}>
        {KINDS.map((name) => <button key={name} type="button" className="plain" data-testid={`kind-${name}`} aria-pressed={kind === name} onClick={() => setKind(name)}>{name === 'all' ? t('cases.all') : t(`cases.kinds.${name}`)} <b>{ofKind(name).length}</b></button>)}
        <label className="check"><input type="checkbox" checked={withClosed} onChange={(event) => setWithClosed(event.target.checked)} /><span>{t('cases.showClosed')}</span></label>
      </section>
      <main className="list">
        {shown.length === 0 ? <p className="empty">{data ? t('cases.empty') : t('app.loading')}</p> : (
          <table className="rows cases"><tbody>{shown.map((one) => (
            <tr key={one.caseId} className={one === chosen ? 'chosen' : ''} data-testid={`case-${one.kind}`}>
              <th scope="row"><button type="button" aria-pressed={one === chosen} onClick={() => setCaseId(one.caseId)}><CaseTitle one={one} /></button></th>
              <td>{one.kind === 'duplicate' ? one.bookings.map((booking) => booking.clinicName).join(' · ') : one.clinicName}</td>
              <td><Status tone={one.closed ? 'fine' : one.kind === 'in-doubt' ? 'wait' : 'stop'}>{one.closed ? t('cases.closed') : t(`cases.kinds.${one.kind}`)}</Status></td>
            </tr>
          ))}</tbody></table>
        )}
      </main>
      <aside className="panel">{chosen ? <CasePanel key={chosen.caseId} session={session} one={chosen} onChange={again} /> : null}</aside>
    </>
  )
}
