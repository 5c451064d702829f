import { josa } from 'es-hangul'
import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { maskName } from '../../src/domain/patient.ts'
import { textOf } from '../ui/compose-hangul.ts'
import type { Composition } from '../ui/compose-hangul.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { DigitKeyboard, LetterKeyboard } from '../ui/keyboard.tsx'
import type { DigitsName, FieldName, FlowEvent, FlowState } from './flow.ts'

type Props = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void; readonly today: string; readonly language: 'ko' | 'en' }

const MASK_AFTER_MS = 1_000

function Typed({ value }: { readonly value: Composition }): ReactElement {
  const whole = textOf(value)
  const composing = value.composing === '' ? '' : ([...whole].at(-1) ?? '')
  return (
    <p className="field" data-testid="field">
      <span>{composing ? whole.slice(0, -composing.length) : whole}</span>
      {composing ? <mark>{composing}</mark> : null}
      <i className="caret" />
    </p>
  )
}

function Hint({ wrong, text }: { readonly wrong: boolean; readonly text: string }): ReactElement {
  return <p className="hint" role={wrong ? 'alert' : undefined}><Icon name={wrong ? 'info' : 'lock'} /> {text}</p>
}

export function NameScreen({ state, dispatch, today, language, field }: Props & { readonly field: FieldName }): ReactElement {
  const { t } = useTranslation()
  const typed = textOf(state[field]).trim()
  const masked = maskName(typed)
  const particle = language === 'ko' ? josa.pick(masked.replace(/\*+$/, '') || '이', '으로/로') : ''
  const hints = { name: typed ? t('name.hint', { masked, josa: particle }) : t('name.hintEmpty'), guardian: t('guardian.hint'), detail: t('question.calm') }
  const faults = { name: t('name.wrong'), guardian: t('guardian.needed'), detail: '' }
  return (
    <>
      <Typed value={state[field]} />
      <Hint wrong={state.wrong} text={state.wrong ? faults[field] : hints[field]} />
      {field === 'name' ? <div className="row"><Control kind="quiet" icon="person" testId="for-other" selected={state.forOther} onPress={() => dispatch({ kind: 'for-other' })}>{t('name.forOther')}</Control></div> : null}
      {field === 'detail' ? <div className="row"><Control kind="quiet" testId="detail-skip" onPress={() => dispatch({ kind: 'next', today })}>{t('question.detailSkip')}</Control></div> : null}
      <LetterKeyboard layout={language === 'ko' ? 'hangul' : 'latin'} onType={(letter) => dispatch({ kind: 'type', field, letter })} onErase={() => dispatch({ kind: 'erase', field })} onNext={() => dispatch({ kind: 'next', today })} />
    </>
  )
}

const groups: Record<DigitsName, readonly number[]> = { birthDate: [4, 2, 2], phone: [3, 4, 8], phoneLast4: [4] }

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Digits are shown for a second after the last touch, then only dots stand there. */
export function DigitsScreen({ state, dispatch, today, field, hint, fault }: Omit<Props, 'language'> & { readonly field: DigitsName; readonly hint: string; readonly fault: string }): ReactElement {
  const digits = state[field]
  const [hidden, setHidden] = useState(digits !== '')
  useEffect(() => {
    if (digits === '') return
    setHidden(false)
    const timer = setTimeout(() => setHidden(true), MASK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [digits])
  const parts = groups[field].map((length, i, all) => digits.slice(sum(all.slice(0, i)), sum(all.slice(0, i)) + length)).filter((part) => part !== '')
  return (
    <>
      <p className="field digits" data-testid="field">
        {parts.map((part, index) => <span key={`${field}${index + 1}`}>{hidden ? '•'.repeat(part.length) : part}</span>)}
        <i className="caret" />
      </p>
      <Hint wrong={state.wrong} text={state.wrong ? fault : hint} />
      <DigitKeyboard onType={(digit) => dispatch({ kind: 'digit', field, digit })} onErase={() => dispatch({ kind: 'erase-digit', field })} onNext={() => dispatch({ kind: 'next', today })} />
    </>
  )
}
