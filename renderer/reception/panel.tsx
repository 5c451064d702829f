import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskRow, VisitDetail } from '../../src/contract/desk-types.ts'
import { useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { ActForm } from './act-forms.tsx'
import type { FormKind } from './act-forms.tsx'
import { useDesk } from './desk-context.tsx'
import { Dose } from './dose.tsx'
import { DosesToday } from './doses-today.tsx'
import { Trail } from './trail.tsx'
import { useKeys } from './use-keys.ts'

/** Letters of the small acts, shown on them. */
const letters: Readonly<Record<FormKind, string>> = { move: 'M', transfer: 'T', reschedule: 'R', cancel: 'C' }
const formsOf: Readonly<Record<DeskRow['stage'], readonly FormKind[]>> = { waiting: ['move', 'reschedule', 'cancel'], called: ['transfer', 'cancel'], observing: [], expected: ['reschedule', 'cancel'], done: [] }

/** The chosen person: the next act is the biggest thing, and every act shows its key. */
export function Panel({ row }: { readonly row: DeskRow }): ReactElement {
  const { t } = useTranslation()
  const { data } = useQuery('visitDetail', { bookingId: row.bookingId }, ['queue'])
  const [form, setForm] = useState<FormKind | null>(null)
  // What is being filled in stays when somebody else acted, as long as it still makes sense.
  useEffect(() => setForm((open) => (open && formsOf[row.stage].includes(open) ? open : null)), [row.stage])
  const detail = data?.bookingId === row.bookingId ? data : null
  return (
    <div className="person" data-testid="person">
      <header><b className="number">{row.ticketNumber}</b><p><b>{row.maskedName}</b><span className="second">{row.birthYear === null ? t('desk.elsewhere') : t('desk.born', { year: row.birthYear })}{detail && detail.sex !== 'unspecified' ? ` · ${t(`desk.${detail.sex as 'female'}`)}` : ''}</span>{detail ? <span className="second">{detail.maskedPhone}</span> : null}</p></header>
      {detail?.guardianName ? <p className="second">{t('desk.guardian', { name: detail.guardianName })}</p> : null}
      <Acts row={row} form={form} setForm={setForm} />
      {form && detail ? <ActForm key={form} kind={form} detail={{ ...detail, revision: row.revision }} onDone={() => setForm(null)} /> : null}
      {detail ? <Answers detail={detail} /> : null}
      {detail && (row.stage === 'called' || row.stage === 'waiting') ? <Dose key={detail.bookingId} detail={{ ...detail, revision: row.revision }} first={row.stage === 'called'} /> : null}
      {detail && detail.dosesToday.length > 0 ? <DosesToday detail={{ ...detail, revision: row.revision }} /> : null}
      {detail ? <Trail rows={detail.trail} /> : null}
    </div>
  )
}

type ActsProps = { readonly row: DeskRow; readonly form: FormKind | null; readonly setForm: (form: FormKind | null) => void }

function Acts({ row, form, setForm }: ActsProps): ReactElement {
  const { t } = useTranslation()
  const { act, list: { settings: { rooms } } } = useDesk()
  const on = { bookingId: row.bookingId, revision: row.revision }
  const [first = '', ...others] = rooms
  const call = (room: string | undefined): void => { if (room) void act('callVisit', { ...on, room }) }
  const recall = (): void => { void act('recallVisit', on) }
  const checkIn = (): void => { void act('checkInVisit', on) }
  const skip = (): void => { void act('skipVisit', on) }
  const noShow = (): void => { void act('noShowVisit', on) }
  const observed = (): void => { void act('endObservation', on) }
  const { stage } = row
  const mayCheckIn = stage === 'expected' || (stage === 'waiting' && row.status !== 'checked-in')
  const mayBeAbsent = stage === 'called' || stage === 'expected' || stage === 'waiting'
  useKeys({
    ' ': { waiting: () => call(first), called: recall, observing: observed, expected: checkIn, done: undefined }[stage],
    2: stage === 'waiting' ? () => call(others[0]) : undefined, 3: stage === 'waiting' ? () => call(others[1]) : undefined,
    k: mayCheckIn ? checkIn : undefined, s: stage === 'called' ? skip : undefined, n: mayBeAbsent ? noShow : undefined,
    ...Object.fromEntries(formsOf[stage].map((kind) => [letters[kind].toLowerCase(), () => setForm(kind)])), escape: () => { if (form) setForm(null); else return false },
  })
  return (
    <>
      {stage === 'done' ? null : (
        <div className="acts big">
          {stage === 'waiting' ? <Control kind="primary" testId="act-call" onPress={() => call(first)}>{t('desk.callTo', { room: first })} <kbd>Space</kbd></Control> : null}
          {stage === 'called' ? <Control testId="act-recall" onPress={recall}>{t('desk.recallTo', { room: row.room ?? first })} <kbd>Space</kbd></Control> : null}
          {stage === 'expected' ? <Control kind="primary" testId="act-check-in" onPress={checkIn}>{t('desk.checkIn')} <kbd>Space</kbd></Control> : null}
          {stage === 'observing' ? <Control kind="primary" testId="act-observed" onPress={observed}>{t('desk.endObservation')} <kbd>Space</kbd></Control> : null}
          {stage === 'waiting' ? others.slice(0, 2).map((room, i) => <Control key={room} testId={`act-call-${i + 2}`} onPress={() => call(room)}>{room} <kbd>{i + 2}</kbd></Control>) : null}
        </div>
      )}
      <div className="acts small">
        {stage === 'waiting' && mayCheckIn ? <Control kind="quiet" testId="act-check-in" onPress={checkIn}>{t('desk.checkIn')} <kbd>K</kbd></Control> : null}
        {stage === 'called' ? <Control kind="quiet" testId="act-skip" onPress={skip}>{t('desk.skip')} <kbd>S</kbd></Control> : null}
        {formsOf[stage].filter((kind) => kind !== 'cancel').map((kind) => <Control key={kind} kind="quiet" testId={`act-${kind}`} selected={form === kind} onPress={() => setForm(form === kind ? null : kind)}>{t(`visit.${kind}`)} <kbd>{letters[kind]}</kbd></Control>)}
        {mayBeAbsent ? <Control kind="quiet" testId="act-no-show" onPress={noShow}>{t('desk.noShow')} <kbd>N</kbd></Control> : null}
        {formsOf[stage].includes('cancel') ? <Control kind="quiet" testId="act-cancel" selected={form === 'cancel'} onPress={() => setForm(form === 'cancel' ? null : 'cancel')}>{t('desk.cancel')} <kbd>C</kbd></Control> : null}
      </div>
      {row.absent ? <p className="hint" data-testid="absent"><Icon name="clock" /> {t(row.absent.why === 'not-at-call' ? 'visit.notAtCall' : 'visit.notCome')}</p> : null}
    </>
  )
}

function Answers({ detail }: { readonly detail: VisitDetail }): ReactElement | null {
  const { t } = useTranslation()
  if (detail.answers.length === 0) return null
  return (
    <div className="doctor">
      <p><Icon name="stethoscope" /> <b>{t('desk.doctorSees', { count: detail.answers.length })}</b></p>
      {detail.answers.map((a) => <p key={a.question}><b className="nth">{t('visit.nth', { count: a.question })}</b> <span>{t(`visit.q${a.question as 1}`)} <b>{a.detail}</b></span></p>)}
    </div>
  )
}
