import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { sexes } from '../../src/contract/sync-protocol.ts'
import type { FixKind, ProblemCase } from '../../src/contract/desk-types.ts'
import { useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'
import { Duplicates } from './duplicates.tsx'
import { nextOnEnter } from './person-form.ts'
import { whatHappened } from './what-happened.ts'

/** One at a time: who, what happened, what it means, what to press. Absent when empty; what a lead has to see comes after. */
export function Tray(): ReactElement | null {
  const { t } = useTranslation()
  const { who, act, choose } = useDesk()
  const session = who?.session ?? null
  const { data, again } = useQuery('problemTray', { session }, ['sync', 'queue', 'desk'])
  const { data: pairs, again: againPairs } = useQuery('duplicates', { session }, ['queue'])
  const cases = [...(data?.open ?? []), ...(who?.role === 'lead' ? (data?.escalated ?? []) : [])]
  const [first] = cases
  const [pair] = pairs ?? []
  const left = cases.length + (pairs?.length ?? 0)
  const settle = (entryId: string, resolution: 'keep' | 'escalate'): void => { void act('settleProblem', { entryId, resolution, note: null }).then(again) }
  if (left === 0) return null
  return (
    <aside className="tray" data-testid="tray" aria-label={t('tray.title', { count: left })}>
      <h3><Icon name="alert" /> {t('tray.title', { count: left })}{first?.bookingId ? <Control kind="quiet" className="inline far" testId="tray-show" onPress={() => choose(first.bookingId ?? '')}>{t('tray.show')}</Control> : null}</h3>
      {first ? <Problem key={first.entryId} problem={first} onSettle={settle} onFixed={again} /> : pair ? <Duplicates pair={pair} onDone={againPairs} /> : null}
    </aside>
  )
}

type ProblemProps = { readonly problem: ProblemCase; readonly onSettle: (entryId: string, resolution: 'keep' | 'escalate') => void; readonly onFixed: () => void }

function Problem({ problem, onSettle, onFixed }: ProblemProps): ReactElement {
  const { t, i18n } = useTranslation()
  const [fixing, setFixing] = useState<FixKind | null>(null)
  const { what, patient, press } = whatHappened({ code: problem.code as 'INTERNAL', detail: '' }, (key) => (i18n.exists(key) ? t(key as 'desk.keep') : null))
  return (
    <>
      <p data-testid="tray-words" data-code={problem.code}>{problem.ticketNumber ? <b>{problem.ticketNumber} </b> : null}<b>{what}</b>{problem.field ? <b> {t('tray.field', { field: t(`tray.fields.${lastPart(problem.field) as 'name'}`, { defaultValue: lastPart(problem.field) }) })}</b> : null}</p>
      <p className="second">{patient} {press}</p>
      {problem.escalated ? <p className="second">{t('tray.handedOver')}</p> : null}
      {fixing ? <Fix problem={problem} kind={fixing} onClose={() => setFixing(null)} onFixed={onFixed} /> : (
        <div className="acts">
          {problem.fixes.map((kind) => <Control key={kind} testId={`tray-fix-${kind}`} onPress={() => setFixing(kind)}>{t(`tray.fix.${kind}`)}</Control>)}
          <Control testId="tray-keep" onPress={() => onSettle(problem.entryId, 'keep')}>{t('tray.keep')}</Control>
          {problem.escalated ? null : <Control kind="quiet" className="far" testId="tray-escalate" onPress={() => onSettle(problem.entryId, 'escalate')}>{t('tray.escalate')}</Control>}
        </div>
      )}
    </>
  )
}

/** `patient.birthDate` is the birth date. */
const lastPart = (field: string): string => field.split('.').at(-1) ?? field

type FixProps = { readonly problem: ProblemCase; readonly kind: FixKind; readonly onClose: () => void; readonly onFixed: () => void }

/** What is corrected goes up as a new entry; what was sent before stays in the record. */
function Fix({ problem, kind, onClose, onFixed }: FixProps): ReactElement {
  const { t } = useTranslation()
  const { act, time } = useDesk()
  const [person, setPerson] = useState(problem.person)
  const [slotId, setSlot] = useState(problem.slots[0]?.slotId ?? '')
  const before = problem.person
  const changed = (): { name?: string; birthDate?: string; phone?: string; sex?: 'female' } => Object.fromEntries((['name', 'birthDate', 'phone', 'sex'] as const).filter((key) => person && before && person[key] !== before[key]).map((key) => [key, person?.[key]]))
  const submit = async (): Promise<void> => {
    const fix = kind === 'correct' ? { kind, ...changed() } : kind === 'other-slot' ? { kind, slotId } : { kind }
    if (await act('fixProblem', { entryId: problem.entryId, fix })) { onClose(); onFixed() }
  }
  return (
    <form className="act-form" data-testid="tray-form" onSubmit={(event: FormEvent) => { event.preventDefault(); void submit() }}>
      {kind === 'correct' && person ? (
        <>
          {(['name', 'birthDate', 'phone'] as const).map((key, i) => <label key={key}><span>{t(`walkIn.${key}`)}</span><input autoFocus={i === 0} data-testid={`tray-${key}`} value={person[key]} maxLength={100} onKeyDown={nextOnEnter} onChange={(event) => setPerson({ ...person, [key]: event.target.value })} /></label>)}
          <label><span>{t('walkIn.sex')}</span><select value={person.sex} onKeyDown={nextOnEnter} onChange={(event) => setPerson({ ...person, sex: event.target.value })}>{sexes.map((sex) => <option key={sex} value={sex}>{t(`sex.${sex as 'female'}`)}</option>)}</select></label>
        </>
      ) : kind === 'other-slot' ? <label><span>{t('visit.ask.reschedule')}</span><select value={slotId} data-testid="tray-slot" onKeyDown={nextOnEnter} onChange={(event) => setSlot(event.target.value)}>{problem.slots.map(({ slotId: id, start, end, free }) => <option key={id} value={id}>{t('visit.slot', { from: time(start), to: time(end), count: free })}</option>)}</select></label>
        : <p>{t(`tray.sure.${kind as 'standby'}`)}</p>}
      <div className="acts"><button type="submit" className="control secondary" data-testid="tray-fix-done"><span>{t('tray.do')} <kbd>Enter</kbd></span></button><Control kind="quiet" onPress={onClose}>{t('desk.back')}</Control></div>
    </form>
  )
}
