import { useEffect, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'

const hangul = ['ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ', 'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ', 'ㅋㅌㅊㅍㅠㅜㅡ']
const hangulShifted = ['ㅃㅉㄸㄲㅆㅛㅕㅑㅒㅖ', ...hangul.slice(1)]
const latin = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

type KeyProps = { readonly value: string; readonly label?: ReactNode; readonly spoken?: string; readonly className?: string; readonly onKey: (value: string) => void }

/** Acts when touched, not when let go: an older hand rests on the glass. */
function Key({ value, label, spoken, className = '', onKey }: KeyProps): ReactElement {
  return (
    <button type="button" className={`key ${className}`} data-testid={`key-${value}`} aria-label={spoken}
      onPointerDown={(event) => { event.preventDefault(); onKey(value) }}
      onKeyDown={(event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); onKey(value) } }}>
      {label ?? value}
    </button>
  )
}

export type KeyboardProps = { readonly onType: (letter: string) => void; readonly onErase: () => void; readonly onNext: () => void }

/** Keys of a real keyboard type too. `letters` says which of them belong to this field. */
function usePhysicalKeys({ onType, onErase, onNext }: KeyboardProps, letters: RegExp): void {
  useEffect(() => {
    const typed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
      if (event.key === 'Backspace') onErase()
      else if (event.key === 'Enter' && event.target === document.body) onNext()
      else if (event.key.length === 1 && letters.test(event.key) && !(event.key === ' ' && event.target !== document.body)) onType(event.key)
    }
    window.addEventListener('keydown', typed)
    return () => window.removeEventListener('keydown', typed)
  }, [onType, onErase, onNext, letters])
}

const NAME_LETTERS = /^[\p{L}\p{M} .'-]$/u
const DIGITS = /^\d$/

export function LetterKeyboard({ layout: first, ...props }: KeyboardProps & { readonly layout: 'hangul' | 'latin' }): ReactElement {
  const { t } = useTranslation()
  const [layout, setLayout] = useState(first)
  const [shift, setShift] = useState(false)
  usePhysicalKeys(props, NAME_LETTERS)
  const rows = layout === 'hangul' ? (shift ? hangulShifted : hangul) : latin.map((row) => (shift ? row.toUpperCase() : row))
  const type = (letter: string): void => { setShift(false); props.onType(letter) }
  return (
    <div className="keyboard" role="group">
      {rows.slice(0, 2).map((row) => <div className="keys" key={row}>{[...row].map((letter) => <Key key={letter} value={letter} onKey={type} />)}</div>)}
      <div className="keys">
        <Key value="shift" className={`wide ${shift ? 'on' : 'function'}`} label={<Icon name="shift" />} spoken={t('keyboard.shift')} onKey={() => setShift(!shift)} />
        {[...(rows[2] ?? '')].map((letter) => <Key key={letter} value={letter} onKey={type} />)}
        <Key value="backspace" className="wide function" label={<Icon name="backspace" />} spoken={t('keyboard.backspace')} onKey={props.onErase} />
      </div>
      <div className="keys">
        <Key value="layout" className="word function" label={layout === 'hangul' ? t('keyboard.letters') : t('keyboard.hangul')} onKey={() => { setLayout(layout === 'hangul' ? 'latin' : 'hangul'); setShift(false) }} />
        <Key value="space" className="space" label={t('keyboard.space')} onKey={() => type(' ')} />
        <Key value="next" className="word go" label={<>{t('common.next')} <Icon name="arrow" /></>} onKey={props.onNext} />
      </div>
    </div>
  )
}

export function DigitKeyboard(props: KeyboardProps): ReactElement {
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
