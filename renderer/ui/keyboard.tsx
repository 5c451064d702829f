import { useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cycle, cycleLatin, erase, lettersOf, moveBy, moveTo, press, stroke, textOf } from './compose-hangul.ts'
import type { Composition } from './compose-hangul.ts'
import { Icon } from './icon.tsx'
import { abcRows, abcWideRows, hangulRows, hangulShifted, latinRows, phoneRows, tenRows } from './key-rows.ts'
import { keySound } from './key-sound.ts'

type KeyProps = { readonly value: string; readonly label?: ReactNode; readonly spoken?: string; readonly className?: string; readonly onKey: (value: string) => void }

/** Acts when touched, not when let go: an older hand rests on the glass. */
function Key({ value, label, spoken, className = '', onKey }: KeyProps): ReactElement {
  // A machine without sound must not cost a letter.
  const act = (): void => { onKey(value); keySound() }
  return (
    <button type="button" className={`key ${className}`} data-testid={`key-${value}`} aria-label={spoken}
      onPointerDown={(event) => { event.preventDefault(); act() }}
      onKeyDown={(event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); act() } }}>
      {label ?? value}
    </button>
  )
}

type PhysicalKeys = { readonly onType: (letter: string) => void; readonly onErase: () => void; readonly onNext: () => void; /** Home and End, and the arrows with shift: alone they lead from control to control. */ readonly onCaret?: (step: number) => void }

const carets: Record<string, number> = { Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY }
const shiftedCarets: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }

/** Keys of a real keyboard type too. `letters` says which of them belong to this field. */
function usePhysicalKeys({ onType, onErase, onNext, onCaret }: PhysicalKeys, letters: RegExp): void {
  useEffect(() => {
    const typed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
      const step = event.shiftKey ? shiftedCarets[event.key] : carets[event.key]
      if (step !== undefined) onCaret?.(step)
      else if (event.key === 'Backspace') onErase()
      else if (event.key === 'Enter' && event.target === document.body) onNext()
      else if (event.key.length === 1 && letters.test(event.key) && !(event.key === ' ' && event.target !== document.body)) onType(event.key)
    }
    window.addEventListener('keydown', typed)
    return () => window.removeEventListener('keydown', typed)
  }, [onType, onErase, onNext, onCaret, letters])
}

const NAME_LETTERS = /^[\p{L}\p{M} .'-]$/u
const DIGITS = /^\d$/
/** The same key within this time means the next letter on it. */
const SAME_KEY_MS = 1_500

export type Change = (change: (before: Composition) => Composition) => void
export type Layout = 'hangul' | 'ten' | 'latin'
type LetterProps = { readonly first: Layout; readonly big: boolean; /** Big keys on wide glass. */ readonly wide?: boolean; /** Glass too narrow for seven keys. */ readonly narrow?: boolean; readonly onChange: Change; readonly onNext: () => void }

/** 두벌식, 천지인 and Latin letters. `big` is twice the text on upright glass: fewer, wider keys. */
export function LetterKeyboard({ first, big, wide = false, narrow = false, onChange, onNext }: LetterProps): ReactElement {
  const [layout, setLayout] = useState<Layout>(first)
  const onType = (letter: string): void => onChange((before) => press(before, letter))
  const onErase = (): void => onChange(erase)
  const onCaret = (step: number): void => onChange((before) => (Number.isFinite(step) ? moveBy(before, step) : moveTo(before, step < 0 ? 0 : lettersOf(textOf(before)).length)))
  usePhysicalKeys({ onType, onErase, onNext, onCaret }, NAME_LETTERS)
  const props = { big, layout, onLayout: setLayout, onType, onErase, onNext }
  if (layout === 'ten') return <TenKeys {...props} onChange={onChange} />
  if (layout === 'latin' && narrow) return <PhoneKeys {...props} onChange={onChange} />
  return layout === 'latin' && big ? <AbcKeys {...props} rows={wide ? abcWideRows : abcRows} /> : <RowKeys key={layout} {...props} />
}

type BoardProps = PhysicalKeys & { readonly big: boolean; readonly layout: Layout; readonly onLayout: (layout: Layout) => void }

function RowKeys({ layout, onLayout, onType, onErase, onNext }: BoardProps): ReactElement {
  const { t } = useTranslation()
  const [shift, setShift] = useState(false)
  const rows = layout === 'latin' ? latinRows.map((row) => (shift ? row.toUpperCase() : row)) : shift ? hangulShifted : hangulRows
  const type = (letter: string): void => { setShift(false); onType(letter) }
  const keysOf = (row = ''): ReactNode => [...row].map((letter) => <Key key={letter} value={letter} onKey={type} />)
  return (
    <div className="keyboard rows" role="group">
      <div className="keys">{keysOf(rows[0])}</div>
      <div className="keys">{keysOf(rows[1])}</div>
      <div className="keys">
        <Key value="shift" className={`wide ${shift ? 'on' : 'function'}`} label={<Icon name="shift" />} spoken={t('keyboard.shift')} onKey={() => setShift(!shift)} />
        {keysOf(rows[2])}
        <Key value="backspace" className="wide function" label={<Icon name="backspace" />} spoken={t('keyboard.backspace')} onKey={onErase} />
      </div>
      <div className="keys">
        {layout === 'hangul' ? <Key value="ten" className="word function" label={t('keyboard.ten')} onKey={() => onLayout('ten')} /> : null}
        <Key value="layout" className="word function" label={layout === 'hangul' ? t('keyboard.letters') : t('keyboard.hangul')} onKey={() => onLayout(layout === 'hangul' ? 'latin' : 'hangul')} />
        <Key value="space" className="word space" label={t('keyboard.space')} onKey={() => type(' ')} />
        <Key value="next" className="go" label={<>{t('common.next')} <Icon name="arrow" /></>} onKey={onNext} />
      </div>
    </div>
  )
}

/** The ten keys of 천지인: three strokes make every vowel, a consonant key pressed again gives its next letter. */
function TenKeys({ big, onLayout, onType, onErase, onNext, onChange }: BoardProps & { readonly onChange: Change }): ReactElement {
  const { t } = useTranslation()
  const last = useRef({ letters: '', at: 0 })
  const consonant = (letters: string): void => {
    const again = last.current.letters === letters && Date.now() - last.current.at < SAME_KEY_MS
    last.current = { letters, at: Date.now() }
    onChange((before) => (again ? cycle(before, letters) : press(before, letters[0] ?? '')))
  }
  const other = (act: () => void) => (): void => { last.current = { letters: '', at: 0 }; act() }
  const ends = [
    <Key key="b" value="backspace" className="function" label={<Icon name="backspace" />} spoken={t('keyboard.backspace')} onKey={other(onErase)} />,
    <Key key="s" value="space" className="function" label={t('keyboard.blank')} onKey={other(() => onType(' '))} />,
    <Key key="l" value="layout" className="function" label={t('keyboard.letters')} onKey={other(() => onLayout('latin'))} />,
  ]
  return (
    <div className="keyboard ten" role="group">
      <div className="keys">{['ㅣ', 'ㆍ', 'ㅡ'].map((key) => <Key key={key} value={key} onKey={other(() => onChange((before) => stroke(before, key)))} />)}{ends[0]}</div>
      {tenRows.map((row, i) => <div className="keys" key={row[0]}>{row.map((letters) => <Key key={letters} value={letters} label={letters.slice(0, 2)} onKey={consonant} />)}{ends[i + 1]}</div>)}
      <div className="keys">
        {big ? null : <Key value="rows" className="function" label={t('keyboard.rows')} onKey={other(() => onLayout('hangul'))} />}
        <Key value="ㅇㅁ" className={big ? 'two' : ''} onKey={consonant} />
        <Key value="next" className="go two" label={<>{t('common.next')} <Icon name="arrow" /></>} onKey={onNext} />
      </div>
    </div>
  )
}

function AbcKeys({ rows, onLayout, onType, onErase, onNext }: BoardProps & { readonly rows: readonly string[] }): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="keyboard abc" role="group">
      {rows.map((row, i) => (
        <div className="keys" key={row}>
          {[...row].map((letter) => <Key key={letter} value={letter} onKey={onType} />)}
          {i === rows.length - 1 ? <Key value="backspace" className={rows === abcRows ? 'two function' : 'function'} label={<Icon name="backspace" />} spoken={t('keyboard.backspace')} onKey={onErase} /> : null}
        </div>
      ))}
      <div className="keys">
        <Key value="layout" className="word function" label={t('keyboard.hangul')} onKey={() => onLayout('ten')} />
        <Key value="space" className="word" label={t('keyboard.blank')} onKey={() => onType(' ')} />
        <Key value="next" className="go" label={t('common.next')} onKey={onNext} />
      </div>
    </div>
  )
}

function PhoneKeys({ onLayout, onType, onErase, onNext, onChange }: BoardProps & { readonly onChange: Change }): ReactElement {
  const { t } = useTranslation()
  const last = useRef({ letters: '', at: 0 })
  const letter = (letters: string): void => {
    const again = last.current.letters === letters && Date.now() - last.current.at < SAME_KEY_MS
    last.current = { letters, at: Date.now() }
    onChange((before) => (again ? cycleLatin(before, letters) : press(before, letters[0] ?? '')))
  }
  const other = (act: () => void) => (): void => { last.current = { letters: '', at: 0 }; act() }
  const ends = [
    <Key key="b" value="backspace" className="function" label={<Icon name="backspace" />} spoken={t('keyboard.backspace')} onKey={other(onErase)} />,
    <Key key="s" value="space" className="function" label={t('keyboard.blank')} onKey={other(() => onType(' '))} />,
    <Key key="l" value="layout" className="function" label={t('keyboard.hangul')} onKey={other(() => onLayout('ten'))} />,
  ]
  return (
    <div className="keyboard ten phone" role="group">
      {phoneRows.map((row, i) => <div className="keys" key={row[0]}>{row.map((letters) => <Key key={letters} value={letters} onKey={letter} />)}{ends[i]}</div>)}
      <div className="keys"><Key value="next" className="go" label={t('common.next')} onKey={onNext} /></div>
    </div>
  )
}

export function DigitKeyboard(props: PhysicalKeys): ReactElement {
  const { t } = useTranslation()
  usePhysicalKeys(props, DIGITS)
  return (
    <div className="keyboard digits" role="group">
      {['123', '456', '789'].map((row) => <div className="keys" key={row}>{[...row].map((digit) => <Key key={digit} value={digit} onKey={props.onType} />)}</div>)}
      <div className="keys">
        <Key value="backspace" className="function" label={<Icon name="backspace" />} spoken={t('keyboard.backspace')} onKey={props.onErase} />
        <Key value="0" onKey={props.onType} />
        <Key value="next" className="go" label={<>{t('common.next')} <Icon name="arrow" /></>} onKey={props.onNext} />
      </div>
    </div>
  )
}
