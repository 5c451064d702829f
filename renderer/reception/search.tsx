import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import { useQuery } from '../kiosk.ts'
import { Icon } from '../ui/icon.tsx'
import { onScanned } from '../ui/scanned.ts'
import { useDesk } from './desk-context.tsx'
import { composing, useKeys } from './use-keys.ts'
import { birthDateOf } from './view.ts'

const CHARS_MAX = 40

/** `4471 570304`, a number, or a scanned ticket, which checks in at once. Never a name, never a list of people. */
export function Search(): ReactElement {
  const { t } = useTranslation()
  const { list, act, choose, show, view } = useDesk()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useKeys({ f2: () => { show('list'); field.current?.focus() } })
  useEffect(() => {
    if (view === 'history') return
    return onScanned((receipt) => { void act('scanVisit', { receipt }).then((done) => { if (done) choose(done.bookingId) }) })
  }, [act, choose, view])
  const [last4 = '', ...rest] = text.trim().split(/\s+/)
  const birthDate = birthDateOf(rest.join(''), localDateOf(Date.now(), list.timeZone))
  const asked = /^\d{4}$/.test(last4) && birthDate ? { phoneLast4: last4, birthDate } : null
  const { data } = useQuery('findBookings', asked, ['queue'])
  const byNumber = /[a-z]/i.test(text) ? list.rows.find((row) => sameNumber(row.ticketNumber, text)) : undefined
  const first = asked ? data?.[0] : byNumber
  const none = (asked && data && data.length === 0) || (/^[a-z]{1,2}-?p?\d{3,}$/i.test(text.trim()) && !byNumber)
  const pressed = (event: React.KeyboardEvent): void => {
    if (composing(event.nativeEvent)) return
    if (event.key === 'Escape') { event.preventDefault(); setText(''); field.current?.blur() }
    if (event.key !== 'Enter' || !first) return
    choose(first.bookingId)
    setText('')
    field.current?.blur()
  }
  return (
    <label className="search">
      <Icon name="search" /><span className="sr">{t('desk.search')}</span>
      <input ref={field} data-testid="search" value={text} placeholder={t('desk.search')} maxLength={CHARS_MAX} autoComplete="off" onChange={(event) => setText(event.target.value)} onKeyDown={pressed} />
      {first ? <span className="found" data-testid="found">{first.ticketNumber} {first.maskedName} <kbd>Enter</kbd></span> : none ? <span className="found">{t('desk.notFound')}</span> : <kbd>F2</kbd>}
    </label>
  )
}

const sameNumber = (ticketNumber: string, typed: string): boolean => ticketNumber.replaceAll('-', '').toUpperCase() === typed.replace(/[-\s]/g, '').toUpperCase()
