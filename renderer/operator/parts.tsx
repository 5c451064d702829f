/** Small parts that several views show. */
import { useEffect, useRef } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon.tsx'

const MARKS_MAX = 14
export const ENTRIES_A_MARK = 10

/** One mark is ten entries; dim ones are guessed. The count stands beside it. */
export function BacklogMarks({ count, guessed }: { readonly count: number; readonly guessed: boolean }): ReactElement | null {
  if (count === 0) return null
  const marks = Math.min(MARKS_MAX, Math.max(1, Math.round(count / ENTRIES_A_MARK)))
  return <span className="tally" aria-hidden="true">{Array.from({ length: marks }, (_, i) => <i key={`m${i + 1}`} className={guessed ? 'dim' : ''} />)}</span>
}

export type Tone = 'fine' | 'busy' | 'wait' | 'stop' | 'still'
const icons: Readonly<Record<Tone, IconName>> = { fine: 'done', busy: 'up', wait: 'cut', stop: 'alert', still: 'info' }
export function Status({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactElement {
  return <span className={`status ${tone}`}><Icon name={icons[tone]} /> {children}</span>
}

type ConfirmProps = {
  readonly title: string; readonly confirm: string; readonly disabled?: boolean; readonly busy?: boolean; readonly fault?: string; readonly onConfirm: (() => void) | null
  readonly onClose: () => void; readonly children: ReactNode
}

/** What will happen stands here before anything does. `onConfirm` null: nothing is left to do but close. */
export function Confirm({ title, confirm, disabled = false, busy = false, fault = '', onConfirm, onClose, children }: ConfirmProps): ReactElement {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => { dialog.current?.showModal() }, [])
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-title" onClose={onClose}>
      <h2 id="confirm-title">{title}</h2>
      <div className="body">{children}</div>
      <p className="fault" role="alert">{fault}</p>
      <div className="acts">
        <Control kind="quiet" testId="confirm-no" onPress={() => dialog.current?.close()}>{onConfirm ? t('app.cancel') : t('app.close')}</Control>
        {onConfirm ? <Control kind="primary" testId="confirm-yes" disabled={disabled} busy={busy} onPress={onConfirm}>{confirm}</Control> : null}
      </div>
    </dialog>
  )
}

/** One consequence a line, each with the sign of what it means. */
export function Consequences({ items }: { readonly items: readonly (readonly [tone: Tone, words: string])[] }): ReactElement {
  return <ul className="consequences">{items.map(([tone, words]) => <li key={words} className={tone}><Icon name={icons[tone]} /><span>{words}</span></li>)}</ul>
}

export function Facts({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }): ReactElement {
  return <dl className="facts-list">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}
