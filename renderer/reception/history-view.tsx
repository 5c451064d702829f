import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import type { History, HistoryHit } from '../../src/contract/desk-types.ts'
import type { Failure } from '../../src/contract/errors.ts'
import type { CallInput } from '../../src/contract/kiosk-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { call, callDevice } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { onScanned } from '../ui/scanned.ts'
import { DateField } from './date-field.tsx'
import { useDesk } from './desk-context.tsx'
import { useKeys } from './use-keys.ts'
import { birthDateOf } from './view.ts'
import { whatHappened } from './what-happened.ts'

type Search = CallInput<'searchHistory'>['search']

/** `A-013`, or `4471 570304`. Null: neither, and nothing is asked: nobody browses people here. */
export function searchOf(text: string, today: string): Search | null {
  const number = /^\s*([A-Za-z]{1,2})-?(P?)(\d{3,5})\s*$/i.exec(text)
  if (number) return { by: 'number', ticketNumber: `${number[1]}-${number[2]}${number[3]}`.toUpperCase(), date: null }
  const [last4 = '', ...rest] = text.trim().split(/\s+/)
  const birthDate = birthDateOf(rest.join(''), today)
  return /^\d{4}$/.test(last4) && birthDate ? { by: 'digits', phoneLast4: last4, birthDate } : null
}

/** Past days, by number, by digits and birth date, or by a scanned ticket: one person's own visits, never a list of names. */
export function HistoryView(): ReactElement {
  const { t, i18n } = useTranslation()
  const { list, who, show } = useDesk()
  const session = who?.session ?? null
  const [text, setText] = useState('')
  const [found, setFound] = useState<History | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [said, setSaid] = useState('')
  const [days, setDays] = useState({ from: list.date, to: list.date })
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const settle = (result: { readonly ok: true; readonly value: History } | { readonly ok: false; readonly error: Failure }): void => { setFailure(result.ok ? null : result.error); setFound(result.ok ? result.value : null) }
  const search = (by: Search): void => { void call('searchHistory', { session, search: by }).then(settle) }
  useEffect(() => onScanned((receipt) => search({ by: 'receipt', receipt })), [session])
  useKeys({ escape: () => show('list') })
  const asked = searchOf(text, localDateOf(Date.now(), list.timeZone))
  const save = (): void => {
    void callDevice('savePaper', { as: 'history-csv', name: `history-${days.from}-${days.to}`, session, ...days }).then((result) => { setFailure(result.ok ? null : result.error); setSaid(result.ok ? t('paper.saved', { file: result.value.file }) : '') })
  }
  const words = failure && whatHappened(failure, (key) => (i18n.exists(key) ? t(key as 'desk.keep') : null))
  return (
    <section className="history" data-testid="history">
      <h2>{t('history.title')}</h2>
      <form onSubmit={(event: FormEvent) => { event.preventDefault(); if (asked) search(asked) }}>
        <label className="search"><Icon name="search" /><span className="sr">{t('history.search')}</span><input ref={field} data-testid="history-search" value={text} placeholder={t('history.search')} maxLength={40} autoComplete="off" onChange={(event) => setText(event.target.value)} /><kbd>Enter</kbd></label>
        <button type="submit" className="control primary" disabled={!asked} data-testid="history-find"><span>{t('history.find')}</span></button>
        <Control kind="quiet" testId="history-close" onPress={() => show('list')}>{t('desk.toList')} <kbd>Esc</kbd></Control>
      </form>
      <p className="second">{t('history.lead')}{found ? ` ${t('history.since', { date: found.from })}` : ''}</p>
      {words ? <p className="fault" role="alert" data-testid="history-fault" data-code={failure?.code}><b>{words.what}</b> {words.press}</p> : null}
      {found && found.hits.length === 0 ? <p className="empty" data-testid="history-none">{t('desk.notFound')}</p> : null}
      {found && found.hits.length > 0 ? <ol className="hits" data-testid="hits">{found.hits.map((hit) => <Hit key={hit.bookingId} hit={hit} onVisits={() => { void call('personVisits', { session, bookingId: hit.bookingId }).then(settle) }} />)}</ol> : null}
      {who?.role === 'lead' ? (
        <form className="export" onSubmit={(event: FormEvent) => { event.preventDefault(); save() }}>
          <h3>{t('history.export')}</h3>
          <DateField name={t('history.from')} kind="day" value={days.from} today={list.date} testId="export-from" onDate={(from) => setDays({ ...days, from })} />
          <DateField name={t('history.to')} kind="day" value={days.to} today={list.date} testId="export-to" onDate={(to) => setDays({ ...days, to })} />
          <button type="submit" className="control secondary" data-testid="history-export"><span>{t('paper.csv')}</span></button>
          {said ? <p className="hint" role="status" data-testid="history-said">{said}</p> : null}
        </form>
      ) : null}
    </section>
  )
}

function Hit({ hit, onVisits }: { readonly hit: HistoryHit; readonly onVisits: () => void }): ReactElement {
  const { t } = useTranslation()
  const { language, time } = useDesk()
  return (
    <li>
      <b className="number">{hit.ticketNumber}</b><span>{hit.date}</span><span>{hit.maskedName}</span><span>{textIn(hit.vaccineName, language)}</span>
      <span>{hit.outcome ? t(`desk.outcome.${hit.outcome}`) : t(`desk.status.${hit.status}`)}</span>
      <span className="second">{hit.doses.map((dose) => `${time(dose.at)} ${dose.lotNumber} ${t('desk.doseNth', { count: dose.doseNumber })}${dose.enteredInError ? ` (${t('dose.inError')})` : ''}`).join(' · ')}</span>
      <Control className="inline" testId="person-visits" onPress={onVisits}>{t('history.visits')}</Control>
    </li>
  )
}
