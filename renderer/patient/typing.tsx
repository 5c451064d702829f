import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { maskName } from '../../src/domain/patient.ts'
import { inOneLine } from '../i18n/phrases.ts'
import type { Language } from '../../src/domain/language.ts'
import { composingText, erase, lettersOf, moveTo, press, textOf } from '../ui/compose-hangul.ts'
import type { Composition } from '../ui/compose-hangul.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon.tsx'
import { DigitKeyboard, LetterKeyboard } from '../ui/keyboard.tsx'
import type { Change } from '../ui/keyboard.tsx'
import { letterAt, useFieldEvents } from '../ui/text-field.ts'
import type { FieldRef } from '../ui/text-field.ts'
import { asked } from './flow.ts'
import type { DigitsName, FieldName, FlowEvent, FlowState } from './flow.ts'
import { Frame } from './frame.tsx'
import { useGlass } from './glass.ts'

type Props = { readonly state: FlowState; readonly dispatch: (event: FlowEvent) => void; readonly today: string; readonly language: Language; /** Little glass: fewer and shorter words. */ readonly folded: boolean; /** Not even room for why. */ readonly tight: boolean }

const MASK_AFTER_MS = 1_000

/** The caret of a long text stays in sight; a touch between two letters brings it there. */
function Typed({ value, onChange, fieldRef }: { readonly value: Composition; readonly onChange: Change; readonly fieldRef: FieldRef }): ReactElement {
  const composing = composingText(value)
  const before = lettersOf(value.committed)
  const letters = (part: readonly string[], from: number): ReactElement[] => part.map((letter, i) => <span key={`${from + i}`} data-at={from + i}>{letter}</span>)
  return (
    <p className="field" data-testid="field" ref={fieldRef} onPointerDown={(event) => { const at = letterAt(event); onChange((now) => moveTo(now, at)) }}>
      <span className="typed"><span>{letters(before, 0)}</span>{composing ? <mark data-at={before.length}>{composing}</mark> : null}<i className="caret" />{value.after ? <span>{letters(lettersOf(value.after), before.length + lettersOf(composing).length)}</span> : null}</span>
    </p>
  )
}

/** A lock only where something is kept from others' eyes. */
function Hint({ wrong, text, icon = 'lock', example = false }: { readonly wrong: boolean; readonly text: string; readonly icon?: IconName; readonly example?: boolean }): ReactElement {
  return <p className={example ? 'hint example' : 'hint'} role={wrong ? 'alert' : undefined}><Icon name={wrong ? 'info' : icon} /><span>{text}</span></p>
}

/** A Latin name begins with a capital without anybody looking for the shift key. */
const capitalised = (change: (before: Composition) => Composition) => (before: Composition): Composition => {
  const after = change(before)
  const letter = after.committed.at(-1) ?? ''
  const begins = after.committed.length === before.committed.length + 1 && /[a-z]/.test(letter) && /(^|[ -])$/.test(before.committed)
  return begins ? press({ ...after, committed: after.committed.slice(0, -1) }, letter.toUpperCase()) : after
}

export function NameScreen({ state, dispatch, today, language, folded, tight, field }: Props & { readonly field: FieldName }): ReactElement {
  const { t } = useTranslation()
  const { upright, tenKeys, sevenKeys } = useGlass()
  const few = !tenKeys || (upright && folded)
  const masked = maskName(textOf(state[field]).trim())
  const question = asked(state)[state.questionIndex]?.number ?? 1
  const hints = { name: masked && masked !== '*' ? t('name.hint', { masked: masked.replaceAll('*', '\u2060*\u2060') }) : t('name.hintEmpty'), guardian: t('guardian.hint'), detail: t('question.detailHint') }
  const faults = { name: t('name.wrong'), guardian: t('guardian.needed'), detail: '' }
  // Twice the text leaves room for what to do, not for why.
  const short = { name: t('common.checkAgain'), guardian: t('guardian.title'), detail: '' }
  const titles = { name: state.forOther ? t('name.titleOther') : t('name.title'), guardian: t('guardian.title'), detail: t('question.detail') }
  const onNext = (): void => dispatch({ kind: 'next', today })
  const { fieldRef, unless } = useFieldEvents(state[field])
  const onChange: Change = (plain) => {
    const change = field === 'detail' ? plain : capitalised(plain)
    if (!unless(change)) dispatch({ kind: 'change', field, change })
  }
  const foot = (
    <>
      <div className="entry">
        <Typed value={state[field]} onChange={onChange} fieldRef={fieldRef} />
        <Hint wrong={state.wrong} text={state.wrong ? (tight ? short[field] : faults[field]) : hints[field]} />
        {field === 'name' ? <Control kind="quiet" icon={state.forOther ? 'check' : 'person'} testId="for-other" className="aside" selected={state.forOther} onPress={() => dispatch({ kind: 'for-other' })}>{folded ? t('name.forOtherShort') : t('name.forOther')}</Control> : null}
        {field === 'detail' ? <Control kind="quiet" testId="detail-skip" className="aside" onPress={onNext}>{folded ? t('question.detailSkipShort') : t('question.detailSkip')}</Control> : null}
      </div>
      <LetterKeyboard key={`${language}${few}`} first={language !== 'ko' ? 'latin' : few ? 'ten' : 'hangul'} big={few} wide={!upright} narrow={!sevenKeys} onChange={onChange} onNext={onNext} />
    </>
  )
  return <Frame typing title={titles[field]} lead={field === 'detail' ? inOneLine(t(`question.q${question as 1}`)) : undefined} foot={foot} />
}

const groups: Record<DigitsName, readonly number[]> = { birthDate: [4, 2, 2], phone: [3, 4, 8], phoneLast4: [4] }
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

const asComposition = (digits: string): Composition => ({ committed: digits, composing: '' })

type DigitsProps = Pick<Props, 'state' | 'dispatch' | 'today' | 'tight'> & { readonly field: DigitsName; readonly title: string; readonly hint: string; readonly fault: string }

/** Digits are shown for a second after the last touch, then only dots stand there. */
export function DigitsScreen({ state, dispatch, today, tight, field, title, hint, fault }: DigitsProps): ReactElement {
  const { t } = useTranslation()
  const digits = state[field]
  const [hidden, setHidden] = useState(digits !== '')
  const { fieldRef, unless } = useFieldEvents(asComposition(digits))
  useEffect(() => {
    if (digits === '') return
    setHidden(false)
    const timer = setTimeout(() => setHidden(true), MASK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [digits])
  const parts = groups[field].map((length, i, all) => digits.slice(sum(all.slice(0, i)), sum(all.slice(0, i)) + length)).filter((part) => part !== '')
  const foot = (
    <>
      <div className="entry">
        <p className="field digits" data-testid="field" ref={fieldRef}><span className="typed">{parts.map((part, index) => <span key={`${field}${index + 1}`}>{hidden ? '•'.repeat(part.length) : part}</span>)}<i className="caret" /></span></p>
        <Hint wrong={state.wrong} text={state.wrong ? (tight ? t('common.checkAgain') : fault) : hint} icon={field === 'phone' ? 'lock' : 'info'} example={field === 'birthDate'} />
      </div>
      <DigitKeyboard onType={(digit) => { if (!unless((now) => press(now, digit))) dispatch({ kind: 'digit', field, digit }) }} onErase={() => { if (!unless(erase)) dispatch({ kind: 'erase-digit', field }) }} onNext={() => dispatch({ kind: 'next', today })} />
    </>
  )
  return <Frame typing title={title} foot={foot} />
}
