import { useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../src/contract/desk-types.ts'
import { Control } from '../ui/control.tsx'
import { useDesk } from './desk-context.tsx'

export type FormKind = 'move' | 'transfer' | 'reschedule' | 'cancel'
const cancelReasons = ['patient', 'staff', 'duplicate'] as const
const NOTE_CHARS_MAX = 200
const END_OF_LINE = ''

type Props = { readonly kind: FormKind; readonly detail: VisitDetail; readonly onDone: () => void }

/** What an act needs to know, in one or two fields: chosen with the arrows, done with Enter. It stays open, as it was filled in, when the act did not take effect. */
export function ActForm({ kind, detail, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const desk = useDesk()
  const [chosen, setChosen] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const first = useRef<HTMLSelectElement>(null)
  useEffect(() => first.current?.focus(), [])
  const options = useOptions(kind, detail)
  const value = chosen ?? options[0]?.value ?? ''
  const on = { bookingId: detail.bookingId, revision: detail.revision }
  const submit = async (): Promise<void> => {
    const done = kind === 'move' ? await desk.act('moveVisit', { ...on, before: value === END_OF_LINE ? null : value })
      : kind === 'transfer' ? await desk.act('transferVisit', { ...on, room: value })
        : kind === 'reschedule' ? await desk.act('rescheduleVisit', { ...on, slotId: value })
          : await desk.act('cancelVisit', { ...on, reason: value as 'patient', note: note.trim() || null })
    if (done) onDone()
  }
  if (options.length === 0) return <p className="hint">{t(`visit.none.${kind === 'transfer' ? 'transfer' : 'reschedule'}`)}</p>
  return (
    <form className="act-form" data-testid={`form-${kind}`} onSubmit={(event: FormEvent) => { event.preventDefault(); void submit() }}>
      <label><span>{t(`visit.ask.${kind}`)}</span><select ref={first} value={value} data-testid="form-choice" onChange={(event) => setChosen(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); event.currentTarget.form?.requestSubmit() } }}>{options.map((o) => <option key={o.value} value={o.value}>{o.text}</option>)}</select></label>
      {kind === 'cancel' ? <label><span>{t('visit.note')}</span><input value={note} maxLength={NOTE_CHARS_MAX} data-testid="form-note" onChange={(event) => setNote(event.target.value)} /></label> : null}
      <div className="acts"><button type="submit" className="control secondary" data-testid="form-done"><span>{t(`visit.do.${kind}`)} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={onDone}>{t('desk.keep')} <kbd>Esc</kbd></Control></div>
    </form>
  )
}

function useOptions(kind: FormKind, detail: VisitDetail): readonly { readonly value: string; readonly text: string }[] {
  const { t } = useTranslation()
  const { list, time } = useDesk()
  if (kind === 'cancel') return cancelReasons.map((reason) => ({ value: reason, text: t(`visit.reasons.${reason}`) }))
  if (kind === 'transfer') return list.settings.rooms.filter((room) => room !== detail.room).map((room) => ({ value: room, text: room }))
  if (kind === 'reschedule') return detail.slots.map(({ slotId, start, end, free }) => ({ value: slotId, text: t('visit.slot', { from: time(start), to: time(end), count: free }) }))
  const line = list.rows.filter((row) => row.stage === 'waiting' && row.bookingId !== detail.bookingId)
  return [...line.map((row) => ({ value: row.bookingId, text: t('visit.before', { number: row.ticketNumber, name: row.maskedName }) })), { value: END_OF_LINE, text: t('visit.atEnd') }]
}
