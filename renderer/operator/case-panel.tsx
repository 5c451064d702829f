import { useState } from 'react'
import type { ReactElement } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../src/contract/console-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { CaseTitle } from './case-title.tsx'
import { ask } from './centre.ts'
import type { Session } from './centre.ts'
import { Facts } from './parts.tsx'
import { ReleaseDialog } from './release-dialog.tsx'
import { whenOf } from './telling.ts'

type Told = { readonly what: string; readonly safe: string; readonly todo: string; readonly facts: readonly (readonly [string, string])[] }

function tellCase(one: Case, t: TFunction, language: string): Told {
  if (one.kind === 'problem') {
    const key = `cases.codes.${one.code}`
    const known = t(key as 'cases.codes.other', { defaultValue: t('cases.codes.other') })
    const who = one.person ? `${one.person.maskedName}\u00a0· ${t('cases.born', { year: one.person.birthYear })}\u00a0· ${one.person.maskedPhone}` : '–'
    return { what: t('cases.kinds.problem'), safe: t('cases.problemSafe'), todo: known, facts: [[t('cases.entryType'), one.entryType], [t('cases.detail'), one.detail || one.code], [t('cases.who'), who]] }
  }
  if (one.kind === 'duplicate') return {
    what: `${t('cases.duplicateWhat')} ${t(one.sameVaccine ? 'cases.same' : 'cases.different')}`, safe: t('cases.duplicateSafe'), todo: t('cases.duplicateTodo'),
    facts: [[t('cases.who'), `${one.person.maskedName}\u00a0· ${t('cases.born', { year: one.person.birthYear })}\u00a0· ${one.person.maskedPhone}`],
      ...one.bookings.map((b) => [b.clinicName, `${b.ticketNumber} · ${b.date.slice(5).replace('-', '/')} · ${textIn(b.vaccine, language)} · ${t(`cases.status.${b.status as 'booked'}`)}`] as const)],
  }
  if (one.kind === 'overdraft') return { what: t('cases.overdraftWhat'), safe: t('cases.overdraftSafe'), todo: t('cases.overdraftTodo'), facts: [[one.clinicName, `${one.booking.ticketNumber} · ${one.booking.date.slice(5).replace('-', '/')}`]] }
  return { what: t('cases.inDoubtWhat'), safe: t('cases.inDoubtSafe'), todo: t('cases.inDoubtTodo', { when: whenOf(one.endAt, Date.now(), language) }), facts: [[t('cases.places'), one.places.join(', ')]] }
}

export function CasePanel({ session, one, onChange }: { readonly session: Session; readonly one: Case; readonly onChange: () => void }): ReactElement {
  const { t, i18n } = useTranslation()
  const [note, setNote] = useState('')
  const [fault, setFault] = useState('')
  const [releasing, setReleasing] = useState(false)
  const { what, safe, todo, facts } = tellCase(one, t, i18n.language)
  const close = async (): Promise<void> => {
    const answer = await ask(session, '/cases/close', { clinicId: one.clinicId, caseId: one.caseId, practitionerId: session.operator, note: note.trim() })
    if (answer.ok) onChange()
    else setFault(answer.problem.status === 0 ? t('app.noAnswer') : t('app.refused', { detail: answer.problem.detail }))
  }
  return (
    <>
      <h1><CaseTitle one={one} /></h1>
      <section className="told"><h2>{t('cases.what')}</h2><p>{what}</p></section>
      <Facts rows={facts} />
      <section className="told"><h2>{t('cases.safe')}</h2><p>{safe}</p></section>
      <section className="tinted told"><h2>{t('cases.todo')}</h2><p data-testid="case-todo">{todo}</p></section>
      {one.closed ? <p className="second">{t('cases.closedBy', { who: one.closed.who, when: whenOf(one.closed.at, Date.now(), i18n.language) })}<br />{one.closed.note}</p> : null}
      {one.kind === 'in-doubt' ? <div className="acts"><Control kind="quiet" testId="case-release" onPress={() => setReleasing(true)}>{t('cases.release')}</Control></div> : null}
      {one.kind === 'in-doubt' && releasing ? <ReleaseDialog session={session} one={one} onClose={() => { setReleasing(false); onChange() }} /> : null}
      {one.closed === null && one.kind !== 'in-doubt' ? (
        <section className="todo">
          <label><span>{t('cases.note')}</span><input data-testid="case-note" value={note} maxLength={500} placeholder={t('cases.noteHint')} onChange={(event) => setNote(event.target.value)} /></label>
          <p className="fault" role="alert">{fault}</p>
          <div className="acts"><Control kind="primary" testId="case-close" disabled={note.trim() === ''} onPress={() => void close()}>{t('cases.close')}</Control></div>
        </section>
      ) : null}
    </>
  )
}
