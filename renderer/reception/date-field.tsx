import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { nextOnEnter } from './person-form.ts'

const CHARS_MAX = 12

/** `20270430`, `270430`; of a day `1124` is this year's; of an expiry `2704` is the month's last day. Empty when it is no date. Not the system's own date field: its order of day and month is the system's, and it is slow by keys. */
export function dateTyped(text: string, kind: 'day' | 'expiry', today: string): string {
  const digits = text.replace(/\D/g, '')
  if (digits.length === 8) return real(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6))
  if (digits.length === 6) return real(`20${digits.slice(0, 2)}`, digits.slice(2, 4), digits.slice(4)) || lastDay(digits.slice(0, 4), digits.slice(4))
  if (digits.length === 4) return kind === 'expiry' ? lastDay(`20${digits.slice(0, 2)}`, digits.slice(2)) : real(today.slice(0, 4), digits.slice(0, 2), digits.slice(2))
  return ''
}

function real(year: string, month: string, day: string): string {
  const parsed = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(`${year}-${month}-${day}`) ? `${year}-${month}-${day}` : ''
}
const lastDay = (year: string, month: string): string => (Number(month) >= 1 && Number(month) <= 12 ? new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10) : '')

/** `1152` or `11:52`; empty when it is no time of day. */
export function timeTyped(text: string): string {
  const [, hours = '', minutes = ''] = /^(\d{1,2})(\d{2})$/.exec(text.replace(/\D/g, '')) ?? []
  return hours !== '' && Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : ''
}

type Props = { readonly name: string; readonly kind: 'day' | 'expiry'; readonly value: string; readonly today: string; readonly testId: string; readonly onDate: (date: string) => void }

/** What was typed stays as it was until it is a date. */
export function DateField({ name, kind, value, today, testId, onDate }: Props): ReactElement {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const date = dateTyped(text, kind, today)
  const wrong = text !== '' && date === ''
  const type = (next: string): void => {
    setText(next)
    const made = dateTyped(next, kind, today)
    // Four digits may be the beginning of eight.
    if (made !== '' && next.replace(/\D/g, '').length === 8) onDate(made)
  }
  // At once: the same Enter may submit the form.
  const settle = (): void => { if (date !== '' && date !== value) flushSync(() => onDate(date)); else if (date !== '') setText(date) }
  return (
    <label className={wrong && text.replace(/\D/g, '').length >= 4 ? 'wrong' : ''}><span>{name}</span>
      <input data-testid={testId} value={text} inputMode="numeric" maxLength={CHARS_MAX} autoComplete="off" placeholder={t(kind === 'expiry' ? 'paper.expiryHint' : 'paper.dayHint')} onChange={(event) => type(event.target.value)} onBlur={settle} onKeyDown={(event) => { if (event.key === 'Enter') settle(); nextOnEnter(event) }} /></label>
  )
}
